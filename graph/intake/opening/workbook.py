"""Workbook: the visible sheets of XLSX, XLSM, XLS and ODS as grids. Runs in the reading process only."""

import datetime
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import python_calamine as calamine

from graph.intake.cells import Grid, GridRow, letters, unread_rows
from graph.intake.limits import Limits
from graph.intake.opening.archive import check_archive
from graph.intake.opening.exported import (
    Exported,
    exported_archive,
    exported_workbook,
    is_exported_archive,
    is_exported_workbook,
)
from graph.intake.opening.kind import FileKind
from graph.intake.opening.plain import clean
from graph.intake.opening.seen import Looks, as_seen
from graph.intake.opening.told import note
from graph.intake.opening.word_tables import DOCUMENT, word_grids
from graph.record import RefusedFiles, Severity, refusal

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_WORKBOOK_PARTS: Final = frozenset({"xl/workbook.xml", "content.xml"})
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_workbook(path: Path, file: str, kind: FileKind, limits: Limits) -> tuple[Grid, ...] | Exported:
    """Give a grid for each visible sheet that holds something; a plan that we exported is given as what it holds.

    Raises
    ------
    RefusedFiles
        Where the file is damaged, locked, no workbook, or too large.
    """
    names: frozenset[str] = frozenset()
    if kind is FileKind.PACKED_WORKBOOK:
        names = check_archive(path, file, limits)
        if is_exported_archive(names):
            return exported_archive(path, file)
        if DOCUMENT in names:
            return word_grids(path, file, limits)
        if not names & _WORKBOOK_PARTS:
            raise refusal(file, "ini arsip, bukan lembar kerja", "Salin tabelnya ke XLSX, lalu coba lagi.")
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        sheets = workbook.sheets_metadata
    except calamine.PasswordError as error:
        raise refusal(file, "berkas ini terkunci sandi", "Hapus sandinya, simpan ulang, lalu coba lagi.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise refusal(file, "lembar kerja ini rusak", "Buka dan simpan ulang sebagai XLSX, lalu coba lagi.") from error
    if len(sheets) > limits.sheets:
        raise refusal(file, f"berkas ini berisi lebih dari {limits.sheets} lembar", "Bagi menjadi beberapa berkas.")
    if is_exported_workbook(workbook.sheet_names):
        return exported_workbook(path, file)
    grids: list[Grid] = []
    left = limits.cells
    for sheet in sheets:
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            grids.append(_hidden(workbook, sheet.name, file, left, limits))
            continue
        grid = _grid(workbook, sheet.name, file, left, limits)
        left -= sum(len(row.cells) for row in grid.rows)
        grids.append(grid)
    return _as_seen(path, kind, tuple(grids), names, limits)


def _as_seen(
    path: Path, kind: FileKind, grids: tuple[Grid, ...], names: frozenset[str], limits: Limits
) -> tuple[Grid, ...]:
    """Give the grids as the looks of their sheets say that they are seen."""
    found: dict[str, Grid] = {grid.sheet: grid for grid in grids}
    try:
        for name, looks in _looks(path, kind, names, limits):
            if (grid := found.get(_called(name))) is not None and not grid.notes:
                found[grid.sheet] = as_seen(grid, looks)
    except Exception:  # expat and xlrd raise whatever they stumble over
        # xlrd does not know every old workbook that can be read; XML that nobody can parse is damaged
        severity = Severity.WARNING if kind is FileKind.OLD_WORKBOOK else Severity.ERROR
        return tuple(_unseen(grid, severity) if grid.rows else grid for grid in grids)
    return tuple(found[grid.sheet] for grid in grids)


def _looks(path: Path, kind: FileKind, names: frozenset[str], limits: Limits) -> Iterator[tuple[str, Looks]]:
    if kind is FileKind.OLD_WORKBOOK:
        from graph.intake.opening.seen_xls import looks_of_xls

        return looks_of_xls(path, limits)
    if "xl/workbook.xml" in names:
        from graph.intake.opening.seen_xlsx import looks_of_xlsx

        return looks_of_xlsx(path, limits)
    from graph.intake.opening.seen_ods import looks_of_ods

    return looks_of_ods(path, limits)


def _unseen(grid: Grid, severity: Severity) -> Grid:
    """Say of a sheet that nobody could look for what is hidden, struck out or failed in it."""
    reason = "lembar ini tidak dapat diperiksa baris tersembunyi, coretan dan rumus gagalnya"
    return note(grid, reason, "Buka dan simpan ulang sebagai XLSX, lalu coba lagi.", severity)


def _called(name: str) -> str:
    return f"lembar {_UNPRINTABLE.sub('', name)[:31]}"


def _hidden(workbook: calamine.CalamineWorkbook, name: str, file: str, left: int, limits: Limits) -> Grid:
    """Give a grid without rows for a sheet that someone hid, and tell what stands in it."""
    reason, hint = "lembar ini tersembunyi dan tidak dibaca", "Tampilkan (unhide) bila lembar ini bagian dari rencana."
    grid = note(Grid(file=file, sheet=_called(name), rows=()), reason, hint)
    try:
        rows = _grid(workbook, name, file, left, limits).rows
    except RefusedFiles:
        return grid
    return msgspec.structs.replace(grid, unread=(unread_rows(file, grid.sheet, rows),) if rows else ())


def _grid(workbook: calamine.CalamineWorkbook, name: str, file: str, left: int, limits: Limits) -> Grid:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except (calamine.CalamineError, ValueError) as error:
        raise refusal(
            file, "lembar ini rusak", "Simpan ulang sebagai XLSX, lalu coba lagi.", sheet=_called(name)
        ) from error
    start = sheet.start
    if start is None:
        return Grid(file=file, sheet=_called(name), rows=(), lettered=True)
    height, width = sheet.height, sheet.width
    if height > limits.rows or start[1] + width > limits.columns or height * (start[1] + width) > left:
        raise refusal(
            file,
            f"lembar ini terlalu besar: {height:,} baris dan {width:,} kolom",
            "Hapus sel terisi yang jauh di luar tabel, atau bagi menjadi beberapa berkas.",
            sheet=_called(name),
        )
    rows: list[GridRow] = []
    for number, values in enumerate(sheet.to_python(), start[0] + 1):
        row = _row(number, ["", *[""] * (start[1] - 1), *values] if start[1] else values, file, _called(name), limits)
        if row is not None:
            rows.append(row)
    return Grid(file=file, sheet=_called(name), rows=tuple(rows), lettered=True)


def _row(number: int, values: list[Value] | list[str | Value], file: str, sheet: str, limits: Limits) -> GridRow | None:
    cells: list[str] = []
    figures: dict[int, float] = {}
    dates: list[int] = []
    for at, value in enumerate(values):
        text = rendered(value)
        if len(text) > limits.letters:
            raise refusal(
                file, f"sel {letters(at)}{number} terlalu panjang", "Pendekkan isinya.", sheet=sheet, row=number
            )
        cells.append(text)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            figures[at] = float(value)
        elif isinstance(value, datetime.date | datetime.time | datetime.timedelta):
            dates.append(at)
    return GridRow(number, tuple(cells), figures, tuple(dates)) if any(cells) else None


def rendered(value: Value) -> str:
    """Give a cell's value as a person would write it.

    >>> rendered(2735354500.0), rendered(0.1 + 0.2), rendered(datetime.date(2024, 1, 31))
    ('2735354500', '0.3', '2024-01-31')
    """
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, str):
        return clean(_UNPRINTABLE.sub("", value))
    return str(value)
