"""OV05 double-application. Several OPDs build applications or data sets of the same purpose.

Why: an application that serves several agencies is to be shared, and one that exists is not to be built again
(Perpres 95/2018 on electronic government, general and shared applications); each data set has one producer
(Perpres 39/2019 on Satu Data Indonesia).
Evidence: the work whose name or output names an application or a data set, and the purpose in common: the words after
it, by stems, of which the first is the same and the one purpose holds all of the other. What is done by means of an
application, and what only uses, teaches or checks one, is left out; facilities and kecamatan as well.
Remedy: the OPD of communication and informatics weighs whether one application or data set serves all of them, before
the next is built; a supports link of one OPD to the work of another says that they share it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import msgspec

from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import OFFICE, SMALL, Work, coordinated, named
from rules.asking.comparison import comparison
from rules.finding import Family, Text
from rules.knowledge import first
from rules.knowledge.words import stems
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which words tell an application or a data set, and which say nothing of its purpose."""

    built: tuple[str, ...] = (
        "sistem informasi",
        "sistem elektronik",
        "aplikasi",
        "database",
        "data base",
        "basis data",
        "pusat data",
        "website",
        "situs web",
        "portal",
        "dashboard",
        "data dan informasi",
        "data",
    )
    """What is built; the longer before the shorter. The purpose is what stands after it."""
    means: tuple[str, ...] = ("melalui", "berbasis", "dalam rangka", "menggunakan", "yang terintegrasi")
    """From these words on a name says how or what for something is done, not what is built."""
    used: tuple[str, ...] = (
        "pelatihan",
        "pembinaan",
        "pengawasan",
        "kerja sama",
        "evaluasi",
        "pemeriksaan",
        "sosialisasi",
    )
    """Words before what is built, of work that uses, teaches or checks it."""
    papers: tuple[str, ...] = ("perencanaan pembangunan", "statistik sektoral", "elektronik")
    """Words of data about everything, which the offices for planning and data hold for all."""
    empty: str = "bidang sektoral tata sarana prasarana sumber daya jasa verifikasi kepatuhan usaha pemerintahan"
    """Words that are no purpose, beside those of any office."""


@rule(
    "OV05",
    family=Family.OVERLAP,
    per=PlanInfo,
    options=Options,
    sees=without_years,
    message=Text(
        'Potensi aplikasi atau data ganda tentang "{purpose}": {opds}, misalnya "{one}" ({opd}) dan "{other}" '
        "({other_opd}).",
        'Applications or data sets on "{purpose}" may be double: {opds}, for example "{one}" ({opd}) and "{other}" '
        "({other_opd}).",
    ),
)
def double_application(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag purposes for which several OPDs build an application or a data set, once for each purpose."""
    compared = comparison(plan)
    empty = OFFICE | SMALL | frozenset(stems(options.empty)) | {each for word in options.built for each in stems(word)}
    building: dict[str, list[_Built]] = defaultdict(list)
    for work in compared.work:
        texts = (work.program.name, *(indicator.name for indicator in plan.indicators_of(work.program.id)))
        purposes = {built.words[0]: built for text in texts if (built := _built(work, text, empty, options))}
        for stem, built in purposes.items():
            building[stem].append(built)
    for stem, found in sorted(building.items()):
        pairs = [
            (one, other)
            for one, other in combinations(found, 2)
            if one.work.opd.id != other.work.opd.id
            and _is_one_purpose(one, other)
            and not compared.is_settled(one.work, other.work)
        ]
        if pairs:
            yield _found(plan, stem, pairs)


class _Built(msgspec.Struct, frozen=True):
    """What a piece of work builds: the words that tell its purpose, by stems, and the first of them as written."""

    work: Work
    words: tuple[str, ...]
    written: str


def _built(work: Work, text: str, empty: frozenset[str], options: Options) -> _Built | None:
    """What a text says is built; None where it names no application and no data set, or none of its own."""
    if not _names_any(text, options.built):
        return None
    name = text.casefold()
    for word in options.means:
        name = re.split(rf"\b{re.escape(word)}\b", name)[0]
    for word in options.built:
        parts = re.split(rf"\b{re.escape(word)}\b", name, maxsplit=1)
        if len(parts) == 2:
            if first(parts[0], options.used) or first(name, options.papers):
                return None
            told = [
                (stem, each) for each in re.findall(r"[^\W\d_]+", parts[1]) if (stem := stems(each)[0]) not in empty
            ]
            return _Built(work, tuple(stem for stem, _ in told), told[0][1]) if told else None
    return None


@lru_cache(maxsize=16384)
def _names_any(text: str, words: tuple[str, ...]) -> bool:
    name = text.casefold()
    return any(word in name for word in words)


def _is_one_purpose(one: _Built, other: _Built) -> bool:
    """Whether the one purpose is the other or a part of it."""
    return set(one.words) <= set(other.words) or set(other.words) <= set(one.words)


def _found(plan: PlanGraph, stem: str, pairs: list[tuple[_Built, _Built]]) -> Found:
    one, other = pairs[0]
    work = {each.work.program.id: each.work for pair in pairs for each in pair}
    needed = sorted({(later.work.opd.id, earlier.work.program.id) for earlier, later in pairs})
    return Found(
        opds=tuple(sorted({each.opd.id for each in work.values()})),
        nodes=tuple(sorted(work)),
        key=f"application/{stem}",
        arguments={
            "purpose": one.written,
            "opds": named(each.opd for each in work.values()),
            "one": one.work.program.name,
            "opd": one.work.opd.label,
            "other": other.work.program.name,
            "other_opd": other.work.opd.label,
        },
        remedy=tuple(change for opd, program in needed for change in coordinated(plan, opd, (program,))),
    )
