"""Cohort: the evaluation index of regions that the ministry weighs alike, from what they published."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

import strawberry

from acts import Indexed
from rules.assessment import rounded
from schema.core import Pages, Rows, Year, field, listed, ordered, paged
from schema.core.described import described
from schema.country.counts import Plans
from schema.plan import PlanSummary
from schema.plan.summary import summary


@described
class PublishedIndex:
    """A published evaluation round of a plan's region, and its index."""

    plan: PlanSummary = strawberry.field(description="The plan, with its region.")
    index: float | None = strawberry.field(
        description="Index from 0 to 4, with two decimals; null if a question has no score, or if the questions of the "
        "year are no longer known."
    )


@described
class CohortAcross:
    """The published evaluation rounds of a year and cohort, over all regions that are asked about."""

    record: strawberry.Private[tuple[Indexed, ...]]
    stored: strawberry.Private[Plans]

    @field
    def year(self) -> Year:
        """Year of the evaluation."""
        return Year(self.record[0].round.year)

    @field
    def cohort(self) -> str:
        """Name of the cohort, as the ministry's results write it."""
        return self.record[0].round.cohort

    @field
    def round_count(self) -> int:
        """Number of published rounds."""
        return len(self.record)

    @field
    def index_count(self) -> int:
        """Number of those that have an index."""
        return len(self._indices)

    @field
    def mean(self) -> float | None:
        """Mean index; null if there is none."""
        return _two(sum(self._indices, Fraction()) / len(self._indices)) if self._indices else None

    @field
    def lowest(self) -> float | None:
        """Lowest index; null if there is none."""
        return _two(min(self._indices, default=None))

    @field
    def highest(self) -> float | None:
        """Highest index; null if there is none."""
        return _two(max(self._indices, default=None))

    @paged
    def rounds(self) -> Pages[PublishedIndex]:
        """The rounds, those with the highest index first, those without one last."""
        rows = ordered(self.record, lambda each: (int(each.index is None), -float(each.index or 0), each.slug))
        return listed(rows, lambda each: PublishedIndex(plan=summary(self.stored[each.slug]), index=_two(each.index)))

    @property
    def _indices(self) -> list[Fraction]:
        return [each.index for each in self.record if each.index is not None]


def cohorts(found: Iterable[Indexed]) -> Rows[tuple[Indexed, ...]]:
    """Put rounds together by year and cohort, the latest year first."""
    together: dict[tuple[int, str], list[Indexed]] = defaultdict(list)
    for each in found:
        together[-each.round.year, each.round.cohort].append(each)
    return ordered(map(tuple, together.values()), lambda rows: (-rows[0].round.year, rows[0].round.cohort))


def _two(value: Fraction | None) -> float | None:
    return None if value is None else float(rounded(value))
