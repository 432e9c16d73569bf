"""Looks of an ODS workbook, told by its ``content.xml`` and ``styles.xml``; nothing of them is held but what matters.

The archive was looked through before: it declares no entities and is no larger than may be.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final
from xml.parsers.expat import ParserCreate

import msgspec

from graph.intake.cells import UNNAMED, is_failed
from graph.intake.limits import Limits
from graph.intake.opening.plain import clean
from graph.intake.opening.runs import Run, shown
from graph.intake.opening.seen import Looks, Merge

_CHUNK: Final = 1 << 16
_STYLED: Final = frozenset({"text-line-through-style", "text-line-through-type"})
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_GLUED: Final = frozenset({"line-break", "tab"})
"""What parts words within a paragraph, and what its reader drops."""
_COLLAPSED: Final = "collapse"

Attributes = dict[str, str]


def looks_of_ods(path: Path, limits: Limits) -> Iterator[tuple[str, Looks]]:
    """Give the looks of each sheet by its name."""
    with zipfile.ZipFile(path) as archive:
        styles = _Styles()
        if "styles.xml" in archive.namelist():
            with archive.open("styles.xml") as stream:
                for _ in _parsed(stream, _Content(styles, limits)):
                    pass
        with archive.open("content.xml") as stream:
            yield from _parsed(stream, _Content(styles, limits))


def _parsed(stream: IO[bytes], content: "_Content") -> Iterator[tuple[str, Looks]]:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = content.begin
    parser.EndElementHandler = content.end
    parser.CharacterDataHandler = content.data
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk)
        yield from content.ended()
    parser.Parse(b"", True)
    yield from content.ended()


def _local(attributes: Attributes) -> Attributes:
    """Attributes by their local names; those that LibreOffice adds to what ODF says keep their prefix."""
    return {
        name if name.startswith("calcext:") else name.rpartition(":")[2]: value for name, value in attributes.items()
    }


class _Style(msgspec.Struct):
    parent: str = ""
    struck: bool | None = None
    raised: bool = False
    data_style: str = ""
    is_hidden: bool = False


class _Styles:
    """The styles of a workbook, by their family and name."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Style] = {}
        self.scales: dict[str, int] = {}
        """By data style in how many units a number is shown."""
        self.percents: set[str] = set()

    def put(self, family: str, name: str, style: _Style) -> None:
        self._known[family, name] = style

    def _chain(self, family: str, name: str) -> Iterator[_Style]:
        seen: set[str] = set()
        while name and name not in seen and (style := self._known.get((family, name))) is not None:
            seen.add(name)
            yield style
            name = style.parent

    def is_struck(self, family: str, name: str) -> bool | None:
        """Whether a style strikes its text out; None where it says nothing of it."""
        return next((style.struck for style in self._chain(family, name) if style.struck is not None), None)

    def is_raised(self, name: str) -> bool:
        return any(style.raised for style in self._chain("text", name))

    def is_hidden(self, family: str, name: str) -> bool:
        return any(style.is_hidden for style in self._chain(family, name))

    def format(self, name: str) -> str:
        """The number format of a cell's style, as a sheet of XLSX would have it, where it shows something else."""
        data_style = next((style.data_style for style in self._chain("table-cell", name) if style.data_style), "")
        if data_style in self.percents:
            return "0%"
        return "0" + "," * (len(str(self.scales.get(data_style, 1))) // 3)


class _Content:
    """Reads styles and sheets as they come."""

    def __init__(self, styles: _Styles, limits: Limits) -> None:
        self._styles = styles
        self._limits = limits
        self._style: _Style | None = None
        self._data_style = ""
        self._done: list[tuple[str, Looks]] = []
        self._depth = 0
        self._sheet: _Sheet | None = None

    def ended(self) -> list[tuple[str, Looks]]:
        """Give the sheets that have ended since it was asked last."""
        done, self._done = self._done, []
        return done

    def begin(self, written: str, attributes: Attributes) -> None:
        prefix, _, name = written.rpartition(":")
        if self._sheet is not None:
            self._sheet.begin(name, _local(attributes))
            self._depth += name == "table"
        elif name == "table" and prefix == "table":
            self._sheet = _Sheet(_local(attributes).get("name", ""), self._styles, self._limits)
        else:
            self._around(name, _local(attributes))

    def _around(self, name: str, about: Attributes) -> None:
        if name in {"style", "default-style"} and "family" in about:
            self._style = _Style(parent=about.get("parent-style-name", ""), data_style=about.get("data-style-name", ""))
            self._styles.put(about["family"], about.get("name", ""), self._style)
        elif self._style is not None and name == "text-properties":
            said = [about[each] for each in _STYLED if each in about]
            if said:
                self._style.struck = any(each != "none" for each in said)
            self._style.raised = about.get("text-position", "").startswith(("super", "1", "2", "3", "4", "5", "6"))
        elif self._style is not None and name == "table-column-properties":
            self._style.is_hidden = about.get("column-width", "1").lstrip("0.")[:1] not in set("123456789")
        elif self._style is not None and name == "table-row-properties":
            self._style.is_hidden = about.get("row-height", "1").lstrip("0.")[:1] not in set("123456789")
        elif name.endswith("-style") and "name" in about:
            self._data_style = about["name"]
            if name == "percentage-style":
                self._styles.percents.add(self._data_style)
        elif name == "number" and about.get("display-factor", "1") not in {"", "1"}:
            self._styles.scales[self._data_style] = int(float(about["display-factor"]))

    def end(self, written: str) -> None:
        name = written.rpartition(":")[2]
        if self._sheet is None:
            if name == "style":
                self._style = None
        elif name == "table" and not self._depth:
            self._done.append((self._sheet.name, self._sheet.looks))
            self._sheet = None
        else:
            self._depth -= name == "table"
            self._sheet.end(name)

    def data(self, text: str) -> None:
        if self._sheet is not None:
            self._sheet.data(text)


class _Sheet:
    """Reads one sheet."""

    def __init__(self, name: str, styles: _Styles, limits: Limits) -> None:
        self.name = name
        self.looks = Looks()
        self._styles = styles
        self._limits = limits
        self._row = 0
        self._again = 1
        self._column = 0
        self._columns = 0
        self._defaults: dict[int, str] = {}
        self._row_default = ""
        self._folded: list[bool] = []
        self._cell: _Cell | None = None
        self._notes = 0

    def begin(self, name: str, about: Attributes) -> None:
        if self._cell is not None:
            self._inside(name, about)
        elif name in _CELLS:
            self._cell_begins(name, about)
        elif name == "table-row":
            self._row_begins(about)
        elif name == "table-row-group":
            self._folded.append(about.get("display") == "false")
        elif name == "table-column":
            self._column_begins(about)

    def _column_begins(self, about: Attributes) -> None:
        again = min(int(about.get("number-columns-repeated", "1")), self._limits.columns)
        positions = range(self._columns, min(self._columns + again, self._limits.columns))
        if about.get("visibility") == _COLLAPSED or self._styles.is_hidden("table-column", about.get("style-name", "")):
            self.looks.hidden_columns.update(positions)
        if style := about.get("default-cell-style-name", ""):
            self._defaults.update(dict.fromkeys(positions, style))
        self._columns += again

    def _row_begins(self, about: Attributes) -> None:
        self._row += self._again
        self._again = int(about.get("number-rows-repeated", "1"))
        self._row = self._row or 1
        self._column = 0
        self._row_default = about.get("default-cell-style-name", "")
        shown_ = about.get("visibility", "visible")
        if shown_ == "visible" and not self._styles.is_hidden("table-row", about.get("style-name", "")):
            return
        for row in self._rows():
            self.looks.hidden.add(row)
            if shown_ == "filter":
                self.looks.filtered.add(row)
            elif any(self._folded):
                self.looks.folded.add(row)

    def _rows(self) -> range:
        return range(self._row, min(self._row + self._again, self._limits.rows + 1))

    def _cell_begins(self, name: str, about: Attributes) -> None:
        style = about.get("style-name") or self._row_default or self._defaults.get(self._column, "")
        self._cell = _Cell(
            about=about,
            again=int(about.get("number-columns-repeated", "1")),
            is_covered=name == "covered-table-cell",
            struck=bool(self._styles.is_struck("table-cell", style)),
            format=self._styles.format(style),
        )
        across, down = (int(about.get(f"number-{what}-spanned", "1")) for what in ("columns", "rows"))
        if name == "table-cell" and (across > 1 or down > 1):
            merge = Merge(self._row, self._row + down - 1, self._column, self._column + across - 1)
            self.looks.merges.append(merge)

    def _inside(self, name: str, about: Attributes) -> None:
        cell = self._cell
        if cell is None:
            return
        if name in {"annotation", "shape", "frame", "custom-shape"}:
            self._notes += 1
        elif self._notes:
            return
        elif name == "p":
            cell.paragraphs += 1
            if cell.paragraphs > 1:
                cell.runs.append(Run("\n"))
        elif name == "span":
            cell.spans.append(about.get("style-name", ""))
        elif name in _GLUED:
            cell.matters = True
            cell.runs.append(Run("\n" if name == "line-break" else " "))
        elif name == "s":
            cell.runs.append(Run(" " * min(int(about.get("c", "1")), 100)))

    def data(self, text: str) -> None:
        cell = self._cell
        if cell is None or self._notes or not cell.paragraphs:
            return
        said = next(
            (s for span in reversed(cell.spans) if (s := self._styles.is_struck("text", span)) is not None), None
        )
        raised = any(self._styles.is_raised(span) for span in cell.spans)
        struck = cell.struck if said is None else said
        cell.matters = cell.matters or struck or raised
        cell.runs.append(Run(text, struck, raised))

    def end(self, name: str) -> None:
        if name in {"annotation", "shape", "frame", "custom-shape"} and self._notes:
            self._notes -= 1
        elif name == "span" and self._cell is not None and self._cell.spans and not self._notes:
            self._cell.spans.pop()
        elif name in _CELLS and self._cell is not None:
            self._cell_ends(self._cell)
            self._cell = None
        elif name == "table-row-group" and self._folded:
            self._folded.pop()

    def _cell_ends(self, cell: "_Cell") -> None:
        first = self._column
        self._column += cell.again
        text, was_struck = shown(cell.runs)
        kind = cell.about.get("value-type", "")
        failed = self._failed(cell, clean("".join(run.text for run in cell.runs)))
        if not (cell.matters or failed or kind == "percentage" or cell.format != "0"):
            return
        for row in self._rows():
            for column in range(first, min(self._column, self._limits.columns)):
                if cell.matters:
                    self.looks.texts.setdefault(row, {})[column] = clean(text), was_struck
                if failed:
                    self.looks.put(self.looks.failed, row, column, failed)
                elif kind == "percentage" or (kind in {"float", "currency"} and cell.format != "0"):
                    self.looks.put(self.looks.formats, row, column, "0%" if kind == "percentage" else cell.format)

    @staticmethod
    def _failed(cell: "_Cell", text: str) -> str:
        """Give what stands in a cell whose formula failed or has no result; empty for any other."""
        about = cell.about
        if is_failed(text) and not text.startswith("="):
            return text
        if about.get("value-type") == "error" or cell.is_error:
            return UNNAMED
        if "formula" in about and not text and "value" not in about and "string-value" not in about:
            kinds = {"date-value", "boolean-value", "time-value"}
            is_empty_text = about.get("value-type") == "string" and cell.paragraphs > 0
            return "" if kinds & about.keys() or is_empty_text else f"={about['formula'].rpartition(':=')[2]}"[:80]
        return ""


class _Cell(msgspec.Struct):
    about: Attributes
    again: int
    is_covered: bool
    struck: bool
    format: str
    runs: list[Run] = msgspec.field(default_factory=list)
    spans: list[str] = msgspec.field(default_factory=list)
    paragraphs: int = 0
    matters: bool = False

    @property
    def is_error(self) -> bool:
        """Whether LibreOffice says that its formula failed, beside what ODF says."""
        return self.about.get("calcext:value-type") == "error"
