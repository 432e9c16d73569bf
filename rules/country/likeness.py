"""Likeness: how alike the plans of two regions are, by what they give their money to and what they measure.

Each part is the share that both have in common: the sum over all keys of the smaller of the two shares, which is
1 minus half the sum of the differences (Czekanowski's index, in ecology the Bray-Curtis similarity of proportions).
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from graph.record.gist import Structure

_SHOWN: Final = 3
_DECIMALS: Final = 4


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two plans are in one thing."""

    name: str
    """fields, dimensions or indicators, as a structure has them."""
    value: float
    """The share that both have in common, from 0 to 1."""
    largest: tuple[tuple[str, float], ...]
    """What most of it comes from: keys with their common shares, the largest first."""


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two plans are: the mean of the parts that both plans tell of."""

    value: float
    parts: tuple[Part, ...]


def likeness(one: Structure, other: Structure) -> Likeness | None:
    """Compare what two plans are made of; None where there is nothing that both tell of.

    What counts under nothing is alike with nothing, so that two plans of which little is known are not alike by that.

    >>> half = Structure(fields={"1.01": 0.5, "1.02": 0.5})
    >>> likeness(half, Structure(fields={"1.01": 0.2, "": 0.8})).value, likeness(half, Structure())
    (0.2, None)
    """
    shares = ((name, getattr(one, name), getattr(other, name)) for name in one.__struct_fields__)
    parts = tuple(_part(name, mine, theirs) for name, mine, theirs in shares if mine and theirs)
    if not parts:
        return None
    return Likeness(value=round(sum(each.value for each in parts) / len(parts), _DECIMALS), parts=parts)


def _part(name: str, mine: Mapping[str, float], theirs: Mapping[str, float]) -> Part:
    common = {key: min(mine[key], theirs[key]) for key in mine.keys() & theirs.keys() if key}
    largest = sorted(common.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]
    return Part(name=name, value=round(sum(sorted(common.values())), _DECIMALS), largest=tuple(largest))
