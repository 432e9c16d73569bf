"""Alignment: the index of how far a plan hangs together, 0 to 100; ``docs/alignment.md`` has the formula.

A part is what is done of it, divided by that and what is left open. What is open in the plan is nobody's yet, so each
of the dimensions (or missions, ...) bears an equal part of it. So no share ever rests on a number that a tie raises
without raising what is done, and to add a tie never lowers an index.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final

import msgspec

from graph.model import DimensionLevel, Objective
from rules.alignment.readiness_missing import ELEMENTS
from rules.configuration import AlignmentWeights
from rules.review.material import Material, dimension_ids


class AlignmentPart(StrEnum):
    """A part of the alignment index."""

    OBJECTIVES = "objectives"
    MONEY = "money"
    PROGRAMS = "programs"
    INDICATORS = "indicators"
    READINESS = "readiness"


class PartScore(msgspec.Struct, frozen=True, kw_only=True):
    """One part of an index."""

    part: AlignmentPart
    score: float | None
    """From 0 to 100; None where nothing was read for it, and then it is left out of the index."""
    done: int | None
    open: float | None
    """Outcomes, rupiah, pieces of work, indicators or elements of readiness that are done, and that are left open."""
    left: int = 0
    """How much of its own is open; what is beyond that in ``open`` is its part of what is open in the whole plan."""


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    """An alignment index with its parts."""

    index: float | None
    """From 0 to 100; None where no part could be read."""
    parts: tuple[PartScore, ...]

    @property
    def weakest(self) -> PartScore | None:
        """The part with the lowest score among those of which nothing is done, or not all of its own; else None."""
        read = [part for part in self.parts if part.score is not None and (part.left or not part.done)]
        return min(read, key=lambda part: part.score or 0.0, default=None)


class _Share(msgspec.Struct, frozen=True):
    """What is done, and what is left open among so many; whole numbers, so that nothing is lost by rounding."""

    done: int
    left: int
    among: int = 1
    own: int | None = None
    """How much of its own is left, where ``left`` is that of the whole plan."""

    @property
    def left_of_its_own(self) -> int:
        return self.left if self.own is None else self.own

    @property
    def value(self) -> Fraction:
        """From 0 to 1; where there is nothing at all, nothing is done."""
        whole = self.done * self.among
        return Fraction(whole, whole + self.left) if whole else Fraction(0)


class _Tally:
    """Things of one kind: how much of them is done, and whose they are."""

    def __init__(self, things: Iterable[tuple[int, bool, frozenset[str]]]) -> None:
        self._done: Counter[str] = Counter()
        self._every: Counter[str] = Counter()
        self._by_owners: Counter[frozenset[str]] = Counter()
        self._given: dict[frozenset[str], int] = {}
        self.total = 0
        for amount, is_done, within in things:
            self.total += amount
            for id_ in within:
                self._every[id_] += amount
                self._done[id_] += amount if is_done else 0
            if is_done:
                self._by_owners[within] += amount

    def whole(self) -> _Share | None:
        """Of all of them."""
        done = self._by_owners.total()
        return _Share(done, self.total - done) if self.total else None

    def own(self, id_: str) -> _Share | None:
        """Of those of one whose things no tie adds to."""
        done, every = self._done[id_], self._every[id_]
        return _Share(done, every - done) if every else None

    def shared(self, id_: str, among: frozenset[str]) -> _Share | None:
        """Of those that ties give to one of several, beside an equal part of what is open or given to none of them."""
        if among not in self._given:
            groups = self._by_owners.items()
            self._given[among] = sum(amount for owners, amount in groups if not owners.isdisjoint(among))
        if not self.total:
            return None
        done = self._done[id_]
        return _Share(done, self.total - self._given[among], len(among), own=self._every[id_] - done)


class Alignments:
    """Gives the alignment of whatever in a plan is asked for."""

    def __init__(self, material: Material, weights: AlignmentWeights) -> None:
        plan = material.plan
        self._material: Final = material
        self._weights: Final = {part: Fraction(getattr(weights, part.value)) for part in AlignmentPart}
        ends = (dimension_ids(plan), frozenset(each.id for each in plan.of(Objective)))
        asked = [ids for ids in ends if ids]
        works = [
            (work.budget or 0, not any(work.within.isdisjoint(ids) for ids in asked), work.within)
            for work in material.works
            if asked and not work.is_office
        ]
        outcomes = material.outcomes if material.works else ()
        self._tallies: Final = {
            AlignmentPart.OBJECTIVES: _Tally((1, bool(each.works), each.within) for each in outcomes),
            AlignmentPart.MONEY: _Tally(works),
            AlignmentPart.PROGRAMS: _Tally((1, is_tied, within) for _, is_tied, within in works),
            AlignmentPart.INDICATORS: _Tally((1, each.is_on_path, each.within) for each in material.judged),
        }
        self._served: Final = {each.objective.id: bool(each.works) for each in outcomes}

    def whole(self) -> Alignment:
        """Of the plan."""
        shares = {part: tally.whole() for part, tally in self._tallies.items()}
        rows = self._material.plan.dimensions(DimensionLevel.DIMENSION)
        return self._alignment(shares, [row.id for row in rows if not self._material.is_unread(row.id)])

    def opd(self, id_: str) -> Alignment:
        """Of an agency: of what it leads."""
        shares = {part: tally.own(id_) for part, tally in self._tallies.items()}
        return self._alignment(shares, [id_] if shares[AlignmentPart.MONEY] else [])

    def tied(self, id_: str, among: frozenset[str]) -> Alignment:
        """Of one of several that work is tied to, such as dimensions or missions."""
        if self._material.is_unread(id_):
            return self._alignment(dict.fromkeys(self._tallies), [])
        shares = {part: tally.shared(id_, among) for part, tally in self._tallies.items()}
        if id_ in self._served:
            is_served = self._served[id_]
            shares[AlignmentPart.OBJECTIVES] = _Share(int(is_served), int(not is_served))
        return self._alignment(shares, [id_])

    def _alignment(self, shares: Mapping[AlignmentPart, _Share | None], ready: Collection[str]) -> Alignment:
        there = sum(len(self._material.ready.get(id_, ())) for id_ in ready)
        is_funded = bool(ready) and self._tallies[AlignmentPart.MONEY].total > 0
        missing = len(ELEMENTS) * len(ready) - there
        readiness = _Share(there, missing) if is_funded else None
        every = {**shares, AlignmentPart.READINESS: readiness}
        read = {part: share.value for part, share in every.items() if share is not None}
        total = sum(self._weights[part] for part in read)
        index = sum(self._weights[part] * value for part, value in read.items()) / total if total else None
        return Alignment(
            index=_points(index),
            parts=tuple(
                PartScore(
                    part=part,
                    score=_points(read.get(part)),
                    done=share.done if share else None,
                    open=share.left / share.among if share else None,
                    left=share.left_of_its_own if share else 0,
                )
                for part, share in every.items()
            ),
        )


def _points(share: Fraction | None) -> float | None:
    """A share as points out of 100, with one decimal; halves are rounded up."""
    return None if share is None else (2000 * share.numerator + share.denominator) // (2 * share.denominator) / 10
