"""Plan: one plan at one revision, and every question about it."""

import datetime
from typing import Annotated, Self

import strawberry
from strawberry import relay

from acts import SeenPlan
from graph import model, traversal
from graph.sentence import Sentence
from schema.advice import (
    CODES_GO,
    Budget,
    Capacities,
    Capacity,
    Comparison,
    Initiative,
    KeepDecisions,
    Limits,
    PlanReview,
    Portfolio,
    ReviewYear,
    Rule,
    Weight,
    Weights,
    Years,
    best,
    reviewed,
    reviewed_years,
    weights_of,
)
from schema.advice.rule import rule
from schema.assessment import EvaluationRound, EvaluationYear, rounds_shown, years_shown
from schema.core import Code, ExportFile, Pages, Revision, Year, apart, field, in_utc, invalid, paged, said
from schema.core.described import described
from schema.node import AcrossOpds, Depth, Opd, Program, Reach, known_id, node_id, structure
from schema.plan import lookup
from schema.plan.agreements import PlanAgreements
from schema.plan.counts import PlanCounts
from schema.plan.coverage import PlanCoverage
from schema.plan.export import export_files
from schema.plan.lists import PlanLists
from schema.plan.lookup import BudgetYear, LongestPath, Months, MostPaths, NodeArgument, Slack
from schema.plan.money import PlanMoney
from schema.plan.performance_tree import PlanPerformanceTree
from schema.plan.reading import Reading, readings
from schema.plan.search import Kinds, SearchHit, Words, hits
from schema.plan.search_all import SearchResult, search_all
from schema.plan.since import compared, revision_at
from schema.plan.summary import Region
from schema.plan.things import PlanThings
from schema.request import Context, Identified, Info, or_error


@described
class RuleFailure:
    """A rule that failed with an internal error on this plan; the other rules ran."""

    failed: Rule | None = strawberry.field(description="The rule that failed; null if it is no longer installed.")
    rule: str = strawberry.field(
        description="Code of the rule that failed.", deprecation_reason=CODES_GO.replace("foundBy", "failed")
    )
    message: str = strawberry.field(description="Error message.")


