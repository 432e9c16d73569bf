"""Quarters: what was spent within each quarter, where forms write that or the sum since the year began."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from graph.intake.cells import Table
from graph.model import Money

_RUNNING: Final = re.compile(r"\b(?:s\.?\s?/?d\.?|sampai dengan|kumulatif)(?=\s|$)", re.IGNORECASE)
_NAMED: Final = re.compile(r"\b(?:triwulan|tw)\s*+(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def named_quarter(lines: Sequence[str]) -> int:
    """Give the last quarter that lines name, such as that of a form's period; 0 where they name none.

    >>> named_quarter(["Tahun 2024 - Triwulan 2"]), named_quarter(["s.d. TW III"]), named_quarter(["Tahun 2024"])
    (2, 3, 0)
    """
    found = [each.casefold() for line in lines for each in _NAMED.findall(line)]
    return max((_ROMAN.get(each) or int(each) for each in found), default=0)


def is_running(table: Table, columns: Sequence[str]) -> bool:
    """Whether columns of quarters say that they hold what was spent since the year began."""
    return any(_RUNNING.search(table.texts.get(name, "") or table.column(name)) for name in columns)


def within(
    amounts: Mapping[int, Money], total: Money | None, *, running: bool
) -> tuple[dict[int, Money], Money | None]:
    """Give what was spent within each quarter, and in all of them where no total is written.

    A form that writes sums since the year began says so, or its last sum is its total while none is less than the one
    before it.

    >>> money = {1: Money(text="2", amount=2), 2: Money(text="5", amount=5)}
    >>> [each.amount for each in within(money, Money(text="5", amount=5), running=False)[0].values()]
    [2, 3]
    >>> [each.amount for each in within(money, None, running=False)[0].values()]
    [2, 5]
    """
    numbers = sorted(amounts)
    figures = [amounts[number].amount or 0 for number in numbers]
    rises = figures == sorted(figures)
    is_total = total is not None and len(figures) > 1 and figures[-1] == total.amount != sum(figures)
    if not figures or not rises or not (running or is_total):
        added = Money(text=f"{sum(figures)} (jumlah triwulan)", amount=sum(figures)) if any(figures) else None
        return dict(amounts), total or added
    before = [0, *figures[:-1]]
    parts = {
        number: Money(text=f"{amounts[number].text} (sampai dengan triwulan {number})", amount=figure - was)
        for number, figure, was in zip(numbers, figures, before, strict=True)
    }
    return parts, total or amounts[numbers[-1]]
