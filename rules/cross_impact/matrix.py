"""Matrix: a cross-impact round as it stands: of each pair what was said, how far judges agree, and what counts."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final

import msgspec

from graph.agreement import CrossImpact, ImpactScore, ProposedScore
from rules.cross_impact.influence import Influence, influences

NEAR: Final = 1
"""Judges agree who are no further apart than this."""
FAR: Final = 3
"""Judges are in dispute who are this far apart, or of whom one sees help where another sees harm."""


class ImpactAgreement(StrEnum):
    """How far those who scored a pair agree."""

    NONE = "none"
    SINGLE = "single"
    AGREED = "agreed"
    DIFFERING = "differing"
    DISPUTED = "disputed"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One pair: what the first item does to the second."""

    source: str
    target: str
    said: tuple[ImpactScore, ...]
    """One score of each judge, in the order of their numbers, with who said so and why."""
    proposal: ProposedScore | None

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores alone, in the same order."""
        return tuple(each.score for each in self.said if each.score is not None)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the scores; None where nobody has scored."""
        scores = self.scores
        return Fraction(sum(scores), len(scores)) if scores else None

    @property
    def value(self) -> Fraction | None:
        """What counts: the mean, else the proposal; None where there is neither."""
        mean = self.mean
        if mean is not None:
            return mean
        return None if self.proposal is None else Fraction(self.proposal.score)

    @property
    def agreement(self) -> ImpactAgreement:
        """How far the judges agree."""
        scores = self.scores
        if len(scores) < 2:
            return ImpactAgreement.SINGLE if scores else ImpactAgreement.NONE
        low, high = min(scores), max(scores)
        if high - low <= NEAR:
            return ImpactAgreement.AGREED
        return ImpactAgreement.DISPUTED if low < 0 < high or high - low >= FAR else ImpactAgreement.DIFFERING


class RankedItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item's influence, and how much of it nobody has scored."""

    influence: Influence
    proposed: int
    """Of its influences on others those that rest on a proposal alone."""
    unknown: int
    """Those of which nothing is known; they count for nothing."""


class ScoredMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """A round as it stands."""

    cells: tuple[Cell, ...]
    """All pairs, row by row in the order of the items."""
    ranking: tuple[RankedItem, ...]
    """What helps the whole most first."""
    judges: int
    """How many people and agencies have scored."""

    @property
    def agreements(self) -> Mapping[ImpactAgreement, int]:
        """How many pairs stand where."""
        return Counter(each.agreement for each in self.cells)


def scored_matrix(of: CrossImpact, said: Sequence[ImpactScore]) -> ScoredMatrix:
    """Give a round with the scores that count in it."""
    items = [each.id for each in of.items]
    by_pair: dict[tuple[str, str], list[ImpactScore]] = defaultdict(list)
    for each in said:
        by_pair[each.source, each.target].append(each)
    proposals = {(each.source, each.target): each for each in of.proposals}
    pairs = [(source, target) for source in items for target in items if source != target]
    cells = tuple(_cell(pair, by_pair.get(pair, ()), proposals.get(pair)) for pair in pairs)
    matrix = {(each.source, each.target): each.value for each in cells if each.value is not None}
    proposed = Counter(each.source for each in cells if each.proposal and not each.scores)
    unknown = Counter(each.source for each in cells if each.value is None)
    ranking = tuple(
        RankedItem(influence=each, proposed=proposed[each.item], unknown=unknown[each.item])
        for each in influences(items, matrix)
    )
    return ScoredMatrix(cells=cells, ranking=ranking, judges=len({each.judge for each in said}))


def _cell(pair: tuple[str, str], said: Sequence[ImpactScore], proposal: ProposedScore | None) -> Cell:
    ordered = tuple(sorted((each for each in said if each.score is not None), key=lambda each: each.id))
    return Cell(source=pair[0], target=pair[1], said=ordered, proposal=proposal)
