"""CSV: a whole plan as one CSV file per concept in a ZIP file, and back without loss."""

import csv
import io
from typing import Final

from graph.change import Contents
from graph.export.archive import packed, unpacked
from graph.export.legend import legend
from graph.export.table import Cell, Table, UnreadableTable
from graph.export.tables import contents as contents_of
from graph.export.tables import tables
from graph.export.text import parted

_SUFFIX: Final = ".csv"
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8."""


def write(contents: Contents) -> bytes:
    """Give the ZIP file of a plan: one CSV file per concept, and one that explains the columns."""
    return packed({f"{table.name}{_SUFFIX}": text(table).encode() for table in (legend(), *tables(contents))})


def read(data: bytes) -> Contents:
    """Give the plan that a ZIP file of CSV files holds; the order of files, columns and rows does not matter.

    Raises
    ------
    UnreadableTable
        Where it is no such file or a row does not fit; the sentence says where and what to do.
    """
    return contents_of(parts(data))


def parts(data: bytes) -> tuple[Table, ...]:
    """Give the tables that a ZIP file of CSV files holds.

    Raises
    ------
    UnreadableTable
        Where it is no such file.
    """
    try:
        files = unpacked(data)
    except ValueError as error:
        raise UnreadableTable(str(error)) from error
    return tuple(_table(name.removesuffix(_SUFFIX), file) for name, file in files.items())


def _table(name: str, data: bytes) -> Table:
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableTable(f"Berkas {name}{_SUFFIX} bukan CSV dalam UTF-8; ekspor ulang rencananya.") from error
    cells = [tuple(cell or None for cell in row) for row in rows[1:]]
    return Table(name=name, headings=tuple(rows[0]) if rows else (), rows=cells)


def text(table: Table) -> str:
    """Give a table as CSV (RFC 4180), beginning with the mark of UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.headings)
    writer.writerows([_spelled(cell) for cell in row] for row in table.rows)
    return _BYTE_ORDER_MARK + out.getvalue()


def _spelled(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return parted(cell)
        case _:
            return str(cell)
