"""Plan: one plan at one revision, and all that can be asked of it."""

from typing import Annotated, Self

import strawberry
from strawberry import relay

from graph import model, traversal
from rules.engine import Evaluation
from schema.advice import (
    CODES_GO,
    Budget,
    Capacities,
    Capacity,
    Initiative,
    Portfolio,
    Rule,
    Weight,
    Weights,
    best,
    weights_of,
)
from schema.advice.rule import rule
from schema.core import Code, Pages, Revision, Year, field, invalid, paged, said
from schema.core.described import described
from schema.node import AcrossOpds, Depth, Objective, Opd, Program, Reach, structure
from schema.plan import lookup
from schema.plan.export import ExportFile, export_files
from schema.plan.lists import PlanLists
from schema.plan.lookup import BudgetYear, Level, LongestPath, Months, MostPaths, NodeArgument, ObjectiveLevel, Slack
from schema.plan.reading import Reading, readings
from schema.plan.search import Kinds, SearchHit, Words, hits
from schema.plan.summary import Region
from schema.request import Context, Identified, Info


@described
class RuleFailure:
    """A rule that broke on this plan; the others ran."""

    failed: Rule | None = strawberry.field(description="The rule; null where it is not installed any more.")
    rule: str = strawberry.field(
        description="Code of the rule.", deprecation_reason=CODES_GO.replace("foundBy", "failed")
    )
    message: str = strawberry.field(description="What happened.")


