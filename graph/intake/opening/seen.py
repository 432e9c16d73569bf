"""Seen: what only the looks of a workbook tell, and its cells as a person sees them.

Each kind of workbook tells its looks in parts of its own (``seen_xlsx``, ``seen_ods``, ``seen_xls``); what they mean is
the same for all: rows that someone hid are left out, those of a filter or of a folded outline are not, since these are
only views; what is struck out or lies under a merge does not count; numbers are read as they are shown.
"""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from graph.intake.cells import Grid, GridRow, letters
from graph.intake.opening.number_format import showing
from graph.intake.opening.told import left_out, note, numbers, struck_out

_SHOWN: Final = 8


class Merge(NamedTuple):
    """A range of cells that are shown as one: its first and last row, counted from 1, and first and last position."""

    top: int
    bottom: int
    left: int
    right: int


class Looks(msgspec.Struct):
    """What one sheet's looks tell. Rows are counted from 1, columns by their position."""

    hidden: set[int] = msgspec.field(default_factory=set)
    folded: set[int] = msgspec.field(default_factory=set)
    """Hidden since the outline above or below them is folded."""
    filtered: set[int] = msgspec.field(default_factory=set)
    hidden_columns: set[int] = msgspec.field(default_factory=set)
    merges: list[Merge] = msgspec.field(default_factory=list)
    texts: dict[int, dict[int, tuple[str, bool]]] = msgspec.field(default_factory=dict)
    """Texts that are read otherwise than the reader gives them, and whether some of it is struck out."""
    failed: dict[int, dict[int, str]] = msgspec.field(default_factory=dict)
    """What stands in cells without a result: how their formula failed, or the formula itself."""
    formats: dict[int, dict[int, str]] = msgspec.field(default_factory=dict)
    """Number formats that may show a number as something else."""

    def put(self, where: dict[int, dict[int, str]], row: int, column: int, text: str) -> None:
        """Note a text at a cell."""
        where.setdefault(row, {})[column] = text


def as_seen(grid: Grid, looks: Looks) -> Grid:
    """Give the grid as a person sees it; what is left out or doubtful is told."""
    rows = {row.number: row for row in grid.rows}
    for number in {*looks.failed, *looks.texts} - rows.keys():
        rows[number] = GridRow(number, ())
    gone = looks.hidden - looks.folded - looks.filtered
    hidden = sorted(rows.keys() & gone)
    _move_merged(rows, looks.merges, gone)
    sheet = _Sheet(looks, rows)
    kept = [sheet.row(rows[number]) for number in sorted(rows) if number not in gone]
    grid = struck_out(msgspec.structs.replace(grid, rows=tuple(kept)), sheet.partly_struck)
    grid = left_out(grid, [rows[number] for number in hidden if any(rows[number].cells)], "tersembunyi")
    if filtered := looks.hidden & looks.filtered & rows.keys():
        grid = note(grid, f"{len(filtered)} baris tersembunyi oleh saringan (filter) tetap dibaca")
    if folded := sorted((looks.hidden & looks.folded & rows.keys()) - looks.filtered):
        grid = note(grid, f"{len(folded)} baris dalam kelompok yang dilipat tetap dibaca: {numbers(folded)}")
    return _with_columns_told(grid, looks, sheet)


def _with_columns_told(grid: Grid, looks: Looks, sheet: "_Sheet") -> Grid:
    filled = sorted({at for row in grid.rows for at in looks.hidden_columns if row.cell(at)})
    if filled:
        shown = ", ".join(letters(at) for at in filled[:_SHOWN])
        grid = note(grid, f"{len(filled)} kolom tersembunyi tetap dibaca: {shown}")
    if sheet.unseen:
        hint = "Ubah format angkanya bila isinya bagian dari rencana."
        grid = note(grid, f"{sheet.unseen} sel berisi angka yang disembunyikan formatnya; tidak dibaca", hint)
    if sheet.covered:
        grid = note(
            grid,
            f"{sheet.covered} sel berisi sesuatu di bawah sel gabungan, yang tidak terlihat dan tidak dibaca",
            "Pisahkan gabungan selnya (unmerge) bila isinya bagian dari rencana.",
        )
    return grid


def _move_merged(rows: dict[int, GridRow], merges: list[Merge], gone: set[int]) -> None:
    """Put what a merge over several rows shows into its first row that is not hidden."""
    for merge in merges:
        if merge.top not in gone or merge.top == merge.bottom or merge.top not in rows:
            continue
        row = rows[merge.top]
        first = next(
            (number for number in sorted(rows) if merge.top < number <= merge.bottom and number not in gone), 0
        )
        if not first or not row.cell(merge.left):
            continue
        target = rows[first]
        cells = [*target.cells, *[""] * (merge.left + 1 - len(target.cells))]
        cells[merge.left] = row.cell(merge.left)
        figures = {at: figure for at, figure in target.figures.items() if at != merge.left}
        if merge.left in row.figures:
            figures[merge.left] = row.figures[merge.left]
        rows[first] = msgspec.structs.replace(target, cells=tuple(cells), figures=figures)


