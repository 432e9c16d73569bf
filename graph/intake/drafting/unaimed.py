"""Unaimed: figures of performance that no indicator stands beside.

A target without an indicator says nothing of what is aimed at; it is not read, and that is told.
"""

from collections.abc import Sequence

from graph.intake.cells import Row, Table
from graph.intake.drafting.draft import Draft
from graph.record import MOST_SHOWN, Holds, Severity, UnreadColumn


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
