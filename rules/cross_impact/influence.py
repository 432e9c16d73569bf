"""Influence: what each item of a cross-impact matrix does to all others, directly and through what it moves.

After N. Weitz, H. Carlsen, M. Nilsson and K. Skanberg, "Towards systemic and contextual priority setting for
implementing the 2030 Agenda", Sustainability Science 13 (2018), 531-548, doi:10.1007/s11625-017-0470-0.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import msgspec

SECOND_ORDER: Final = Fraction(1, 2)
"""What influence through one other item counts for, as a part of direct influence."""

Matrix = Mapping[tuple[str, str], Fraction]
"""The influence of the first item of a pair on the second; a pair that is not there has none."""


class Influence(msgspec.Struct, frozen=True, kw_only=True):
    """What one item does to the others, and they to it."""

    item: str
    first: Fraction
    """What it does to all others directly: its row's sum, the out-degree."""
    second: Fraction
    """What those that it moves do in turn, each as much as it is moved; before it is halved."""
    received: Fraction
    """What all others do to it directly: its column's sum, the in-degree."""
    rank: int = 0
    """1 helps the whole most; items of equal total share a rank."""

    @property
    def total(self) -> Fraction:
        """The first order and half the second: below 0 it hinders the whole."""
        return self.first + SECOND_ORDER * self.second


def influences(items: Sequence[str], matrix: Matrix) -> tuple[Influence, ...]:
    """Give the influence of each item, what helps the whole most first; of equals the one that is named first.

    Parameters
    ----------
    items
        The items, each once.
    matrix
        What each does to the others; what an item does to itself is left out.

    Notes
    -----
    With a the matrix, D(i) the sum of row i: total(i) = D(i) + 1/2 * sum over j of a(i, j) * D(j). So it counts, too,
    what comes back to an item through another one. Takes time linear in the pairs.

    Examples
    --------
    >>> found = influences("abc", {("a", "b"): Fraction(2), ("b", "c"): Fraction(-3), ("c", "a"): Fraction(1)})
    >>> [(each.item, str(each.first), str(each.second), str(each.total), each.rank) for each in found]
    [('c', '1', '2', '2', 1), ('a', '2', '-6', '-1', 2), ('b', '-3', '-3', '-9/2', 3)]
    """
    known = set(items)
    used = {pair: value for pair, value in matrix.items() if pair[0] != pair[1] and known >= set(pair)}
    given: dict[str, Fraction] = defaultdict(Fraction)
    taken: dict[str, Fraction] = defaultdict(Fraction)
    for (source, target), value in used.items():
        given[source] += value
        taken[target] += value
    passed: dict[str, Fraction] = defaultdict(Fraction)
    for (source, target), value in used.items():
        passed[source] += value * given[target]
    found = [Influence(item=each, first=given[each], second=passed[each], received=taken[each]) for each in items]
    better = sorted((each.total for each in found), reverse=True)
    ranked = (msgspec.structs.replace(each, rank=better.index(each.total) + 1) for each in found)
    return tuple(sorted(ranked, key=lambda each: each.rank))
