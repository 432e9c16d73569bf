"""Vocabulary: which of many matters a text names, found by the words that their phrases begin with."""

from collections import defaultdict
from functools import lru_cache

from rules.knowledge.words import beginnings, begins, first

Meanings = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""Of each matter the phrases that name it, and those beside which they mean something else."""
KEPT = 16384
"""Of how many texts a vocabulary keeps what they name."""


class Vocabulary:
    """Some matters with the phrases that name them."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        for number, (words, _) in enumerate(meanings):
            for beginning in beginnings(words):
                self._by_beginning[beginning].append(number)
        self.named = lru_cache(maxsize=KEPT)(self._named)
        """Give the numbers of the matters that a text names, in their order."""

    def _named(self, text: str) -> tuple[int, ...]:
        near = {number for each in self._by_beginning.keys() & begins(text) for number in self._by_beginning[each]}
        return tuple(number for number in sorted(near) if self._means(text, *self._meanings[number]))

    @staticmethod
    def _means(text: str, words: tuple[str, ...], without: tuple[str, ...]) -> bool:
        return first(text, words) is not None and first(text, without) is None


@lru_cache(maxsize=32)
def vocabulary(*meanings: tuple[tuple[str, ...], tuple[str, ...]]) -> Vocabulary:
    """The vocabulary of some matters, made once for all who ask with the same phrases."""
    return Vocabulary(meanings)
