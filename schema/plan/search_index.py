"""Search index: finds nodes, findings and initiatives by words, also misspelt words and other word forms."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from sys import intern
from typing import Final
from weakref import WeakKeyDictionary

import msgspec
from rapidfuzz import fuzz, process

from graph import code as codes
from graph import model
from graph.reference import normalised
from graph.snapshot import PlanGraph
from rules.knowledge import stems

LEAST: Final = 0.35
"""Least score of a hit: about one of two words, each weighted by how rare it is."""
_SAME_STEM: Final = 0.95
_BEGINS: Final = 0.85
_LIKE: Final = 78.0
"""Least likeness of two words, in percent, at which one counts as a misspelling of the other."""
_SHORTEST: Final = 3
"""Least number of letters of a word whose misspellings are searched."""
_SHORT: Final = 5
"""Greatest number of letters of a word in which one wrong letter makes it so unlike that it is searched again."""
_LIKE_SHORT: Final = 66.0
"""Least likeness where nothing is alike and the word is short, such as the short name of an OPD."""
_SWAPPED: Final = 0.85
"""Likeness of a word with two letters that have changed places."""
_ASIDE: Final = 0.6
"""Weight of a word that stands in a text about a node, not in its name."""
_NAMED: Final = 0.75
"""Least score of a theme that brings its programs along: a word like one of its name is too little."""
_KEPT: Final = 32_768
"""Texts, and words, that are kept from one plan to the next."""
_CODE: Final = re.compile(r"^[0-9xX]{1,2}(\.[0-9xX]+)+\.?$")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that may be found, and the texts by which it is."""

    id: str
    kind: str
    label: str
    names: tuple[str, ...]
    aside: tuple[str, ...] = ()
    """Other texts about it, which count less."""
    code: str | None = None
    """Its nomenclature code."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, and how well it fits, from 0 to 1."""

    id: str
    kind: str
    score: float


