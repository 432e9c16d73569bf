"""Quarters: what was spent within each quarter, where forms write that or the sum since the year began."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from graph.intake.cells import Table
from graph.model import Money

_RUNNING: Final = re.compile(r"\b(?:s\.?\s?/?d\.?|sampai dengan|kumulatif)(?=\s|$)", re.IGNORECASE)
_NAMED: Final = re.compile(r"\b(?:triwulan|tw)\s*+(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_MONTHS: Final = {
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "jun": 6, "jul": 7, "agu": 8, "sep": 9, "okt": 10},
    **{"nov": 11, "des": 12, "may": 5, "aug": 8, "ags": 8, "oct": 10, "dec": 12},
}
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def named_quarter(lines: Sequence[str]) -> int:
    """Give the last quarter that lines name, such as that of a form's period; 0 where they name none.

    >>> named_quarter(["Tahun 2024 - Triwulan 2"]), named_quarter(["s.d. TW III"]), named_quarter(["Tahun 2024"])
    (2, 3, 0)
    """
    found = [each.casefold() for line in lines for each in _NAMED.findall(line)]
    return max((_ROMAN.get(each) or int(each) for each in found), default=0)


def quarter_of(written: str) -> int:
    """Give the quarter of a date as files write it; 0 where a cell holds none.

    >>> quarter_of("2026-03-31"), quarter_of("02/04/2026"), quarter_of("12 November 2026"), quarter_of("2026")
    (1, 2, 4, 0)
    """
    numbers = re.match(r"\s*(?:20\d\d[-/.](\d{1,2})[-/.]\d{1,2}|\d{1,2}[-/.](\d{1,2})[-/.]20\d\d)", written)
    words = re.search(r"\d\s+([a-z]{3})[a-z]*\.?\s+20\d\d", written, re.IGNORECASE)
    month = int(numbers[1] or numbers[2]) if numbers else _MONTHS.get(words[1].casefold(), 0) if words else 0
    return (month + 2) // 3 if 0 < month < 13 else 0


def ended_before(written: str) -> int:
    """Give the last quarter that had ended on a date, 1 where none had; 0 where a cell holds no date.

    >>> ended_before("2025-08-02"), ended_before("2025-12-31 08:00"), ended_before("2025-01-15"), ended_before("2025")
    (2, 4, 1, 0)
    """
    quarter = quarter_of(written)
    is_last_day = re.search(r"(?<!\d)(?:0?3[-/.]31|0?6[-/.]30|0?9[-/.]30|12[-/.]31)(?!\d)", written) is not None
    return max(quarter - (not is_last_day), 1) if quarter else 0


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
