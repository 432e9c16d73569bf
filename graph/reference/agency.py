"""Agencies: what the unit codes of SIPD and the usual names of agencies say of their mandates, and of whose units are.

A unit code such as ``1.03.2.10.0.00.01.0000`` names up to three fields, the number of the agency that holds them and
the number of its unit, 0000 for the agency itself.
"""

import re
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import msgspec
import yaml

from graph import code as codes
from graph.reference.nomenclature import normalised

FILE: Final = "agency_names.yaml"
SURE: Final = 0.95
"""How sure a name is of which every word is known; an agency may hold more than its name says."""
_FIELD: Final = re.compile(r"\d\.\d{2}")
_UNIT: Final = re.compile(r"((?:\d\.\d{2}\.){3}\d{2})\.(\d{4})")
_PLACE: Final = re.compile(r" (?:kota|kabupaten|kab|provinsi|prov)\b(?! madya).*")


class Named(msgspec.Struct, frozen=True):
    """The fields that a name tells, in its order, and how sure that is, from 0 to 1."""

    fields: tuple[str, ...] = ()
    confidence: float = 0.0


class UnitName(msgspec.Struct, frozen=True):
    """A name that is a unit's: the fields of the agency that it is part of, empty where it does not tell, and why."""

    fields: tuple[str, ...]
    reason: str


class _UnitKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    reason: str
    field: str = ""


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fields: dict[str, tuple[str, ...]]
    beside: dict[str, tuple[str, ...]]
    small: tuple[str, ...]
    units: tuple[_UnitKind, ...]


@lru_cache(maxsize=20_000)
def tidy_unit_code(written: str) -> str:
    """Give a unit code of SIPD in its one spelling; empty where it is none.

    >>> tidy_unit_code("1-02.0-00.0-00.01.0003"), tidy_unit_code("1.02.0.00.0.00.01"), tidy_unit_code("1.02.02")
    ('1.02.0.00.0.00.01.0003', '1.02.0.00.0.00.01.0000', '')
    """
    parts = re.split(r"[.\-\s]+", written.strip(" .[]"))
    if not 7 <= len(parts) <= 8 or not all(part.isdecimal() for part in parts):
        return ""
    pairs = [f"{int(parts[at])}.{parts[at + 1].zfill(2)}" for at in (0, 2, 4)]
    if pairs[0].startswith("0") or not all(_FIELD.fullmatch(pair) for pair in pairs):
        return ""
    unit = parts[7] if len(parts) == 8 else ""
    code = f"{'.'.join(pairs)}.{parts[6].zfill(2)}.{unit.zfill(4)}"
    return code if _UNIT.fullmatch(code) else ""


@lru_cache(maxsize=20_000)
def fields_of_code(written: str) -> tuple[str, ...]:
    """Give the fields that a unit code names.

    >>> fields_of_code("1.01.2.22.0.00.01.0000"), fields_of_code("1.01.02")
    (('1.01', '2.22'), ())
    """
    parts = tidy_unit_code(written).split(".")
    pairs = (".".join(parts[at : at + 2]) for at in (0, 2, 4))
    return tuple(dict.fromkeys(codes.canonical(pair) for pair in pairs if pair and pair != "0.00"))


def agency_code(written: str) -> str:
    """Give the code of the agency whose unit a code is; empty where it is that of an agency.

    >>> agency_code("1.02.0.00.0.00.01.0003"), agency_code("1.02.0.00.0.00.01.0000")
    ('1.02.0.00.0.00.01.0000', '')
    """
    found = _UNIT.fullmatch(tidy_unit_code(written))
    return f"{found[1]}.0000" if found and found[2] != "0000" else ""


@lru_cache(maxsize=20_000)
def fields_of_name(name: str) -> Named:
    """Give the fields that an agency's name tells.

    >>> fields_of_name("Dinas Sosial, Pengendalian Penduduk dan KB")
    Named(fields=('1.06', '2.14'), confidence=0.95)
    >>> fields_of_name("Dinas Tanaman Pangan dan Perikanan Kota Contoh").fields, fields_of_name("Dinas Contoh").fields
    (('3.27', '3.25'), ())
    """
    words = _PLACE.sub("", f" {normalised(name)}").strip()
    found: dict[str, None] = {}
    at, known, count = 0, 0, 0
    phrases, small = _phrases()
    parts = words.split()
    while at < len(parts):
        size, fields = _longest(parts, at, phrases)
        if size:
            found |= dict.fromkeys(fields)
        known += size
        count += size or parts[at] not in small
        at += size or 1
        if parts[0] in _TERRITORIES and found:
            return Named(tuple(found), SURE)
    if not found:
        return Named()
    return Named(tuple(found), round(0.5 + (SURE - 0.5) * known / max(count, 1), 2))


_TERRITORIES: Final = frozenset({"kecamatan", "kec", "distrik", "kapanewon", "kemantren", "kelurahan", "bagian"})
"""Words after which the rest of a name says no field."""


@lru_cache(maxsize=20_000)
def unit_name(name: str) -> UnitName | None:
    """Say of which agency a name is a unit's; None where it is no unit's.

    >>> unit_name("UPTD Pengujian Kendaraan Bermotor").fields, unit_name("Bagian Hukum").fields
    (('2.15',), ('4.01',))
    >>> unit_name("Dinas Kesehatan") is None, unit_name("UPTD Contoh").fields
    (True, ())
    """
    words = normalised(name)
    for kind in _names().units:
        for word in sorted(kind.words, key=len, reverse=True):
            if f"{words} ".startswith(f"{word} ") and (words != word or kind.field):
                if "dprd" in words.split() and kind.field == "4.01":
                    return UnitName(("4.02",), kind.reason)
                rest = fields_of_name(words[len(word) :])
                return UnitName((kind.field,) if kind.field else rest.fields, kind.reason)
    return None


def fields_beside(field: str) -> tuple[str, ...]:
    """Give the fields that who holds a field usually holds as well.

    >>> fields_beside("2.16")
    ('2.20', '2.21')
    """
    return _names().beside.get(field, ())


@cache
def _names() -> _Names:
    text = resources.files("graph.reference").joinpath(FILE).read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), _Names)


_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _phrases() -> tuple[_Phrases, frozenset[str]]:
    """The phrases by the beginning of their first word, each with its field; and words that say nothing."""
    phrases: _Phrases = {}
    for field, said in _names().fields.items():
        for phrase in said:
            words = tuple(phrase.split())
            phrases.setdefault(words[0].lstrip("^")[:2], []).append((words, field))
    return phrases, frozenset(_names().small)


def _longest(parts: list[str], at: int, phrases: _Phrases) -> tuple[int, tuple[str, ...]]:
    """How many words the longest phrase has that begins there, and the fields of all that are as long."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for words, field in phrases.get(parts[at][:2], ()):
        fits = len(parts) - at >= len(words) and all(map(_is, words, parts[at:], (at, *[1] * len(words))))
        if fits and len(words) > best[0]:
            best = (len(words), (field,))
        elif fits and len(words) == best[0]:
            best = (best[0], (*best[1], field))
    return best


def _is(word: str, written: str, at: int) -> bool:
    if word.startswith("^"):
        return at == 0 and written == word[1:]
    return written.startswith(word[:-1]) if word.endswith("*") else written == word
