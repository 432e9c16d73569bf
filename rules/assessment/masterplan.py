"""Masterplan: what the programs of a Smart City masterplan say of the questions."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from graph.masterplan import FundSource, MasterplanProgram, Progress, QuickWinAnswer, ReadinessState
from graph.snapshot import PlanGraph
from graph.vocabulary import Text, called
from rules.assessment.fill import Fill
from rules.assessment.row import SAYS, Proposal, Row, both, did_run, ran
from rules.number import rupiah

_PROGRAMS: Final = Text("program masterplan", "masterplan programs")
_NONE: Final = Proposal(reason=Text("Rencana tidak memuat masterplan.", "The plan has no masterplan."))
_NO_QUICK_WIN: Final = Proposal(reason=Text("Masterplan tidak memuat quick win.", "The masterplan has no quick win."))
_SHARES: Final = {ReadinessState.READY: 2, ReadinessState.PARTLY: 1, ReadinessState.MISSING: 0}
"""Halves of what is needed."""


def ran_in(plan: PlanGraph, dimension: str, year: int) -> Proposal:
    """How many of the masterplan's programs, of a dimension or of all, ran in a year."""
    found = (each for each in plan.masterplan_programs if _is_of(plan, each, dimension) and _covers(plan, each, year))
    return ran([_row(plan, each, year) for each in found], year, _PROGRAMS)


def carriers(plan: PlanGraph) -> set[str]:
    """The work that carries masterplan programs, with all that it comes down to."""
    found = (work for each in plan.masterplan_programs for work in plan.carriers_of(each.id))
    return {part.id for work in found for part in (work, *plan.lowest(work))}


def carried(plan: PlanGraph) -> Proposal:
    """How many of the masterplan's programs agencies carry with work of their own; those without any first."""
    programs = plan.masterplan_programs
    if not programs:
        return _NONE
    rows = [(each, plan.carriers_of(each.id)) for each in programs]
    done = sum(bool(work) for _, work in rows)
    told = (
        Row(
            node=each.id,
            said=Text(f"diusung {len(work)} pekerjaan", f"carried by {len(work)} pieces of work")
            if work
            else Text("belum diusung Renja mana pun", "carried by no Renja"),
        )
        for each, work in sorted(rows, key=lambda row: (bool(row[1]), row[0].id))
    )
    return Proposal(
        score=Fraction(4 * done, len(programs)),
        reason=Text(
            f"{done} dari {len(programs)} program masterplan diusung pekerjaan perangkat daerah.",
            f"{done} of {len(programs)} masterplan programs are carried by work of OPDs.",
        ),
        rows=tuple(told),
    )


def outside(plan: PlanGraph, year: int) -> Proposal:
    """What the masterplan's programs get from outside the APBD; no scale for it is public, but nothing is 0."""
    told = [each for each in plan.masterplan_programs if any(fund.year == year for fund in each.funds)]
    if not told:
        return Proposal(
            reason=Text(f"Masterplan tidak memuat dana tahun {year}.", f"The masterplan tells of no money of {year}.")
        )
    others = [source for source in FundSource if source is not FundSource.APBD]
    given = {each.id: sum(each.budget(year, source) for source in others) for each in told}
    rows = (Row(node=id_, said=rupiah(sum_)) for id_, sum_ in sorted(given.items(), key=lambda one: (-one[1], one[0])))
    sum_ = rupiah(sum(given.values()))
    return Proposal(
        score=None if any(given.values()) else Fraction(0),
        reason=Text(
            f"Dana di luar APBD {year}: {sum_.id} bagi {sum(map(bool, given.values()))} dari {len(told)} program.",
            f"Money from outside the APBD in {year}: {sum_.en} for {sum(map(bool, given.values()))} of {len(told)} "
            "programs.",
        ),
        rows=tuple(rows),
    )


def legal(plan: PlanGraph) -> Proposal:
    """The legal acts that the masterplans stand on; how far an act is says no plan."""
    if not plan.masterplans:
        return _NONE
    missing = Text("dasar hukum belum tercatat", "no legal act is noted")
    rows = tuple(
        Row(node=each.id, said=Text(each.legal_act, each.legal_act) if each.legal_act else missing)
        for each in plan.masterplans
    )
    acts = "; ".join(each.legal_act for each in plan.masterplans if each.legal_act)
    reason = Text(f"Dasar hukum: {acts}.", f"Legal act: {acts}.") if acts else missing.begun()
    return Proposal(reason=reason, rows=rows)


