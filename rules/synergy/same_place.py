"""SY05 same-place. Different OPDs work in the same kecamatan, kelurahan or desa.

Why: work on one place meets there whether or not its agencies do: it shares roads, dates and people, and spatial
planning in a region is to be integrated (UU 25/2004, article 2; holistic, thematic, integrative and spatial planning,
PP 17/2017).
Evidence: the place and the work whose location names it. Places are the kecamatan of the plan's own OPDs and the parts
of its location fields; the region as a whole, and the place that an OPD writes on nearly all of its work because its
office stands there, are left out. All kecamatan count as one party.
Remedy: put dates and sites of the work side by side, with the kecamatan at the table.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from graph.model import Opd, Program
from graph.reference import normalised
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import families, named
from rules.finding import Family, Text
from rules.knowledge import first
from rules.knowledge.selection import leaves
from rules.number import rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as a place, and who as working there."""

    min_opds: int = 2
    """Parties that must work in the place; all kecamatan count as one."""
    kinds: tuple[str, ...] = ("kab", "kabupaten", "kota", "kec", "kecamatan", "kel", "kelurahan", "desa", "kampung")
    """Words before a place's name that are no part of it."""
    everywhere: tuple[str, ...] = ("=semua", "=seluruh", "=dalam kota", "=luar daerah", "=lingkup")
    """Words that say that no single place is meant."""
    offices: tuple[str, ...] = (
        "=kantor",
        "=dinas",
        "=badan",
        "=sekretariat",
        "=inspektorat",
        "=bagian",
        "=jl",
        "=jalan",
    )
    """Words of an address, which is no place of work."""
    office_share: float = 0.8
    """Share of an OPD's located work at one place, from which on it is taken for that of its office."""
    office_work: int = 5
    """Pieces of located work of an OPD from which on that share is looked at."""


@rule(
    "SY05",
    family=Family.SYNERGY,
    per=PlanInfo,
    options=Options,
    message=Text(
        "{opds} bekerja di {place}: {programs} pekerjaan senilai {money}.",
        "{opds} work in {place}: {programs} pieces of work worth {money_en}.",
    ),
)
def same_place(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag places in which enough parties work, once for each place."""
    by_opd: dict[str, list[Program]] = defaultdict(list)
    for program in leaves(plan):
        lead = plan.lead(program.id)
        if lead is not None and program.location:
            by_opd[lead.id].append(program)
    at = _Places(plan, options)
    found: dict[str, dict[str, list[Program]]] = defaultdict(dict)
    for id_, work in sorted(by_opd.items()):
        there: dict[str, list[Program]] = defaultdict(list)
        for program in work:
            for place in at.named(program.location):
                there[place].append(program)
        opd = plan.get(Opd, id_)
        for place, programs in there.items():
            is_office = len(work) >= options.office_work and len(programs) >= options.office_share * len(work)
            if opd.is_territorial or not is_office:
                found[place][id_] = programs
    for place, work_of in sorted(found.items()):
        opds = [plan.get(Opd, id_) for id_ in work_of]
        if len(families(opds)) < options.min_opds:
            continue
        programs = sorted((program for each in work_of.values() for program in each), key=lambda each: each.id)
        money = rupiah(sum(program.last_budget for program in programs))
        yield Found(
            opds=tuple(work_of),
            nodes=tuple(program.id for program in programs),
            key="place/" + place.replace(" ", "-"),
            arguments={
                "opds": named(opds),
                "place": place.title(),
                "programs": len(programs),
                "money": money.id,
                "money_en": money.en,
            },
        )


class _Places:
    """Tells which places a location names."""

    def __init__(self, plan: PlanGraph, options: Options) -> None:
        self._options = options
        self._region = self._bare(plan.info.region_name)
        self._territories = {self._bare(opd.name) for opd in plan.opds if opd.is_territorial} - {"", self._region}

    def named(self, location: str) -> tuple[str, ...]:
        """The places by their bare names, in order."""
        found = {name for name in self._territories if first(location, ("=" + name,))}
        for part in re.split(r"[,;/()]|\bdan\b", location):
            name = self._bare(part)
            is_name = len(name) > 2 and name != self._region and not any(char.isdigit() for char in name)
            if is_name and not first(part, (*self._options.everywhere, *self._options.offices)):
                found.add(name)
        return tuple(sorted(found))

    def _bare(self, name: str) -> str:
        words = normalised(name).split()
        while words and words[0] in self._options.kinds:
            words.pop(0)
        return " ".join(words)
