"""Local: knowledge in the words of a region: what its villages are called; nothing of villages where it has none."""

import re
from functools import lru_cache
from typing import Final

import msgspec

from graph.model import Program
from graph.reference import village, village_words
from graph.snapshot import PlanGraph
from rules.knowledge.entry import Knowledge, Practice, Role, ThemeEntry

USUAL: Final = "desa"
FEWEST: Final = 3
"""So many places of a plan must name a village where its region's code says that there is none."""
_VILLAGE: Final = re.compile(r"(?<!BUM )(?<!Kementerian )(?<!Dana )(?<!dana )\b([Dd])esa\b")
_EITHER: Final = re.compile(r"\b[Dd]esa/kelurahan\b")
_NEEDS_VILLAGE: Final = re.compile(
    r"\b(?:dana|alokasi dana|pemerintah|kepala|badan usaha milik|perangkat) desa\b|bumdes", re.I
)
"""What only a village has: its money, its head, its firm."""
_PLACE: Final = re.compile(r"(?<![/\w])(?i:desa) [A-Z][a-z]+")
_BESIDE: Final = re.compile(r"\bdesa (?:dan|atau) (?=kelurahan\b)|(?<=\bkelurahan) (?:dan|atau) desa\b")


def local(plan: PlanGraph, known: Knowledge) -> Knowledge:
    """Give knowledge as it is said in a plan's region."""
    return _said(known, village_of(plan))


def village_of(plan: PlanGraph) -> str:
    """What a plan's region calls its villages: as its agencies' names say, else by its code, else as its places say."""
    words = "|".join(village_words())
    agency = re.compile(rf"pemberdayaan masyarakat(?: dan|,)? (?:pemerintahan )?({words})\b", re.IGNORECASE)
    for opd in plan.opds:
        if found := agency.search(opd.name):
            return found[1].casefold()
    if usual := village(plan.info.region_code):
        return usual
    places = {found[0] for each in plan.of(Program) if each.location for found in _PLACE.finditer(each.location)}
    return USUAL if len(places) >= FEWEST else ""


@lru_cache(maxsize=32)
def _said(known: Knowledge, word: str) -> Knowledge:
    if word == USUAL:
        return known
    themes = {id_: _theme(theme, word) for id_, theme in known.themes.items() if word or not theme.villages}
    contributions = tuple(
        each
        for each in known.contributions
        if {each.origin, each.target}.isdisjoint(known.themes.keys() - themes.keys())
    )
    practices = tuple(
        _practice(each, word) for each in known.practices if word or not _NEEDS_VILLAGE.search(_told(each))
    )
    return msgspec.structs.replace(known, themes=themes, contributions=contributions, practices=practices)


def _told(practice: Practice) -> str:
    """What a practice says of itself."""
    handed = (each.what for each in practice.handovers)
    asked = (each.what for each in practice.asked)
    return " | ".join((practice.title, practice.output, practice.measure, practice.place, *handed, *asked))


def _practice(practice: Practice, word: str) -> Practice:
    """A practice as it is done where villages are called otherwise, or where there are wards alone."""

    def said(text: str) -> str:
        text = _EITHER.sub(f"{word}/kelurahan" if word else "kelurahan", text)
        return _VILLAGE.sub(lambda found: _cased(word or "kelurahan", found[1]), text)

    return msgspec.structs.replace(
        practice,
        title=said(practice.title),
        output=said(practice.output),
        measure=said(practice.measure),
        place=said(practice.place),
        handovers=tuple(msgspec.structs.replace(each, what=said(each.what)) for each in practice.handovers),
        asked=tuple(msgspec.structs.replace(each, what=said(each.what)) for each in practice.asked),
    )


def _theme(theme: ThemeEntry, word: str) -> ThemeEntry:
    def said(text: str) -> str:
        return _VILLAGE.sub(lambda found: _cased(word, found[1]), text) if word else _BESIDE.sub("", text)

    roles = tuple(Role(field=each.field, role=each.role, reason=said(each.reason)) for each in theme.roles)
    components = tuple(msgspec.structs.replace(each, name=said(each.name)) for each in theme.components)
    return msgspec.structs.replace(
        theme, name=said(theme.name), reason=said(theme.reason), roles=roles, components=components
    )


def _cased(word: str, first: str) -> str:
    return word.capitalize() if first.isupper() else word
