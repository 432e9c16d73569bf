"""CSV: a whole plan as one CSV file per concept in a ZIP file, for whoever has no spreadsheet."""

import csv
import io
from typing import Final

from graph.change import Contents
from graph.export.archive import packed
from graph.export.legend import legend
from graph.export.table import Cell, Table
from graph.export.tables import tables

_BYTE_ORDER_MARK: Final = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8."""


def write(contents: Contents) -> bytes:
    """Give the ZIP file of a plan: one CSV file per concept, and one that explains the columns."""
    return packed({f"{table.name}.csv": text(table).encode() for table in (legend(), *tables(contents))})


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
        case _:
            return str(cell)
