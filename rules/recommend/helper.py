"""Helper: who can help with what a fact tells of, each with the work by which it does."""

from collections.abc import Iterable

from graph.model import DependencyKind, Indicator, Link, LinkKind, Opd, Program
from graph.snapshot import PlanGraph
from rules.asking import last_year, money_share, party_of, who_plans
from rules.asking.component import components, money
from rules.asking.output import PEOPLE, bought_in_papers, counted, counts_things
from rules.finding import FactKind, Finding, Gathers
from rules.knowledge import first
from rules.knowledge.selection import leaves
from rules.recommend.matter import SURE, Matter, waits_for
from rules.recommend.mend import Mend

CONSTRUCTION = frozenset({"1.03", "1.04"})
"""The fields of public works and of housing."""
BUILDS = (
    "pembangunan",
    "penggantian",
    "rehabilitasi",
    "peningkatan",
    "pelebaran",
    "perluasan",
    "pemugaran",
    "normalisasi",
    "rekonstruksi",
)
"""Words of work that builds: it waits for land and for a tender."""
LAND = ("ganti kerugian", "pengadaan tanah", "santunan tanah")
TENDER = ("pengelolaan pengadaan barang", "pengadaan barang dan jasa")
"""Words of the work that makes these ready, the nearest first."""
MAKES = {
    DependencyKind.LAND: ("tanah", "aset", "barang milik", "lahan"),
    DependencyKind.PERMIT: ("izin", "perizinan", "persetujuan", "amdal", "ukl"),
    DependencyKind.DATA: ("data", "pendataan", "informasi", "peta", "pemetaan"),
    DependencyKind.FINANCE: ("pengadaan",),
}
"""Words of work that makes what is waited for: without them a tie is of the matter, and nothing can be asked of it."""
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
    "rekonsiliasi",
    "penatausahaan",
    "verifikasi",
)
"""Words of work that has neither place nor day to lay beside another's."""
DECIDES = 0.65
"""Sharpness from which on work without money is a matter of several though nobody waits for it: all of a part that the
matter cannot do without, or what the law puts first.
"""
LARGE = 5_000_000_000
"""Rupiah from which on a single package is a matter of its own for who tenders."""
FEW = 10
"""People, families or businesses whom work has to be for at least."""
PARTIES = 4
"""OPDs that an action brings together at most: what regions report has a lead and one to three others."""
FOR_MONEY = frozenset({Mend.FUND, Mend.RESTORE})
"""What is mended with money."""


def helpers(plan: PlanGraph, matter: Matter, fact: Finding, kind: Mend) -> dict[str, Program | None]:
    """Give who helps work that lags or a part without money, each with the work by which it does where one is known:
    who works on the same part; of what is built who makes land and tender ready; else who plans. All kecamatan are one.
    """
    if kind in FOR_MONEY:
        waiting = _waiting(plan, matter, fact)
        return {**dict(list(waiting.items())[: PARTIES - 2]), **planner(plan, fact)}
    if kind in {Mend.EXAMINE, Mend.CORRECT}:
        return {**dict.fromkeys(fact.opds[1 : PARTIES - 1]), **planner(plan, fact)}
    if kind is Mend.SCHEDULE:
        return _ready(plan, fact, (TENDER,))
    return _with_lead(plan, matter, fact, _helping(plan, matter, fact)) if kind is Mend.CATCH_UP else {}


def is_for_a_desk(plan: PlanGraph, matter: Matter, fact: Finding) -> bool:
    """Whether one OPD settles a fact with who plans, or who tenders: a line without money that no other waits for, work
    of no great money that lags and that nobody else can move, or whose money moves and whose output does not.
    """
    if fact.gathers is Gathers.MATTER:
        return False
    if fact.fact is FactKind.UNFUNDED:
        return fact.sharpness < DECIDES and not _dependent(plan, fact)
    if fact.fact is not FactKind.INDICATOR_BEHIND or has_wrong_unit(plan, fact):
        return False
    if is_ahead(plan, fact):
        return len(fact.opds) < 2
    budget = next((figure.value for figure in fact.figures if figure.name.en == "budget"), 0)
    if budget < LARGE and _is_for_few(fact):
        return True
    helping = _with_lead(plan, matter, fact, _helping(plan, matter, fact))
    is_tender = all(work is not None and first(work.name, TENDER) for work in helping.values())
    return budget < LARGE and is_tender


def _is_for_few(fact: Finding) -> bool:
    """Whether what lags is for a handful of people: a note does what a meeting would."""
    aims = [figure for figure in fact.figures if figure.name.en == "target"]
    return any(counted(figure.unit) in PEOPLE and figure.value < FEW for figure in aims)


def is_ahead(plan: PlanGraph, fact: Finding) -> bool:
    """Whether the money of the work that a fact names first keeps up with the year, at least by half."""
    work = (node for id_ in fact.nodes if isinstance(node := plan.nodes.get(id_), Program))
    program = next(work, None)
    year, share = (last_year(program), money_share(program)) if program else (None, None)
    return year is not None and share is not None and share >= year.quarter / 8


def _with_lead(
    plan: PlanGraph, matter: Matter, fact: Finding, beside: dict[str, Program | None]
) -> dict[str, Program | None]:
    """The matter's lead as well where what lags is another's and it works on the same part."""
    lead = matter.choice.lead
    if not beside or lead in (*fact.opds, *beside):
        return beside
    own = _with_work(plan, matter, fact).get(lead)
    return {lead: own, **dict(list(beside.items())[: PARTIES - 2])} if own else beside