class SearchIndex:
    """The words of all that may be found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._kinds: dict[str, str] = {}
        self._lengths: dict[str, int] = {}
        self._codes: dict[str, str] = {}
        self._places: dict[str, dict[str, float]] = defaultdict(dict)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for each in sorted(entries, key=lambda entry: entry.id):
            self._add(each)
        for word in self._places:
            self._by_stem[_stem(word)].append(word)
        self._words = list(self._places)

    def _add(self, entry: Entry) -> None:
        self._kinds[entry.id] = entry.kind
        self._lengths[entry.id] = max(1, len(_words(entry.label)))
        if entry.code:
            self._codes[entry.id] = entry.code
        for texts, weight in ((entry.aside, _ASIDE), (entry.names, 1.0)):
            for word in {word for text in texts for word in _words(text)}:
                self._places[word][entry.id] = weight

    def find(self, text: str) -> list[Hit]:
        """Give what fits a text, the best first, then by id.

        A code finds what has it or lies below it. Words are compared as they are written, by their Indonesian stems,
        by how they begin, and by how alike they are.

        Notes
        -----
        O(w) likenesses for w different words in the plan, per word of the text.
        """
        if _CODE.match(text.strip()):
            return self._with_code(codes.canonical(text))
        scores: dict[str, float] = defaultdict(float)
        asked = list(dict.fromkeys(_split(text)))
        whole = 0.0
        for word in asked:
            found = self._with_word(word)
            telling = math.log(1 + len(self._kinds) / max(1, len(found)))
            whole += telling
            for id_, fit in found.items():
                scores[id_] += telling * fit
        hits = [
            Hit(id=id_, kind=self._kinds[id_], score=round(self._scored(id_, score / whole, len(asked)), 4))
            for id_, score in scores.items()
            if score / whole >= LEAST
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def spelt(self, word: str) -> tuple[float, int, str] | None:
        """Give the word here that one most probably stands for, with how alike they are and how often it is here."""
        known = self._meant(word)
        if known:
            return 1.0, 0, word
        ranked = ((fit, len(self._places[own]), own) for own, fit in self._misspelt(word, is_known=False).items())
        return max(ranked, default=None)

    def _scored(self, id_: str, score: float, asked: int) -> float:
        """Prefer, of what matches equally well, that whose name has few other words."""
        return score * (0.9 + 0.1 * min(1.0, asked / self._lengths[id_]))

    def _with_code(self, code: str) -> list[Hit]:
        found = [(id_, own) for id_, own in self._codes.items() if codes.within(own, code)]
        below = code.count(".")
        hits = [Hit(id=id_, kind="program", score=round(1 - 0.1 * (own.count(".") - below), 4)) for id_, own in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def _with_word(self, word: str) -> dict[str, float]:
        """What has a word or one like it, and how well it fits."""
        found: dict[str, float] = {}
        for own, likeness in self._like(word).items():
            for id_, weight in self._places[own].items():
                found[id_] = max(found.get(id_, 0.0), likeness * weight)
        return found

    def _like(self, word: str) -> dict[str, float]:
        meant = self._meant(word)
        for own, likeness in self._misspelt(word, is_known=bool(meant)).items():
            meant[own] = max(meant.get(own, 0.0), likeness)
        return meant

    def _meant(self, word: str) -> dict[str, float]:
        """The words that one stands for as it is written: itself, its other forms, those that begin with it."""
        meant = dict.fromkeys(self._by_stem.get(_stem(word), ()), _SAME_STEM)
        if len(word) >= 3:
            for own in self._words:
                if own.startswith(word):
                    meant[own] = max(meant.get(own, 0.0), _BEGINS)
        if word in self._places:
            meant[word] = 1.0
        return meant

    def _misspelt(self, word: str, *, is_known: bool) -> dict[str, float]:
        """The words that one may be a misspelling of; a short one that is none itself is compared less strictly."""
        if len(word) < _SHORTEST or word.isdigit():
            return {}
        swapped = (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1))
        alike = {each: _SWAPPED for each in swapped if each in self._places and each != word}
        alike |= self._alike(word, _LIKE) if len(word) > _SHORTEST else {}
        if not alike and not is_known and len(word) <= _SHORT:
            alike = self._alike(word, _LIKE_SHORT)
        return alike

    def _alike(self, word: str, least: float) -> dict[str, float]:
        found = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        return {own: likeness / 100 * 0.9 for own, likeness, _ in found}


_INDICES: WeakKeyDictionary[PlanGraph, SearchIndex] = WeakKeyDictionary()


def search_index(plan: PlanGraph) -> SearchIndex:
    """Give the index of a plan; it is made once and lives as long as the plan."""
    if plan not in _INDICES:
        _INDICES[plan] = SearchIndex(map(_entry, plan.nodes.values()))
    return _INDICES[plan]


def found(plan: PlanGraph, text: str) -> Iterable[Hit]:
    """Give what fits a text, and the programs of the themes that fit it, as if a theme's name stood in a text about
    them; in no order.
    """
    hits = {hit.id: hit for hit in search_index(plan).find(text)}
    for theme in [hit for hit in hits.values() if hit.kind == "theme" and hit.score >= _NAMED]:
        score = round(_ASIDE * theme.score, 4)
        for program in plan.programs(theme=theme.id):
            if program.id not in hits or hits[program.id].score < score:
                hits[program.id] = Hit(id=program.id, kind="program", score=score)
    return hits.values()


def suggestion(text: str, indices: Sequence[SearchIndex]) -> str | None:
    """Give the text that was probably meant, where words of it are nowhere in some indices; None where all of them are,
    or where none here is like them.
    """
    asked = _split(text)
    if _CODE.match(text.strip()):
        return None
    ranked = ([spelt for index in indices if (spelt := index.spelt(word))] for word in asked)
    meant = [max(each)[2] if each else word for word, each in zip(asked, ranked, strict=True)]
    return " ".join(meant) if meant != asked else None


def _split(text: str) -> list[str]:
    return normalised(text).split()


@lru_cache(maxsize=_KEPT)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text of a plan, which most revisions leave as it was."""
    return tuple(map(intern, _split(text)))


@lru_cache(maxsize=_KEPT)
def _stem(word: str) -> str:
    return " ".join(stems(word))


def _entry(node: model.AnyNode) -> Entry:
    names: tuple[str, ...] = (node.label,)
    aside: tuple[str, ...] = ()
    match node:
        case model.Opd():
            names = (node.name, node.short_name, *node.aliases)
        case model.Program():
            aside = (node.location, node.beneficiaries, *node.tags)
        case model.Partner():
            names, aside = (node.name, *node.aliases), (node.written_kind,)
        case model.Theme():
            names, aside = (node.name, node.name_en), (node.reason, *node.words)
        case model.Dimension():
            names, aside = (node.name, node.name_en, node.code), (node.description,)
        case model.Objective():
            aside = (node.code,)
        case model.MasterplanProgram():
            aside = (node.code, node.description)
        case model.Masterplan():
            aside = (node.legal_act, node.vision)
        case model.Indicator():
            aside = (node.unit,)
    code = node.code if isinstance(node, model.Program) else None
    return Entry(id=node.id, kind=node.kind, label=node.label, names=names, aside=aside, code=code)
