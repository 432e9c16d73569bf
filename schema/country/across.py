"""Across regions: what the evaluations of all plans that the user may read came to."""

from typing import Annotated

import strawberry

from acts import indexed
from rules.country import Gists, facts, likeness, practices, themes
from schema.core import Pages, field, listed, ordered, paged, said
from schema.core.described import described
from schema.country.cohort import CohortAcross, cohorts
from schema.country.counts import (
    HOW,
    CountOrder,
    FactAcross,
    Order,
    Plans,
    PracticeAcross,
    ThemeAcross,
    facts_in,
    practices_in,
    themes_in,
)
from schema.country.likeness import RegionLikeness
from schema.country.result import RegionResult, RegionResultFilter, RegionResultOrder, chosen
from schema.plan import PlanName
from schema.request import Context, Info, or_error

Within = Annotated[
    str | None,
    said(
        "Only the region with this code and those below it, such as 64 for a province with its regions; all by default."
    ),
]


@described
class AcrossRegions:
    """What the evaluations of all plans that the user may read came to, as `sinergi recommend --all` kept it last."""

    stored: strawberry.Private[Plans]
    gists: strawberry.Private[Gists]

    @field
    def plan_count(self) -> int:
        """Number of plans, evaluated or not."""
        return len(self.stored)

    @field
    def evaluated_count(self) -> int:
        """Number of plans of which a result is kept."""
        return len(self.gists)

    @field
    def outdated_count(self) -> int:
        """Number of those whose result is not of the plan's latest revision."""
        return sum(gist.basis.revision != self.stored[slug].revision for slug, gist in self.gists.items())

    @paged
    def results(
        self,
        filter: Annotated[RegionResultFilter | None, said("Filter; all results if left out.")] = None,
        order_by: Annotated[RegionResultOrder, HOW] = RegionResultOrder.REGION,
    ) -> Pages[RegionResult]:
        """The results, one for each plan."""
        rows = ((self.stored[slug], gist) for slug, gist in self.gists.items())
        return listed(chosen(rows, filter, order_by), lambda row: RegionResult(stored=row[0], gist=row[1]))

    @paged
    def themes(self, order_by: Order = CountOrder.PLANS) -> Pages[ThemeAcross]:
        """The themes for which there are initiatives, with the plans."""
        found = themes_in(order_by, themes(self.gists))
        return listed(found, lambda each: ThemeAcross(record=each, stored=self.stored))

    @paged
    def facts(self, order_by: Order = CountOrder.PLANS) -> Pages[FactAcross]:
        """The kinds of facts that open initiatives, with the plans."""
        found = facts_in(order_by, facts(self.gists))
        return listed(found, lambda each: FactAcross(record=each, stored=self.stored))

    @paged
    def practices(self, order_by: Order = CountOrder.PLANS) -> Pages[PracticeAcross]:
        """The practices of other regions that are proposed or named, with the plans."""
        found = practices_in(order_by, practices(self.gists))
        return listed(found, lambda each: PracticeAcross(record=each, stored=self.stored))

    @paged
    async def alike(self, info: Info, plan: PlanName) -> Pages[RegionLikeness]:
        """The other plans that are made of much the same as one, the likest first, with what was agreed on there.

        Compared are shares of money by field of government and by dimension, and of indicators. Plans of the same
        region are left out, and so are those that have nothing to compare. The plan itself may lie outside `within`.
        """
        own = await info.context.readable(plan)
        gist = (await or_error(info.context.store.gists.of([plan]))).get(plan)
        found = []
        for slug, each in self.gists.items() if gist else ():
            stored = self.stored[slug]
            like = likeness(gist.structure, each.structure) if gist else None
            if like and stored.info.region_code != own.info.region_code:
                found.append(RegionLikeness(stored=stored, record=like))
        return listed(ordered(found, lambda row: (-row.record.value, row.stored.info.slug)), lambda row: row)

    @paged
    async def cohorts(self, info: Info) -> Pages[CohortAcross]:
        """The published evaluation rounds by year and cohort, the latest year first."""
        context = info.context
        found = await or_error(indexed(context.store, context.evaluations.configuration, self.stored.keys()))
        return listed(cohorts(found), lambda each: CohortAcross(record=each, stored=self.stored))


async def across_regions(context: Context, within: str | None) -> AcrossRegions:
    """Give what the evaluations of the readable plans came to, of one region with those below it or of all."""
    stored = {
        each.info.slug: each
        for each in await context.all_readable()
        if within is None or f"{each.info.region_code}.".startswith(f"{within}.")
    }
    return AcrossRegions(stored=stored, gists=await or_error(context.store.gists.of(stored.keys())))
