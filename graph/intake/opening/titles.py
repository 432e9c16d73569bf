"""Titles: what stands above a table in a small table of its own, as pages and documents are laid out."""

from collections.abc import Sequence
from typing import Final

import msgspec

from graph.intake.cells import Grid, GridRow, titled_opd, titled_year

_MOST_ROWS: Final = 12
_WIDEST: Final = 3
MOST_LINES: Final = 20
"""So many lines next to a table are taken for its title."""


def lines_above(lines: Sequence[str]) -> tuple[GridRow, ...]:
    """Give lines of text outside of tables as rows."""
    return tuple(GridRow(0, (line,), loose=True) for line in lines)


def in_force(own: Sequence[str], before: Sequence[str]) -> list[str]:
    """Give the lines above a table, then those above tables before it that still hold: all but another agency's."""
    if titled_opd(own):
        before = [line for line in before if not titled_opd([line])]
    return [*own, *before][:MOST_LINES]


def titled(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """Give tables with what small tables above them only say as their title; those are no tables of their own."""
    found: list[Grid] = []
    above: list[Grid] = []
    for at, grid in enumerate(grids):
        if at + 1 < len(grids) and _is_title(grid):
            above.append(grid)
            continue
        title = lines_above([line for each in above for line in _lines(each)])
        notes = (*(note for each in above for note in each.notes), *grid.notes)
        unread = (*(each for one in above for each in one.unread), *grid.unread)
        found.append(msgspec.structs.replace(grid, rows=(*title, *grid.rows), notes=notes, unread=unread))
        above = []
    return tuple(found)


def _lines(grid: Grid) -> list[str]:
    """What a small table says line by line; lines of its only cell are lines of their own."""
    lines: list[str] = []
    for row in grid.rows:
        cells = [row.cells[at] for at in row.filled]
        lines += cells[0].split("\n") if len(cells) == 1 else [" ".join(cells)]
    return [line for line in lines if line]


def _is_title(grid: Grid) -> bool:
    """Whether a table has few rows, each a line of text or a name with its value behind a colon, of whom or when."""
    rows = [row for row in grid.rows if not row.loose]
    if not 0 < len(rows) <= _MOST_ROWS or any(len(row.filled) > _WIDEST or row.figures for row in rows):
        return False
    lines = _lines(grid)
    return all(map(_is_line, rows)) and bool(titled_opd(lines) or titled_year(lines))


def _is_line(row: GridRow) -> bool:
    cells = [row.cells[at] for at in row.filled]
    return len(cells) == 1 or cells[0].endswith(":") or any(cell.startswith(":") for cell in cells[1:])