def readiness(plan: PlanGraph, fill: Fill) -> Proposal:
    """How ready one aspect of the masterplan's programs is, of those of which it is told; what is missing first."""
    told = [
        (each.id, one)
        for each in plan.masterplan_programs
        for one in each.readiness
        if one.aspect is fill.aspect and one.state in _SHARES
    ]
    if not told:
        return (
            _NONE
            if not plan.masterplan_programs
            else Proposal(reason=Text("Kesiapan program belum tercatat.", "The readiness of programs is not noted."))
        )
    rows = (
        Row(node=id_, said=both(called(one.state), Text(one.note, one.note) if one.note else None))
        for id_, one in sorted(told, key=lambda each: (_SHARES[each[1].state], each[0]))
    )
    ready = sum(_SHARES[one.state] for _, one in told)
    counts = [sum(one.state is state for _, one in told) for state in _SHARES]
    return Proposal(
        score=Fraction(2 * ready, len(told)),
        reason=Text(
            f"Dari {len(told)} program: {counts[0]} siap, {counts[1]} sebagian, {counts[2]} belum.",
            f"Of {len(told)} programs {counts[0]} are ready, {counts[1]} partly, {counts[2]} not.",
        ),
        rows=tuple(rows),
    )


def quick_wins(plan: PlanGraph, fill: Fill) -> Proposal:
    """How many quick wins meet a criterion, of those of which it is told; those that do not first."""
    wins = [each for each in plan.masterplan_programs if each.quick_win]
    if not wins:
        return _NO_QUICK_WIN if plan.masterplan_programs else _NONE
    told = [(each.id, one) for each in wins for one in each.criteria if one.criterion is fill.criterion]
    judged = [(id_, one) for id_, one in told if one.met is not None]
    met = sum(bool(one.met) for _, one in judged)
    return Proposal(
        score=Fraction(4 * met, len(judged)) if judged else None,
        reason=Text(
            f"{met} dari {len(judged)} quick win yang dinilai memenuhinya; {len(wins) - len(judged)} belum dinilai.",
            f"{met} of {len(judged)} quick wins that were judged meet it; {len(wins) - len(judged)} were not judged.",
        ),
        rows=tuple(
            Row(node=id_, said=_met(one)) for id_, one in sorted(told, key=lambda each: (bool(each[1].met), each[0]))
        ),
    )


def _met(answer: QuickWinAnswer) -> Text:
    said = {
        True: Text("terpenuhi", "met"),
        False: Text("belum terpenuhi", "not met"),
        None: Text("belum dinilai", "not judged"),
    }[answer.met]
    return both(said, Text(answer.note, answer.note) if answer.note else None)


def _is_of(plan: PlanGraph, program: MasterplanProgram, dimension: str) -> bool:
    placed = (plan.dimension_above(each).code for each in plan.placed_in(program.id))
    return not dimension or dimension in placed


def _covers(plan: PlanGraph, program: MasterplanProgram, year: int) -> bool:
    """Whether a program is one of a year: by its rows, its period, or else the masterplan's."""
    if any(one.year == year for one in program.years):
        return True
    whole = plan.parent(program.id)
    start = program.start_year or getattr(whole, "start_year", None)
    end = program.end_year or getattr(whole, "end_year", None)
    return (start is None or start <= year) and (end is None or year <= end)


def _row(plan: PlanGraph, program: MasterplanProgram, year: int) -> Row:
    """Whether a program ran: as its own rows say, else as the work that carries it."""
    own = next((one for one in program.years if one.year == year), None)
    if own is not None and own.progress is not None:
        runs: bool | None = own.progress in {Progress.RUNNING, Progress.FINISHED}
        return Row(node=program.id, said=called(own.progress), runs=runs)
    if own is not None and own.realised is not None and own.realised.number:
        return Row(node=program.id, said=Text(own.realised.text, own.realised.text), runs=True)
    runs = _any(did_run(plan, part, year) for work in plan.carriers_of(program.id) for part in plan.lowest(work))
    return Row(node=program.id, said=SAYS[runs], runs=runs)


def _any(known: Iterable[bool | None]) -> bool | None:
    """Whether any is so; None where none is and of some that is not known, or where there are none."""
    found = list(known)
    if any(found):
        return True
    return None if not found or None in found else False
