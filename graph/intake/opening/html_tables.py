"""HTML tables: pages that applications hand out as ``.xls`` become grids."""

from html.parser import HTMLParser
from typing import Final

from graph.intake.cells import Grid, GridRow
from graph.intake.limits import Limits
from graph.intake.opening.text import clean
from graph.record import refusal

_WIDEST: Final = 100
_BREAKS: Final = frozenset({"br", "p", "div", "li"})


class _Tables(HTMLParser):
    """Collects the rows of all tables; a cell over several columns stands in the first of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[dict[int, str]]] = []
        self._spans: dict[int, int] = {}
        self._cell: list[str] | None = None
        self._at = 0
        self._here = 0
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag in {"script", "style"}:
            self._skipped += 1
        elif tag == "table":
            self._close()
            self.tables.append([])
            self._spans = {}
        elif tag == "tr" and self.tables:
            self._close()
            self._spans = {at: left - 1 for at, left in self._spans.items() if left > 1}
            self.tables[-1].append({})
            self._at = 0
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self._close()
            while self._at in self._spans:
                self._at += 1
            self._cell = []
            self._open(dict(attrs))
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")

    def _open(self, attributes: dict[str, str | None]) -> None:
        wide, tall = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        self._here = self._at
        if tall > 1:
            self._spans.update(dict.fromkeys(range(self._at, self._at + wide), tall))
        self._at += wide

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in {"script", "style"}:
            self._skipped = max(0, self._skipped - 1)
        elif tag in {"td", "th", "tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        """Add to the open cell."""
        if self._cell is not None and not self._skipped:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            lines = [" ".join(line.split()) for line in "".join(self._cell).split("\n")]
            self.tables[-1][-1][self._here] = clean("\n".join(line for line in lines if line))
            self._cell = None


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.isdecimal() and len(text) < 6 else 1


def html_grids(file: str, text: str, limits: Limits) -> tuple[Grid, ...]:
    """Give one grid for each table of a page.

    Raises
    ------
    RefusedFiles
        Where the page has no table, or one that is too large.
    """
    parser = _Tables()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:  # how html.parser says that a declaration is broken
        raise refusal(file, "halaman HTML ini rusak", "Simpan sebagai XLSX lalu coba lagi.") from error
    grids: list[Grid] = []
    for number, table in enumerate(parser.tables, 1):
        rows = [
            GridRow(at, tuple(cells.get(column, "") for column in range(max(cells) + 1)))
            for at, cells in enumerate(table, 1)
            if any(cells.values())
        ]
        size = sum(len(row.cells) for row in rows)
        if size > limits.cells or any(len(row.cells) > limits.columns for row in rows):
            raise refusal(file, "tabel ini terlalu besar", "Bagi menjadi beberapa berkas.", sheet=f"tabel {number}")
        if rows:
            grids.append(Grid(file=file, sheet=f"tabel {number}" if len(parser.tables) > 1 else "", rows=tuple(rows)))
    if not grids or len(grids) > limits.sheets:
        raise refusal(file, "halaman HTML ini tidak berisi tabel yang terbaca", "Simpan sebagai XLSX lalu coba lagi.")
    return tuple(grids)