@described
class Plan(PlanLists, Identified, relay.Node):
    """One planning document set of a region, at one revision, with the links of knowledge laid over it."""

    evaluation: strawberry.Private[Evaluation]

    def own_id(self) -> str:
        """The slug."""
        return self.evaluation.plan.info.slug

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the plan of a slug, at a revision."""
        return cls(evaluation=await context.evaluation(reference, as_of))

    @field
    def slug(self) -> str:
        """What it is called in addresses and commands."""
        return self.evaluation.plan.info.slug

    @field
    def title(self) -> str:
        """Its title."""
        return self.evaluation.plan.info.title

    @field
    def region(self) -> Region:
        """Whose plan it is."""
        info = self.evaluation.plan.info
        return Region(code=info.region_code, name=info.region_name)

    @field
    def start_year(self) -> Year:
        """The first year of its period."""
        return Year(self.evaluation.plan.info.start_year)

    @field
    def exports(self) -> list[ExportFile]:
        """The files that the plan, at this revision, and what the rules make of it are given as."""
        plan = self.evaluation.plan
        return export_files(plan.info.slug, plan.revision)

    @field
    def end_year(self) -> Year:
        """The last year of its period."""
        return Year(self.evaluation.plan.info.end_year)

    @field
    def revision(self) -> Revision:
        """The revision that is shown."""
        return Revision(self.evaluation.plan.revision)

    @field
    async def reading(
        self, info: Info, revision: Annotated[Revision, said("The revision that it made.")]
    ) -> Reading | None:
        """What the import read that made a revision; null where that revision comes from no file."""
        found = await readings(info.context.store, self.evaluation)
        return next((each for each in found if each.number == revision), None)

    @field
    def program(
        self,
        code: Annotated[Code, said("Its code.")],
        opd: Annotated[str | None, said("Short name of the OPD that runs it, where several run one.")] = None,
    ) -> Program | None:
        """The program, activity or sub-activity with a code; the first one where several OPDs run it."""
        return lookup.program(self.evaluation, code, opd)

    @field
    def opd(self, short_name: Annotated[str, said("Its short name, such as DISKOMINFO.")]) -> Opd | None:
        """The agency with a short name."""
        return lookup.opd_named(self.evaluation, short_name)

    @field
    def initiative(self, fingerprint: Annotated[strawberry.ID, said("Its fingerprint.")]) -> Initiative | None:
        """The recommendation with a fingerprint."""
        return lookup.initiative(self.evaluation, fingerprint)

    @field
    def weights(self) -> list[Weight]:
        """How much each part of an initiative's score counts, and what it values."""
        return weights_of(self.evaluation)

    @field
    async def portfolio(
        self,
        info: Info,
        budget: Budget = None,
        capacity: Capacity = 6.0,
        capacities: Capacities = None,
        weights: Weights = None,
    ) -> Portfolio:
        """The best set of initiatives under a budget and each agency's capacity, and what it leaves out."""
        return await best(self.evaluation, budget, capacity, capacities, weights, info.context.workers)

    @field
    def failures(self) -> list[RuleFailure]:
        """The rules that broke on this plan."""
        return [
            RuleFailure(failed=rule(each.rule), rule=each.rule, message=each.message)
            for each in self.evaluation.failures
        ]

    @field
    def dependencies(self, of: NodeArgument, depth: Depth = 1, across_opds: AcrossOpds = False) -> list[Reach]:
        """What a node needs, nearest first."""
        return lookup.dependencies(self.evaluation, of, depth, across_opds)

    @field
    def dependants(self, of: NodeArgument, depth: Depth = 1, across_opds: AcrossOpds = False) -> list[Reach]:
        """Who needs a node, nearest first."""
        return lookup.dependants(self.evaluation, of, depth, across_opds)

    @field
    def paths(
        self,
        start: NodeArgument,
        end: NodeArgument,
        most: MostPaths = 20,
        longest: LongestPath = 8,
    ) -> list[structure.DependencyPath]:
        """The ways over which one node depends on another, shortest first."""
        return lookup.paths(self.evaluation, start, end, most, longest)

    @field
    def delay_impact(self, of: NodeArgument, months: Months, slack: Slack = 0) -> list[structure.LateNode]:
        """Who is late, and by how much, when a node is late."""
        return lookup.delay(self.evaluation, lookup.known(self.evaluation, of), months, slack)

    @field
    def cut_impact(self, of: NodeArgument, year: BudgetYear = None) -> structure.CutImpact:
        """What the loss of a node takes with it."""
        return lookup.cut(self.evaluation, lookup.known(self.evaluation, of), year)

    @field
    def cycles(self) -> list[structure.Cycle]:
        """Work that waits for itself in a circle, with the dependency that is broken most easily."""
        found = traversal.cycles(self.evaluation.plan)
        return [structure.Cycle(record=each, evaluation=self.evaluation) for each in found]

    @field
    def critical_path(self) -> structure.CriticalPath:
        """The chain of dependencies that takes longest."""
        return structure.CriticalPath(record=traversal.critical_path(self.evaluation.plan), evaluation=self.evaluation)

    @field
    def bottlenecks(
        self,
        most: Annotated[int, said("How many at most; at most 100.")] = 20,
        between_opds: Annotated[bool, said("Whether to ask of OPDs, not of programs.")] = False,
    ) -> list[structure.Bottleneck]:
        """The nodes through which most ways of dependence lead."""
        if not 0 <= most <= 100:
            raise invalid(f"most harus 0 sampai 100, bukan {most}.")
        found = traversal.bottlenecks(self.evaluation.plan, most=most, between_opds=between_opds)
        return [structure.Bottleneck(record=each, evaluation=self.evaluation) for each in found]

    @field
    def opd_matrix(self) -> list[structure.OpdTie]:
        """How much each OPD depends on each other one; the cells that are not empty."""
        found = traversal.opd_matrix(self.evaluation.plan)
        return [structure.OpdTie(record=each, evaluation=self.evaluation) for each in found]

    @field
    def opd_tie(
        self,
        opd: Annotated[str, said("Short name of the OPD that needs.")],
        needed: Annotated[str, said("Short name of the OPD that is needed.")],
    ) -> structure.OpdTie | None:
        """How much one OPD depends on another; null where it does not."""
        ends = [lookup.opd_named(self.evaluation, each) for each in (opd, needed)]
        pair = tuple(each.record.id for each in ends if each)
        found = (each for each in traversal.opd_matrix(self.evaluation.plan) if (each.opd, each.needed) == pair)
        return next((structure.OpdTie(record=each, evaluation=self.evaluation) for each in found), None)

    @field
    def communities(self) -> list[structure.Community]:
        """The groups of programs that dependencies and themes tie closely."""
        found = traversal.communities(self.evaluation.plan)
        return [structure.Community(record=each, evaluation=self.evaluation) for each in found]

    @field
    def coverage_by_opd(
        self, level: Level = model.DimensionLevel.DIMENSION, year: BudgetYear = None
    ) -> structure.Coverage[Opd]:
        """Which dimensions meet which OPDs in work."""
        return lookup.coverage_by_opd(self.evaluation, level, year)

    @field
    def coverage_by_objective(
        self,
        level: Level = model.DimensionLevel.DIMENSION,
        objective_level: ObjectiveLevel = model.ObjectiveLevel.OUTCOME,
        year: BudgetYear = None,
    ) -> structure.Coverage[Objective]:
        """Which dimensions meet which objectives in work."""
        return lookup.coverage_by_objective(self.evaluation, level, objective_level, year)

    @paged
    async def search(
        self,
        text: Words,
        kinds: Kinds = None,
    ) -> Pages[SearchHit]:
        """Nodes of all kinds that fit some words, the best first; misspelt words and other forms are found too."""
        return await hits(self.evaluation, text, kinds)
