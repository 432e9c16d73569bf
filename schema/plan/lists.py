"""Plan lists: the nodes, links, findings and initiatives of a plan and its history, page by page."""

from typing import Annotated, Any, TypeVar

import strawberry

from acts import SeenPlan
from graph import model
from rules.knowledge import configured
from schema.advice import (
    Comment,
    Finding,
    FindingFilter,
    FindingOrder,
    Initiative,
    InitiativeFilter,
    InitiativeOrder,
    RuleSuppression,
    Suppression,
    SuppressionFilter,
    Weights,
    comment,
    finding,
    initiative_list,
    readjustment,
    suppressed,
    suppression,
)
from schema.advice.comment import CommentFilter
from schema.advice.knowledge import known_entry
from schema.advice.readjustment import Readjustment, ReadjustmentFilter, ReadjustmentOrder
from schema.core import (
    Pages,
    Revision,
    Rows,
    TimeOrder,
    apart,
    field,
    in_time,
    inside,
    listed,
    paged,
    said,
)
from schema.core.described import described
from schema.node import (
    Asset,
    AssetFilter,
    AssetOrder,
    Dimension,
    Filter,
    Indicator,
    IndicatorFilter,
    IndicatorOrder,
    Link,
    LinkFilter,
    LinkOrder,
    Masterplan,
    MasterplanFilter,
    MasterplanOrder,
    MasterplanProgram,
    MasterplanProgramFilter,
    MasterplanProgramOrder,
    Objective,
    ObjectiveFilter,
    ObjectiveOrder,
    Opd,
    OpdFilter,
    OpdOrder,
    Order,
    Partner,
    PartnerFilter,
    PartnerOrder,
    Program,
    ProgramOrder,
    Theme,
    ThemeFilter,
    ThemeOrder,
    all_showing,
    asset,
    indicator,
    link,
    masterplan,
    objective,
    opd,
    partner,
    program,
    showing,
)
from schema.node import theme as themes
from schema.plan import scenario
from schema.plan.reading import Reading, RevisionFilter, RevisionInfo, readings, revisions
from schema.plan.scenario import Scenario, ScenarioFilter
from schema.request import Info, or_error

N = TypeVar("N", bound=model.Node)
_HOW = said("Order of the list.")
_TimeOrder = Annotated[TimeOrder, _HOW]


