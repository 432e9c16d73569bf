"""Spending: what columns of months, quarters and half years say of the money that was spent, and which columns are it.

Months make up quarters; half years make up the year, and nobody knows which of their quarters the money was of.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

import msgspec

from graph.figure import QUARTERS, in_rupiah
from graph.intake.cells import BUDGETS, Content, Row, Table, content_of
from graph.intake.drafting.draft import Draft
from graph.intake.drafting.quarters import is_running
from graph.model import Money
from graph.record import MOST_SHOWN, Holds, Severity, UnreadColumn

V = TypeVar("V")

MONEY_BY_QUARTER: Final = tuple(f"realisasi_rp_tw{number}" for number in QUARTERS)
_SPENT: Final = "realisasi_rp"
_MONTHS: Final = {f"{_SPENT}_bulan{number}": number for number in range(1, 13)}
_HALVES: Final = {f"{_SPENT}_semester{number}": number for number in (1, 2)}
_UNNAMED: Final = ("realisasi", *(name.replace("_rp", "") for name in (*MONEY_BY_QUARTER, *_MONTHS, *_HALVES)))
"""Columns that are just called realised, by our names; of money only where their cells are amounts."""


def with_money_realised(table: Table, draft: Draft) -> Table:
    """A table with columns that are just called *Realisasi* as what was spent, where their cells are amounts.

    They are money where no indicator stands beside them, or where what they would be held against is no such amount.
    """
    is_aimed = "indikator" in table.headings and _are_amounts(table, "target")
    names: dict[str, str] = {}
    for name in () if is_aimed else _UNNAMED:
        money = name.replace("realisasi", _SPENT, 1)
        if name in table.headings and money not in table.headings and _are_amounts(table, name):
            names[name] = money
            reason = "kolom ini dibaca sebagai uang yang terealisasi, karena isinya jumlah rupiah"
            hint = "Tulis judulnya 'Realisasi Kinerja' bila isinya capaian indikator."
            told = Severity.WARNING if "indikator" in table.headings else Severity.NOTE
            draft.problem(table.problem(None, name, reason, hint, severity=told))
    if not names:
        return table

    def renamed(named: Mapping[str, V]) -> dict[str, V]:
        return {names.get(name, name): value for name, value in named.items()}

    unit = next((table.scales.get(name, 1) for name in table.headings if name.startswith(BUDGETS)), 1)
    rows = (
        msgspec.structs.replace(row, cells=renamed(row.cells), figures=renamed(row.figures), scaled=renamed(row.scaled))
        for row in table.rows
    )
    return msgspec.structs.replace(
        table,
        headings=tuple(renamed(dict.fromkeys(table.headings))),
        rows=tuple(rows),
        written={**renamed(table.written), **{money: table.column(name) for name, money in names.items()}},
        texts=renamed(table.texts),
        scales={**table.scales, **dict.fromkeys(names.values() if unit > 1 else (), unit)},
    )


def _are_amounts(table: Table, column: str) -> bool:
    cells = [row.get(column) for row in table.rows]
    return content_of([cell for cell in cells if cell.strip("0., -")]) is Content.MONEY


class Spent(NamedTuple):
    """What a row says of the money that was spent in its year."""

    quarters: dict[int, Money]
    total: Money | None
    until: int
    """The last quarter of which its columns of half years or months speak; 0 where there are none."""


class Spending:
    """Reads what was spent from the columns of a table."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table = table
        self._draft = draft
        months = {number: name for name, number in _MONTHS.items() if name in table.headings}
        self._halves = {number: name for name, number in _HALVES.items() if name in table.headings}
        self._months_run = is_running(table, tuple(months.values()))
        is_whole = self._months_run or list(months) == list(range(1, len(months) + 1))
        self._months = months if is_whole else {}
        self._halves_run = is_running(table, tuple(self._halves.values()))
        self._tell_unread({*_UNNAMED[1:], *(months.values() if not is_whole else ())})
        if self._halves:
            reason = "realisasi per semester dijumlahkan untuk setahun; rincian triwulannya tidak diketahui"
            first = next(iter(self._halves.values()))
            draft.problem(table.problem(None, first, reason, severity=Severity.NOTE))

    def _tell_unread(self, names: set[str]) -> None:
        """Tell columns of parts of a year that are no money, or of months among which some are missing."""
        quarters = {name.replace("_rp", "") for name in MONEY_BY_QUARTER}  # read as what was reached
        for name in self._table.headings:
            cells = [cell for row in self._table.rows if (cell := row.get(name))] if name in names - quarters else []
            if not cells:
                continue
            said = Holds.MONEY if name.startswith(_SPENT) else Holds.TARGET
            self._draft.unread.append(
                UnreadColumn(
                    file=self._table.file,
                    sheet=self._table.sheet,
                    column=self._table.column(name),
                    filled=len(cells),
                    holds=said,
                    example=cells[0][:MOST_SHOWN],
                )
            )
            reason = f"kolom ini tidak dibaca, padahal terisi pada {len(cells)} baris: "
            reason += (
                "bulan sebelumnya tidak ada, sehingga tidak diketahui apakah isinya satu bulan atau sampai dengannya"
                if said is Holds.MONEY
                else "capaian per bulan atau semester tidak disimpan"
            )
            hint = "Tulis Realisasi Anggaran s.d. Juni, atau lengkapi bulannya; capaian ditulis per triwulan."
            self._draft.problem(self._table.problem(None, name, reason, hint, severity=Severity.WARNING))

    def of(self, row: Row) -> Spent:
        """Give what a row says."""
        total = self._money(row, _SPENT)
        quarters = {
            number: money
            for number, name in zip(QUARTERS, MONEY_BY_QUARTER, strict=True)
            if (money := self._money(row, name)) is not None
        }
        if quarters:
            return Spent(quarters, total, 0)
        if months := self._amounts(row, self._months):
            return self._by_month(row, months, total)
        if halves := self._amounts(row, self._halves):
            summed = self._checked(row, halves, total, running=self._halves_run)
            return Spent({}, total or summed, 2 * max((number for number, paid in halves.items() if paid), default=1))
        return Spent({}, total, 0)

    def _money(self, row: Row, name: str) -> Money | None:
        return self._draft.money(self._table, row, name) if row.get(name) else None

    def _amounts(self, row: Row, columns: Mapping[int, str]) -> dict[int, int]:
        read = {number: self._money(row, name) for number, name in sorted(columns.items())}
        return {number: money.amount for number, money in read.items() if money and money.amount is not None}

    def _by_month(self, row: Row, months: dict[int, int], total: Money | None) -> Spent:
        figures = list(months.values())
        rises = figures == sorted(figures)
        runs = self._months_run or bool(total and rises and figures[-1] == total.amount != sum(figures))
        summed = self._checked(row, months, total, running=runs)
        paid = max((month for month, amount in months.items() if amount), default=1)
        parts: dict[int, int] = {}
        if runs and rises:
            for quarter in QUARTERS:
                before = months.get(3 * quarter - 3) if quarter > 1 else 0
                last = max((month for month in months if 3 * quarter - 3 < month <= 3 * quarter), default=0)
                is_all = last == 3 * quarter or last == max(months)
                if before is not None and last and is_all:
                    parts[quarter] = months[last] - before
        elif not runs:
            for month, amount in months.items():
                parts[(month + 2) // 3] = parts.get((month + 2) // 3, 0) + amount
        quarters = {
            number: Money(text=f"{amount} (dari bulan pada triwulan {number})", amount=amount)
            for number, amount in parts.items()
        }
        return Spent(quarters, total or summed, (paid + 2) // 3)

    def _checked(self, row: Row, parts: dict[int, int], total: Money | None, *, running: bool) -> Money | None:
        """What the parts of a year come to; tell where a total beside them says otherwise."""
        amounts = list(parts.values())
        summed = amounts[-1] if running else sum(amounts)
        if running and amounts != sorted(amounts):
            reason = "realisasi sampai dengan suatu bulan tidak boleh kurang dari bulan sebelumnya"
            hint = "Periksa apakah kolom bulannya tertukar."
            self._draft.problem(self._table.problem(row, "", reason, hint, severity=Severity.WARNING))
        if total is not None and total.amount not in {summed, amounts[-1]}:
            reason = f"realisasi setahun tidak sama dengan bagian-bagiannya ({in_rupiah(summed)})"
            hint = "Periksa mana yang benar; yang dibaca adalah realisasi setahun."
            self._draft.problem(self._table.problem(row, _SPENT, reason, hint, severity=Severity.WARNING))
        return Money(text=f"{summed} (jumlah bagian tahun)", amount=summed) if any(amounts) else None
