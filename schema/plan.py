"""Plan: one plan at one revision, and all that can be asked of it."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import strawberry

from graph import model, traversal
from graph.store import ScenarioStanding
from rules.engine import Evaluation
from schema import finding as findings
from schema import initiative as initiatives
from schema import link as links
from schema import lookup, structure
from schema import program as programs
from schema.context import Info, told
from schema.described import After, Before, First, Last, described, field, said
from schema.dimension import Dimension
from schema.finding import Finding, FindingFilter
from schema.initiative import Initiative, InitiativeFilter
from schema.link import Link, LinkFilter
from schema.lookup import BudgetYear, Level, LongestPath, Months, MostPaths, NodeArgument, ObjectiveLevel, Slack
from schema.node import all_shown, shown
from schema.objective import Objective
from schema.opd import Filter, Opd, Order
from schema.page import Connection, invalid, page
from schema.partner import Partner
from schema.program import Program, ProgramOrder
from schema.reach import AcrossOpds, Depth, Reach
from schema.reading import Reading, RevisionInfo, readings, revisions
from schema.scalar import Code, Revision, Year
from schema.scenario import Scenario
from schema.search import Kinds, SearchHit, Words, hits
from schema.suppression import Suppression
from schema.theme import Theme


@described
class RuleFailure:
    """A rule that broke on this plan; the others ran."""

    rule: str = strawberry.field(description="Code of the rule.")
    message: str = strawberry.field(description="What happened.")


@described
class Region:
    """A kabupaten, a kota or a province."""

    code: str = strawberry.field(description="Its code as given by the Ministry of Home Affairs, such as 64.71.")
    name: str = strawberry.field(description="Its name.")


@described
class Plan:
    """One planning document set of a region, at one revision, with the links of knowledge laid over it."""

    evaluation: strawberry.Private[Evaluation]

    def nodes_page(
        self, ids: Sequence[str], first: int | None, after: str | None, last: int | None, before: str | None
    ) -> Connection[Any]:
        """One page of nodes, by their ids."""
        return page(
            ids,
            lambda id_: shown(self.evaluation, id_),
            lambda id_: id_,
            first=first,
            after=after,
            last=last,
            before=before,
        )

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
    def end_year(self) -> Year:
        """The last year of its period."""
        return Year(self.evaluation.plan.info.end_year)

    @field
    def revision(self) -> Revision:
        """The revision that is shown."""
        return Revision(self.evaluation.plan.revision)

    @field
    async def revisions(self, info: Info) -> list[RevisionInfo]:
        """All revisions of the plan, the first one first."""
        return await revisions(info.context.store, self.evaluation.plan.info.slug)

    @field
    async def readings(self, info: Info) -> list[Reading]:
        """What was read from files, and what was marked and why."""
        return await readings(info.context.store, self.evaluation.plan.info.slug)

    @field
    def dimensions(
        self,
        level: Annotated[model.DimensionLevel, said("Dimensions or sub-dimensions.")] = model.DimensionLevel.DIMENSION,
    ) -> list[Dimension]:
        """The smart city dimensions."""
        return all_shown(self.evaluation, (each.id for each in self.evaluation.plan.dimensions(level)))

    @field
    def objectives(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        level: Annotated[model.ObjectiveLevel | None, said("Only of this level.")] = None,
    ) -> Connection[Objective]:
        """The objectives of the RPJMD tree and of the OPDs."""
        ids = [each.id for each in self.evaluation.plan.objectives if level is None or each.level is level]
        return self.nodes_page(ids, first, after, last, before)

    @field
    def programs(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,  # noqa: A002 - the word of the API
        order_by: Order = ProgramOrder.CODE,
    ) -> Connection[Program]:
        """Programs, activities and sub-activities."""
        found = programs.chosen(self.evaluation, filter, order_by)
        return self.nodes_page([each.id for each in found], first, after, last, before)

    @field
    def program(
        self,
        code: Annotated[Code, said("Its code.")],
        opd: Annotated[str | None, said("Short name of the OPD that runs it, where several run one.")] = None,
    ) -> Program | None:
        """The program, activity or sub-activity with a code; the first one where several OPDs run it."""
        return lookup.program(self.evaluation, code, opd)

    @field
    def opds(
        self, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Opd]:
        """The agencies of the region."""
        return self.nodes_page([opd.id for opd in self.evaluation.plan.opds], first, after, last, before)

    @field
    def opd(self, short_name: Annotated[str, said("Its short name, such as DISKOMINFO.")]) -> Opd | None:
        """The agency with a short name."""
        return lookup.opd_named(self.evaluation, short_name)

    @field
    def partners(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        kind: Annotated[model.PartnerKind | None, said("Only of this kind.")] = None,
    ) -> Connection[Partner]:
        """The organisations that work with the region and are no OPD."""
        ids = [each.id for each in self.evaluation.plan.partners if kind is None or each.partner_kind is kind]
        return self.nodes_page(ids, first, after, last, before)

    @field
    def themes(
        self, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Theme]:
        """The matters that take several agencies."""
        return self.nodes_page([theme.id for theme in self.evaluation.plan.themes], first, after, last, before)

    @field
    def links(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[LinkFilter | None, said("Which links to give.")] = None,  # noqa: A002
    ) -> Connection[Link]:
        """The ties between nodes."""
        return self._page(
            links.chosen(self.evaluation, filter),
            lambda each: Link(record=each, evaluation=self.evaluation),
            lambda each: each.id,
            (first, after, last, before),
        )

    @field
    def findings(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[FindingFilter | None, said("Which findings to give.")] = None,  # noqa: A002
    ) -> Connection[Finding]:
        """What the rules found, in the order of rules and subjects."""
        return self._page(
            findings.chosen(self.evaluation, filter),
            lambda each: Finding(record=each, evaluation=self.evaluation),
            lambda each: each.fingerprint,
            (first, after, last, before),
        )

    @field
    def initiatives(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[InitiativeFilter | None, said("Which initiatives to give.")] = None,  # noqa: A002
    ) -> Connection[Initiative]:
        """The recommendations, in rank order."""
        return self._page(
            initiatives.chosen(self.evaluation, filter),
            lambda each: Initiative(record=each, evaluation=self.evaluation),
            lambda each: each.fingerprint,
            (first, after, last, before),
        )

    @field
    def initiative(self, fingerprint: Annotated[strawberry.ID, said("Its fingerprint.")]) -> Initiative | None:
        """The recommendation with a fingerprint."""
        return lookup.initiative(self.evaluation, fingerprint)

    @field
    def failures(self) -> list[RuleFailure]:
        """The rules that broke on this plan."""
        return [RuleFailure(rule=each.rule, message=each.message) for each in self.evaluation.failures]

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
            raise invalid("most harus 0 sampai 100.")
        found = traversal.bottlenecks(self.evaluation.plan, most=most, between_opds=between_opds)
        return [structure.Bottleneck(record=each, evaluation=self.evaluation) for each in found]

    @field
    def opd_matrix(self) -> list[structure.OpdTie]:
        """How much each OPD depends on each other one; the cells that are not empty."""
        found = traversal.opd_matrix(self.evaluation.plan)
        return [structure.OpdTie(record=each, evaluation=self.evaluation) for each in found]

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

    @field
    async def search(
        self,
        text: Words,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        kinds: Kinds = None,
    ) -> Connection[SearchHit]:
        """Nodes of all kinds that fit some words, the best first; misspelt words and other forms are found too."""
        return await hits(self.evaluation, text, kinds, (first, after, last, before))

    @field
    async def scenarios(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        standing: Annotated[ScenarioStanding | None, said("Only of this standing; null for all.")] = (
            ScenarioStanding.OPEN
        ),
    ) -> Connection[Scenario]:
        """The what-ifs of the plan, the first one first."""
        slug = self.evaluation.plan.info.slug
        stored = await told(info.context.store.scenarios.all(slug))
        return self._page(
            [each for each in stored if standing is None or each.standing is standing],
            lambda each: Scenario(record=each, slug=slug),
            lambda each: str(each.id),
            (first, after, last, before),
        )

    @field
    async def suppressions(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Suppression]:
        """The findings that people set aside, expired ones too."""
        return self._page(
            await told(info.context.store.suppressions.all(self.evaluation.plan.info.slug)),
            lambda each: Suppression(record=each),
            lambda each: each.fingerprint,
            (first, after, last, before),
        )

    def _page(
        self,
        items: Sequence[Any],
        show: Callable[[Any], Any],
        key: Callable[[Any], str],
        place: tuple[int | None, str | None, int | None, str | None],
    ) -> Connection[Any]:
        first, after, last, before = place
        return page(items, show, key, first=first, after=after, last=last, before=before)
