"""Styling: what only a workbook's styling tells: hidden rows, percentages, formulas without a result.

Runs in the reading process only. What people see is what is read: rows that someone hid are left out, rows that a
filter hides are not, since a filter is only a view.
"""

import math
from pathlib import Path
from typing import Final

import msgspec
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from graph.intake.cells import Grid, GridRow, letters
from graph.intake.opening.number_format import is_percentage
from graph.record import FileProblem, Severity

_SHOWN: Final = 12
_LONGEST_ROW: Final = 7
"""Digits of the number of the last row that a sheet can have."""


def styled(path: Path, grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Give the grids of an XLSX file as its styling says they are meant."""
    try:
        book = openpyxl.load_workbook(path, keep_links=False)
    except Exception:  # openpyxl raises whatever it stumbles over; the values are read without it
        return tuple(_note(grid, "baris tersembunyi pada lembar ini tidak dapat diperiksa") for grid in grids)
    found: list[Grid] = []
    for grid in grids:
        sheet = (
            book[grid.sheet.removeprefix("lembar ")] if grid.sheet.removeprefix("lembar ") in book.sheetnames else None
        )
        found.append(_styled(grid, sheet) if isinstance(sheet, Worksheet) and grid.rows else grid)
    return tuple(found)


def _styled(grid: Grid, sheet: Worksheet) -> Grid:
    hidden = {number for number, about in sheet.row_dimensions.items() if about.hidden}
    filtered = _filtered(sheet) & hidden
    left_out = sorted({row.number for row in grid.rows} & hidden - filtered)
    rows = tuple(_with_percentages(row, sheet) for row in grid.rows if row.number not in left_out)
    grid = msgspec.structs.replace(grid, rows=rows)
    if left_out:
        grid = _note(
            grid,
            f"{len(left_out)} baris tersembunyi tidak dibaca: {_numbers(left_out)}",
            "Tampilkan (unhide) bila baris itu bagian dari rencana.",
        )
    if filtered:
        grid = _note(grid, f"{len(filtered)} baris tersembunyi oleh saringan (filter) tetap dibaca")
    return _without_results(grid, sheet)


def _filtered(sheet: Worksheet) -> set[int]:
    if not sheet.auto_filter.ref or not sheet.auto_filter.filterColumn:
        return set()
    first, _, last = sheet.auto_filter.ref.partition(":")
    start, end = ("".join(letter for letter in cell if letter.isdecimal()) for cell in (first, last or first))
    if not start or not end or max(len(start), len(end)) > _LONGEST_ROW:
        return set()
    return set(range(int(start), min(int(end), sheet.max_row) + 1))


def _with_percentages(row: GridRow, sheet: Worksheet) -> GridRow:
    """Give the row with 0.85 that is shown as 85% written as people see it."""
    cells, figures = list(row.cells), dict(row.figures)
    for at, figure in row.figures.items():
        format_ = sheet.cell(row.number, at + 1).number_format
        if isinstance(format_, str) and is_percentage(format_, figure) and math.isfinite(figure * 100):
            figures[at] = round(figure * 100, 9)
            cells[at] = f"{figures[at]:.12g}%"
    return msgspec.structs.replace(row, cells=tuple(cells), figures=figures) if figures != row.figures else row


def _without_results(grid: Grid, sheet: Worksheet) -> Grid:
    """Note that a workbook was never calculated: every formula in it lacks its result."""
    formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if not formulas:
        return grid
    rows = {row.number: row for row in grid.rows}
    for cell in formulas:
        row = rows.get(cell.row)
        if row is not None and row.cell(cell.column - 1):
            return grid
    first = formulas[0]
    problem = FileProblem(
        file=grid.file,
        sheet=grid.sheet,
        row=first.row,
        column=letters(first.column - 1),
        value=str(first.value)[:80],
        reason="sel ini berisi rumus tanpa hasil",
        hint="Buka berkas dengan aplikasi lembar kerja, simpan, lalu coba lagi.",
    )
    return msgspec.structs.replace(grid, notes=(*grid.notes, problem))


def _numbers(rows: list[int]) -> str:
    shown = ", ".join(str(number) for number in rows[:_SHOWN])
    return f"{shown}, ..." if len(rows) > _SHOWN else shown


def _note(grid: Grid, reason: str, hint: str = "") -> Grid:
    note = FileProblem(file=grid.file, sheet=grid.sheet, reason=reason, hint=hint, severity=Severity.WARNING)
    return msgspec.structs.replace(grid, notes=(*grid.notes, note))
