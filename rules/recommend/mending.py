"""Mending: what two to four OPDs could agree on so that a fact is no longer true."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from graph.model import Opd, Program
from graph.snapshot import PlanGraph, kept
from rules.asking import holders, named
from rules.asking.component import components, money, plan_year
from rules.asking.pace import written
from rules.finding import FactKind, Finding, Text
from rules.knowledge import first
from rules.knowledge.selection import leaves
from rules.recommend.initiative import Action, Handed
from rules.recommend.matter import Matter

PLANNING = "5.01"
"""The field that writes money into the plan."""
NAME = 80
"""Letters of a name that a title shows."""
CONSTRUCTION = frozenset({"1.03", "1.04"})
"""The fields of public works and of housing."""
BUILDS = ("pembangunan", "penggantian", "rehabilitasi", "peningkatan", "pelebaran", "pemugaran", "normalisasi")
"""Words of work that builds: it waits for land and for a tender."""
LAND = ("ganti kerugian", "pengadaan tanah", "santunan tanah")
TENDER = ("pengelolaan pengadaan barang", "pengadaan barang dan jasa")
"""Words of the work that makes these ready."""
AT_A_DESK = (
    "penyusunan",
    "koordinasi",
    "penetapan",
    "penerbitan",
    "musrenbang",
    "bina mental",
    "evaluasi",
    "pelaporan",
    "rekomendasi",
    "pengadaan barang",
    "penyediaan data",
)
"""Words of work that has neither place nor day to lay beside another's."""
PARTIES = 4
"""OPDs that an action brings together at most."""


def mending(plan: PlanGraph, matter: Matter, fact: Finding) -> Action | None:
    """Give the action that would mend a fact; None where it takes no second OPD, or nothing is known to do."""
    words = _WORDS.get(fact.fact) if fact.fact else None
    beside = _beside(plan, matter, fact) if fact.fact is FactKind.INDICATOR_BEHIND else {}
    lags = fact.fact is FactKind.INDICATOR_BEHIND
    opds = (*fact.opds[:1], *beside) if lags else _opds(plan, matter, fact)
    if words is None or len(opds) < 2:
        return None
    work = [node for id_ in fact.nodes if isinstance(node := plan.nodes.get(id_), Program)]
    lead, other = plan.get(Opd, opds[0]), plan.get(Opd, opds[1])
    topic = _topic(plan, matter, fact, work)
    others = (plan.get(Opd, id_) for id_ in fact.opds[1:])
    beside_ = named(others) if fact.fact is FactKind.WORK_OUTSIDE_LEAD else other.label
    said = words(topic, lead.label, beside_)
    aim = _aim(plan, work)
    programs = (*(each.id for each in work if _leads(plan, each, opds)), *(each.id for each in beside.values()))
    when = _when(plan)
    return Action(
        fingerprint=hashlib.sha256(f"action\n{matter.id}\n{fact.fingerprint}".encode()).hexdigest()[:16],
        title=said[0],
        lead=lead.id,
        opds=opds,
        programs=tuple(dict.fromkeys(programs))[: 2 * PARTIES],
        output=said[1],
        handovers=tuple(_handed(fact, opds, said[2], when, beside)),
        place=_place(work),
        measure=aim if fact.fact in _BY_AIM and aim else said[3],
        fact=fact.fingerprint,
    )


def _most(plan: PlanGraph, fact: Finding, concerned: list[str]) -> list[str]:
    """The owner, then the others by what they spend on the work that a fact tells of."""
    spent: Counter[str] = Counter()
    for id_ in fact.nodes:
        node, lead = plan.nodes[id_], plan.lead(id_)
        if isinstance(node, Program) and lead is not None:
            spent[lead.id] += money(plan, node) or 0
    return [concerned[0], *sorted(concerned[1:], key=lambda id_: (-spent[id_], id_))]


def _beside(plan: PlanGraph, matter: Matter, fact: Finding) -> dict[str, Program]:
    """Who else works on the parts that the work of a fact carries, or on the other essential ones, each with its work
    that is nearest to it; all kecamatan as one.
    """
    own = {id_ for id_ in fact.nodes if isinstance(plan.nodes.get(id_), Program)}
    built = (program for id_ in own if (program := plan.get(Program, id_)).field in CONSTRUCTION)
    if any(first(program.name, BUILDS) for program in built):
        return _before_building(plan, fact)
    parts = components(plan, matter.theme) if matter.theme else ()
    near = [part for part in parts if own & {piece.program.id for piece in part.pieces}]
    far = [part for part in parts if part not in near and part.component.essential]
    found: dict[str, Program] = {}
    has_kecamatan = any(plan.get(Opd, id_).is_territorial for id_ in fact.opds[:1])
    for piece in (piece for part in (*near, *far) for piece in part.pieces):
        is_new = piece.opd.id not in (*fact.opds[:1], *found) and not (piece.opd.is_territorial and has_kecamatan)
        is_new = is_new and first(piece.program.name, AT_A_DESK) is None
        if is_new and len(found) < PARTIES - 1:
            found[piece.opd.id] = piece.program
            has_kecamatan |= piece.opd.is_territorial
    return found


