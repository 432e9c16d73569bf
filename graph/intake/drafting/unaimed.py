"""Unaimed: figures of performance that no indicator stands beside: money that is just called realised, or told.

A target without an indicator says nothing of what is aimed at; it is not read, and that is told.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

import msgspec

from graph.intake.cells import Content, Row, Table, content_of
from graph.intake.drafting.draft import Draft
from graph.record import MOST_SHOWN, Holds, Severity, UnreadColumn

V = TypeVar("V")

_REALISED: Final = "realisasi"
_SPENT: Final = "realisasi_rp"


def with_money_realised(table: Table, draft: Draft) -> Table:
    """A table with a column that is just called *Realisasi* as what was spent, where its cells are amounts.

    They are money where no indicator stands beside them, or where what they would be held against is no such amount.
    """
    if _REALISED not in table.headings or _SPENT in table.headings or not _are_amounts(table, _REALISED):
        return table
    if "indikator" in table.headings and _are_amounts(table, "target"):
        return table
    reason = "kolom ini dibaca sebagai uang yang terealisasi, karena isinya jumlah rupiah"
    hint = "Tulis judulnya 'Realisasi Kinerja' bila isinya capaian indikator."
    told = Severity.WARNING if "indikator" in table.headings else Severity.NOTE
    draft.problem(table.problem(None, _REALISED, reason, hint, severity=told))
    return msgspec.structs.replace(
        table,
        headings=tuple(_renamed(dict.fromkeys(table.headings))),
        rows=tuple(_as_spent(row) for row in table.rows),
        written={**_renamed(table.written), _SPENT: table.column(_REALISED)},
        texts=_renamed(table.texts),
    )


def _are_amounts(table: Table, column: str) -> bool:
    cells = [row.get(column) for row in table.rows]
    return content_of([cell for cell in cells if cell.strip("0., -")]) is Content.MONEY


def _renamed(named: Mapping[str, V]) -> dict[str, V]:
    return {_SPENT if name == _REALISED else name: value for name, value in named.items()}


def _as_spent(row: Row) -> Row:
    return msgspec.structs.replace(
        row, cells=_renamed(row.cells), figures=_renamed(row.figures), scaled=_renamed(row.scaled)
    )


class Unaimed:
    """Collects what rows without an indicator say of performance, and tells it."""

    def __init__(self, table: Table, draft: Draft, columns: Sequence[str]) -> None:
        self._table = table
        self._draft = draft
        self._columns = [name for name in columns if name in table.headings]
        self._found: dict[str, list[Row]] = {}

    def note(self, row: Row) -> None:
        """Note what a row without an indicator has in columns of performance."""
        for name in self._columns:
            if row.get(name):
                self._found.setdefault(name, []).append(row)

    def tell(self) -> None:
        """Tell the columns that were filled beside no indicator."""
        for name, rows in self._found.items():
            first = rows[0]
            unread = UnreadColumn(
                file=self._table.file,
                sheet=first.sheet or self._table.sheet,
                column=self._table.column(name),
                filled=len(rows),
                holds=Holds.OTHER if name == "satuan" else Holds.TARGET,
                example=first.get(name)[:MOST_SHOWN],
            )
            self._draft.unread.append(unread)
            if unread.holds is Holds.TARGET:
                reason = f"tidak dibaca pada {len(rows)} baris, karena baris itu tidak menyebut indikatornya"
                hint = "Tambahkan kolom Indikator, atau isi indikatornya pada baris itu."
                self._draft.problem(self._table.problem(first, name, reason, hint, severity=Severity.WARNING))
