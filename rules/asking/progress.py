"""Progress: which share of a year's money a program has spent, and which share of its output it has made."""

from graph.model import Indicator, MarkCode, Program, ProgramYear
from graph.snapshot import PlanGraph
from rules.asking.pace import falls
from rules.knowledge.words import first, first_in_both

LEVELS = ("=persen", "=persentase", "=indeks", "=nilai", "=skor", "=rasio", "=predikat", "=opini", "=derajat")
"""Units of what is a level and does not add up over the year."""


def adds_up(unit: str) -> bool:
    """Whether what is counted in a unit grows over a year, as pieces do and percentages or scores do not."""
    return bool(unit) and "%" not in unit and first(unit, LEVELS) is None


def last_year(program: Program) -> ProgramYear | None:
    """The last year of a program of which anything is known."""
    return program.years[-1] if program.years else None


def money_share(program: Program) -> float | None:
    """Spent rupiah of the last year as a share of its budget; it can be more than 1.

    None where there is no budget, nothing is said of the spending, or an amount is implausible.
    """
    year = last_year(program)
    if year is None or year.budget is None or year.spent is None or year.budget.counted <= 0:
        return None
    if year.spent.amount is None or not year.spent.plausible:
        return None
    if any(mark.code is MarkCode.IMPLAUSIBLE_MONEY for mark in program.marks):
        return None
    return year.spent.counted / year.budget.counted


def output_share(plan: PlanGraph, program: Program, without: tuple[str, ...] = ()) -> float | None:
    """The mean share of their targets that a program's indicators reached in its last year, each at most 1.

    Levels such as percentages, indicators that should fall, and those whose name or unit has one of the words
    ``without`` are left out, and so is a zero before the end of the year: a cell that was not filled in looks the
    same. None where nothing is left.
    """
    year = last_year(program)
    shares = [
        share
        for indicator in (plan.indicators_of(program.id) if year else ())
        if year is not None
        and not first_in_both(indicator.unit, indicator.name, without)
        and (share := _reached(indicator, year.year)) is not None
    ]
    return sum(shares) / len(shares) if shares else None


def _reached(indicator: Indicator, wanted: int) -> float | None:
    year = next((each for each in reversed(indicator.years) if each.year == wanted), None)
    if year is None or falls(indicator) or not adds_up(indicator.unit or "-"):
        return None
    target = year.target.number if year.target else None
    done = year.realised.number if year.realised else None
    if not target or target < 0 or done is None or (done == 0 and year.quarter < 4):
        return None
    return max(0.0, min(1.0, done / target))
