"""Told: what is said of parts of a sheet that people do not see, or see struck out, and that are not read."""

from collections.abc import Sequence
from typing import Final

import msgspec

from graph.intake.cells import Grid, GridRow, unread_rows
from graph.record import FileProblem, Severity

_SHOWN: Final = 12


def note(grid: Grid, reason: str, hint: str = "", severity: Severity = Severity.WARNING) -> Grid:
    """Give a grid with one more note."""
    told = FileProblem(file=grid.file, sheet=grid.sheet, reason=reason, hint=hint, severity=severity)
    return msgspec.structs.replace(grid, notes=(*grid.notes, told))


def numbers(rows: Sequence[int]) -> str:
    """Give the numbers of rows, as many as a sentence may hold."""
    shown = ", ".join(str(number) for number in rows[:_SHOWN])
    return f"{shown}, ..." if len(rows) > _SHOWN else shown


def left_out(grid: Grid, rows: Sequence[GridRow], why: str) -> Grid:
    """Tell rows that are left out since they are hidden or struck out."""
    if not rows:
        return grid
    undone = {"tersembunyi": "Tampilkan (unhide)", "dicoret": "Hapus coretannya", "dihapus": "Tolak penghapusannya"}[
        why
    ]
    told = note(
        grid,
        f"{len(rows)} baris {why} tidak dibaca: {numbers([row.number for row in rows])}",
        f"{undone} bila baris itu bagian dari rencana.",
    )
    return msgspec.structs.replace(told, unread=(*told.unread, unread_rows(grid.file, grid.sheet, rows)))


def struck_out(grid: Grid, partly: int = 0) -> Grid:
    """Tell cells whose text is struck out, wholly or in part; rows of which nothing else is left are left out."""
    gone = [row for row in grid.rows if row.struck and not any(row.cells)]
    kept = tuple(row for row in grid.rows if any(row.cells))
    cells = partly + sum(len(row.struck) for row in kept)
    grid = msgspec.structs.replace(grid, rows=kept)
    if cells:
        grid = note(
            grid,
            f"{cells} sel memuat tulisan dicoret, yang tidak dibaca",
            "Hapus coretannya bila isinya masih berlaku.",
        )
    return left_out(grid, [as_struck(row) for row in gone], "dicoret")


def as_struck(row: GridRow) -> GridRow:
    """Give a row with the text that is struck out in it."""
    width = max((*row.struck, len(row.cells) - 1), default=-1) + 1
    return msgspec.structs.replace(row, cells=tuple(row.struck.get(at) or row.cell(at) for at in range(width)))
