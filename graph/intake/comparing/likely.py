"""Likely: of many names, those that may mean the same as another, found without comparing it with each of them.

What two names must share for ``alike`` to see the same in them is looked up: their letters, their words once
abbreviations are written out, their initials, the beginnings of their words, or the outer letters of an acronym. Names
that only misspelt words part have the same numbers and compass points; among those, likeness is counted by rapidfuzz,
many at once and outside the interpreter. Nothing that ``alike`` would find is missed but where more than MOST names are
alike to one: then the most alike of them are taken.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import msgspec
import numpy as np
from rapidfuzz import fuzz, process

from graph.intake.comparing.namesake import DOUBTFUL, LONGEST_PART, STOP, expanded, initials, marks
from graph.reference import normalised

MOST: Final = 50
"""Of the names that are alike to one only so many are given."""
_AT_ONCE: Final = 4_000_000
"""So many likenesses are counted in one go; a few tenths of a second, and 16 MB."""


class _Name(msgspec.Struct, frozen=True):
    """A name as it is looked up."""

    whole: str
    """Its words with abbreviations written out."""
    words: tuple[str, ...]
    is_dotted: bool

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How its words begin; those of names that are abbreviated with dots begin alike."""
        return tuple(word[:3] for word in self.words)

    @property
    def exact(self) -> set[tuple[str, str]]:
        """What is the same in names that differ only in blanks or in common abbreviations."""
        return {("letters", "".join(self.words)), ("words", self.whole)}

    @property
    def as_acronym(self) -> set[tuple[str, ...]]:
        """What an acronym shares with the name that it stands for: all of its letters, or its outer ones."""
        if len(self.words) != 1:
            return set()
        (word,) = self.words
        return {(word,), (word[:2], word[-2:])}

    @property
    def with_acronyms(self) -> set[tuple[str, ...]]:
        """What a name of several words shares with its acronyms."""
        if len(self.words) < 2:
            return set()
        words = list(self.words)
        keys: set[tuple[str, ...]] = {(initials(words),), (initials(words, every=True),)}
        rest = [word for word in words if word not in STOP]
        if rest and max(map(len, rest)) <= LONGEST_PART:
            first = "dis" + rest[0] if rest[0] == "dinas" else rest[0]
            keys.update(product(_pairs(first), _pairs(first if len(rest) == 1 else rest[-1])))
        return keys


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}


def _read(name: str) -> _Name | None:
    words = normalised(name).split()
    return _Name(" ".join(expanded(words)), tuple(words), "." in name) if words else None


class LikelyNames:
    """Names that are looked through for those that another may mean; each belongs to a thing of some number."""

    def __init__(self, things: Sequence[Sequence[str]]) -> None:
        """Take the names of each thing."""
        self._exact: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._acronyms: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._beginning: dict[tuple[bool, tuple[str, ...]], list[int]] = defaultdict(list)
        self._by_marks: dict[tuple[str, ...], tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for thing, names in enumerate(things):
            for name in filter(None, map(_read, names)):
                self._add(thing, name)

    def _add(self, thing: int, name: _Name) -> None:
        for exact in name.exact:
            self._exact[exact].append(thing)
        for key in name.as_acronym:
            self._acronyms[key].append(thing)
        for key in name.with_acronyms:
            self._whole[key].append(thing)
        self._beginning[False, name.beginnings].append(thing)
        if name.is_dotted:
            self._beginning[True, name.beginnings].append(thing)
        texts, whose = self._by_marks[tuple(marks(name.whole.split()))]
        texts.append(name.whole)
        whose.append(thing)

    def likely(self, asked: Sequence[Sequence[str]]) -> Iterator[list[int]]:
        """Give, for the names of each thing that is asked for, the numbers of those that it may be, in order."""
        size = max(
            1, min(256, _AT_ONCE // max(1, max((len(texts) for texts, _ in self._by_marks.values()), default=1)))
        )
        for first in range(0, len(asked), size):
            names = [[name for name in map(_read, each) if name] for each in asked[first : first + size]]
            found = [{thing for name in each for thing in self._looked_up(name)} for each in names]
            self._alike(names, found)
            yield from (sorted(each) for each in found)

    def _looked_up(self, name: _Name) -> Iterator[int]:
        for exact in name.exact:
            yield from self._exact.get(exact, ())
        for key in name.as_acronym:
            yield from self._whole.get(key, ())
        for key in name.with_acronyms if self._acronyms else ():
            yield from self._acronyms.get(key, ())
        yield from self._beginning.get((not name.is_dotted, name.beginnings), ())

    def _alike(self, names: Sequence[Sequence[_Name]], found: Sequence[set[int]]) -> None:
        """Add the things whose names are alike enough and have the same marks."""
        asked: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for number, each in enumerate(names):
            for name in each:
                asked[tuple(marks(name.whole.split()))].append((name.whole, number))
        for key, of in asked.items():
            if key not in self._by_marks:
                continue
            texts, whose = self._by_marks[key]
            likenesses = process.cdist(
                [text for text, _ in of], texts, scorer=fuzz.ratio, score_cutoff=100 * DOUBTFUL - 0.01, dtype=np.float32
            )
            for (_, number), row in zip(of, likenesses, strict=True):
                places = np.flatnonzero(row)
                if len(places) > MOST:
                    places = places[np.argsort(-row[places], kind="stable")[:MOST]]
                found[number].update(whose[at] for at in places)
