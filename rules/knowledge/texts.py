"""Texts: an index from the words of many texts to these, so that phrases are looked for only where they may stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rules.knowledge.words import beginnings, begins, first

KEPT = 8
"""How many indices are kept."""


class Texts:
    """Some texts, looked up by what phrases begin with."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for beginning in begins(text):
                self._by_beginning[beginning].append(number)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def having(self, phrases: tuple[str, ...]) -> Iterator[int]:
        """Give the numbers of the texts that have one of some phrases, in their order."""
        near = {number for each in beginnings(phrases) for number in self._by_beginning.get(each, ())}
        return (number for number in sorted(near) if first(self._texts[number], phrases) is not None)

    def first(self, phrases: tuple[str, ...]) -> str:
        """Give the first text that has one of some phrases; empty where none has."""
        return next((self._texts[number] for number in self.having(phrases)), "")


@lru_cache(maxsize=KEPT)
def texts(*said: str) -> Texts:
    """The index of some texts, made once for all who ask with the same."""
    return Texts(said)
