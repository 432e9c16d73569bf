"""Scenario: changes that are kept aside: the plan as it would be."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Self

import strawberry
from strawberry import relay

from graph.change import InvalidChangeSet
from graph.record import Scenario as Stored
from graph.record import ScenarioStanding
from schema.advice import Comparison, Sides
from schema.core import Revision, described_input, enumeration, field, invalid
from schema.core.described import described
from schema.request import Context, Identified, Info, told

if TYPE_CHECKING:
    from schema.plan.plan import Plan

SCENARIO_STANDING = enumeration(
    ScenarioStanding,
    {
        "OPEN": "It can be changed and published.",
        "PUBLISHED": "Its changes became a revision of the plan.",
        "DISCARDED": "It was closed without being applied.",
    },
)


@described
class Scenario(Identified, relay.Node):
    """A what-if: changes on a revision of the plan that are not applied yet."""

    record: strawberry.Private[Stored]
    slug: strawberry.Private[str]

    def own_id(self) -> str:
        """The slug of the plan, a stroke, and the scenario's number."""
        return f"{self.slug}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the scenario of a reference, whatever became of it; it stands beside the revisions."""
        del as_of
        slug, _, number = reference.partition("/")
        await context.readable(slug)
        found = (each for each in await context.scenarios(slug) if str(each.id) == number)
        return next((cls(record=each, slug=slug) for each in found), None)

    @field
    def name(self) -> str:
        """What it is called; among the open scenarios of a plan no other has the same name."""
        return self.record.name

    @field
    def standing(self) -> ScenarioStanding:
        """What became of it."""
        return self.record.standing

    @field
    def base_revision(self) -> Revision:
        """The revision that its changes are made on."""
        return Revision(self.record.base_revision)

    @field
    def published_revision(self) -> Revision | None:
        """The revision that it became; null where it was not published."""
        number = self.record.published_revision
        return None if number is None else Revision(number)

    @field
    def author(self) -> str:
        """Who made it."""
        return self.record.author

    @field
    def reason(self) -> str:
        """What it is for."""
        return self.record.reason

    @field
    def made_at(self) -> datetime.datetime:
        """When it was made."""
        return self.record.made_at

    @field
    def changed_at(self) -> datetime.datetime:
        """When it was changed last."""
        return self.record.changed_at

    @field
    def change_count(self) -> int:
        """How many nodes and links it adds, edits or removes."""
        return len(self.record.changes)

    @field
    async def plan(self, info: Info) -> Annotated["Plan", strawberry.lazy("schema.plan.plan")]:
        """The plan as it would be, with its findings and initiatives."""
        from schema.plan.plan import Plan

        stored = await info.context.readable(self.slug)
        return Plan(evaluation=await info.context.evaluations.what_if(stored, self.record))

    @field
    async def comparison(self, info: Info) -> Comparison:
        """What it changes of the revision that it is made on, and what that does to findings and initiatives."""
        return Comparison(sides=await sides(info.context, self.slug, self.record))


async def sides(context: Context, slug: str, record: Stored) -> Sides:
    """The plan without and with a scenario's changes.

    Raises
    ------
    GraphQLError
        Where there is no such plan, or where its changes do not fit it.
    """
    stored = await context.readable(slug)
    base = await told(context.store.snapshot(slug, record.base_revision))
    try:
        after = record.on(base)
    except InvalidChangeSet as error:
        raise invalid(str(error)) from error
    return Sides(
        base,
        after,
        lambda asked: asked.evaluations.of(stored, base.revision),
        lambda asked: asked.evaluations.what_if(stored, record),
    )


@described_input
class ScenarioFilter:
    """Which what-ifs to give; all conditions must hold."""

    standing: ScenarioStanding | None = strawberry.field(default=None, description="Of this standing.")
    author: str | None = strawberry.field(default=None, description="Made by the person of this name.")


def chosen(stored: Iterable[Stored], wanted: ScenarioFilter | None) -> list[Stored]:
    """The scenarios that a filter asks for."""
    asked = wanted or ScenarioFilter()
    return [
        each
        for each in stored
        if (asked.standing is None or each.standing is asked.standing)
        and (asked.author is None or each.author == asked.author)
    ]
