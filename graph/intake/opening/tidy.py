"""Tidy: the last step of opening any file: cells that say that they hold nothing, and marks of a page's language."""

import msgspec

from graph.intake.cells import Grid, GridRow, letters
from graph.intake.opening.plain import has_marks, says_nothing, unmarked
from graph.record import FileProblem, Severity


class _Seen:
    """How often something was seen in a grid, and where first."""

    def __init__(self) -> None:
        self.cells = 0
        self._first: tuple[GridRow, int] | None = None

    def at(self, row: GridRow, position: int) -> None:
        self.cells += 1
        self._first = self._first or (row, position)

    def note(self, grid: Grid, reason: str, severity: Severity) -> FileProblem:
        row, position = self._first or (GridRow(0, ()), 0)
        return FileProblem(
            file=grid.file,
            sheet=row.sheet or grid.sheet,
            row=row.number,
            column=letters(position) if grid.lettered else "",
            reason=f"{self.cells} sel {reason}; ini yang pertama",
            severity=severity,
        )


def tidy(grid: Grid) -> Grid:
    """Give a grid whose cells are the text that a person would read in them; what was changed is told once."""
    nothing, marked, struck = _Seen(), _Seen(), _Seen()
    rows: list[GridRow] = []
    for row in grid.rows:
        found = {at: cell for at, cell in enumerate(row.cells) if cell and (has_marks(cell) or says_nothing(cell))}
        if not found:
            rows.append(row)
            continue
        cells = list(row.cells)
        empty: list[int] = []
        gone = dict(row.struck)
        for at, cell in found.items():
            if says_nothing(cell):
                cells[at] = ""
                empty.append(at)
                nothing.at(row, at)
                continue
            cells[at], was_struck = unmarked(cell)
            if cells[at] != cell:
                marked.at(row, at)
            if was_struck:
                struck.at(row, at)
                if not cells[at]:
                    gone[at] = cell
        changed = msgspec.structs.replace(row, cells=tuple(cells), nothing=(*row.nothing, *empty), struck=gone)
        rows.append(changed)
    notes = [
        *(
            [nothing.note(grid, "berisi NULL, None, n/a atau sejenisnya dan dibaca kosong", Severity.NOTE)]
            * bool(nothing.cells)
        ),
        *(
            [marked.note(grid, "memuat tanda HTML atau tanda teks dan dibaca sebagai tulisan biasa", Severity.NOTE)]
            * bool(marked.cells)
        ),
        *([struck.note(grid, "memuat tulisan dicoret, yang tidak dibaca", Severity.WARNING)] * bool(struck.cells)),
    ]
    return msgspec.structs.replace(grid, rows=tuple(rows), notes=(*grid.notes, *notes)) if notes else grid
