"""Masterplan sections: the dimension that a table of masterplan programs tells outside of its column of dimensions.

Books print one table a dimension under a heading, one sheet a dimension, or lines between the rows that name it.
"""

from collections.abc import Iterator
from typing import Final

from graph.intake.cells import Row, Table
from graph.intake.drafting import Draft
from graph.record import Severity
from graph.reference import dimension_within, dimensions_named

_NAMING: Final = frozenset({"no", "kode", "nama", "dimensi", "sub_dimensi", "masterplan"})


def sections(table: Table, draft: Draft) -> Iterator[tuple[Row, str]]:
    """Give each row of a program with the id of the dimension that its section tells; empty where none does.

    Rows that only name a dimension are no programs; that is noted.
    """
    above = below = ""
    for row in draft.each(table):
        named = _section(row, above)
        if named:
            is_sub = "-" in named
            above, below = (above if is_sub else named), (named if is_sub else "")
            reason = "baris ini dibaca sebagai judul dimensi bagi baris di bawahnya"
            draft.problem(table.problem(row, "", reason, severity=Severity.NOTE, value=_named(row)))
        else:
            yield row, below or above or _titled(table, row)


def _named(row: Row) -> str:
    """What the only cell that is more than a number says, of a row that has no cell but those that name it."""
    if any(cell for name, cell in row.cells.items() if name not in _NAMING):
        return ""
    said = [cell for name, cell in row.cells.items() if cell and (name not in {"no", "kode"} or len(cell) > 4)]
    return said[0] if len({*said}) == 1 else ""


def _section(row: Row, above: str) -> str:
    """The dimension, or the sub-dimension of the one above, that is all that a row names."""
    said = _named(row)
    if not said:
        return ""
    named = dimensions_named(said) if not above else dimensions_named(said, above) or dimensions_named(said)
    is_known = len(named) == 1 and ("-" not in named[0] or above)
    return named[0] if is_known else ""


def _titled(table: Table, row: Row) -> str:
    lines = (*row.title, *table.title, row.sheet, table.sheet)
    return next((found for line in lines if (found := dimension_within(line))), "")
