"""Selector: which work is meant, by codes and words, and which of many selectors mean a piece of work."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from graph.reference import same
from rules.knowledge.words import beginnings, begins, first

KEPT: Final = 16384
"""Of how many names with their codes it is kept what means them."""


class Selector(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which sub-activities are meant: below one of some codes, named with one of some words, without others.

    A sub-activity's code means it under its codes in other versions of the nomenclature too.

    Words are compared by their Indonesian stems, phrases as stems in a row; a word that begins with ``=`` is compared
    as it is written.
    """

    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Meant(NamedTuple):
    """The number of a selector that means some work, and what made it fit: empty where none was asked."""

    number: int
    code: str
    word: str


class Selectors:
    """Some selectors, found by their codes and by what their words begin with."""

    def __init__(self, selectors: Iterable[Selector]) -> None:
        self.numbers: Final = {each: number for number, each in enumerate(dict.fromkeys(selectors))}
        self._all = tuple((each, tuple(code.removesuffix(".*") for code in each.codes)) for each in self.numbers)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        for number, (selector, codes) in enumerate(self._all):
            for code in codes:
                self._by_code[code].append(number)
            for beginning in () if codes else beginnings(selector.words):
                self._by_beginning[beginning].append(number)
        self.meaning = lru_cache(maxsize=KEPT)(self._meaning)
        """Give which selectors mean work of a name and a code, in their order."""

    def _meaning(self, name: str, code: str) -> tuple[Meant, ...]:
        parts = code.split(".")
        above = {".".join(parts[:length]) for length in range(1, len(parts))} | set(same(code))
        near = {number for each in self._by_code.keys() & above for number in self._by_code[each]}
        near |= {number for each in self._by_beginning.keys() & begins(name) for number in self._by_beginning[each]}
        found = []
        for number in sorted(near):
            selector, codes = self._all[number]
            word = first(name, selector.words)
            if (word is not None or not selector.words) and first(name, selector.without) is None:
                found.append(Meant(number, next((each for each in codes if each in above), ""), word or ""))
        return tuple(found)
