"""Mending: what two to four OPDs could agree on so that a fact is no longer true."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graph.model import DependencyKind, LinkKind, Opd, Origin, PartnerKind, Program, ThemeRole
from graph.snapshot import PlanGraph, kept
from rules.asking import PLANNING, fitting, holders, named, party_of
from rules.asking.component import components, money, plan_year
from rules.asking.output import PEOPLE, counted, is_one_paper
from rules.asking.pace import written
from rules.finding import FactKind, Finding, Gathers, Text
from rules.knowledge import first
from rules.recommend.helper import (
    FOR_MONEY,
    LAND,
    PARTIES,
    TENDER,
    has_wrong_unit,
    helpers,
    is_ahead,
    planner,
)
from rules.recommend.initiative import Action, AskedInstitution, Handed
from rules.recommend.matter import Matter
from rules.recommend.mend import BY_AIM, WORDS, Mend
from rules.recommend.wording import short

STANDARDS = "5.02"
"""The field that keeps the standards of spending and prices."""
_COLUMNS = ((LAND, ("lokasi dan kesiapan tanah", "place and land")), (TENDER, ("keadaan tender", "tender")))
"""What a list of packages tells by what is made ready."""


def mending(plan: PlanGraph, matter: Matter, fact: Finding) -> Action | None:
    """Give the action that would mend a fact; None where it takes no second OPD, or nothing is known to do."""
    work = [node for id_ in fact.nodes if isinstance(node := plan.nodes.get(id_), Program)]
    kind = _kind(plan, fact)
    if kind is None:
        return None
    beside = helpers(plan, matter, fact, kind)
    if kind is Mend.CATCH_UP and not beside:
        kind, beside = Mend.EXAMINE, planner(plan, fact)
    elif kind is Mend.CATCH_UP and has_wrong_unit(plan, fact):
        beside = {**dict(list(beside.items())[: PARTIES - 2]), **planner(plan, fact)}
    if kind is Mend.SCHEDULE:
        opds = _first_parties(plan, list(dict.fromkeys((*fact.opds[:1], *beside, *fact.opds[1:]))))
    else:
        opds = (*fact.opds[:1], *beside) if beside else _opds(plan, matter, fact, kind)
    if len(opds) < 2:
        return None
    lead, other = plan.get(Opd, opds[0]), plan.get(Opd, opds[1])
    others = [plan.get(Opd, id_) for id_ in fact.opds if id_ != lead.id]
    beside_ = named(others) if kind in _OF_MANY else other.label
    said = WORDS[kind].of(_topic(plan, matter, fact, work), lead.label, beside_)
    packages = _packages(opds, beside, lead.label) if kind is Mend.CATCH_UP else None
    aim = _aim(plan, work)
    programs = (*(each.id for each in work if _leads(plan, each, opds)), *(each.id for each in beside.values() if each))
    return Action(
        fingerprint=hashlib.sha256(f"action\n{matter.id}\n{fact.fingerprint}".encode()).hexdigest()[:16],
        title=said.title,
        lead=lead.id,
        opds=opds,
        programs=tuple(dict.fromkeys(programs))[: 2 * PARTIES],
        output=packages or said.output,
        handovers=tuple(_handed(plan, kind, opds, said.handed, beside, fact)),
        place=_place(work),
        measure=aim if kind in BY_AIM and aim and not has_wrong_unit(plan, fact) else said.measure,
        fact=fact.fingerprint,
        asked=tuple(_operators(plan, matter, lead)) if kind is Mend.CATCH_UP else (),
    )


def _operators(plan: PlanGraph, matter: Matter, lead: Opd) -> Iterator[AskedInstitution]:
    """The region's own enterprises that the matter calls for, as those that run pipes or markets: they know when and
    where the rest can be done.
    """
    calls = matter.theme.partners if matter.theme else ()
    own = (call for call in calls if call.partner_kind is PartnerKind.REGIONAL_ENTERPRISE)
    for partner in dict.fromkeys(partner for call in own for partner in fitting(plan, call)):
        yield AskedInstitution(institution=Text(partner.label, partner.label), receiver=lead.id, what=_RUNS)


def _packages(opds: Sequence[str], beside: Mapping[str, Program | None], lead: str) -> Text | None:
    """What is agreed on where land or tender hold work up: its packages, with what those who meet can say of each."""
    given = [program.name for id_ in opds[1:] if (program := beside.get(id_))]
    told = [said for words, said in _COLUMNS if any(first(name, words) for name in given)]
    if not told:
        return None
    idn, eng = ("".join(f"{each}, " for each in column) for column in zip(*told, strict=True))
    return Text(
        f"satu daftar paket {lead}: {idn}tanggal mulai dan selesai, atau pagu yang dialihkan",
        f"one list of the packages of {lead}: {eng}the days of beginning and end, or money that is moved",
    )


def is_joint(plan: PlanGraph, action: Action) -> bool:
    """Whether an action brings together two OPDs that do work; with the one that plans it is a matter of desks."""
    planners = {opd.id for opd in holders(plan, PLANNING)}
    return len([id_ for id_ in action.opds if id_ not in planners or id_ == action.lead]) > 1


def _kind(plan: PlanGraph, fact: Finding) -> Mend | None:
    """What would mend a fact; None where nothing is known to do."""
    if fact.fact and (session := _AT_ONCE.get((fact.fact, fact.gathers))):
        return session
    if fact.fact is FactKind.DISPROPORTION:
        if any(figure.unit == "Rp" for figure in fact.figures):
            return Mend.STANDARD
        units = {counted(figure.unit) for figure in fact.figures}
        return Mend.DIVIDE if units <= PEOPLE and len(set(fact.opds)) > 1 else Mend.CORRECT
    if fact.fact is FactKind.INDICATOR_BEHIND:
        return Mend.EXAMINE if is_ahead(plan, fact) else Mend.CATCH_UP
    return _MENDS.get(fact.fact) if fact.fact else None


_OF_MANY = frozenset({Mend.OUTSIDE, Mend.STANDARD})
"""What all agree on whom a fact tells of, however many they are."""
_AT_ONCE = {
    (FactKind.GAP, Gathers.THEME): Mend.DIMENSIONS,
    (FactKind.DISPROPORTION, Gathers.MATTER): Mend.GO_OVER,
    (FactKind.UNFUNDED, Gathers.MATTER): Mend.GO_THROUGH,
    (FactKind.INDICATOR_BEHIND, Gathers.MATTER): Mend.SCHEDULE,
}
"""What many agencies go through in one session, by what the fact says and gathers."""
_MENDS = {
    FactKind.GAP: Mend.GAP,
    FactKind.UNFUNDED: Mend.FUND,
    FactKind.MOVED_AWAY: Mend.RESTORE,
    FactKind.DOUBLE_PAYMENT: Mend.ONE_PROVIDER,
    FactKind.WORK_OUTSIDE_LEAD: Mend.OUTSIDE,
    FactKind.LATE_SUPPLIER: Mend.NEW_DATE,
}


def _most(plan: PlanGraph, fact: Finding, concerned: list[str]) -> list[str]:
    """The owner, then the others by what they spend on the work that a fact tells of."""
    spent: Counter[str] = Counter()
    for id_ in fact.nodes:
        node, lead = plan.nodes[id_], plan.lead(id_)
        if isinstance(node, Program) and lead is not None:
            spent[lead.id] += money(plan, node) or 0
    return [concerned[0], *sorted(concerned[1:], key=lambda id_: (-spent[id_], id_))]


def _first_parties(plan: PlanGraph, opds: Sequence[str]) -> tuple[str, ...]:
    """The first of some OPDs up to ``PARTIES``; all kecamatan are one of them, and each has its seat."""
    party = {id_: party_of(plan.get(Opd, id_)) for id_ in opds}
    first_ = list(dict.fromkeys(party.values()))[:PARTIES]
    return tuple(id_ for id_ in opds if party[id_] in first_)


def _handed(
    plan: PlanGraph,
    kind: Mend,
    opds: tuple[str, ...],
    what: Text,
    beside: Mapping[str, Program | None],
    fact: Finding,
) -> Iterator[Handed]:
    """Each hands to the lead what it knows; the lead hands its proposal to who plans."""
    planners, when = {opd.id for opd in holders(plan, PLANNING)}, due(plan, kind)
    for opd in opds[1:]:
        if program := beside.get(opd):
            yield Handed(giver=opd, receiver=opds[0], what=_own(plan, fact, program, kind), by=when)
        elif opd in planners and kind in _PLANNED:
            yield Handed(giver=opds[0], receiver=opd, what=_CHECKED if kind is Mend.CATCH_UP else what, by=when)
        elif kind is Mend.NEW_DATE:
            yield Handed(giver=opd, receiver=opds[0], what=what, by=when)
            yield Handed(giver=opds[0], receiver=opd, what=_LATE, by=when)
        elif kind is Mend.STANDARD and opd not in fact.opds:
            yield Handed(giver=opds[0], receiver=opd, what=_STANDARD, by=when)
        else:
            yield Handed(giver=opd, receiver=opds[0], what=what, by=when)


def _own(plan: PlanGraph, fact: Finding, program: Program, kind: Mend) -> Text:
    """What who has some work can hand to who lags, or to who waits for money."""
    name = short(program.name)
    ties = (tie for id_ in fact.nodes for tie in plan.out(id_, LinkKind.DEPENDS_ON) if tie.target_id == program.id)
    tie = next(ties, None)
    if first(program.name, TENDER):
        what = Text("paket yang sudah dan belum ditenderkan", "which packages are tendered and which are not")
    elif first(program.name, LAND):
        what = Text("bidang tanah yang sudah siap dan yang belum", "which plots are ready and which are not")
    elif kind in FOR_MONEY:
        return Text(
            f'siapa dan di mana dalam "{name}" yang menunggu pekerjaan ini',
            f'who and where in "{name}" waits for this work',
        )
    else:
        said = _SUPPLIED.get(tie.dependency) if tie and tie.dependency else None
        what = (
            said(name) if said else Text(f'lokasi, sasaran dan jadwal "{name}"', f'places, people, dates of "{name}"')
        )
    if tie is None or tie.origin is Origin.DECLARED:
        return what
    return Text(f"{what.id} (menurut pengetahuan umum)", f"{what.en} (as is generally known)")


_PLANNED = FOR_MONEY | {Mend.DIMENSIONS, Mend.EXAMINE, Mend.CORRECT, Mend.CATCH_UP}
"""What the lead hands a proposal of to who plans."""
_CHECKED = Text(
    "satuan, target dan isian capaian yang sudah diperiksa", "unit, target and entry of what was reached, checked"
)
_LATE = Text("hasil yang sudah jadi, dan tanggal sisanya", "what is done, and when the rest will be")
_RUNS = Text(
    "lokasi, kapasitas dan tanggal bagiannya sendiri dalam pekerjaan itu",
    "places, capacity and dates of its own part in that work",
)
_STANDARD = Text("usulan standar belanja satu satuan", "the proposed standard of spending for one unit")
_SUPPLIED: dict[DependencyKind, Callable[[str], Text]] = {
    DependencyKind.LAND: lambda name: Text(
        f'tanah dan aset yang sudah siap dan yang belum ("{name}")', f'land and assets ready or not ("{name}")'
    ),
    DependencyKind.PERMIT: lambda name: Text(
        f'izin yang sudah terbit dan syarat yang kurang ("{name}")', f'permits given, and what they lack ("{name}")'
    ),
    DependencyKind.DATA: lambda name: Text(
        f'data menurut nama dan lokasi ("{name}")', f'data by name, place ("{name}")'
    ),
    DependencyKind.SEQUENCE: lambda name: Text(
        f'hasil "{name}": yang sudah jadi, dan tanggal sisanya', f'what of "{name}" is done, and when the rest will be'
    ),
}
"""What one OPD hands to another by what the other waits for."""


def _opds(plan: PlanGraph, matter: Matter, fact: Finding, kind: Mend) -> tuple[str, ...]:
    """Those whom the fact concerns, the matter's lead, who comes second: two at least, and all kecamatan as one."""
    concerned = [id_ for id_ in fact.opds if isinstance(plan.nodes.get(id_), Opd)]
    if kind is Mend.DIMENSIONS:
        return _first_parties(plan, concerned)
    if kind is Mend.OUTSIDE:
        return _first_parties(plan, _most(plan, fact, concerned))
    if kind is Mend.STANDARD:
        keepers = [opd.id for opd in holders(plan, STANDARDS)[:1]]
        return _first_parties(plan, list(dict.fromkeys((matter.choice.lead, *concerned[:1], *keepers, *concerned))))
    asked = [*concerned, matter.choice.lead]
    if kind is Mend.GAP:
        asked += [id_ for id_, role in matter.roles.items() if role is not ThemeRole.SUPPORTING]
    if len(set(asked)) < 2:
        asked.append(matter.choice.runner_up)
    chosen: dict[str, str] = {}
    for id_ in filter(None, asked):
        chosen.setdefault(party_of(plan.get(Opd, id_)), id_)
    return tuple(chosen.values())[:PARTIES]


def _leads(plan: PlanGraph, program: Program, opds: Iterable[str]) -> bool:
    lead = plan.lead(program.id)
    return lead is not None and lead.id in opds


def _topic(plan: PlanGraph, matter: Matter, fact: Finding, work: list[Program]) -> Text:
    """What the fact is about: the component that it names, else the work that it names first, else the matter."""
    for part in components(plan, matter.theme) if matter.theme else ():
        if part.component.id == fact.detail:
            return Text(part.component.name, part.component.name_en)
    if work:
        return Text(*(2 * (short(work[0].name),)))
    return matter.name


def due(plan: PlanGraph, kind: Mend | None = None) -> Text:
    """Give the next plan in which something can be changed: this year's where the year still runs in the rows, for what
    is agreed for the next year its budgets.
    """
    year = plan_year(plan)
    if year is None:
        return Text("sebelum RKPD berikutnya ditetapkan", "before the next yearly plan is set")
    if kind in _OF_MANY:
        return Text(f"sebelum RKA {year + 1} disusun", f"before the budgets of {year + 1} are drawn up")
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
        if year is not None and not is_one_paper(indicator, year):
            aim = f'"{indicator.name}": {written(year.target, indicator.unit)} ({year.year})'
            return Text(aim, aim)
    return None
