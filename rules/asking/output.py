"""Output: what a piece of work is to deliver in the plan's latest year, where it is counted and not only reported."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from graph.model import Indicator, IndicatorYear, Program
from graph.snapshot import PlanGraph
from rules.asking.component import money, plan_year
from rules.asking.doubt import doubt
from rules.knowledge.words import first, stems

UNITS = {
    "orang": "orang peserta jiwa warga penduduk pegawai siswa pemuda pelaku tenaga",
    "keluarga": "keluarga kk rt rumahtangga",
    "usaha": "umkm ukm ikm usaha pelakuusaha koperasi",
    "ton": "ton",
    "kg": "kg kilogram",
    "hektar": "hektar hektare ha",
    "meter": "meter m",
    "km": "km kilometer",
    "rumah": "rumah",
    "kelompok": "kelompok",
    "pohon": "pohon batang bibit",
    "ekor": "ekor",
    "sertifikat": "sertifikat bidang persil",
    "kasus": "kasus",
    "titik": "titik lokasi",
}
"""Units in which what is delivered is counted, each with the words that files write for it."""
PEOPLE = frozenset({"orang", "keluarga", "usaha"})
"""Those of them that count whom something is for."""
_BY_WORD = {word: unit for unit, words in UNITS.items() for word in words.split()}


TOKEN = 1_000_000
"""Rupiah below which a budget is only a token: it keeps a line open and pays for nothing."""
MOST_DONE = 0.5
"""Share of its target that is reached from which on work needs no money."""


class Output(msgspec.Struct, frozen=True):
    """What one indicator of a piece of work is to deliver."""

    program: Program
    indicator: Indicator
    unit: str
    """One of ``UNITS``."""
    target: float


def outputs(plan: PlanGraph, program: Program) -> Iterator[Output]:
    """Give what a piece of work is to deliver in the plan's latest year; what is doubtful, or reached, is left out."""
    wanted = plan_year(plan)
    for indicator in plan.indicators_of(program.id):
        unit = counted(indicator.unit)
        year = next((each for each in indicator.years if each.year == wanted), None)
        target = year.target.number if year and year.target else None
        done = year.realised.number if year and year.realised else None
        is_open = target is not None and target > 0 and (done or 0) < target
        if unit and target is not None and is_open and doubt(indicator) is None:
            yield Output(program, indicator, unit, target)


def is_promised(plan: PlanGraph, program: Program, done: float = 1.0) -> bool:
    """Whether a target of the plan's latest year stands for some work, of which less than a share is done."""
    wanted = plan_year(plan)
    for indicator in plan.indicators_of(program.id):
        for year in indicator.years:
            target = year.target.number if year.target else None
            reached = year.realised.number if year.realised else None
            if year.year == wanted and target and target > 0 and (reached or 0) < done * target:
                return True
    return False


def is_unpaid(plan: PlanGraph, program: Program, token: int = TOKEN, done: float = MOST_DONE) -> bool:
    """Whether some work has a target of which less than the share ``done`` is reached, and a known budget in the plan's
    latest year that is below the token.
    """
    given = money(plan, program)
    return given is not None and given < token and is_promised(plan, program, done)


@lru_cache(maxsize=4096)
def counted(unit: str) -> str:
    """Give the unit of counting that a written unit is; empty where it counts papers, months, or nothing.

    >>> counted("Orang"), counted("Unit Usaha"), counted("Dokumen"), counted("Orang/Bulan")
    ('orang', 'usaha', '', '')
    """
    written = unit.casefold().strip(" .()")
    if "/" in written:
        return ""
    joined = written.replace(" ", "")
    if joined in _BY_WORD:
        return _BY_WORD[joined]
    words = [_BY_WORD[word] for word in written.split() if word in _BY_WORD]
    return words[-1] if words and len(written.split()) <= 2 else ""


_PAPERS = frozenset(
    stems("dokumen laporan rekomendasi berita acara naskah notulen kegiatan bulan paket keputusan data")
)


@lru_cache(maxsize=4096)
def counts_things(unit: str) -> bool:
    """Whether a unit counts what people get or see, and not papers, months or the work itself.

    >>> counts_things("Unit"), counts_things("Rumah Tangga"), counts_things("Dokumen"), counts_things("")
    (True, True, False, False)
    """
    return bool(unit.strip()) and _PAPERS.isdisjoint(stems(unit))


_BOUGHT = ("=pengadaan", "pemasangan")


def is_one_paper(indicator: Indicator, aim: IndicatorYear) -> bool:
    """Whether a year's target is a single paper, which is done when the year is over."""
    return aim.target is not None and aim.target.number == 1 and not counts_things(indicator.unit)


def bought_in_papers(name: str, unit: str) -> bool:
    """Whether work that buys things counts papers: then its unit is to be looked at.

    >>> bought_in_papers("Pengadaan Perlengkapan Jalan", "Dokumen"), bought_in_papers("Pengadaan Bus", "Unit")
    (True, False)
    """
    return not counts_things(unit) and first(name, _BOUGHT) is not None


def shared(one: Output, other: Output, without: frozenset[str]) -> frozenset[str]:
    """The stems that the names of two outputs have in common, some left out."""
    mine, theirs = (frozenset(stems(each.indicator.name)) for each in (one, other))
    return (mine & theirs) - without
