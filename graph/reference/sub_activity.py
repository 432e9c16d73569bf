"""Sub-activity: what the nomenclature of 2026 says of one: outcome, indicator, tags, minimum service, former code.

Source: one region's application (github.com/rikiwm/simonev @ 309d6f2: static/nomenkaltur-2026.json). The decree itself
was not seen. The list has no names: the outcome of a sub-activity (kinerja) is the nearest to one that it holds.
"""

from functools import cache, lru_cache

import msgspec

from graph import code as codes
from graph.reference.table import rows

FILE = "sub_kegiatan_2026.csv"


class SubActivity(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list."""

    code: str
    outcome: str
    """What comes out of it, as "Terlaksananya Pembangunan Jalan"."""
    indicator: str
    unit: str
    tags: tuple[str, ...]
    """The thematic tags of the nomenclature, as they are written there."""
    is_minimum_service: bool
    """Whether it serves the minimum service standards (SPM)."""
    unit_in_charge: str
    """Which kind of unit runs it; empty where the list does not say."""
    former: str
    """The code that it had before; empty where it is new or kept its code."""


@cache
def sub_activities() -> dict[str, SubActivity]:
    """The sub-activities of the nomenclature of 2026, by code, in the order of the list."""
    found = (
        SubActivity(
            code=codes.canonical(row["kode"]),
            outcome=row["kinerja"],
            indicator=row["indikator"],
            unit=row["satuan"],
            tags=tuple(tag for tag in row["tag"].split(";") if tag),
            is_minimum_service=row["spm"] == "ya",
            unit_in_charge=row["pelaksana"],
            former=codes.canonical(row["kode_lama"]),
        )
        for row in rows(FILE)
    )
    return {each.code: each for each in found}


@cache
def _renamed() -> dict[str, tuple[str, ...]]:
    """By code the one that it has become, or was before."""
    pairs = [(each.former, each.code) for each in sub_activities().values() if each.former]
    found: dict[str, tuple[str, ...]] = {}
    for old, new in pairs:
        found[old] = (*found.get(old, ()), new)
        found[new] = (*found.get(new, ()), old)
    return found


def same(code: str) -> tuple[str, ...]:
    """Give a canonical code and the codes of the same sub-activity in other versions of the nomenclature.

    >>> same("1.03.10.2.01.0032"), same("1.03.10.2.01.0053")
    (('1.03.10.2.01.0032', '1.03.10.2.01.0053'), ('1.03.10.2.01.0053', '1.03.10.2.01.0032'))
    """
    return (code, *_renamed().get(code, ()))


@lru_cache(maxsize=16384)
def tags_of(code: str) -> tuple[str, ...]:
    """Give the national tags of a canonical code, in any version of the nomenclature.

    >>> tags_of("1.03.04.2.01.0010") == tags_of("1.03.04.2.01.0020"), tags_of("1.03.04.2.01.0020")[0]
    (True, 'PERSAMPAHAN')
    """
    known = sub_activities()
    return tuple(dict.fromkeys(tag for each in same(code) if each in known for tag in known[each].tags))


@cache
def _minimum_services() -> frozenset[str]:
    return frozenset(code for each in sub_activities().values() if each.is_minimum_service for code in same(each.code))


def is_minimum_service(code: str) -> bool:
    """Say whether the list marks the sub-activity of a canonical code as one of the minimum services (SPM).

    >>> is_minimum_service("1.02.02.2.02.0001"), is_minimum_service("1.02.02.2.02.0018")
    (True, False)
    """
    return code in _minimum_services()