def _before_building(plan: PlanGraph, fact: Finding) -> dict[str, Program]:
    """Who makes ready what a building waits for, each with the work by which it does: the land, and the tender."""
    found: dict[str, Program] = {}
    for words in (LAND, TENDER):
        work = (
            (program, lead)
            for program in leaves(plan)
            if first(program.name, words)
            and (lead := plan.lead(program.id))
            and lead.id not in (*fact.opds[:1], *found)
        )
        program, lead = min(work, key=lambda each: (-(money(plan, each[0]) or 0), each[0].id), default=(None, None))
        if program is not None and lead is not None:
            found[lead.id] = program
    return found


def _handed(
    fact: Finding, opds: tuple[str, ...], what: Text, when: Text, beside: Mapping[str, Program]
) -> Iterable[Handed]:
    """Each hands to the lead; but who asks for money hands to the one that plans, who comes last."""
    if beside:
        for opd, program in beside.items():
            name = _short(program.name)
            own = Text(f'lokasi dan jadwal "{name}"', f'places and dates of "{name}"')
            if first(program.name, LAND):
                own = Text("bidang tanah yang sudah siap dan yang belum", "which plots are ready and which are not")
            elif first(program.name, TENDER):
                own = Text("paket yang sudah dan belum ditenderkan", "which packages are tendered and which are not")
            yield Handed(giver=opd, receiver=opds[0], what=own, by=when)
    elif fact.fact is FactKind.UNFUNDED:
        yield Handed(giver=opds[0], receiver=opds[-1], what=what, by=when)
    else:
        yield from (Handed(giver=opd, receiver=opds[0], what=what, by=when) for opd in opds[1:])


def _opds(plan: PlanGraph, matter: Matter, fact: Finding) -> tuple[str, ...]:
    """Those whom the fact concerns, the matter's lead, who comes second: two at least, and all kecamatan as one."""
    concerned = [id_ for id_ in fact.opds if isinstance(plan.nodes.get(id_), Opd)]
    asked = [*concerned, matter.choice.lead]
    if fact.fact is FactKind.UNFUNDED:
        asked += [opd.id for opd in holders(plan, PLANNING)[:1]]
    if fact.fact is FactKind.WORK_OUTSIDE_LEAD:
        return tuple(_most(plan, fact, concerned)[:PARTIES])
    if len(set(asked)) < 2:
        asked.append(matter.choice.runner_up)
    chosen: list[str] = []
    has_kecamatan = False
    for id_ in dict.fromkeys(filter(None, asked)):
        is_territorial = plan.get(Opd, id_).is_territorial
        if not (is_territorial and has_kecamatan):
            chosen.append(id_)
        has_kecamatan |= is_territorial
    return tuple(chosen[:PARTIES])


def _leads(plan: PlanGraph, program: Program, opds: Iterable[str]) -> bool:
    lead = plan.lead(program.id)
    return lead is not None and lead.id in opds


def _topic(plan: PlanGraph, matter: Matter, fact: Finding, work: list[Program]) -> Text:
    """What the fact is about: the component that it names, else the work that it names first, else the matter."""
    for part in components(plan, matter.theme) if matter.theme else ():
        if part.component.id == fact.detail:
            return Text(part.component.name, part.component.name_en)
    if work:
        return Text(*(2 * (_short(work[0].name),)))
    return matter.name


def _short(name: str) -> str:
    """A name that fits into a title: cut at a word where it is long."""
    if len(name) <= NAME:
        return name
    return name[:NAME].rsplit(" ", 1)[0].rstrip(" ,(/") + " …"


def _when(plan: PlanGraph) -> Text:
    """The next plan in which something can be changed: this year's, where the year still runs in the plan's rows."""
    year = plan_year(plan)
    if year is None:
        return Text("sebelum RKPD berikutnya ditetapkan", "before the next yearly plan is set")
    if _runs(plan):
        return Text(f"sebelum perubahan RKPD {year}", f"before the yearly plan of {year} is revised")
    return Text(f"sebelum RKPD {year + 1} ditetapkan", f"before the yearly plan of {year + 1} is set")


@kept
def _runs(plan: PlanGraph) -> bool:
    """Whether the rows of the latest year tell of a part of it only."""
    wanted = plan_year(plan)
    years = [year for program in plan.of(Program) for year in program.years if year.year == wanted and year.spent]
    return bool(years) and max(year.quarter for year in years) < 4


def _place(work: list[Program]) -> Text:
    """Where the work says that it is; empty where it does not."""
    told = next((program.location for program in work if program.location), "")
    return Text(told, told)


