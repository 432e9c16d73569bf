"""Counts: themes, facts and practices over all regions, each with the plans that have it."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Annotated

import strawberry

from graph.record import StoredPlan
from rules.country import Fact as FactRecord
from rules.country import Practice as PracticeRecord
from rules.country import Theme as ThemeRecord
from rules.finding import FactKind
from rules.knowledge import configured
from schema.advice import Rule
from schema.advice.knowledge import KnowledgeTheme
from schema.advice.rule import rule
from schema.core import Key, Language, Pages, Rows, Tongue, enumeration, field, listed, ordered, paged, said
from schema.core.described import described
from schema.node import in_language
from schema.plan import PlanSummary
from schema.plan.summary import summary
from schema.request import Info

Plans = Mapping[str, StoredPlan]
"""The plans that the user may read, by slug."""
HOW = said("Order of the list.")


class CountOrder(Enum):
    """Order of a list of what stands in several regions."""

    PLANS = "plans"
    NAME = "name"


COUNT_ORDER = enumeration(
    CountOrder, {"PLANS": "What stands in the most plans first.", "NAME": "By name; of facts by kind."}
)


def by_order(order: CountOrder, plans: int, *name: str) -> Key:
    """Give the key of a row."""
    return (-plans, *name) if order is CountOrder.PLANS else name


def plans_listed(plans: Plans, slugs: Iterable[str]) -> Pages[PlanSummary]:
    """Give plans page by page, by slug."""
    return listed(ordered((plans[slug] for slug in slugs), lambda each: (each.info.slug,)), summary)


@described
class ThemeAcross:
    """A theme, over all regions that are asked about."""

    record: strawberry.Private[ThemeRecord]
    stored: strawberry.Private[Plans]

    @field
    def theme(self, info: Info) -> KnowledgeTheme | None:
        """The theme, with the work and the fields of government that belong to it; null if the knowledge has it no
        more.
        """
        id_ = self.record.id.partition("/")[2]
        found = configured(info.context.evaluations.configuration).themes.get(id_)
        return KnowledgeTheme(name_in_addresses=id_, record=found) if found else None

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Name of the theme."""
        return in_language(self.record.name, language)

    @field
    def plan_count(self) -> int:
        """Number of plans with an initiative for it."""
        return len(self.record.plans)

    @field
    def mean_score(self) -> float:
        """Mean score of the initiatives for it, from 0 to 1."""
        return self.record.score

    @paged
    def plans(self) -> Pages[PlanSummary]:
        """The plans with an initiative for it, by slug."""
        return plans_listed(self.stored, self.record.plans)


@described
class FactAcross:
    """A kind of fact that opens initiatives, over all regions that are asked about."""

    record: strawberry.Private[FactRecord]
    stored: strawberry.Private[Plans]

    @field
    def kind(self) -> FactKind:
        """What such facts say of a matter."""
        return FactKind(self.record.fact.kind)

    @field
    def found_by(self) -> Rule | None:
        """The rule that found them; null if it is no longer installed."""
        return rule(self.record.fact.rule)

    @field
    def initiative_count(self) -> int:
        """Number of initiatives that such a fact opens."""
        return self.record.initiatives

    @field
    def plan_count(self) -> int:
        """Number of plans with such an initiative."""
        return len(self.record.plans)

    @paged
    def plans(self) -> Pages[PlanSummary]:
        """The plans with such an initiative, by slug."""
        return plans_listed(self.stored, self.record.plans)


@described
class PracticeAcross:
    """What another region did across agencies, with the regions to which it is proposed."""

    record: strawberry.Private[PracticeRecord]
    stored: strawberry.Private[Plans]

    @field
    def key(self) -> str:
        """Id of the practice, the same in all plans, as `RegionResultFilter.practice` takes it."""
        return self.record.practice.id

    @field
    def name(self) -> str:
        """Name of the practice."""
        return self.record.practice.name

    @field
    def region(self) -> str:
        """The region that did it."""
        return self.record.practice.region

    @field
    def level(self) -> str:
        """How proven it is, from A (an award) to D (a description alone)."""
        return self.record.practice.level

    @field
    def plan_count(self) -> int:
        """Number of plans in which an action follows it."""
        return len(self.record.followed)

    @field
    def named_count(self) -> int:
        """Number of plans in which it is only named, without proof enough to propose it."""
        return len(self.record.named)

    @paged
    def plans(self) -> Pages[PlanSummary]:
        """The plans in which an action follows it, by slug."""
        return plans_listed(self.stored, self.record.followed)

    @paged
    def named_in(self) -> Pages[PlanSummary]:
        """The plans in which it is only named, by slug."""
        return plans_listed(self.stored, self.record.named)


Order = Annotated[CountOrder, HOW]


def themes_in(order: CountOrder, found: Iterable[ThemeRecord]) -> Rows[ThemeRecord]:
    """Put themes in an order."""
    return ordered(found, lambda each: by_order(order, len(each.plans), each.name.id.casefold(), each.id), order)


def facts_in(order: CountOrder, found: Iterable[FactRecord]) -> Rows[FactRecord]:
    """Put facts in an order."""
    return ordered(found, lambda each: by_order(order, len(each.plans), each.fact.kind, each.fact.rule), order)


def practices_in(order: CountOrder, found: Iterable[PracticeRecord]) -> Rows[PracticeRecord]:
    """Put practices in an order."""
    return ordered(
        found,
        lambda each: by_order(order, len(each.followed), each.practice.name.casefold(), each.practice.id),
        order,
    )
