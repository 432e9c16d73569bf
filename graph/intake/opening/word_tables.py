"""Word tables: the tables of a DOCX document, with the paragraphs above each of them, as grids.

What tracked changes delete is left out, what they insert is read. Runs in the reading process only.
"""

import zipfile
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError

import msgspec

from graph.intake.cells import Grid, GridRow
from graph.intake.limits import Limits
from graph.intake.opening.plain import clean
from graph.intake.opening.runs import Run, shown
from graph.intake.opening.titles import in_force, lines_above, titled
from graph.intake.opening.told import left_out, note, struck_out
from graph.intake.opening.xml_part import Attributes, local, parse_part
from graph.record import RefusedFiles, refusal

DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_NOT_SHOWN: Final = frozenset({"Fallback", "txbxContent", "instrText", "delInstrText"})
_TAKEN_OUT: Final = frozenset({"del", "moveFrom"})
_LETTERS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def word_grids(path: Path, file: str, limits: Limits) -> tuple[Grid, ...]:
    """Give one grid for each table of a document.

    Raises
    ------
    RefusedFiles
        Where it is damaged, holds no table, or one that is too large.
    """
    styles, document = _Styles(), _Document(file, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            if _STYLES in archive.namelist():
                parse_part(archive.open(_STYLES), styles.begin)
            document.styles = styles
            parse_part(archive.open(DOCUMENT), document.begin, document.end, document.data)
    except RefusedFiles:
        raise
    except (ExpatError, ValueError, KeyError, IndexError) as error:
        raise refusal(file, "dokumen ini rusak", "Buka dan simpan ulang sebagai DOCX, lalu coba lagi.") from error
    if not document.grids:
        hint = "Minta berkas aslinya (XLSX, CSV, JSON), atau salin tabelnya ke XLSX."
        raise refusal(file, "dokumen ini tidak berisi tabel", hint)
    return document.finished()


class _Look(msgspec.Struct):
    """How a run, a paragraph or a style is written; None where it does not say."""

    struck: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    based_on: str = ""

    def say(self, name: str, attributes: Attributes) -> None:
        """Take in one property."""
        value = local(attributes, "val").casefold()
        if name in {"strike", "dstrike"}:
            self.struck = value not in _OFF or bool(self.struck)
        elif name == "vanish":
            self.hidden = value not in _OFF
        elif name == "vertAlign":
            self.raised = value == "superscript"
        elif name == "position":
            self.raised = value.isdecimal() and value != "0"


class _Styles:
    """The styles of a document that strike out or hide, by their ids."""

    def __init__(self) -> None:
        self._known: dict[str, _Look] = {}
        self._at = _Look()

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._at = self._known[local(attributes, "styleId")] = _Look()
        elif name == "basedOn":
            self._at.based_on = local(attributes, "val")
        else:
            self._at.say(name, attributes)

    def says(self, style: str, what: str) -> bool | None:
        """What a style, or one that it is based on, says of a property."""
        seen: set[str] = set()
        while style in self._known and style not in seen:
            seen.add(style)
            said: bool | None = getattr(self._known[style], what)
            if said is not None:
                return said
            style = self._known[style].based_on
        return None


class _Cell(msgspec.Struct):
    at: int
    wide: int = 1
    goes_on: bool = False
    """Whether it lies under the cell above it, or beside it."""
    reached: bool = False
    """Whether the cell above it reaches down over it."""
    runs: list[Run] = msgspec.field(default_factory=list)


class _Row(msgspec.Struct):
    cells: list[_Cell] = msgspec.field(default_factory=list)
    at: int = 0
    deleted: bool = False
    hidden: bool = False


class _Table(msgspec.Struct):
    """A table that has been read, before its notes are added."""

    grid: Grid
    rows: list[GridRow]
    deleted: list[GridRow]
    hidden: list[GridRow]
    partly_struck: int = 0
    shown: dict[int, str] = msgspec.field(default_factory=dict)
    """By position what the last cell shows that is not merged into one above."""
    width: int = 0


class _Document:
    """Reads a document as it comes."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.grids: list[_Table] = []
        self.styles = _Styles()
        self._file = file
        self._limits = limits
        self._cells = 0
        self._titles: list[str] = []
        self._before: list[str] = []
        self._paragraph: list[Run] = []
        self._table: _Table | None = None
        self._depth = 0
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        self._within: list[str] = []
        self._skipped = 0
        self._taken_out = 0
        self._deletions = 0
        self._boxes = 0
        self._unseen = 0
        self._run = _Look()
        self._run_style = self._paragraph_style = ""
        self._in_text = False

    # -- what begins ------------------------------------------------------------------------------------------------

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        if self._skipped or name in _NOT_SHOWN:
            self._boxes += name == "txbxContent" and not self._skipped
            self._skipped += 1
            return
        inside = self._within[-1] if self._within else ""
        if name in {"rPr", "pPr", "trPr", "tcPr", "r"}:
            self._within.append(name)
        if name == "r":
            self._run, self._run_style = _Look(), ""
        elif name in {"t", "delText"}:
            self._in_text = True
        elif inside == "r" and name in _LETTERS:
            self._add(_LETTERS[name])
        elif name in _TAKEN_OUT:
            self._taken(inside)
        elif inside:
            self._property(inside, name, attributes)
        else:
            self._structure(name)

    def _taken(self, inside: str) -> None:
        if inside == "trPr" and self._row is not None:
            self._row.deleted = True
        elif not inside:
            self._taken_out += 1
            self._deletions += 1

    def _property(self, inside: str, name: str, attributes: Attributes) -> None:
        value = local(attributes, "val")
        if inside == "rPr" and len(self._within) > 1 and self._within[-2] == "r":
            if name == "rStyle":
                self._run_style = value
            self._run.say(name, attributes)
        elif inside == "pPr" and name == "pStyle":
            self._paragraph_style = value
        elif inside == "tcPr" and self._cell is not None:
            if name == "gridSpan":
                self._cell.wide = min(max(int(value or 1), 1), self._limits.columns)
            elif name in {"vMerge", "hMerge"}:
                self._cell.goes_on = value.casefold() != "restart"
                self._cell.reached = name == "vMerge" and self._cell.goes_on
            elif name == "cellDel":
                self._cell.goes_on = True
                self._deletions += 1
        elif inside == "trPr" and self._row is not None:
            if name == "gridBefore":
                self._row.at = min(int(value or 0), self._limits.columns)
            elif name == "hidden":
                self._row.hidden = value.casefold() not in _OFF

    def _structure(self, name: str) -> None:
        if name == "tbl":
            self._depth += 1
            if self._depth == 1:
                self._table_begins()
        elif name == "tr" and self._depth == 1:
            self._row = _Row()
        elif name == "tc" and self._depth == 1 and self._row is not None:
            self._cell = _Cell(self._row.at)
        elif name == "p":
            self._paragraph_style = ""

    def _table_begins(self) -> None:
        titles = in_force(self._titles, self._before)
        self._table = _Table(Grid(file=self._file, rows=()), [], [], [])
        self._table.rows.extend(lines_above(titles))

    # -- what is written --------------------------------------------------------------------------------------------

    def data(self, text: str) -> None:
        """Take in letters."""
        if self._in_text and not self._skipped:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._says("hidden"):
            self._unseen += bool(text.strip())
            return
        run = Run(text, self._taken_out > 0 or bool(self._says("struck")), bool(self._says("raised")))
        (self._paragraph if self._cell is None else self._cell.runs).append(run)

    def _says(self, what: str) -> bool | None:
        said: bool | None = getattr(self._run, what)
        if said is None:
            said = self.styles.says(self._run_style, what)
        return self.styles.says(self._paragraph_style, what) if said is None else said

    # -- what ends --------------------------------------------------------------------------------------------------

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        inside = self._within[-1] if self._within else ""
        if name == inside:
            self._within.pop()
        elif name in {"t", "delText"}:
            self._in_text = False
        elif name in _TAKEN_OUT and not inside:
            self._taken_out -= 1
        elif name == "p":
            self._paragraph_ends()
        elif name == "tbl":
            self._depth -= 1
            if not self._depth:
                self._table_ends()
        elif name == "tr" and self._depth == 1:
            self._row_ends()
        elif name == "tc" and self._depth == 1 and self._cell is not None and self._row is not None:
            self._row.cells.append(self._cell)
            self._row.at = self._cell.at + self._cell.wide
            self._cell = None

    def _paragraph_ends(self) -> None:
        if self._cell is not None:
            self._cell.runs.append(Run("\n"))
        elif not self._depth:
            text = " ".join(clean(shown(self._paragraph)[0]).split())
            self._titles += [text] * bool(text)
            self._paragraph = []

    def _row_ends(self) -> None:
        row, table = self._row, self._table
        self._row = None
        if row is None or table is None:
            return
        width = max((cell.at + cell.wide for cell in row.cells), default=0)
        self._cells += width
        if len(table.rows) >= self._limits.rows or self._cells > self._limits.cells or width > self._limits.columns:
            raise refusal(self._file, "tabel ini terlalu besar", "Bagi menjadi beberapa berkas.")
        texts = [""] * width
        struck: dict[int, str] = {}
        above: dict[int, str] = {}
        for cell in row.cells:
            if cell.reached:
                above[cell.at] = table.shown.get(cell.at, "")
            if cell.goes_on:
                continue
            text, was_struck = shown(cell.runs)
            texts[cell.at] = clean(text)
            if was_struck and not texts[cell.at]:
                struck[cell.at] = clean("".join(run.text for run in cell.runs))
            table.shown[cell.at] = texts[cell.at]
            table.partly_struck += was_struck and bool(texts[cell.at])
        number = sum(not each.loose for each in table.rows) + len(table.deleted) + len(table.hidden) + 1
        made = GridRow(number, tuple(texts), struck=struck, above=above if any(texts) else {})
        (table.deleted if row.deleted else table.hidden if row.hidden else table.rows).append(made)
        table.width = max(table.width, width)

    def _table_ends(self) -> None:
        table, self._table = self._table, None
        if table is None:
            return
        last = self.grids[-1] if self.grids else None
        if last is not None and not self._titles and last.width == table.width > 2:  # a table that was only parted
            start = max((row.number for row in last.rows), default=0)
            rows = [row for row in table.rows if not row.loose]
            last.rows += [msgspec.structs.replace(row, number=start + row.number) for row in rows]
            last.deleted += table.deleted
            last.hidden += table.hidden
            last.partly_struck += table.partly_struck
        else:
            self.grids.append(table)
            self._before = in_force(self._titles, self._before)
        self._titles = []

    def finished(self) -> tuple[Grid, ...]:
        """Give all tables, with what was seen while they were read."""
        grids = [self._grid(number, table) for number, table in enumerate(self.grids, 1)]
        if len(grids) > self._limits.sheets:
            raise refusal(self._file, "dokumen ini berisi terlalu banyak tabel", "Bagi menjadi beberapa berkas.")
        if self._deletions:
            reason = f"{self._deletions} penghapusan dalam lacak perubahan (track changes) tidak dibaca"
            grids[0] = note(grids[0], reason, "Terima atau tolak perubahannya di dokumen itu.")
        if self._unseen:
            grids[0] = note(grids[0], f"{self._unseen} potong tulisan tersembunyi tidak dibaca")
        if self._boxes:
            grids[0] = note(grids[0], f"{self._boxes} kotak teks tidak dibaca", "Pindahkan isinya ke dalam tabel.")
        return titled(grids)

    def _grid(self, number: int, table: _Table) -> Grid:
        sheet = f"tabel {number}" if len(self.grids) > 1 else ""
        rows = tuple(row for row in table.rows if any(row.cells) or row.struck)
        grid = struck_out(Grid(file=self._file, sheet=sheet, rows=rows), table.partly_struck)
        return left_out(left_out(grid, table.deleted, "dihapus"), table.hidden, "tersembunyi")
