"""Likeness: regions whose plans are made of much the same, and what was agreed on there."""

from enum import Enum

import strawberry

from graph.record import DecisionStanding, StoredPlan
from graph.reference import nomenclature
from rules.country import Likeness, Part
from schema.advice import Decision
from schema.core import Pages, enumeration, field, listed, ordered, paged
from schema.core.described import described
from schema.plan import PlanSummary
from schema.plan.summary import summary
from schema.request import Info


class LikenessKind(Enum):
    """In what plans are alike."""

    FIELDS = "fields"
    DIMENSIONS = "dimensions"
    INDICATORS = "indicators"


LIKENESS_KIND = enumeration(
    LikenessKind,
    {
        "FIELDS": "Shares of the latest year's money by field of government (bidang urusan).",
        "DIMENSIONS": "Shares of the latest year's money by smart city dimension.",
        "INDICATORS": "Shares of the indicators by field of government of the work that they measure.",
    },
)


@described
class CommonShare:
    """A share that two plans have in common."""

    key: str = strawberry.field(
        description="Code of the field of government, `X.XX` for office work, or id of the dimension in every plan."
    )
    name: str | None = strawberry.field(
        description="Name of the field of government, in Indonesian; null for a dimension or an unknown field."
    )
    share: float = strawberry.field(description="The smaller of the shares that both plans have, from 0 to 1.")


@described
class LikenessPart:
    """How alike two plans are in one thing: the share that both have in common."""

    record: strawberry.Private[Part]

    @field
    def kind(self) -> LikenessKind:
        """In what they are alike."""
        return LikenessKind(self.record.name)

    @field
    def value(self) -> float:
        """The share that both have in common, from 0 to 1: the sum of the smaller share of each field or dimension."""
        return self.record.value

    @field
    def largest(self) -> list[CommonShare]:
        """What most of it comes from, at most three, the largest first."""
        names = nomenclature().fields
        return [CommonShare(key=key, name=names.get(key), share=share) for key, share in self.record.largest]


@described
class RegionLikeness:
    """A plan that is like another one, and what was agreed on there."""

    stored: strawberry.Private[StoredPlan]
    record: strawberry.Private[Likeness]

    @field
    def plan(self) -> PlanSummary:
        """The plan that is alike, with its region."""
        return summary(self.stored)

    @field
    def value(self) -> float:
        """How alike it is, from 0 to 1: the mean of the parts of which both plans tell."""
        return self.record.value

    @field
    def parts(self) -> list[LikenessPart]:
        """How alike it is in each thing of which both plans tell."""
        return [LikenessPart(record=each) for each in self.record.parts]

    @paged
    async def accepted(self, info: Info) -> Pages[Decision]:
        """The decisions that stand there by which something was accepted, the latest first."""
        slug = self.stored.info.slug
        found = await info.context.standing_decisions(slug)
        taken = (each for each in found if each.standing is DecisionStanding.ACCEPTED)
        return listed(ordered(taken, lambda each: (-each.id,)), lambda each: Decision(record=each, slug=slug))
