"""Plausibility: amounts that cannot be meant are marked, kept as written and left out of sums."""

from collections.abc import Iterator
from typing import Final

import msgspec

from graph.figure import EARLIER, QUARTERS
from graph.intake.drafting.draft import Draft
from graph.model import Level, Mark, MarkCode, Money, Program, ProgramYear

FLOOR: Final = 1_000_000_000_000
"""One trillion rupiah; below it one sub-activity can really outweigh the rest of a small file."""
SPENT_TIMES_BUDGET: Final = 10
"""Spending of so many times the budget cannot be meant."""

_PERIOD: Final = "period_budget"
_YEARLY: Final = ("budget", *EARLIER, "spent", *(f"spent_q{number}" for number in QUARTERS))
"""The amounts of a program's year."""


def mark_implausible(draft: Draft) -> None:
    """Mark amounts below zero, and of at least FLOOR those that exceed all smaller ones of level, year and column.

    No single line of a region's plan outweighs all other lines; one that does has digits too many. Spending of at
    least FLOOR is implausible also where it is more than ten times the node's own budget.
    """
    programs = [node for node in draft.nodes.values() if isinstance(node, Program)]
    years = sorted({year.year for program in programs for year in program.years})
    for level in Level:
        of_level = sorted((p for p in programs if p.level is level), key=lambda p: p.id)
        for year in years:
            for column in _YEARLY:
                _mark_largest(draft, of_level, column, year)
        _mark_largest(draft, of_level, _PERIOD, None)
    for program in programs:
        _mark_negative(draft, program)
    for node in list(draft.nodes.values()):
        if isinstance(node, Program):
            _mark_overspent(draft, node)


def _amounts(programs: list[Program], column: str, year: int | None) -> Iterator[tuple[int, str]]:
    for program in programs:
        if column == _PERIOD:
            if program.period_budget is not None:
                yield program.period_budget.amount or 0, program.id
            continue
        for each in program.years:
            money: Money | None = getattr(each, column)
            if each.year == year and money is not None:
                yield money.amount or 0, program.id


def _mark_largest(draft: Draft, programs: list[Program], column: str, year: int | None) -> None:
    amounts = sorted(_amounts(programs, column, year), reverse=True)
    smaller = sum(amount for amount, _ in amounts)
    for amount, id_ in amounts:
        smaller -= amount
        if amount < FLOOR or amount <= smaller:
            return
        _mark(draft, id_, column, year, "melebihi jumlah semua baris lain pada tingkatnya")


def _mark_negative(draft: Draft, program: Program) -> None:
    for column in _YEARLY:
        for year in program.years:
            if (money := getattr(year, column)) is not None and (money.amount or 0) < 0:
                _mark(draft, program.id, column, year.year, "kurang dari nol")
    if program.period_budget is not None and (program.period_budget.amount or 0) < 0:
        _mark(draft, program.id, _PERIOD, None, "kurang dari nol")


def _mark_overspent(draft: Draft, program: Program) -> None:
    for each in program.years:
        budget, spent = each.budget, each.spent
        if budget is None or spent is None or not spent.plausible or not budget.amount or spent.amount is None:
            continue
        if spent.amount >= FLOOR and spent.amount > SPENT_TIMES_BUDGET * budget.amount:
            _mark(draft, program.id, "spent", each.year, "lebih dari sepuluh kali pagunya")


def _mark(draft: Draft, id_: str, column: str, year: int | None, why: str) -> None:
    node = draft.nodes[id_]
    if not isinstance(node, Program):
        return

    def doubted(money: Money | None) -> Money | None:
        return msgspec.structs.replace(money, plausible=False) if money else None

    if column == _PERIOD:
        written = node.period_budget
        node = msgspec.structs.replace(node, period_budget=doubted(written))
    else:
        written = next(getattr(each, column) for each in node.years if each.year == year)
        years: tuple[ProgramYear, ...] = tuple(
            msgspec.structs.replace(each, **{column: doubted(written)}) if each.year == year else each
            for each in node.years
        )
        node = msgspec.structs.replace(node, years=years)
    text = written.text if written else ""
    message = f"Jumlah ini {why}; disimpan sebagaimana tertulis dan tidak ikut dijumlahkan."
    draft.put(node)
    draft.mark(id_, Mark(code=MarkCode.IMPLAUSIBLE_MONEY, message=message, file=node.source, column=column, value=text))
