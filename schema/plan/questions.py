"""Plan query: the planners' questions, each about one plan by slug, at any revision."""

from typing import Annotated, Final

import strawberry
from graphql import GraphQLError

from acts import SeenPlan
from schema.advice import Comparison, Initiative
from schema.core import Code, Pages, Revision, field, old_field, old_paged, said
from schema.core.described import described
from schema.node import AcrossOpds, CutImpact, DependencyPath, Depth, LateNode, Opd, Program, Reach, known_id
from schema.plan import lookup
from schema.plan.coverage import PlanCoverage
from schema.plan.lookup import BudgetYear, LongestPath, Months, MostPaths, NodeArgument, Slack
from schema.plan.scenario import Scenario, compared_scenarios
from schema.plan.search import Kinds, SearchHit, Words, hits
from schema.plan.since import compared
from schema.request import Info, or_error

_GOES: Final = (
    "2026-12-01: A plan answers this itself, once for all that is asked of it. Use `plan {{ {} }}`. "
    "Removed after 2027-06-01."
)
PlanName = Annotated[str, said("Slug of the plan, as `plans` lists it.")]
AsOf = Annotated[Revision | None, said("Revision of the plan; the latest if left out.")]


@described
class Impact:
    """The impact on other nodes when a node is late or lost."""

    seen: strawberry.Private[SeenPlan]
    id_: strawberry.Private[str]

    @field
    def delay(self, months: Months, slack: Slack = 0) -> list[LateNode]:
        """The nodes that become late when this node is late, latest first."""
        return lookup.delay(self.seen, self.id_, months, slack)

    @field
    def cut(self, year: BudgetYear = None) -> CutImpact:
        """The consequences of losing this node."""
        return lookup.cut(self.seen, self.id_, year)


@described
class PlanQuery:
    """The planners' questions about one plan."""

    @old_field(_GOES.format("program"))
    async def program(
        self,
        info: Info,
        plan: PlanName,
        code: Annotated[Code, said("Nomenclature code.")],
        opd: Annotated[
            str | None,
            said("Short name of the OPD that runs it, to choose one if several OPDs run work with this code."),
        ] = None,
        as_of: AsOf = None,
    ) -> Program | None:
        """The program, activity or sub-activity with this code; null if there is none, the first one if several OPDs
        run it.
        """
        return lookup.program(await info.context.seen(plan, as_of), code, opd)

    @old_field(_GOES.format("opd"))
    async def opd(
        self,
        info: Info,
        plan: PlanName,
        short_name: Annotated[str, said("Short name, such as DISKOMINFO.")],
        as_of: AsOf = None,
    ) -> Opd | None:
        """The OPD with this short name; null if there is none."""
        return lookup.opd_named(await info.context.seen(plan, as_of), short_name)

    @old_field(_GOES.format("initiative"))
    async def initiative(
        self,
        info: Info,
        plan: PlanName,
        fingerprint: Annotated[strawberry.ID, said("Fingerprint of the initiative.")],
        as_of: AsOf = None,
    ) -> Initiative | None:
        """The initiative with this fingerprint; null if there is none."""
        return await lookup.initiative(await info.context.seen(plan, as_of), fingerprint)

    @old_field(_GOES.format("dependencies"))
    async def dependencies(
        self,
        info: Info,
        plan: PlanName,
        of: NodeArgument,
        depth: Depth = 1,
        across_opds: AcrossOpds = False,
        as_of: AsOf = None,
    ) -> list[Reach] | None:
        """The nodes that a node needs, directly or through others, nearest first."""
        return lookup.dependencies(await info.context.seen(plan, as_of), of, depth, across_opds)

    @old_field(_GOES.format("dependants"))
    async def dependants(
        self,
        info: Info,
        plan: PlanName,
        of: NodeArgument,
        depth: Depth = 1,
        across_opds: AcrossOpds = False,
        as_of: AsOf = None,
    ) -> list[Reach] | None:
        """The nodes that need a node, directly or through others, nearest first."""
        return lookup.dependants(await info.context.seen(plan, as_of), of, depth, across_opds)

    @old_field(_GOES.format("paths"))
    async def paths(
        self,
        info: Info,
        plan: PlanName,
        start: NodeArgument,
        end: NodeArgument,
        most: MostPaths = 20,
        longest: LongestPath = 8,
        as_of: AsOf = None,
    ) -> list[DependencyPath] | None:
        """The dependency paths by which `start` depends on `end`, shortest first."""
        return lookup.paths(await info.context.seen(plan, as_of), start, end, most, longest)

    @old_field(_GOES.format("delayImpact cutImpact"))
    async def impact(self, info: Info, plan: PlanName, of: NodeArgument, as_of: AsOf = None) -> Impact | None:
        """The impact on other nodes when a node is late or lost."""
        seen = await info.context.seen(plan, as_of)
        return Impact(seen=seen, id_=known_id(seen, of, "of"))

    @old_field(_GOES.format("coverage { byOpd byObjective }"))
    async def coverage(self, info: Info, plan: PlanName, as_of: AsOf = None) -> PlanCoverage | None:
        """The coverage matrices of a plan: which dimensions have work of which OPDs and for which objectives."""
        return PlanCoverage(seen=await info.context.seen(plan, as_of))

    @field
    async def compare(
        self,
        info: Info,
        plan: PlanName,
        from_: Annotated[Revision, strawberry.argument(name="from", description="The earlier revision.")],
        to: Annotated[Revision | None, said("The later revision; the latest if left out.")] = None,
    ) -> Comparison | None:
        """The changes between two revisions, with the findings and initiatives that came and went."""
        return await compared(info.context, plan, from_, to)

    @old_paged(_GOES.format("search"))
    async def search(
        self,
        info: Info,
        plan: PlanName,
        text: Words,
        kinds: Kinds = None,
        as_of: AsOf = None,
    ) -> Pages[SearchHit] | None:
        """The nodes that match a search text and the programs of the themes that do, the best first; misspelt words and
        other word forms match too.
        """
        seen = await info.context.seen(plan, as_of)
        return await hits(seen, text, kinds)

    @field
    async def scenario(
        self, info: Info, plan: PlanName, name: Annotated[str, said("Name of the scenario.")]
    ) -> Scenario | None:
        """The open scenario with this name: the plan as it would be, and what it changes; null if there is none."""
        await info.context.drafts_readable(plan)
        try:
            return Scenario(record=await or_error(info.context.store.scenarios.get(plan, name)), slug=plan)
        except GraphQLError as error:
            if (error.extensions or {}).get("code") == "UNKNOWN_SCENARIO":
                return None
            raise

    @field
    async def compare_scenarios(
        self,
        info: Info,
        plan: PlanName,
        names: Annotated[list[str], said("Names of open scenarios, 1 to 4.")],
    ) -> list[Scenario] | None:
        """Scenarios to be laid side by side, in the order of their names: of each, what it changes of its own base
        revision, and the effects.
        """
        return await compared_scenarios(info.context, plan, names)
