"""Row: what a node of a plan says of a question, and what work of a year is reported to have run."""

from fractions import Fraction

import msgspec

from graph.model import Indicator, IndicatorYear, Program
from graph.snapshot import PlanGraph
from graph.vocabulary import Text


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One node of the plan, and what it says of the question."""

    node: str
    said: Text
    runs: bool | None = None
    """Whether it is work that ran; None where that was not reported, or where it is no work."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan says of a question; nobody has said it yet, and nothing rests on it."""

    score: Fraction | None = None
    """None where the rows suggest none."""
    reason: Text
    rows: tuple[Row, ...] = ()


SAYS = {
    True: Text("berjalan", "ran"),
    False: Text("tidak berjalan", "did not run"),
    None: Text("belum terlaporkan", "not reported"),
}


def both(said: Text, more: Text | None) -> Text:
    """Give two texts as one."""
    return said if more is None else Text(f"{said.id}, {more.id}", f"{said.en}, {more.en}")


def ran(rows: list[Row], year: int, what: Text) -> Proposal:
    """How much of some work is reported to have run in a year; what did not run, and what nobody reported, first.

    What was not reported counts as work without proof that it ran, for so assessors count it.
    """
    if not rows:
        return Proposal(
            reason=Text(f"Rencana tidak memuat {what.id} tahun {year}.", f"The plan has no {what.en} of {year}.")
        )
    done, idle = (sum(each.runs is runs for each in rows) for runs in (True, False))
    reason = Text(
        f"Dari {len(rows)} {what.id} tahun {year}: {done} dilaporkan berjalan, {idle} tidak berjalan, "
        f"{len(rows) - done - idle} belum terlaporkan.",
        f"Of {len(rows)} {what.en} of {year} {done} are reported to have run, {idle} did not, "
        f"{len(rows) - done - idle} were not reported.",
    )
    order = {False: 0, None: 1, True: 2}
    sorted_ = sorted(rows, key=lambda each: (order[each.runs], each.node))
    return Proposal(score=Fraction(4 * done, len(rows)), reason=reason, rows=tuple(sorted_))


def did_run(plan: PlanGraph, program: Program, year: int) -> bool | None:
    """Whether anything was spent or reached in a year; None where that was not reported, or not to its end."""
    spent = [(one.spent.counted, one.quarter) for one in program.years if one.year == year and one.spent]
    reached = [
        (one.realised.number, one.quarter)
        for each in plan.indicators_of(program.id)
        for one in each.years
        if one.year == year and one.realised and one.realised.number is not None
    ]
    if any(value > 0 for value, _ in (*spent, *reached)):
        return True
    return False if any(quarter == 4 for _, quarter in (*spent, *reached)) else None


def is_told(year: IndicatorYear) -> bool:
    """Whether a value was reported: a zero before the end of the year is a cell that was not filled in."""
    realised = year.realised
    return realised is not None and (realised.number != 0 or year.quarter == 4)


def last_told(indicator: Indicator, year: int) -> IndicatorYear | None:
    """The last year up to some year of which a value was reported."""
    return next((one for one in reversed(indicator.years) if one.year <= year and is_told(one)), None)
