"""Plan lists: what stands in a plan, and what people did to it, page by page."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from graph import model
from rules.engine import Evaluation
from schema.advice import (
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
    finding,
    initiative,
    suppressed,
    suppression,
)
from schema.core import After, Before, Connection, First, Last, Place, TimeOrder, field, in_time, page_at, said
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
    objective,
    opd,
    partner,
    program,
    showing,
    shown,
)
from schema.node import theme as themes
from schema.plan import scenario
from schema.plan.reading import Reading, RevisionFilter, RevisionInfo, readings, revisions
from schema.plan.scenario import Scenario, ScenarioFilter
from schema.request import Info, told

_HOW = said("In which order.")
_TimeOrder = Annotated[TimeOrder, _HOW]


@described
class PlanLists:
    """What stands in a plan, and what people did to it."""

    evaluation: strawberry.Private[Evaluation]

    @field
    def dimensions(
        self,
        level: Annotated[model.DimensionLevel, said("Dimensions or sub-dimensions.")] = model.DimensionLevel.DIMENSION,
    ) -> list[Dimension]:
        """The smart city dimensions."""
        return all_showing(self.evaluation, self.evaluation.plan.dimensions(level))

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
        return page_at(
            program.chosen(self.evaluation, filter, order_by),
            lambda each: showing(self.evaluation, each),
            lambda each: each.id,
            (first, after, last, before),
        )

    @field
    def objectives(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[ObjectiveFilter | None, said("Which objectives to give.")] = None,  # noqa: A002
        order_by: Annotated[ObjectiveOrder, _HOW] = ObjectiveOrder.ID,
    ) -> Connection[Objective]:
        """The objectives of the RPJMD tree and of the OPDs."""
        return self._nodes(objective.chosen(self.evaluation, filter, order_by), (first, after, last, before))

    @field
    def indicators(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[IndicatorFilter | None, said("Which indicators to give.")] = None,  # noqa: A002
        order_by: Annotated[IndicatorOrder, _HOW] = IndicatorOrder.ID,
    ) -> Connection[Indicator]:
        """What measures objectives and programs."""
        return self._nodes(indicator.chosen(self.evaluation, filter, order_by), (first, after, last, before))

    @field
    def opds(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[OpdFilter | None, said("Which OPDs to give.")] = None,  # noqa: A002
        order_by: Annotated[OpdOrder, _HOW] = OpdOrder.ID,
    ) -> Connection[Opd]:
        """The agencies of the region."""
        return self._nodes(opd.listed(self.evaluation, filter, order_by), (first, after, last, before))

    @field
    def partners(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[PartnerFilter | None, said("Which partners to give.")] = None,  # noqa: A002
        order_by: Annotated[PartnerOrder, _HOW] = PartnerOrder.ID,
    ) -> Connection[Partner]:
        """The organisations that work with the region and are no OPD."""
        return self._nodes(partner.chosen(self.evaluation, filter, order_by), (first, after, last, before))

    @field
    def assets(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[AssetFilter | None, said("Which assets to give.")] = None,  # noqa: A002
        order_by: Annotated[AssetOrder, _HOW] = AssetOrder.ID,
    ) -> Connection[Asset]:
        """The data sets, applications and infrastructure that programs make or use."""
        return self._nodes(asset.chosen(self.evaluation, filter, order_by), (first, after, last, before))

    @field
    def themes(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[ThemeFilter | None, said("Which themes to give.")] = None,  # noqa: A002
        order_by: Annotated[ThemeOrder, _HOW] = ThemeOrder.ID,
    ) -> Connection[Theme]:
        """The matters that take several agencies."""
        return self._nodes(themes.chosen(self.evaluation, filter, order_by), (first, after, last, before))

    @field
    def links(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[LinkFilter | None, said("Which links to give.")] = None,  # noqa: A002
        order_by: Annotated[LinkOrder, _HOW] = LinkOrder.ID,
    ) -> Connection[Link]:
        """The ties between nodes."""
        return page_at(
            link.chosen(self.evaluation, filter, order_by),
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
        order_by: Annotated[FindingOrder, _HOW] = FindingOrder.RULE,
    ) -> Connection[Finding]:
        """What the rules found."""
        return page_at(
            finding.chosen(self.evaluation, filter, order_by),
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
        order_by: Annotated[InitiativeOrder, _HOW] = InitiativeOrder.RANK,
        weights: Weights = None,
    ) -> Connection[Initiative]:
        """The recommendations; with weights, as they would rank then."""
        return page_at(
            initiative.chosen(self.evaluation, filter, order_by, weights),
            lambda each: Initiative(record=each, evaluation=self.evaluation),
            lambda each: each.fingerprint,
            (first, after, last, before),
        )

    @field
    async def revisions(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[RevisionFilter | None, said("Which revisions to give.")] = None,  # noqa: A002
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Connection[RevisionInfo]:
        """All revisions of the plan."""
        found = await revisions(info.context.store, self._slug, filter)
        return page_at(
            in_time(found, order_by), lambda each: each, lambda each: str(each.revision), (first, after, last, before)
        )

    @field
    async def readings(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Connection[Reading]:
        """What was read from files, and what was marked and why."""
        found = await readings(info.context.store, self.evaluation)
        return page_at(
            in_time(found, order_by), lambda each: each, lambda each: str(each.number), (first, after, last, before)
        )

    @field
    async def scenarios(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[ScenarioFilter | None, said("Which scenarios to give.")] = None,  # noqa: A002
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Connection[Scenario]:
        """The what-ifs of the plan, those that are closed too."""
        found = scenario.chosen(await info.context.scenarios(self._slug), filter)
        return page_at(
            in_time(found, order_by),
            lambda each: Scenario(record=each, slug=self._slug),
            lambda each: str(each.id),
            (first, after, last, before),
        )

    @field
    async def suppressions(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[SuppressionFilter | None, said("Which suppressions to give.")] = None,  # noqa: A002
        order_by: _TimeOrder = TimeOrder.OLDEST,
    ) -> Connection[Suppression]:
        """The findings that people set aside one by one, expired ones too; `suppressedRules` are whole rules."""
        found = suppression.chosen(
            await told(info.context.store.suppressions.all(self._slug)), filter, info.context.evaluations.today
        )
        return page_at(
            in_time(found, order_by),
            lambda each: Suppression(record=each),
            lambda each: each.fingerprint,
            (first, after, last, before),
        )

    @field
    async def suppressed_rules(self, info: Info) -> list[RuleSuppression]:
        """The rules that are switched off in the plan today, by code: nothing that they would find is shown."""
        return suppressed(await info.context.rules_aside(self._slug))

    @property
    def _slug(self) -> str:
        return self.evaluation.plan.info.slug

    def _nodes(self, ids: Sequence[str], place: Place) -> Connection[Any]:
        return page_at(ids, lambda id_: shown(self.evaluation, id_), lambda id_: id_, place)
