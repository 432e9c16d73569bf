"""Words: which phrases a name contains, compared by Indonesian stems.

What a text says and what phrases look for is worked out once for each text and each tuple of phrases, and kept by
nothing but these words, so that it holds for every plan. How many are kept is bounded.
"""

from functools import lru_cache
from sys import intern
from threading import local
from typing import NamedTuple

import snowballstemmer

from graph.reference import normalised

EXACT = "="
"""Before a phrase that is compared as it is written, not by stems."""


class _Stemmer(local):
    """A stemmer for each thread: it keeps the word at hand, and two at once would make a third of theirs."""

    def __init__(self) -> None:
        self.stems = snowballstemmer.stemmer("indonesian").stemWord


_STEMMER = _Stemmer()


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    return intern(str(_STEMMER.stems(word)))


class _Row(NamedTuple):
    """A text's words in a row."""

    stems: tuple[str, ...]
    stemmed: str
    """The stems between spaces."""
    written: str
    """The words as they are written, between spaces."""
    begins: frozenset[str]
    """What a phrase that the text has can begin with: its stems, and its words as they are written."""


@lru_cache(maxsize=32768)
def _row(text: str) -> _Row:
    written = normalised(text)
    words = written.split()
    stemmed = tuple(map(_stem, words))
    return _Row(stemmed, f" {' '.join(stemmed)} ", f" {written} ", frozenset((*stemmed, *map(intern, words)) or ("",)))


def stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, in their order.

    >>> stems("Penanganan Persampahan")
    ('angan', 'sampah')
    """
    return _row(text).stems


class _Sought(NamedTuple):
    """A phrase as it stands in a row that has it."""

    phrase: str
    begin: str
    is_exact: bool
    row: str


@lru_cache(maxsize=4096)
def _sought(phrases: tuple[str, ...]) -> tuple[frozenset[str], tuple[_Sought, ...]]:
    """The phrases, and what they begin with."""
    found = tuple(map(_phrase, phrases))
    return frozenset(each.begin for each in found), found


def _phrase(phrase: str) -> _Sought:
    is_exact = phrase.startswith(EXACT)
    row = _row(phrase.removeprefix(EXACT))
    words = row.written if is_exact else row.stemmed
    return _Sought(phrase, words.split()[0] if row.stems else "", is_exact, words)


def begins(text: str) -> frozenset[str]:
    """Give what a phrase that a text has can begin with."""
    return _row(text).begins


def beginnings(phrases: tuple[str, ...]) -> frozenset[str]:
    """Give what some phrases begin with: a text has none of them where it ``begins`` none of these."""
    return _sought(phrases)[0]


def first(text: str, phrases: tuple[str, ...]) -> str | None:
    """Give the first of some phrases that a text has, its words in a row, or None where it has none.

    >>> first("Pengelolaan Persampahan di TPA", ("banjir", "sampah"))
    'sampah'
    >>> first("Bangunan Gedung", ("=pembangunan gedung",)), first("Bangunan Gedung", ("pembangunan gedung",))
    (None, 'pembangunan gedung')
    """
    beginning, sought = _sought(phrases)
    row = _row(text)
    if beginning.isdisjoint(row.begins):
        return None
    for each in sought:
        if each.begin in row.begins and each.row in (row.written if each.is_exact else row.stemmed):
            return each.phrase
    return None


def first_in_both(text: str, other: str, phrases: tuple[str, ...]) -> str | None:
    """Give the first of some phrases that two texts have, one written after the other."""
    beginning = _sought(phrases)[0]
    if beginning.isdisjoint(_row(text).begins) and beginning.isdisjoint(_row(other).begins):
        return None
    return first(f"{text} {other}", phrases)
