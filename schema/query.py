"""Query: where every question begins."""

from typing import Annotated

import strawberry
from strawberry import relay

from rules.knowledge import configured
from rules.rule import installed_rules
from schema.access import Operation
from schema.asset import Asset
from schema.context import Info, told
from schema.described import After, Before, First, Last, described, field, said
from schema.knowledge import Knowledge
from schema.node import PlanNode, all_shown
from schema.page import MOST, Connection, invalid, page
from schema.plan import Plan, Region
from schema.plan_query import AsOf, PlanName, PlanQuery
from schema.rule import Rule
from schema.scalar import Revision, Year


@described
class PlanSummary:
    """A plan, by name."""

    slug: str = strawberry.field(description="What it is called in addresses and commands.")
    title: str = strawberry.field(description="Its title.")
    region: Region = strawberry.field(description="Whose plan it is.")
    start_year: Year = strawberry.field(description="The first year of its period.")
    end_year: Year = strawberry.field(description="The last year of its period.")
    revision: Revision = strawberry.field(description="Its latest revision.")


@described
class Query(PlanQuery):
    """Where every question begins."""

    @field
    async def node(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, said("Its id, as `id` of any node gives it.")],  # noqa: A002
        as_of: AsOf = None,
    ) -> relay.Node | None:
        """The node with an id; null where the plan has none of it at that revision."""
        return await _node(info, id, as_of)

    @field
    async def nodes(
        self,
        info: Info,
        ids: Annotated[list[relay.GlobalID], said("Their ids, at most 100.")],
        as_of: AsOf = None,
    ) -> list[relay.Node | None]:
        """The nodes with some ids, in their order."""
        if len(ids) > MOST:
            raise invalid(f"Paling banyak {MOST} id sekaligus.")
        return [await _node(info, id_, as_of) for id_ in ids]

    @field
    async def plan(self, info: Info, slug: PlanName, as_of: AsOf = None) -> Plan:
        """One plan, at any revision."""
        return Plan(evaluation=await info.context.evaluation(slug, as_of))

    @field
    async def plans(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[PlanSummary]:
        """All plans that whoever asks may read."""
        context = info.context
        stored = [
            each for each in await told(context.store.plans()) if context.may(Operation.READ, each.info.region_code)
        ]
        return page(
            stored,
            lambda each: PlanSummary(
                slug=each.info.slug,
                title=each.info.title,
                region=Region(code=each.info.region_code, name=each.info.region_name),
                start_year=Year(each.info.start_year),
                end_year=Year(each.info.end_year),
                revision=Revision(each.revision),
            ),
            lambda each: each.info.slug,
            first=first,
            after=after,
            last=last,
            before=before,
        )

    @field
    def rules(self) -> list[Rule]:
        """The questions that are asked of every plan."""
        return [Rule(record=each) for each in installed_rules()]

    @field
    def rule(self, code: Annotated[str, said("Its code, such as SY01.")]) -> Rule | None:
        """The rule with a code."""
        return next((Rule(record=each) for each in installed_rules() if each.code == code.upper()), None)

    @field
    def knowledge(self, info: Info) -> Knowledge:
        """What is written about the ties between programs, with its reasons and sources."""
        return Knowledge(entries=configured(info.context.evaluations.configuration))


async def _node(info: Info, reference: relay.GlobalID, as_of: int | None) -> PlanNode | None:
    """Find a node of any plan.

    Raises
    ------
    GraphQLError
        Where there is no such plan or revision, or where the id is of another thing.
    """
    kind = reference.resolve_type(info)
    if not issubclass(kind, PlanNode):
        raise invalid(f"Id {reference} bukan id simpul rencana.")
    slug, _, id_ = reference.node_id.partition("/")
    evaluation = await info.context.evaluation(slug, as_of)
    found: list[PlanNode] = all_shown(evaluation, (id_,))
    return found[0] if found and type(found[0]) is kind else None


EXTRA_TYPES = (Asset,)
"""Types that no field names, but that a node may be."""
