"""Failed cells: where the formulas of a workbook failed, which calamine gives as empty cells.

Runs in the reading process only. XLSX is asked by way of openpyxl, XLS of xlrd; of an ODS the types of its cells are
read, since no library that is kept tells them.
"""

import os
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, iterparse

import msgspec

from graph.intake.cells import UNNAMED, Grid, GridRow, is_failed
from graph.intake.limits import Limits
from graph.intake.opening.kind import FileKind
from graph.record import FileProblem, Severity

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_TYPE: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})

Failed = Iterator[tuple[str, int, int, str]]
"""Sheet, row counted from 1, position of the column, and what is written there."""


def with_failed_cells(
    path: Path, kind: FileKind, grids: tuple[Grid, ...], names: frozenset[str], limits: Limits
) -> tuple[Grid, ...]:
    """Give the grids with what is written in the cells whose formulas failed."""
    found: dict[str, dict[int, dict[int, str]]] = {}
    try:
        for sheet, row, column, text in islice(_failed(path, kind, names), limits.cells):
            if row <= limits.rows and column < limits.columns:
                found.setdefault(sheet, {}).setdefault(row, {})[column] = text
    except Exception:  # these libraries raise whatever they stumble over
        # of a packed workbook it is known that it has such cells, of an old one it is not
        severity = Severity.WARNING if kind is FileKind.OLD_WORKBOOK else Severity.ERROR
        return tuple(_unasked(grid, severity) if grid.rows else grid for grid in grids)
    return tuple(
        _filled(grid, found[name]) if (name := grid.sheet.removeprefix("lembar ")) in found and grid.rows else grid
        for grid in grids
    )


def _failed(path: Path, kind: FileKind, names: frozenset[str]) -> Failed:
    if kind is FileKind.OLD_WORKBOOK:
        return _of_xls(path)
    return _of_xlsx(path) if "xl/workbook.xml" in names else _of_ods(path)


def _filled(grid: Grid, failed: dict[int, dict[int, str]]) -> Grid:
    rows = {row.number: row for row in grid.rows}
    for number, texts in failed.items():
        row = rows.get(number) or GridRow(number, ())
        cells = [*row.cells, *[""] * (max(texts) + 1 - len(row.cells))]
        for at, text in texts.items():
            cells[at] = text
        figures = {at: figure for at, figure in row.figures.items() if at not in texts}
        dates = tuple(at for at in row.dates if at not in texts)
        rows[number] = msgspec.structs.replace(row, cells=tuple(cells), figures=figures, dates=dates)
    return msgspec.structs.replace(grid, rows=tuple(rows[number] for number in sorted(rows)))


def _unasked(grid: Grid, severity: Severity) -> Grid:
    reason = "rumus yang gagal pada lembar ini tidak dapat diperiksa; selnya dibaca kosong"
    hint = "Buka dan simpan ulang sebagai XLSX, lalu coba lagi."
    note = FileProblem(file=grid.file, sheet=grid.sheet, reason=reason, hint=hint, severity=severity)
    return msgspec.structs.replace(grid, notes=(*grid.notes, note))


def _of_xlsx(path: Path) -> Failed:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # for what a sheet says of its size may be wrong
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    yield sheet.title, cell.row, cell.column - 1, str(cell.value)


def _of_xls(path: Path) -> Failed:
    import xlrd  # type: ignore[import-untyped]

    with Path(os.devnull).open("w") as silent, xlrd.open_workbook(path, logfile=silent) as book:
        for sheet in book.sheets():
            for row in range(sheet.nrows):
                for column, kind in enumerate(sheet.row_types(row)):
                    if kind == xlrd.XL_CELL_ERROR:
                        code = sheet.cell_value(row, column)
                        yield sheet.name, row + 1, column, xlrd.error_text_from_code.get(code, UNNAMED)


def _of_ods(path: Path) -> Failed:
    sheet, number = "", 0
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        for event, element in iterparse(content, ("start", "end")):  # noqa: S314 - entities were refused before
            if event == "start" and element.tag == f"{_TABLE}table":
                sheet, number = element.get(f"{_TABLE}name", ""), 0
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                again = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                for column, text in _in_row(element):
                    yield from ((sheet, number + at, column, text) for at in range(1, again + 1))
                number += again
                element.clear()


def _in_row(row: Element) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        again = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = "".join("".join(part.itertext()) for part in cell if part.tag == _TEXT).strip()
        if cell.get(_TYPE) == "error" or is_failed(text):
            yield from ((column + at, text if is_failed(text) else UNNAMED) for at in range(again))
        column += again
