"""Table: rows whose columns are known by name, and which know where they stand."""

import msgspec

from graph.record import MOST_SHOWN, FileProblem, Place, Severity, UnreadColumn


class Row(msgspec.Struct, frozen=True):
    """One row: its number in the file and its cells by our name of the column, stripped."""

    number: int
    cells: dict[str, str]
    figures: dict[str, float] = {}
    """Cells that the file itself holds as numbers."""
    dates: frozenset[str] = frozenset()
    """Columns in which the file holds a date."""
    scaled: dict[str, int] = {}
    """By column in how many units its sheet shows the number."""
    sheet: str = ""
    title: tuple[str, ...] = ()
    """The title lines in force: those above the heading, or above the part of the table that the row is in."""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """The cell, or nothing where the file has no such column."""
        return self.cells.get(column, "")


class Total(msgspec.Struct, frozen=True):
    """A printed row of totals: its number, what it calls itself, and its rupiah by our name of the column."""

    row: int
    said: str
    amounts: dict[str, int]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table's columns and rows."""

    file: str
    sheet: str = ""
    headings: tuple[str, ...]
    """Our names of its columns, in their order."""
    rows: tuple[Row, ...]
    written: dict[str, str] = {}
    """What the file calls each column, where that differs."""
    measures: tuple[str, ...] = ()
    """The columns that hold performance values."""
    texts: dict[str, str] = {}
    """The whole heading of each column, in one line."""
    scales: dict[str, int] = {}
    """In how many rupiah the amounts of a column are written, where that is not one."""
    title: tuple[str, ...] = ()
    """The lines above its heading."""
    unread: tuple[UnreadColumn, ...] = ()
    """Its columns that are filled and that its format does not have."""
    left_out: tuple[FileProblem, ...] = ()
    """Rows that are no data: totals, footnotes, repeated headings."""
    totals: tuple[Total, ...] = ()
    """What it prints as the sum of its rows."""

    @property
    def source(self) -> str:
        """What nodes and marks give as their source: the file, and its sheet where it has one."""
        return f"{self.file}, {self.sheet}" if self.sheet else self.file

    def column(self, name: str) -> str:
        """What the file calls a column."""
        return self.written.get(name, name)

    def place(self, row: Row, column: str = "") -> Place:
        """Where a row of this table, or a cell of it, stands."""
        return Place(
            file=self.file,
            sheet=row.sheet or self.sheet,
            row=row.number,
            column=self.column(column) if column else "",
            value=row.get(column)[:MOST_SHOWN],
        )

    def problem(
        self,
        row: Row | None,
        column: str,
        reason: str,
        hint: str = "",
        *,
        severity: Severity = Severity.ERROR,
        value: str | None = None,
    ) -> FileProblem:
        """Say what is wrong with a cell of this table."""
        shown = value if value is not None else row.get(column) if row else ""
        return FileProblem(
            file=self.file,
            sheet=(row.sheet if row else "") or self.sheet,
            row=row.number if row else 0,
            column=self.column(column) if column else "",
            value=shown[:MOST_SHOWN],
            reason=reason,
            hint=hint,
            severity=severity,
        )
