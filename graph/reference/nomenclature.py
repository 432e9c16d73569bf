"""The national nomenclature of kabupaten/kota: codes and names of fields, programs, activities, sub-activities.

Two versions stand side by side: a SIPD master, which has names, and the list of 2026, which adds sub-activities and
has none. Other decrees add codes, so a code that is not here is unknown, not wrong; where they were looked for:
docs/decisions/0016-versions-of-the-nomenclature.md.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Final

import msgspec
from rapidfuzz import fuzz, process

from graph import code as codes
from graph.model import Level
from graph.reference.sub_activity import sub_activities
from graph.reference.table import rows

NEAR: Final = 92.0
"""Likeness of names, in percent, from which on a name counts as the official one misspelt."""

_BRACKET = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")
_NO_WORD = re.compile(r"[\W_]+")

_KEPT_LENGTH: Final = 2_000
"""Letters of a text that is kept; longer ones are no names, and twenty thousand of them would fill the memory."""


def normalised(name: str) -> str:
    """Give a name as it is compared: case-folded, words only.

    >>> normalised("Rehabilitasi  Sedang/Berat  Ruang")
    'rehabilitasi sedang berat ruang'
    """
    return _kept(name) if len(name) <= _KEPT_LENGTH else _normalised(name)


@lru_cache(maxsize=20_000)
def _kept(name: str) -> str:
    return _normalised(name)


def _normalised(name: str) -> str:
    return _NO_WORD.sub(" ", name.casefold()).strip()


class Version(msgspec.Struct, frozen=True):
    """One version of the nomenclature: its id, as a program names it, and where we have it from."""

    id: str
    name: str
    source: str


NAMED: Final = Version(
    id="SIPD-kabkota",
    name="Master SIPD kabupaten/kota (Permendagri 90/2019 dan pemutakhirannya)",
    source="github.com/join-project-ms-grup/e-monev-utara-be @ a19c402: seeder",
)
OF_2026: Final = Version(
    id="2026",
    name="Nomenklatur 2026, sebagaimana tersimpan dalam aplikasi satu daerah; keputusannya sendiri tidak dilihat",
    source="github.com/rikiwm/simonev @ 309d6f2: static/nomenkaltur-2026.json",
)
VERSIONS: Final = (NAMED, OF_2026)
"""The versions that come with the package; where a code is in several, the first counts."""


class Entry(msgspec.Struct, frozen=True):
    """One line of the nomenclature."""

    code: str
    name: str
    """The official name; of a sub-activity that only the list of 2026 has its outcome, for that list has no names."""
    version: str = NAMED.id
    has_name: bool = True
    """Whether the name is one, not an outcome that stands for it."""


class Match(msgspec.Struct, frozen=True):
    """An entry found by name, and how sure that is: 1 for the same words."""

    entry: Entry
    likeness: float


class Nomenclature:
    """Codes and names, found by code or by name."""

    def __init__(self, fields: dict[str, str], entries: dict[Level, dict[str, Entry]]) -> None:
        self.fields = fields
        self._entries = entries
        self._by_name: dict[Level, dict[str, list[Entry]]] = {}
        for level, found in entries.items():
            names: dict[str, list[Entry]] = defaultdict(list)
            for entry in filter(lambda each: each.has_name, found.values()):
                names[normalised(entry.name)].append(entry)
            self._by_name[level] = names
        self._matched = lru_cache(maxsize=20_000)(self._match)
        self._below = lru_cache(maxsize=1_000)(self._named)

    def entries(self, level: Level) -> dict[str, Entry]:
        """All entries of a level by canonical code."""
        return self._entries[level]

    def find(self, code: str) -> Entry | None:
        """The entry of a code in any spelling, or None where the code is unknown."""
        canonical = codes.canonical(code)
        return next((found[canonical] for found in self._entries.values() if canonical in found), None)

    def version(self, code: str) -> str:
        """The id of the version in which a code is found; empty where it is unknown."""
        entry = self.find(code) if code else None
        return entry.version if entry else ""

    def match(self, name: str, level: Level, below: str = "", fields: tuple[str, ...] = ()) -> Match | None:
        """Find an entry by its name, below a code or in one of some fields where these are given.

        The same words come first, then the same words without a bracket at the end, then likeness of at least NEAR.
        """
        return self._matched(name, level, below, fields)

    def _match(self, name: str, level: Level, below: str, fields: tuple[str, ...]) -> Match | None:
        names = self._by_name[level]
        for words in dict.fromkeys((normalised(name), normalised(_BRACKET.sub("", name)))):
            exact = [entry for entry in names.get(words, []) if _fits(entry, below, fields)]
            if exact:
                return Match(exact[0], 1.0)
        if not below and not fields:
            return None
        candidates = self._below(level, below, fields)
        best = process.extractOne(normalised(name), candidates.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        return Match(candidates[best[0]], round(best[1] / 100, 3)) if best else None

    def _named(self, level: Level, below: str, fields: tuple[str, ...]) -> dict[str, Entry]:
        """The entries of a level below a code or in one of some fields, by their names."""
        names = self._by_name[level]
        return {words: entries[0] for words, entries in names.items() if _fits(entries[0], below, fields)}


def _fits(entry: Entry, below: str, fields: tuple[str, ...]) -> bool:
    in_fields = not fields or codes.is_overhead(entry.code) or codes.field(entry.code) in fields
    return in_fields and (not below or codes.within(entry.code, below))


@cache
def nomenclature() -> Nomenclature:
    """The nomenclature that comes with the package, all versions together."""
    files = {
        Level.PROGRAM: ("program.csv", "program"),
        Level.ACTIVITY: ("kegiatan.csv", "kegiatan"),
        Level.SUB_ACTIVITY: ("sub_kegiatan.csv", "sub_kegiatan"),
    }
    entries = {
        level: {codes.canonical(row["kode"]): Entry(codes.canonical(row["kode"]), row[name]) for row in rows(file)}
        for level, (file, name) in files.items()
    }
    named = entries[Level.SUB_ACTIVITY]
    for each in sub_activities().values():
        named.setdefault(each.code, Entry(each.code, each.outcome, OF_2026.id, has_name=False))
    fields = {row["kode_bidang"]: row["bidang_urusan"] for row in rows("bidang_urusan.csv")}
    return Nomenclature(fields, entries)
