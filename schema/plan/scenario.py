"""Scenario: a named set of changes that are not applied, and the plan as it would be with them."""

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Final, Self

import strawberry
from strawberry import relay

from graph.change import InvalidChangeSet
from graph.record import Scenario as Stored
from graph.record import ScenarioStanding
from graph.sentence import Sentence, told
from schema.advice import Comparison, Sides
from schema.core import Revision, apart, described_input, enumeration, field, invalid
from schema.core.described import described
from schema.request import Context, Identified, Info, or_error

if TYPE_CHECKING:
    from schema.plan.plan import Plan

SCENARIO_STANDING = enumeration(
    ScenarioStanding,
    {
        "OPEN": "The scenario can be changed and published.",
        "PUBLISHED": "The changes of the scenario became a revision of the plan.",
        "DISCARDED": "The scenario was closed without being applied.",
    },
)


@described
@apart
class Scenario(Identified, relay.Node):
    """A what-if: a named set of changes to a revision of the plan that are not applied yet."""

    record: strawberry.Private[Stored]
    slug: strawberry.Private[str]

    def own_id(self) -> str:
        """The slug of the plan, a slash, and the scenario's number."""
        return f"{self.slug}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the scenario of a reference, open or closed; scenarios are not tied to a revision."""
        del as_of
        slug, _, number = reference.partition("/")
        await context.readable(slug)
        found = (each for each in await context.scenarios(slug) if str(each.id) == number)
        return next((cls(record=each, slug=slug) for each in found), None)

    @field
    def name(self) -> str:
        """Name of the scenario, unique among the open scenarios of a plan."""
        return self.record.name

    @field
    def standing(self) -> ScenarioStanding:
        """Whether the scenario is open, published or discarded."""
        return self.record.standing

    @field
    def base_revision(self) -> Revision:
        """Revision that the changes are based on."""
        return Revision(self.record.base_revision)

    @field
    def published_revision(self) -> Revision | None:
        """Revision that the scenario became; null if it was not published."""
        number = self.record.published_revision
        return None if number is None else Revision(number)

    @field
    def author(self) -> str:
        """Name of the user who created the scenario."""
        return self.record.author

    @field
    def reason(self) -> str:
        """Purpose of the scenario, as its author wrote it."""
        return self.record.reason

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which the scenario was created."""
        return self.record.made_at

    @field
    def changed_at(self) -> datetime.datetime:
        """Time of the last change to the scenario."""
        return self.record.changed_at

    @field
    async def is_behind(self, info: Info) -> bool:
        """Whether the plan has moved on since the base revision, so that the scenario must be rebased before it is
        published; false if it is no longer open.
        """
        stored = await info.context.readable(self.slug)
        return self.record.standing is ScenarioStanding.OPEN and self.record.base_revision < stored.revision

    @field
    def change_count(self) -> int:
        """Number of nodes and links that the scenario adds, edits or removes."""
        return len(self.record.changes)

    @field
    async def plan(self, info: Info) -> Annotated["Plan", strawberry.lazy("schema.plan.plan")]:
        """The plan as it would be with the changes, with its findings and initiatives."""
        from schema.plan.plan import Plan

        stored = await info.context.readable(self.slug)
        return Plan(seen=await info.context.evaluations.what_if(stored, self.record))

    @field
    async def comparison(self, info: Info) -> Comparison:
        """The base revision compared with the scenario: the changes, and their effect on findings and initiatives."""
        return Comparison(sides=await sides(info.context, self.slug, self.record))


async def sides(context: Context, slug: str, record: Stored) -> Sides:
    """Give the plan without and with a scenario's changes.

    Raises
    ------
    GraphQLError
        Where there is no such plan, or where its changes do not fit it.
    """
    stored = await context.readable(slug)
    base = await or_error(context.store.snapshot(slug, record.base_revision))
    try:
        after = record.on(base)
    except InvalidChangeSet as error:
        raise invalid(told(error)) from error
    return Sides(
        base,
        after,
        lambda asked: asked.evaluations.seen(stored, base.revision),
        lambda asked: asked.evaluations.what_if(stored, record),
    )


@described_input
class ScenarioFilter:
    """Filter for scenarios; all conditions must hold."""

    standing: ScenarioStanding | None = strawberry.field(
        default=None, description="Only scenarios of this standing: open, published or discarded."
    )
    author: str | None = strawberry.field(
        default=None, description="Only scenarios created by the user with this name."
    )


def chosen(stored: Iterable[Stored], wanted: ScenarioFilter | None) -> list[Stored]:
    """Give the scenarios that pass a filter."""
    asked = wanted or ScenarioFilter()
    return [
        each
        for each in stored
        if (asked.standing is None or each.standing is asked.standing)
        and (asked.author is None or each.author == asked.author)
    ]


MOST_COMPARED: Final = 4


async def compared_scenarios(context: Context, slug: str, names: Sequence[str]) -> list[Scenario]:
    """Give some open scenarios of a plan to be compared, in the order of their names.

    Raises
    ------
    GraphQLError
        Where there are none or too many, where one is named twice or is not there, or where the user may not read
        them.
    """
    if not 1 <= len(names) <= MOST_COMPARED or len(set(names)) < len(names):
        raise invalid(
            Sentence(
                f"Sebutkan 1 sampai {MOST_COMPARED} skenario yang berbeda, bukan {len(names)}.",
                f"Name 1 to {MOST_COMPARED} different scenarios, not {len(names)}.",
            )
        )
    await context.drafts_readable(slug)
    found = [await or_error(context.store.scenarios.get(slug, name)) for name in names]
    return [Scenario(record=each, slug=slug) for each in found]
