"""CF02 wrong-time-at-one-place. Work that digs and work that finishes meet at one place in one year, at different OPDs.

Why: a road is dug up once: pipes, drains and cables go under it before it is paved, and trees, marks and events come
last (UU 22/2009 and PP 34/2006 on roads and the space in them); what comes in the wrong order is paid for twice.
Evidence: the place and the work of each OPD there in the year, with the step that its name tells. A place is one that
a location names; digging and paving in the whole region meet each other and every place (then for information). The
order of the steps, their words and why each comes before the next are options.
Remedy: one calendar of digging and finishing for the place; a supports link of the OPD that finishes to the work that
digs says that this is agreed.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import msgspec

from graph.model import LinkKind, Opd, Program
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import Place, coordinated, named, places
from rules.finding import Family, Severity, Text
from rules.knowledge import first
from rules.knowledge.selection import leaves
from rules.rule import Found, RuleOptions, rule


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Work of one step in a street, the words that name it, and why it has to come before the later steps."""

    id: str
    words: tuple[str, ...]
    reason: str = ""
    reason_en: str = ""
    needs_place: bool = False
    """Whether it is so small or so short that it meets other work only at a place that both name."""


STEPS = (
    Step(
        id="galian",
        words=("=perpipaan", "=pipa", "=spam", "air limbah", "=spald", "=drainase", "=gorong gorong", "=kabel"),
        reason="Pipa, saluran dan kabel ditanam sebelum jalan, trotoar dan taman di atasnya dikerjakan.",
        reason_en="Pipes, drains and cables are laid before the road, the pavement and the green above them are made.",
    ),
    Step(
        id="perkerasan",
        words=(
            "=pembangunan jalan",
            "=rekonstruksi jalan",
            "=rehabilitasi jalan",
            "=pemeliharaan berkala jalan",
            "=pelebaran jalan",
            "=peningkatan jalan",
            "=trotoar",
        ),
        reason="Jalan dan trotoar selesai sebelum marka, lampu, pohon dan acara.",
        reason_en="Roads and pavements are done before marks, lamps, trees and events.",
    ),
    Step(
        id="penyelesaian",
        words=(
            "=perlengkapan jalan",
            "penerangan jalan",
            "=marka",
            "=rambu",
            "=taman kota",
            "ruang terbuka hijau",
            "=penghijauan",
            "=pertamanan",
        ),
        reason="Taman, lampu dan marka selesai sebelum orang diundang ke sana.",
        reason_en="Green, lamps and marks are done before people are invited.",
        needs_place=True,
    ),
    Step(
        id="acara",
        words=("=festival", "=pameran", "=pawai", "=karnaval", "=kejuaraan", "=expo", "pentas seni"),
        needs_place=True,
    ),
)
"""The steps in their order; the words are those of the nomenclature, the order our own reading."""


class Options(RuleOptions, frozen=True, kw_only=True):
    """The steps and their words, and what counts as one place."""

    steps: tuple[Step, ...] = STEPS
    """The steps in the order in which they have to come, each with its words and its reason."""
    without: tuple[str, ...] = (
        "pembinaan",
        "pengawasan",
        "supervisi",
        "koordinasi",
        "penyusunan",
        "perencanaan",
        "survey",
        "survei",
        "fasilitasi",
        "sosialisasi",
        "kebijakan",
        "izin",
        "=leger",
        "pengelolaan data",
    )
    """Words of work on paper, which digs nothing."""
    whole_region: bool = True
    """Whether work of the whole region meets other work of the whole region and every place."""


class _Work(msgspec.Struct, frozen=True):
    """A piece of work of one step at one place."""

    program: Program
    opd: Opd
    step: int
    place: Place


@rule(
    "CF02",
    family=Family.CONFLICT,
    per=PlanInfo,
    options=Options,
    message=Text(
        'Di {place} tahun {year}, "{before}" ({opd}) harus mendahului "{after}" ({other_opd}); {pairs} pasang '
        "pekerjaan {opds} perlu satu jadwal. {reason}",
        'In {place_en} in {year}, "{before}" ({opd}) has to come before "{after}" ({other_opd}); {pairs} pairs of '
        "work of {opds} need one calendar. {reason_en}",
    ),
)
def wrong_time_at_one_place(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag places where work of different OPDs meets that has to come in an order, once for each place and year."""
    meeting: dict[tuple[tuple[str, ...], int], list[tuple[_Work, _Work]]] = defaultdict(list)
    for pair in combinations(sorted(_work(plan, options), key=lambda each: (each.step, each.program.id)), 2):
        place = _place(*pair, options)
        if place is None or _is_agreed(plan, *pair):
            continue
        for year in sorted(_funded(pair[0].program) & _funded(pair[1].program)):
            meeting[place.names, year].append(pair)
    for (names, year), pairs in sorted(meeting.items()):
        yield _found(plan, names, year, pairs, options)


def _found(
    plan: PlanGraph, names: tuple[str, ...], year: int, pairs: list[tuple[_Work, _Work]], options: Options
) -> Found:
    before, after = pairs[0]
    work = {each.program.id: each for pair in pairs for each in pair}
    needed = sorted({(later.opd.id, earlier.program.id) for earlier, later in pairs})
    is_sure = any(not each.place.is_everywhere and not other.place.is_everywhere for each, other in pairs)
    return Found(
        opds=tuple(sorted({each.opd.id for each in work.values()})),
        nodes=tuple(sorted(work)),
        key="place/" + ("+".join(names).replace(" ", "-") or "region"),
        detail=str(year),
        severity=None if is_sure else Severity.INFORMATION,
        arguments={
            "place": ", ".join(names).title() or "seluruh wilayah (lokasi belum dirinci)",
            "place_en": ", ".join(names).title() or "the whole region (no place is named)",
            "year": year,
            "before": before.program.name,
            "opd": before.opd.label,
            "after": after.program.name,
            "other_opd": after.opd.label,
            "pairs": len(pairs),
            "opds": named(each.opd for each in work.values()),
            "reason": options.steps[before.step].reason,
            "reason_en": options.steps[before.step].reason_en,
        },
        remedy=tuple(change for opd, program in needed for change in coordinated(plan, opd, (program,))),
    )


def _work(plan: PlanGraph, options: Options) -> Iterator[_Work]:
    located = places(plan)
    for program in leaves(plan):
        step = next((number for number, each in enumerate(options.steps) if first(program.name, each.words)), None)
        if step is None or first(program.name, options.without):
            continue
        place, lead = located.of(program), plan.lead(program.id)
        if place is not None and lead is not None:
            yield _Work(program, lead, step, place)


def _place(before: _Work, after: _Work, options: Options) -> Place | None:
    """Where two pieces of work of different OPDs and steps meet, the narrower place; None where they do not."""
    if before.opd.id == after.opd.id or before.step == after.step or not before.place.meets(after.place):
        return None
    is_wide = before.place.is_everywhere or after.place.is_everywhere
    if is_wide and (not options.whole_region or options.steps[after.step].needs_place):
        return None
    return max(before.place, after.place, key=lambda place: len(place.names))


def _is_agreed(plan: PlanGraph, before: _Work, after: _Work) -> bool:
    return any(tie.source_id == after.opd.id for tie in plan.into(before.program.id, LinkKind.SUPPORTS))


def _funded(program: Program) -> frozenset[int]:
    return frozenset(year.year for year in program.years if year.budget and year.budget.counted)
