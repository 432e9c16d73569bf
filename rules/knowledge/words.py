"""Words: which phrases a name contains, compared by Indonesian stems.

What a text says and what phrases look for is worked out once for each text and each tuple of phrases, and kept by
nothing but these words, so that it holds for every plan. How many are kept is bounded.
"""

from functools import lru_cache
from sys import intern
from typing import NamedTuple

import snowballstemmer

from graph.reference import normalised

_STEMMER = snowballstemmer.stemmer("indonesian")
EXACT = "="
"""Before a phrase that is compared as it is written, not by stems."""


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    return intern(str(_STEMMER.stemWord(word)))


@lru_cache(maxsize=32768)
def stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, in their order.

    >>> stems("Penanganan Persampahan")
    ('angan', 'sampah')
    """
    return tuple(_stem(word) for word in normalised(text).split())


class _Row(NamedTuple):
    """A text's words in a row, between spaces."""

    stemmed: str
    written: str
    begins: frozenset[str]
    """What a phrase that the text has can begin with: each stem, and each word as written after its mark."""


@lru_cache(maxsize=32768)
def _row(text: str) -> _Row:
    written = normalised(text)
    begins = (*stems(text), *(intern(EXACT + word) for word in written.split())) or ("", EXACT)
    return _Row(f" {' '.join(stems(text))} ", f" {written} ", frozenset(begins))


class _Sought(NamedTuple):
    """A phrase as it stands in a row that has it."""

    phrase: str
    begin: str
    is_exact: bool
    row: str


@lru_cache(maxsize=4096)
def _sought(phrases: tuple[str, ...]) -> tuple[frozenset[str], tuple[_Sought, ...]]:
    """The phrases, and what they begin with: a text with none of these has none of them."""
    found = tuple(map(_phrase, phrases))
    return frozenset(each.begin for each in found), found


def _phrase(phrase: str) -> _Sought:
    is_exact = phrase.startswith(EXACT)
    text = phrase.removeprefix(EXACT)
    words = normalised(text).split() if is_exact else stems(text)
    begin = words[0] if words else ""
    return _Sought(phrase, EXACT + begin if is_exact else begin, is_exact, f" {' '.join(words)} ")


def begins(text: str) -> frozenset[str]:
    """Give what a phrase that a text has can begin with, for looking texts up by ``beginnings`` of phrases."""
    return _row(text).begins


def beginnings(phrases: tuple[str, ...]) -> frozenset[str]:
    """Give what some phrases begin with: a text has none of them where it has none of these."""
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