class _Sheet:
    """Gives the rows of one sheet as they are seen, and counts what is not."""

    def __init__(self, looks: Looks, rows: dict[int, GridRow]) -> None:
        self._looks = looks
        self._under = _covered(looks, rows)
        self._reaching = _reaching_down(looks, rows)
        self.partly_struck = 0
        self.unseen = 0
        self.covered = 0

    def row(self, row: GridRow) -> GridRow:
        """Give one row as it is seen."""
        looks, number = self._looks, row.number
        under = self._under.get(number, {})
        texts, failed = looks.texts.get(number, {}), looks.failed.get(number, {})
        formats = looks.formats.get(number, {})
        reaching = self._reaching.get(number, {})
        if not (under or reaching or texts or failed or formats):
            return row
        cells = [*row.cells, *[""] * (max((*texts, *failed), default=-1) + 1 - len(row.cells))]
        figures, dates = dict(row.figures), set(row.dates)
        struck, scaled = dict(row.struck), dict(row.scaled)
        for at, (text, was_struck) in texts.items():
            if was_struck and not text:
                struck[at] = cells[at] or str(figures.get(at, ""))
            self.partly_struck += was_struck and bool(text)
            cells[at] = text
            figures.pop(at, None)
            dates.discard(at)
        for at, text in failed.items():
            cells[at] = text
            figures.pop(at, None)
            dates.discard(at)
        for at, above in under.items():
            if at < len(cells):
                self.covered += cells[at] not in {"", above}
                cells[at] = ""
            figures.pop(at, None)
            dates.discard(at)
            struck.pop(at, None)
        for at, text in formats.items():
            if at in figures:
                self._format(at, text, cells, figures, scaled)
        return msgspec.structs.replace(
            row,
            cells=tuple(cells),
            figures=figures,
            dates=tuple(sorted(dates)),
            struck=struck,
            scaled=scaled,
            above=reaching if any(cells) else {},
        )

    def _format(self, at: int, text: str, cells: list[str], figures: dict[int, float], scaled: dict[int, int]) -> None:
        figure = figures[at]
        shown = showing(text, figure)
        if shown.unseen:
            self.unseen += 1
            cells[at] = ""
            del figures[at]
        elif shown.percent and math.isfinite(figure * 100):
            figures[at] = round(figure * 100, 9)
            cells[at] = f"{figures[at]:.12g}%"
        elif shown.scale > 1:
            scaled[at] = shown.scale
        elif shown.text:
            cells[at] = shown.text


def _covered(looks: Looks, rows: dict[int, GridRow]) -> dict[int, dict[int, str]]:
    """Give the positions that lie under a merge, by row, each with what is shown above it."""
    gone = looks.hidden - looks.folded - looks.filtered
    covered: dict[int, dict[int, str]] = {}
    for merge in looks.merges:
        top = next(_rows(merge, rows, gone), merge.top) if merge.top in gone else merge.top
        shown = rows[top].cell(merge.left) if top in rows else ""
        for number in _rows(merge, rows, set()):
            positions = range(merge.left, min(merge.right, len(rows[number].cells) - 1) + 1)
            under = {at: shown for at in positions if number != top or at != merge.left}
            covered.setdefault(number, {}).update(under)
    return covered


def _reaching_down(looks: Looks, rows: dict[int, GridRow]) -> dict[int, dict[int, str]]:
    """Give by row and position what a merged cell shows that begins in a row above."""
    gone = looks.hidden - looks.folded - looks.filtered
    found: dict[int, dict[int, str]] = {}
    for merge in looks.merges:
        seen = [*_rows(merge, rows, gone)] if merge.bottom > merge.top else []
        for number in seen[1:]:
            said = looks.texts.get(seen[0], {}).get(merge.left)  # without what is struck out
            if shown := said[0] if said else rows[seen[0]].cell(merge.left):
                found.setdefault(number, {})[merge.left] = shown
    return found


def _rows(merge: Merge, rows: dict[int, GridRow], without: set[int]) -> Iterator[int]:
    """The rows of a merge that hold something, from the top."""
    inside = range(merge.top, merge.bottom + 1)
    if len(inside) > len(rows):
        return (number for number in sorted(rows) if number in inside and number not in without)
    return (number for number in inside if number in rows and number not in without)