def _helping(plan: PlanGraph, matter: Matter, fact: Finding) -> dict[str, Program | None]:
    """Who can move work that lags: who makes ready what it waits for, else who works on its part, else who buys for it;
    empty where nobody can.
    """
    own = [node for id_ in fact.nodes if isinstance(node := plan.nodes.get(id_), Program)]
    ties = (tie for program in own for tie in waits_for(plan, program.id) if _gives(plan, tie))
    suppliers = _of_others(plan, fact, (plan.get(Program, tie.target_id) for tie in ties))
    if any(program.field in CONSTRUCTION and first(program.name, BUILDS) for program in own):
        suppliers = {**_ready(plan, fact, (LAND, TENDER)), **suppliers}
    if suppliers:
        return dict(list(suppliers.items())[: PARTIES - 1])
    if found := _with_work(plan, matter, fact):
        return found
    units = [plan.get(Indicator, id_).unit for id_ in fact.nodes if isinstance(plan.nodes.get(id_), Indicator)]
    is_bought = any(counts_things(unit) and counted(unit) not in PEOPLE for unit in units)
    is_bought = is_bought or _is_bought_in_papers(plan, fact)
    return _ready(plan, fact, (TENDER,)) if is_bought else {}


def _gives(plan: PlanGraph, tie: Link) -> bool:
    """Whether the work that other work waits for has money, and makes by its own words what is waited for."""
    program = plan.get(Program, tie.target_id)
    words = MAKES.get(tie.dependency) if tie.dependency else None
    return bool(money(plan, program)) and (words is None or first(program.name, words) is not None)


def _of_others(plan: PlanGraph, fact: Finding, work: Iterable[Program]) -> dict[str, Program | None]:
    """Some work by the other OPDs that lead it, the first of each; all kecamatan as one."""
    found: dict[str, Program | None] = {}
    taken = {party_of(plan.get(Opd, id_)) for id_ in fact.opds[:1]}
    for program in work:
        lead = plan.lead(program.id)
        if lead is not None and party_of(lead) not in taken and len(found) < PARTIES - 1:
            taken.add(party_of(lead))
            found[lead.id] = program
    return found


def planner(plan: PlanGraph, fact: Finding) -> dict[str, Program | None]:
    """Give who plans, where the fact does not tell of it."""
    return {id_: None for id_ in who_plans(plan) if id_ not in fact.opds}


def _waiting(plan: PlanGraph, matter: Matter, fact: Finding) -> dict[str, Program | None]:
    """Who needs what a bare line would make, or works with money on its part, each with that work."""
    return _dependent(plan, fact) or _with_work(plan, matter, fact)


def _dependent(plan: PlanGraph, fact: Finding) -> dict[str, Program | None]:
    """Who surely needs what a bare line would make, each with the work that waits for it."""
    bare = [node for id_ in fact.nodes if isinstance(node := plan.nodes.get(id_), Program)]
    ties = (tie for program in bare for tie in plan.into(program.id, LinkKind.DEPENDS_ON) if tie.confidence >= SURE)
    waiting = (plan.get(Program, tie.source_id) for tie in ties)
    return _of_others(plan, fact, (program for program in waiting if first(program.name, AT_A_DESK) is None))


def _with_work(plan: PlanGraph, matter: Matter, fact: Finding) -> dict[str, Program | None]:
    """Other OPDs with funded work that is for a part of the fact's, and has a place or a day, each with the first."""
    parts = components(plan, matter.theme) if matter.theme else ()
    near = (part for part in parts if not {piece.program.id for piece in part.pieces}.isdisjoint(fact.nodes))
    pieces = (piece for part in near for piece in part.pieces if piece.is_specific)
    work = (piece.program for piece in pieces if money(plan, piece.program))
    return _of_others(plan, fact, (program for program in work if first(program.name, AT_A_DESK) is None))


def _ready(plan: PlanGraph, fact: Finding, wanted: Iterable[tuple[str, ...]]) -> dict[str, Program | None]:
    """Who makes ready what work waits for, by words of it, each with the dearest work by which it does."""
    found: dict[str, Program | None] = {}
    for words in wanted:
        near = {each.id: words.index(said) for each in leaves(plan) if (said := first(each.name, words))}
        work = [plan.get(Program, id_) for id_ in near]
        work.sort(key=lambda each: (near[each.id], -(money(plan, each) or 0), each.id))
        others = _of_others(
            plan, fact, (program for program in work if (o := plan.lead(program.id)) and o.id not in found)
        )
        found |= dict(list(others.items())[:1])
    return found


def has_wrong_unit(plan: PlanGraph, fact: Finding) -> bool:
    """Whether more is said to be reached than was to be, or papers count what is bought: unit or entry are wrong."""
    told = {figure.name.en: figure.value for figure in fact.figures}
    is_beyond = "target" in told and told.get("realised", 0) > told["target"]
    return is_beyond or _is_bought_in_papers(plan, fact)


def _is_bought_in_papers(plan: PlanGraph, fact: Finding) -> bool:
    nodes = [plan.nodes[id_] for id_ in fact.nodes if id_ in plan.nodes]
    names = [node.name for node in nodes if isinstance(node, Program)]
    units = [node.unit for node in nodes if isinstance(node, Indicator)]
    return any(bought_in_papers(name, unit) for name in names for unit in units)
