"""Placing: which sub-dimension a masterplan program likely belongs to, by the words of its name and its description."""

from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import msgspec

from graph.model import MasterplanProgram
from rules.knowledge.load import load_yaml
from rules.knowledge.words import EXACT, beginnings, begins, first, stems

_FILE: Final = "placing.yaml"
_IN_NAME: Final = 1.5
_BESIDE: Final = 0.3
_STRONG: Final = 3.0


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that show a sub-dimension, by how much they show it."""

    dimension: str
    strong: tuple[str, ...]
    usual: tuple[str, ...]
    weak: tuple[str, ...]


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A sub-dimension that a program may belong to, how much speaks for it, and the words that do."""

    dimension: str
    """Id of the sub-dimension."""
    score: float
    words: tuple[str, ...]


def places(program: MasterplanProgram) -> tuple[Placed, ...]:
    """Give the sub-dimensions that a program's words show, those of the likeliest dimension first."""
    return _places(program.name, program.description)


@lru_cache(maxsize=16384)
def topics(text: str) -> frozenset[str]:
    """Give the strong phrases of any sub-dimension that a text has, as stems.

    >>> sorted(topics("Penanganan Sampah di TPA"))
    ['sampah', 'tpa']
    """
    return frozenset(
        " ".join(stems(phrase))
        for begin in sorted(begins(text))
        for phrase, _, weight in _index().get(begin, ())
        if weight == _STRONG and first(text, (phrase,))
    )


@lru_cache(maxsize=4096)
def _places(name: str, description: str) -> tuple[Placed, ...]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for text, share in ((name, _IN_NAME), (description, 1.0)):
        for begin in sorted(begins(text)):
            for phrase, dimension, weight in _index().get(begin, ()):
                if first(text, (phrase,)):
                    found[dimension][phrase] = found[dimension].get(phrase, 0.0) + weight * share
    scores = {dimension: sum(phrases.values()) for dimension, phrases in found.items()}
    whole = {dimension: _whole(dimension, scores) for dimension in scores}
    ordered = sorted(scores, key=lambda each: (-whole[each], each.partition("-")[0], -scores[each], each))
    return tuple(
        Placed(
            dimension=f"dimension/{each}",
            score=round(scores[each], 3),
            words=tuple(sorted(found[each], key=lambda phrase: (-found[each][phrase], phrase))),
        )
        for each in ordered
    )


def _whole(dimension: str, scores: dict[str, float]) -> float:
    """How much speaks for the dimension of a sub-dimension: its best one, and a share of the others."""
    above = dimension.partition("-")[0]
    own = sorted((score for each, score in scores.items() if each.partition("-")[0] == above), reverse=True)
    return own[0] + _BESIDE * sum(own[1:])


@cache
def _index() -> dict[str, list[tuple[str, str, float]]]:
    """The phrases by what they begin with, each with the code of its sub-dimension and its weight."""
    text = resources.files("rules.masterplan").joinpath(_FILE).read_text("utf-8")
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for entry in msgspec.convert(load_yaml(text), tuple[_Entry, ...]):
        said: set[tuple[str, ...]] = set()
        for phrases, weight in ((entry.strong, _STRONG), (entry.usual, 2.0), (entry.weak, 1.0)):
            for phrase in phrases:
                if (stemmed := stems(phrase)) in said and not phrase.startswith(EXACT):
                    continue  # words of one stem show the same once
                said.add(stemmed)
                for begin in beginnings((phrase,)):
                    found[begin].append((phrase, entry.dimension, weight))
    return found
