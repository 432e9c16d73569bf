"""Query: where every question begins."""

from typing import Annotated

import strawberry
from strawberry import relay

from rules.rule import installed_rules
from schema.asset import Asset
from schema.context import Info
from schema.described import After, Before, First, Last, described, field, said
from schema.page import Connection, page
from schema.plan import Plan, Region
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
class Query:
    """Where every question begins."""

    node: relay.Node | None = relay.node(description="The node with an id, as `id` of any node gives it.")
    nodes: list[relay.Node | None] = relay.node(description="The nodes with some ids.")

    @field
    async def plan(
        self,
        info: Info,
        slug: Annotated[str, said("What the plan is called, such as one of `plans`.")],
        as_of: Annotated[Revision | None, said("At which revision; the latest where it is left out.")] = None,
    ) -> Plan:
        """One plan, at any revision."""
        return Plan(evaluation=await info.context.evaluation(slug, as_of))

    @field
    async def plans(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[PlanSummary]:
        """All plans."""
        stored = await info.context.store.plans()
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


EXTRA_TYPES = (Asset,)
"""Types that no field names, but that a node may be."""
