"""HTML tables: pages that applications hand out as ``.xls`` become grids, as a browser would show them."""

import re
from html.parser import HTMLParser
from typing import Final

from graph.intake.cells import Grid, GridRow
from graph.intake.limits import Limits
from graph.intake.opening.plain import clean
from graph.intake.opening.runs import Run, shown
from graph.intake.opening.titles import MOST_LINES, in_force, lines_above, titled
from graph.intake.opening.told import left_out, struck_out
from graph.record import FileProblem, refusal

_WIDEST: Final = 100
_LINES: Final = frozenset(
    "br p div li h1 h2 h3 h4 h5 h6 center caption hr header section form".split()  # noqa: SIM905
)
"""Elements that begin and end a line of text."""
_UNSEEN: Final = frozenset({"script", "style", "title", "select", "button", "textarea"})
_STRUCK: Final = frozenset({"s", "strike", "del"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "col", "meta", "link", "wbr", "area", "base", "embed", "source"})
_RULE: Final = re.compile(r"\.([\w-]{1,99})[^{},]{0,99}\{([^{}]*)\}")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)
_LINE_THROUGH: Final = re.compile(r"text-decoration[\w-]{0,20}\s{0,9}:[^;]{0,99}line-through", re.IGNORECASE)
_RAISED: Final = re.compile(r"vertical-align\s*:\s*super|mso-text-raise", re.IGNORECASE)

Attributes = dict[str, str | None]


class _Row:
    """A row of a table: its cells by position, which of them are struck out, and whether it is hidden."""

    def __init__(self, *, is_hidden: bool) -> None:
        self.is_hidden = is_hidden
        self.cells: dict[int, str] = {}
        self.struck: dict[int, str] = {}
        self.above: dict[int, str] = {}

    def as_grid_row(self, number: int) -> GridRow:
        cells = tuple(self.cells.get(column, "") for column in range(max(self.cells, default=-1) + 1))
        return GridRow(number, cells, struck=self.struck, above=self.above if any(cells) else {})


class _Open:
    """An element that is open: how what stands in it is shown."""

    def __init__(self, tag: str, *, hidden: bool, struck: bool, raised: bool) -> None:
        self.tag = tag
        self.hidden = hidden
        self.struck = struck
        self.raised = raised


