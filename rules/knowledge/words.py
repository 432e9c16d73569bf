"""Words: which phrases a name contains, compared by Indonesian stems."""

from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from graph.reference import normalised

_STEMMER = snowballstemmer.stemmer("indonesian")
EXACT = "="
"""Before a phrase that is compared as it is written, not by stems."""


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, in their order.

    >>> stems("Penanganan Persampahan")
    ('angan', 'sampah')
    """
    return tuple(_stem(word) for word in normalised(text).split())


@lru_cache(maxsize=65536)
def _row(text: str, exact: bool) -> str:
    return f" {normalised(text) if exact else ' '.join(stems(text))} "


def has(text: str, phrase: str) -> bool:
    """Say whether a text has a phrase, its words in a row.

    >>> has("Pengelolaan Persampahan di TPA", "sampah"), has("Bangunan Gedung", "=pembangunan gedung")
    (True, False)
    """
    exact = phrase.startswith(EXACT)
    return _row(phrase.removeprefix(EXACT), exact) in _row(text, exact)


def first(text: str, phrases: Iterable[str]) -> str | None:
    """Give the first of some phrases that a text has, or None where it has none."""
    return next((phrase for phrase in phrases if has(text, phrase)), None)