@described
@apart
class PlanLists:
    """The lists of a plan: its nodes, links, findings, initiatives and history."""

    seen: strawberry.Private[SeenPlan]

    @field
    def dimensions(
        self,
        level: Annotated[
            model.DimensionLevel, said("Whether to return dimensions or sub-dimensions.")
        ] = model.DimensionLevel.DIMENSION,
    ) -> list[Dimension]:
        """The smart city dimensions, or their sub-dimensions."""
        return all_showing(self.seen, self.seen.plan.dimensions(level))

    @paged
    def programs(
        self,
        filter: Filter = None,
        order_by: Order = ProgramOrder.CODE,
    ) -> Pages[Program]:
        """The programs, activities and sub-activities of all OPDs."""
        return self._nodes(program.chosen(self.seen, filter, order_by))

    @paged
    def objectives(
        self,
        filter: Annotated[ObjectiveFilter | None, said("Filter; all objectives if left out.")] = None,
        order_by: Annotated[ObjectiveOrder, _HOW] = ObjectiveOrder.ID,
    ) -> Pages[Objective]:
        """The objectives of the region's medium-term plan (RPJMD) and of the OPDs."""
        return self._nodes(objective.chosen(self.seen, filter, order_by))

    @paged
    def indicators(
        self,
        filter: Annotated[IndicatorFilter | None, said("Filter; all indicators if left out.")] = None,
        order_by: Annotated[IndicatorOrder, _HOW] = IndicatorOrder.ID,
    ) -> Pages[Indicator]:
        """The indicators that measure objectives and programs."""
        return self._nodes(indicator.chosen(self.seen, filter, order_by))

    @paged
    def opds(
        self,
        filter: Annotated[OpdFilter | None, said("Filter; all OPDs if left out.")] = None,
        order_by: Annotated[OpdOrder, _HOW] = OpdOrder.ID,
    ) -> Pages[Opd]:
        """The OPDs: the government agencies of the region."""
        return self._nodes(opd.chosen_opds(self.seen, filter, order_by))

    @paged
    def partners(
        self,
        filter: Annotated[PartnerFilter | None, said("Filter; all partners if left out.")] = None,
        order_by: Annotated[PartnerOrder, _HOW] = PartnerOrder.ID,
    ) -> Pages[Partner]:
        """The partners: organisations that work with the region and are no OPD."""
        return self._nodes(partner.chosen(self.seen, filter, order_by))

    @paged
    def assets(
        self,
        filter: Annotated[AssetFilter | None, said("Filter; all assets if left out.")] = None,
        order_by: Annotated[AssetOrder, _HOW] = AssetOrder.ID,
    ) -> Pages[Asset]:
        """The assets: data sets, applications and infrastructure that programs produce or use."""
        return self._nodes(asset.chosen(self.seen, filter, order_by))

    @paged
    def themes(
        self,
        filter: Annotated[ThemeFilter | None, said("Filter; all themes if left out.")] = None,
        order_by: Annotated[ThemeOrder, _HOW] = ThemeOrder.ID,
    ) -> Pages[Theme]:
        """The themes: matters that need several OPDs."""
        return self._nodes(themes.chosen(self.seen, filter, order_by))

    @paged
    def masterplans(
        self,
        filter: Annotated[MasterplanFilter | None, said("Filter; all masterplans if left out.")] = None,
        order_by: Annotated[MasterplanOrder, _HOW] = MasterplanOrder.ID,
    ) -> Pages[Masterplan]:
        """The Smart City masterplans of the region."""
        return self._nodes(masterplan.chosen_masterplans(self.seen, filter, order_by))

    @paged
    def masterplan_programs(
        self,
        filter: Annotated[MasterplanProgramFilter | None, said("Filter; all masterplan programs if left out.")] = None,
        order_by: Annotated[MasterplanProgramOrder, _HOW] = MasterplanProgramOrder.ID,
    ) -> Pages[MasterplanProgram]:
        """The programs of the masterplans."""
        return self._nodes(masterplan.chosen(self.seen, filter, order_by))

    @paged
    def links(
        self,
        info: Info,
        filter: Annotated[LinkFilter | None, said("Filter; all links if left out.")] = None,
        order_by: Annotated[LinkOrder, _HOW] = LinkOrder.ID,
    ) -> Pages[Link]:
        """The links between nodes: declared, derived from knowledge entries and inferred."""
        for each in inside(filter):
            if each.entry is not None:
                own = (link.entry for link in self.seen.plan.links.values())
                known_entry(configured(info.context.evaluations.configuration), each.entry, own)
        found = link.chosen(self.seen, filter, order_by)
        return listed(found, lambda each: Link(record=each, seen=self.seen))

    @paged
    async def findings(
        self,
        filter: Annotated[FindingFilter | None, said("Filter; all findings if left out.")] = None,
        order_by: Annotated[FindingOrder, _HOW] = FindingOrder.RULE,
    ) -> Pages[Finding]:
        """The findings of the rules; suppressed ones are left out."""
        found = await finding.chosen(self.seen, filter, order_by)
        return listed(found, lambda each: Finding(record=each, seen=self.seen))

    @paged
    async def readjustments(
        self,
        info: Info,
        since: Annotated[
            Revision | None,
            said(
                "An earlier revision, such as the last one with the RPJMD before: what a program rested on there and "
                "that is gone or changed is a reason too."
            ),
        ] = None,
        filter: Annotated[ReadjustmentFilter | None, said("Filter; all readjustments if left out.")] = None,
        order_by: Annotated[ReadjustmentOrder, _HOW] = ReadjustmentOrder.SUBJECT,
    ) -> Pages[Readjustment]:
        """What is proposed for each program of the masterplan: keep, change, join, drop; and which ones to add."""
        before = None if since is None else await info.context.seen(self._slug, since)
        found = await readjustment.chosen(self.seen, filter, order_by, before)
        return listed(found, lambda each: Readjustment(record=each, seen=self.seen))

    @paged
    async def initiatives(
        self,
        info: Info,
        filter: Annotated[InitiativeFilter | None, said("Filter; all initiatives if left out.")] = None,
        order_by: Annotated[InitiativeOrder, _HOW] = InitiativeOrder.RANK,
        weights: Weights = None,
    ) -> Pages[Initiative]:
        """The initiatives; with `weights`, ranked by these."""
        decided = await initiative_list.standings(info.context, self.seen, filter)
        found, weighed = await initiative_list.chosen(self.seen, filter, decided, order_by, weights)
        return listed(found, lambda each: Initiative(record=each, seen=self.seen, weights=weighed))

    @paged
    async def comments(
        self,
        info: Info,
        filter: Annotated[CommentFilter | None, said("Filter; all comments if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.NEWEST,
    ) -> Pages[Comment]:
        """The comments on the initiatives of the plan."""
        found = comment.chosen(await or_error(info.context.store.comments.all(self._slug)), filter)
        rows = in_time(found, order_by, lambda each: each.id)
        return listed(rows, lambda each: Comment(record=each, slug=self._slug))

    @paged
    async def revisions(
        self,
        info: Info,
        filter: Annotated[RevisionFilter | None, said("Filter; all revisions if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Pages[RevisionInfo]:
        """All revisions of the plan, also those after the revision that is shown."""
        found = await revisions(info.context.store, self._slug, filter)
        return listed(in_time(found, order_by, lambda each: each.revision), lambda each: each)

    @paged
    async def readings(
        self,
        info: Info,
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Pages[Reading]:
        """The imports of files into the plan, with the warnings of each."""
        found = await readings(info.context.store, self.seen)
        return listed(in_time(found, order_by, lambda each: each.number), lambda each: each)

    @paged
    async def scenarios(
        self,
        info: Info,
        filter: Annotated[ScenarioFilter | None, said("Filter; all scenarios if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Pages[Scenario]:
        """The scenarios of the plan, closed ones included."""
        found = scenario.chosen(await info.context.scenarios(self._slug), filter)
        rows = in_time(found, order_by, lambda each: each.id)
        return listed(rows, lambda each: Scenario(record=each, slug=self._slug))

    @paged
    async def suppressions(
        self,
        info: Info,
        filter: Annotated[SuppressionFilter | None, said("Filter; all suppressed findings if left out.")] = None,
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Pages[Suppression]:
        """The findings that people suppressed one by one, expired suppressions included; `suppressedRules` has whole
        rules.
        """
        stored = await or_error(info.context.store.suppressions.all(self._slug))
        found = suppression.chosen(stored, filter, info.context.evaluations.today)
        rows = in_time(found, order_by, suppression.when, lambda each: each.fingerprint)
        return listed(rows, lambda each: Suppression(record=each))

    @field
    async def suppressed_rules(self, info: Info) -> list[RuleSuppression]:
        """The rules that are switched off in the plan today, by code; their findings are not shown."""
        return suppressed(await info.context.rules_aside(self._slug))

    @property
    def _slug(self) -> str:
        return self.seen.plan.info.slug

    def _nodes(self, rows: Rows[N]) -> Pages[Any]:
        return listed(rows, lambda each: showing(self.seen, each))