@described
@apart
class Plan(PlanLists, PlanThings, PlanCounts, PlanAgreements, PlanPerformanceTree, Identified, relay.Node):
    """A plan: the planning documents of a region for a period, at one revision, with the links that knowledge entries
    add.
    """

    seen: strawberry.Private[SeenPlan]

    def own_id(self) -> str:
        """The slug, and the plan's state where it is not the plan as it is."""
        return self.seen.name

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the plan of a slug, at a revision."""
        seen = await context.state(reference, as_of)
        return cls(seen=seen) if seen else None

    @field
    def slug(self) -> str:
        """Slug: the plan's short name in URLs, arguments and commands."""
        return self.seen.plan.info.slug

    @field
    def title(self) -> str:
        """Title of the plan."""
        return self.seen.plan.info.title

    @field
    def region(self) -> Region:
        """The region that the plan belongs to."""
        info = self.seen.plan.info
        return Region(code=info.region_code, name=info.region_name)

    @field
    def start_year(self) -> Year:
        """First year of the plan's period."""
        return Year(self.seen.plan.info.start_year)

    @field
    def exports(self) -> list[ExportFile]:
        """Downloadable files of this revision: the plan, its findings, its initiatives, its matrices and a meeting
        paper.
        """
        plan = self.seen.plan
        return export_files(plan.info.slug, plan.revision)

    @field
    def end_year(self) -> Year:
        """Last year of the plan's period."""
        return Year(self.seen.plan.info.end_year)

    @field
    def revision(self) -> Revision:
        """Revision of the plan that is shown."""
        return Revision(self.seen.plan.revision)

    @field
    async def reading(
        self, info: Info, revision: Annotated[Revision, said("Revision that the import made.")]
    ) -> Reading | None:
        """The import that made a revision; null if no import made it."""
        found = await readings(info.context.store, self.seen)
        return next((each for each in found if each.number == revision), None)

    @field
    def program(
        self,
        code: Annotated[Code, said("Nomenclature code.")],
        opd: Annotated[
            str | None,
            said("Id or short name of the OPD that runs it, to choose one if several OPDs run work with this code."),
        ] = None,
    ) -> Program | None:
        """The program, activity or sub-activity with this code; null if there is none, the first one if several OPDs
        run it.
        """
        return lookup.program(self.seen, code, opd)

    @field
    def opd(self, short_name: Annotated[str, said("Short name, such as DISKOMINFO, or id.")]) -> Opd | None:
        """The OPD with this short name; null if there is none."""
        return lookup.opd_named(self.seen, short_name)

    @field
    async def initiative(
        self,
        fingerprint: Annotated[
            strawberry.ID, said("Fingerprint or id of the initiative, or fingerprint of one of its actions.")
        ],
    ) -> Initiative | None:
        """The initiative with this fingerprint; null if there is none."""
        return await lookup.initiative(self.seen, fingerprint)

    @field
    async def weights(self) -> list[Weight]:
        """The configured weights of the parts of an initiative's score, each with its meaning."""
        return await weights_of(self.seen)

    @field
    async def portfolio(
        self,
        info: Info,
        budget: Budget = None,
        capacity: Capacity = 6.0,
        capacities: Capacities = None,
        weights: Weights = None,
        keep_decisions: KeepDecisions = False,
    ) -> Portfolio:
        """The best set of initiatives within a budget and each OPD's capacity, and what it leaves out."""
        return await best(info.context, self.seen, Limits(budget, capacity, capacities, weights, keep_decisions))

    @field
    async def review(self, info: Info, years: Years = None) -> PlanReview:
        """How far the plan hangs together, by dimension, mission, outcome and OPD, the weakest first."""
        return await reviewed(self.seen, years, info)

    @field
    async def review_years(self, info: Info, years: Years = None) -> list[ReviewYear]:
        """The same for each year on its own: those that are named, else those of the period and all that were read."""
        return await reviewed_years(self.seen, years, info)

    @field
    async def failures(self) -> list[RuleFailure]:
        """The rules that failed with an internal error on this plan."""
        found = (await or_error(self.seen.evaluation())).failures
        return [RuleFailure(failed=rule(each.rule), rule=each.rule, message=each.message) for each in found]

    @field
    def dependencies(self, of: NodeArgument, depth: Depth = 1, across_opds: AcrossOpds = False) -> list[Reach]:
        """The nodes that a node needs, directly or through others, nearest first."""
        return lookup.dependencies(self.seen, of, depth, across_opds)

    @field
    def dependants(self, of: NodeArgument, depth: Depth = 1, across_opds: AcrossOpds = False) -> list[Reach]:
        """The nodes that need a node, directly or through others, nearest first."""
        return lookup.dependants(self.seen, of, depth, across_opds)

    @field
    def paths(
        self,
        start: NodeArgument,
        end: NodeArgument,
        most: MostPaths = 20,
        longest: LongestPath = 8,
    ) -> list[structure.DependencyPath]:
        """The dependency paths by which `start` depends on `end`, shortest first."""
        return lookup.paths(self.seen, start, end, most, longest)

    @field
    def delay_impact(self, of: NodeArgument, months: Months, slack: Slack = 0) -> list[structure.LateNode]:
        """The nodes that become late when a node is late, latest first."""
        return lookup.delay(self.seen, known_id(self.seen, of, "of"), months, slack)

    @field
    def cut_impact(self, of: NodeArgument, year: BudgetYear = None) -> structure.CutImpact:
        """The consequences of losing a node."""
        return lookup.cut(self.seen, known_id(self.seen, of, "of"), year)

    @field
    def cycles(self) -> list[structure.Cycle]:
        """Cycles of dependencies: work that waits for itself, each with the dependency to question first."""
        found = traversal.cycles(self.seen.plan)
        return [structure.Cycle(record=each, seen=self.seen) for each in found]

    @field
    def critical_path(self) -> structure.CriticalPath:
        """The chain of dependencies whose lags add up to the most months."""
        return structure.CriticalPath(record=traversal.critical_path(self.seen.plan), seen=self.seen)

    @field
    def bottlenecks(
        self,
        most: Annotated[int, said("Greatest number of nodes to return, at most 100.")] = 20,
        between_opds: Annotated[bool, said("True: the OPDs that are bottlenecks; false: the programs.")] = False,
    ) -> list[structure.Bottleneck]:
        """The nodes that lie on the most dependency paths between other nodes, highest score first."""
        if not 0 <= most <= 100:
            raise invalid(Sentence(f"most harus 0 sampai 100, bukan {most}.", f"most must be 0 to 100, not {most}."))
        found = traversal.bottlenecks(self.seen.plan, most=most, between_opds=between_opds)
        return [structure.Bottleneck(record=each, seen=self.seen) for each in found]

    @field
    def opd_matrix(self) -> list[structure.OpdTie]:
        """The dependencies between OPDs: one item for each OPD and each other OPD whose work its own work needs."""
        found = traversal.opd_matrix(self.seen.plan)
        return [structure.OpdTie(record=each, seen=self.seen) for each in found]

    @field
    def opd_tie(
        self,
        opd: Annotated[str, said("Id or short name of the OPD whose work needs the other's.")],
        needed: Annotated[str, said("Id or short name of the OPD whose work is needed.")],
    ) -> structure.OpdTie | None:
        """The dependencies of one OPD's work on the work of another; null if there are none."""
        one, other = node_id(self.seen, opd, model.Opd, "opd"), node_id(self.seen, needed, model.Opd, "needed")
        pair = one, other
        found = (each for each in traversal.opd_matrix(self.seen.plan) if (each.opd, each.needed) == pair)
        return next((structure.OpdTie(record=each, seen=self.seen) for each in found), None)

    @field
    def communities(self) -> list[structure.Community]:
        """Groups of programs that dependencies and themes link more closely to each other than to the rest."""
        found = traversal.communities(self.seen.plan)
        return [structure.Community(record=each, seen=self.seen) for each in found]

    @field
    def coverage(self) -> PlanCoverage:
        """The coverage matrices: which dimensions have work of which OPDs and for which objectives."""
        return PlanCoverage(seen=self.seen)

    @field
    def money(self) -> PlanMoney:
        """Budgets and spending, whole and divided by OPD, dimension, theme or objective."""
        return PlanMoney(seen=self.seen)

    @field
    def evaluation_years(self, info: Info) -> list[EvaluationYear]:
        """The years of the ministry's evaluation whose questions and weights are known, the latest first."""
        return years_shown(info.context.evaluations.configuration, self.seen.plan)

    @field
    async def evaluation_rounds(self, info: Info) -> list[EvaluationRound]:
        """The rounds of the ministry's yearly evaluation, the latest year first. Only planners of the region read a
        round before it is published.
        """
        return await rounds_shown(info.context, self.seen)

    @field
    async def evaluation_round(
        self, info: Info, year: Annotated[Year, said("Year that is evaluated.")]
    ) -> EvaluationRound | None:
        """The round of the ministry's evaluation of a year; null if there is none that the user may read."""
        found = await rounds_shown(info.context, self.seen)
        return next((each for each in found if each.record.year == year), None)

    @field
    async def changed_since(
        self,
        info: Info,
        revision: Annotated[Revision | None, said("The earlier revision.")] = None,
        time: Annotated[datetime.datetime | None, said("A time: the plan as it was then is the earlier one.")] = None,
    ) -> Comparison:
        """What changed between an earlier revision, named by `revision` or `time`, and the one that is shown, with the
        findings and initiatives that came and went.
        """
        slug, moment = self.seen.plan.info.slug, in_utc(time, "time")
        if moment is not None and revision is None:
            earlier = await revision_at(info.context, slug, moment)
        elif revision is not None and moment is None:
            earlier = revision
        else:
            raise invalid(Sentence("Berikan revision atau time, salah satu.", "Give either revision or time."))
        return await compared(info.context, slug, earlier, self.seen.state.revision)

    @field
    async def search_all(self, text: Words) -> SearchResult:
        """The nodes, initiatives, actions and findings that match a search text, with what was probably meant by it;
        misspelt words and other word forms match too.
        """
        return await search_all(self.seen, text)

    @paged
    async def search(
        self,
        text: Words,
        kinds: Kinds = None,
    ) -> Pages[SearchHit]:
        """The nodes that match a search text and the programs of the themes that do, the best first; misspelt words and
        other word forms match too.
        """
        return await hits(self.seen, text, kinds)
