"""Comparison: a round beside the region's earlier rounds and beside its cohort."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median

import msgspec

from rules.assessment.index import mean
from rules.assessment.results import Result, results


class CohortResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the regions of a cohort were given in a year."""

    year: int
    cohort: str
    regions: int
    """How many took part."""
    mean: Fraction
    median: Decimal
    best: Decimal
    parts: Mapping[str, Fraction]
    """The mean score of each part."""
    indices: tuple[Decimal, ...]
    """The greatest first."""

    def rank(self, index: Decimal) -> int:
        """Which place an index would have had, the first being the best; equal ones share the better place."""
        return 1 + sum(each > index for each in self.indices)


def cohort_result(year: int, cohort: str, known: Sequence[Result] | None = None) -> CohortResult | None:
    """Give what a cohort was given in a year, or in the last year before it that is public; None where none is."""
    mine = [
        each
        for each in (results() if known is None else known)
        if each.cohort == cohort and each.year <= year and each.index is not None
    ]
    if not mine:
        return None
    last = max(each.year for each in mine)
    scored = [each for each in mine if each.year == last]
    indices = tuple(sorted((each.index for each in scored if each.index is not None), reverse=True))
    parts = dict.fromkeys(part for each in scored for part in each.parts)
    means = {part: mean(each.parts[part] for each in scored if part in each.parts) for part in parts}
    return CohortResult(
        year=last,
        cohort=cohort,
        regions=len(scored),
        mean=mean(indices) or Fraction(),
        median=median(indices),
        best=indices[0],
        parts={part: score for part, score in means.items() if score is not None},
        indices=indices,
    )