def _aim(plan: PlanGraph, work: list[Program]) -> Text | None:
    """What the work that a fact names first is to reach in the plan's latest year."""
    for indicator in plan.indicators_of(work[0].id) if work else ():
        year = next((each for each in reversed(indicator.years) if each.target and each.target.number), None)
        if year is not None:
            aim = f'"{indicator.name}": {written(year.target, indicator.unit)} ({year.year})'
            return Text(aim, aim)
    return None


_Said = tuple[Text, Text, Text, Text]
"""Title, output, what is handed over, measure."""


def _gap(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Mengisi celah "{topic.id}"', f'Fill the gap "{topic.en}"'),
        Text(
            f'satu sub kegiatan {lead} untuk "{topic.id}" dengan lokasi dan sasaran yang sama dengan pekerjaan {other}',
            f'one sub-activity of {lead} for "{topic.en}", for the same places and people as the work of {other}',
        ),
        Text(
            "daftar lokasi dan sasaran pekerjaan yang sudah berjalan", "list of places and people of the work that runs"
        ),
        Text(f'ada pagu dan target untuk "{topic.id}"', f'there is a budget and a target for "{topic.en}"'),
    )


def _unfunded(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Mendanai "{topic.id}"', f'Fund "{topic.en}"'),
        Text(
            f"pagu dan target pekerjaan itu pada {lead}, disepakati dengan {other}",
            f"a budget and a target of that work at {lead}, agreed on with {other}",
        ),
        Text("usulan pagu, target dan lokasinya", "its proposed budget, target and places"),
        Text(f'pagu "{topic.id}" lebih dari Rp 0', f'the budget of "{topic.en}" is above Rp 0'),
    )


def _disproportion(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Memeriksa target dan satuan "{topic.id}"', f'Check target and unit of "{topic.en}"'),
        Text(
            f"target yang dibetulkan {lead}, sebanding dengan pekerjaan {other} untuk hal yang sama",
            f"a target that {lead} corrects, in proportion to the work of {other} for the same matter",
        ),
        Text("jumlah yang ditanganinya menurut lokasi", "what it handles, by place"),
        Text("perbandingan kedua target pada rencana berikutnya", "the ratio of the two targets in the next plan"),
    )


def _double(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Satu penyelenggara untuk "{topic.id}"', f'One provider of "{topic.en}"'),
        Text(
            f"satu daftar penerima {lead} dan {other}, dengan siapa melayani siapa",
            f"one list of recipients of {lead} and {other}, with who serves whom",
        ),
        Text("daftar penerima dan lokasi tahun ini", "its list of recipients and places of this year"),
        Text("penerima yang tercatat pada kedua perangkat daerah: nol", "recipients on the lists of both OPDs: none"),
    )


def _outside(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(
            f'Satu daftar kerja "{topic.id}" yang dikoordinasikan {lead}',
            f'One list of work on "{topic.en}", kept by {lead}',
        ),
        Text(
            f"satu daftar lokasi dan penerima {lead} dan {other} untuk tahun berikutnya",
            f"one list of places and recipients of {lead} and {other} for the next year",
        ),
        Text("daftar pekerjaan, lokasi dan penerimanya", "its list of work, places and recipients"),
        Text(
            f'bagian pagu "{topic.id}" yang tercantum dalam daftar itu',
            f'share of the money for "{topic.en}" that is on the list',
        ),
    )


def _late(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Menetapkan tanggal baru untuk "{topic.id}"', f'Set a new date for "{topic.en}"'),
        Text(
            f"jadwal bersama {lead} dan {other} menurut triwulan",
            f"one timetable of {lead} and {other} by quarter",
        ),
        Text("tanggal paling lambat hasil itu diperlukan", "the latest date by which the result is needed"),
        Text(f'serapan dan keluaran "{topic.id}" per triwulan', f'money spent and output of "{topic.en}" per quarter'),
    )


def _behind(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Mengejar "{topic.id}"', f'Catch up on "{topic.en}"'),
        Text(
            f"satu daftar lokasi dan jadwal per triwulan {lead} dan {other}",
            f"one list of places and dates by quarter of {lead} and {other}",
        ),
        Text("lokasi dan waktu pekerjaannya yang bertaut", "places and dates of its work that meets it"),
        Text(f'capaian "{topic.id}" tiap triwulan', f'"{topic.en}" reached each quarter'),
    )


_BY_AIM = frozenset({FactKind.UNFUNDED, FactKind.INDICATOR_BEHIND})
"""Facts that are mended when the work that they name reaches its own target."""
_WORDS: dict[FactKind, Callable[[Text, str, str], _Said]] = {
    FactKind.GAP: _gap,
    FactKind.UNFUNDED: _unfunded,
    FactKind.DISPROPORTION: _disproportion,
    FactKind.DOUBLE_PAYMENT: _double,
    FactKind.WORK_OUTSIDE_LEAD: _outside,
    FactKind.LATE_SUPPLIER: _late,
    FactKind.INDICATOR_BEHIND: _behind,
}
"""What is said of the action that mends a fact of a kind."""