class _Tables(HTMLParser):
    """Collects the rows of all tables; a cell over several columns stands in the first of them."""

    def __init__(self, styles: dict[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[_Row]] = []
        self.partly_struck = 0
        self._styles = styles
        self._spans: dict[int, int] = {}
        self._reaching: dict[int, str] = {}
        self._cell: list[Run] | None = None
        self._at = 0
        self._here = 0
        self._skipped = 0
        self._open_elements: list[_Open] = []
        self._outside: list[Run] = []
        self.titles: list[list[str]] = []
        """The lines of text before each table."""

    def lines(self) -> list[str]:
        """The last lines of text outside of tables since the table before; they are no more outside then."""
        text, _ = shown(self._outside)
        self._outside = []
        lines = (clean(" ".join(line.split())) for line in text.split("\n"))
        return [line for line in lines if line][-MOST_LINES:]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        attributes = dict(attrs)
        if tag in {"td", "th", "tr", "table"}:
            self._close()
        if tag not in _VOID:
            self._enter(tag, attributes)
        if tag in _UNSEEN:
            self._skipped += 1
        elif tag == "table":
            self.titles.append(self.lines())
            self.tables.append([])
            self._spans, self._reaching = {}, {}
        elif tag == "tr" and self.tables:
            self._spans = {at: left - 1 for at, left in self._spans.items() if left > 1}
            row = _Row(is_hidden=self._is("hidden"))
            row.above = {at: text for at, text in self._reaching.items() if at in self._spans}
            self.tables[-1].append(row)
            self._at = 0
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            while self._at in self._spans:
                self._at += 1
            self._cell = []
            self._open(attributes)
        elif tag in _LINES:
            (self._outside if self._cell is None else self._cell).append(Run("\n"))

    def _enter(self, tag: str, attributes: Attributes) -> None:
        if tag in {"td", "th", "tr", "table"}:  # which end where the next one begins
            inner = {"table": ("table", "tr", "td", "th"), "tr": ("tr", "td", "th")}.get(tag, ("td", "th"))
            while any(each.tag in inner for each in self._open_elements):
                self._open_elements.pop()
        style = ";".join(
            (
                attributes.get("style") or "",
                *(self._styles.get(each, "") for each in (attributes.get("class") or "").split()),
            )
        )
        self._open_elements.append(
            _Open(
                tag,
                hidden="hidden" in attributes or bool(_HIDDEN.search(style)),
                struck=tag in _STRUCK or bool(_LINE_THROUGH.search(style)),
                raised=tag == "sup" or bool(_RAISED.search(style)),
            )
        )

    def _is(self, what: str) -> bool:
        return any(getattr(each, what) for each in self._open_elements)

    def _open(self, attributes: Attributes) -> None:
        wide, tall = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        self._here = self._at
        if tall > 1:
            self._spans.update(dict.fromkeys(range(self._at, self._at + wide), tall))
        self._reaching.pop(self._at, None)
        self._at += wide

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in _LINES and (tag[0] == "h" or self._cell is None):
            (self._outside if self._cell is None else self._cell).append(Run("\n"))
        if tag == "caption" and self.tables:
            self.titles[-1] = [*self.titles[-1], *self.lines()]
        if tag in _UNSEEN:
            self._skipped = max(0, self._skipped - 1)
        elif tag in {"td", "th", "tr", "table"}:
            self._close()
        if any(each.tag == tag for each in self._open_elements):
            while self._open_elements.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Add to the open cell, or to what stands outside of tables."""
        if self._cell is not None and not self._skipped and not self._is("hidden"):
            self._cell.append(Run(data, struck=self._is("struck"), raised=self._is("raised")))
        elif self._cell is not None and self.tables[-1][-1].is_hidden:
            self._cell.append(Run(data))  # a hidden row is told with what it holds
        elif self._cell is None and not self._skipped and not self._is("hidden"):
            self._outside.append(Run(data, struck=self._is("struck")))

    def _close(self) -> None:
        if self._cell is None:
            return
        row = self.tables[-1][-1]
        text, was_struck = shown(self._cell)
        lines = [" ".join(line.split()) for line in text.split("\n")]
        row.cells[self._here] = clean("\n".join(line for line in lines if line))
        if self._here in self._spans:
            self._reaching[self._here] = row.cells[self._here]
        if was_struck and not row.cells[self._here]:
            row.struck[self._here] = clean("".join(run.text for run in self._cell))
        elif was_struck:
            self.partly_struck += 1
        self._cell = None


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.isdecimal() and len(text) < 6 else 1


def html_grids(file: str, text: str, limits: Limits, notes: tuple[FileProblem, ...] = ()) -> tuple[Grid, ...]:
    """Give one grid for each table of a page.

    Raises
    ------
    RefusedFiles
        Where the page has no table, or one that is too large.
    """
    parser = _Tables(dict(_RULE.findall(text)))
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:  # how html.parser says that a declaration is broken
        raise refusal(file, "halaman HTML ini rusak", "Simpan sebagai XLSX lalu coba lagi.") from error
    grids: list[Grid] = []
    below = lines_above(parser.lines())
    title: list[str] = []
    for number, table in enumerate(parser.tables, 1):
        sheet = f"tabel {number}" if len(parser.tables) > 1 else ""
        title = in_force(parser.titles[number - 1], title)
        every = [(row.as_grid_row(at), row.is_hidden) for at, row in enumerate(table, 1) if row.cells]
        rows = [row for row, is_hidden in every if not is_hidden and (any(row.cells) or row.struck)]
        hidden = [row for row, is_hidden in every if is_hidden and any(row.cells)]
        size = sum(len(row.cells) for row in rows)
        if size > limits.cells or any(len(row.cells) > limits.columns for row in rows):
            raise refusal(file, "tabel ini terlalu besar", "Bagi menjadi beberapa berkas.", sheet=f"tabel {number}")
        if rows:
            is_last = number == len(parser.tables)
            around = (*lines_above(title), *rows, *(below if is_last else ()))
            grid = Grid(file=file, sheet=sheet, rows=around, notes=notes if not grids else ())
            grids.append(left_out(struck_out(grid, parser.partly_struck), hidden, "tersembunyi"))
            parser.partly_struck = 0
    if not grids or len(grids) > limits.sheets:
        raise refusal(file, "halaman HTML ini tidak berisi tabel yang terbaca", "Simpan sebagai XLSX lalu coba lagi.")
    return titled(grids)
