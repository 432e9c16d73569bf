"""Looks of an XLSX workbook, told by its own XML part by part; nothing of it is held but what matters."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import msgspec

from graph.intake.limits import Limits
from graph.intake.opening.number_format import may_matter
from graph.intake.opening.plain import clean
from graph.intake.opening.runs import Run, shown
from graph.intake.opening.seen import Looks, Merge
from graph.intake.opening.xml_part import Attributes, local, parse_part

_CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_OFF: Final = frozenset({"0", "false", "none"})
_ON: Final = frozenset({"1", "true"})
_BUILT_IN: Final = {9: "0%", 10: "0.00%"}
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def looks_of_xlsx(path: Path, limits: Limits) -> Iterator[tuple[str, Looks]]:
    """Give the looks of each sheet by its name."""
    with zipfile.ZipFile(path) as archive:
        names = frozenset(archive.namelist())
        styles = _Styles()
        if "xl/styles.xml" in names:
            parse_part(archive.open("xl/styles.xml"), styles.begin, styles.end)
        texts = _Texts()
        if "xl/sharedStrings.xml" in names:
            parse_part(archive.open("xl/sharedStrings.xml"), texts.begin, texts.end, texts.data)
        for name, part in _sheets(archive, names):
            sheet = _Sheet(styles, texts.found, limits)
            for table in _tables(archive, names, part):
                parse_part(archive.open(table), sheet.begin_table)
            sheet.read(archive.open(part))
            yield name, sheet.looks


def _relations(archive: zipfile.ZipFile, names: frozenset[str], part: str) -> dict[str, tuple[str, str]]:
    """The kind and the part of each relation of a part, by its id."""
    folder, name = posixpath.split(part)
    told = f"{folder}/_rels/{name}.rels"
    found: dict[str, tuple[str, str]] = {}

    def begin(element: str, attributes: Attributes) -> None:
        if element == "Relationship":
            target = attributes.get("Target", "")
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2], whole

    if told in names:
        parse_part(archive.open(told), begin)
    return found


def _sheets(archive: zipfile.ZipFile, names: frozenset[str]) -> list[tuple[str, str]]:
    relations = _relations(archive, names, "xl/workbook.xml")
    found: list[tuple[str, str]] = []

    def begin(element: str, attributes: Attributes) -> None:
        if element == "sheet":
            kind, part = relations.get(local(attributes, "id"), ("", ""))
            if kind == "worksheet" and part in names:
                found.append((attributes.get("name", ""), part))

    parse_part(archive.open("xl/workbook.xml"), begin)
    return found


def _tables(archive: zipfile.ZipFile, names: frozenset[str], part: str) -> list[str]:
    return [target for kind, target in _relations(archive, names, part).values() if kind == "table" and target in names]


def _is_on(attributes: Attributes) -> bool:
    """Whether an element of a font switches something on; it does where it says nothing of its value."""
    return attributes.get("val", "1").casefold() not in _OFF


class _Style(msgspec.Struct, frozen=True):
    struck: bool = False
    format: str = ""
    """Its number format where that may show a number as something else."""


class _Styles:
    """Which of a workbook's styles strike their text out, or show numbers as something else."""

    def __init__(self) -> None:
        self.found: dict[str, _Style] = {}
        self._formats: dict[int, str] = dict(_BUILT_IN)
        self._struck: list[bool] = []
        self._cells = -1
        self._in = ""

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in {"fonts", "cellXfs", "cellStyleXfs", "dxfs"}:
            self._in = name
        elif name == "numFmt" and self._in != "dxfs":
            self._formats[int(attributes.get("numFmtId", "-1"))] = attributes.get("formatCode", "")
        elif name == "font" and self._in == "fonts":
            self._struck.append(False)
        elif name == "strike" and self._in == "fonts" and self._struck:
            self._struck[-1] = _is_on(attributes)
        elif name == "xf" and self._in == "cellXfs":
            self._cells += 1
            font = int(attributes.get("fontId", "0"))
            struck = font < len(self._struck) and self._struck[font]
            format_ = self._formats.get(int(attributes.get("numFmtId", "0")), "")
            if struck or may_matter(format_):
                self.found[str(self._cells)] = _Style(struck, format_ if may_matter(format_) else "")

    def end(self, name: str) -> None:
        if name == self._in:
            self._in = ""


class _Texts:
    """The shared texts that are written in several ways, by their number."""

    def __init__(self) -> None:
        self.found: dict[str, _Rich] = {}
        self._number = -1
        self._rich = _Rich()

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._number += 1
            self._rich = _Rich()
        else:
            self._rich.begin(name, attributes)

    def data(self, text: str) -> None:
        self._rich.data(text)

    def end(self, name: str) -> None:
        if name != "si":
            self._rich.end(name)
        elif self._rich.is_rich:
            self.found[str(self._number)] = self._rich


class _Rich:
    """One text; its parts may be written differently. A part that says nothing of itself is written as its cell is."""

    def __init__(self) -> None:
        self.is_rich = False
        self._runs: list[tuple[str, bool | None, bool]] = []
        self._struck: bool | None = None
        self._raised = self._in_text = False
        self._phonetic = 0

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "r":
            self._struck, self._raised = None, False
        elif name == "rPr":
            self._struck, self.is_rich = False, True
        elif name == "strike":
            self._struck = _is_on(attributes)
        elif name == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t" and not self._phonetic:
            self._in_text = True

    def data(self, text: str) -> None:
        if self._in_text:
            self._runs.append((_unescaped(text), self._struck, self._raised))

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "r":
            self._struck, self._raised = None, False

    def matters(self, *, in_struck: bool) -> bool:
        """Whether a cell is read otherwise than its letters say."""
        return in_struck or any(struck or raised for _, struck, raised in self._runs)

    def shown(self, *, in_struck: bool) -> tuple[str, bool]:
        """What is read of it in a cell that is struck out or not, and whether some of it is struck out."""
        runs = (Run(text, in_struck if struck is None else struck, raised) for text, struck, raised in self._runs)
        text, was_struck = shown(runs)
        return clean(text), was_struck


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _place(reference: str) -> tuple[int, int] | None:
    """Give the row, from 1, and the position of a cell; None where the text names none."""
    found = _CELL.fullmatch(reference)
    return (int(found[2]), _position(found[1])) if found else None


def _position(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Sheet:
    """Reads one sheet."""

    def __init__(self, styles: _Styles, texts: dict[str, _Rich], limits: Limits) -> None:
        self.looks = Looks()
        self._styles = styles.found
        self._texts = texts
        self._limits = limits
        self._row = 0
        self._column = -1
        self._kind = ""
        self._style: _Style | None = None
        self._has_value = False
        self._formula: str | None = None
        self._value: list[str] | None = None
        self._rich: _Rich | None = None
        self._text: _Rich | None = None
        self._filters: list[tuple[int, int]] = []
        self._filter = ""
        self._is_filtered = self._has_filter = False

    def read(self, stream: IO[bytes]) -> None:
        """Read the sheet's part, then say which rows its filters hide."""
        parse_part(stream, self._begin, self._end, self._data)
        if self._is_filtered and not self._filters and not self._has_filter:  # a filter that stands elsewhere
            self.looks.filtered = set(self.looks.hidden)
        for top, bottom in self._filters:
            self.looks.filtered.update(row for row in self.looks.hidden if top < row <= bottom)

    def begin_table(self, name: str, attributes: Attributes) -> None:
        """Look for the filter of a table within the sheet."""
        if name == "autoFilter":
            self._has_filter = True
            self._filter = attributes.get("ref", "")
        elif name == "filterColumn":
            first, _, last = self._filter.partition(":")
            start, end = _place(first), _place(last or first)
            if start and end:
                self._filters.append((start[0], end[0]))

    def _begin(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "v":
            self._has_value = self._formula is None
            kept = self._kind == "e" or (self._kind == "s" and self._texts) or self._formula is not None
            self._value = [] if kept else None
        elif name == "f":
            self._formula = ""
            self._value = []
        elif name == "row":
            self._row_begins(attributes)
        elif self._rich is not None:
            self._rich.begin(name, attributes)
        elif name == "is":
            self._rich = _Rich()
        else:
            self._around(name, attributes)

    def _around(self, name: str, attributes: Attributes) -> None:
        """Read what stands around the cells."""
        if name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            start, end = _place(first), _place(last or first)
            if start and end and start != end:
                self.looks.merges.append(Merge(start[0], end[0], start[1], end[1]))
        elif name == "col" and (attributes.get("hidden") in _ON or _is_nothing(attributes.get("width"))):
            left, right = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.looks.hidden_columns.update(range(left - 1, min(right, self._limits.columns)))
        elif name == "sheetPr":
            self._is_filtered = attributes.get("filterMode") in _ON
        elif name in {"autoFilter", "filterColumn"}:
            self.begin_table(name, attributes)

    def _row_begins(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = -1
        if attributes.get("hidden") in _ON or _is_nothing(attributes.get("ht")):
            self.looks.hidden.add(self._row)
            if attributes.get("outlineLevel", "0") != "0":
                self.looks.folded.add(self._row)

    def _cell(self, attributes: Attributes) -> None:
        place = _place(attributes.get("r", ""))
        self._column = place[1] if place else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = self._styles.get(attributes.get("s", ""))
        self._has_value = False
        self._formula = None
        self._text = None

    def _data(self, text: str) -> None:
        if self._rich is not None:
            self._rich.data(text)
        elif self._value is not None:
            self._value.append(text)

    def _end(self, name: str) -> None:
        if name == "c":
            self._cell_ends()
        elif name == "f":
            self._formula = "".join(self._value or ())
            self._value = None
        elif name == "v" and self._value is not None:
            self._value_ends("".join(self._value))
            self._value = None
        elif name == "is" and self._rich is not None:
            self._text = self._rich
            self._rich = None
        elif self._rich is not None:
            self._rich.end(name)

    def _value_ends(self, value: str) -> None:
        self._has_value = self._has_value or bool(value) or self._kind == "str"
        if self._kind == "e":
            self.looks.put(self.looks.failed, self._row, self._column, value)
        elif self._kind == "s":
            self._text = self._texts.get(value)

    def _cell_ends(self) -> None:
        if self._formula is not None and not self._has_value:
            self.looks.put(self.looks.failed, self._row, self._column, f"={self._formula or 'RUMUS'}"[:80])
        is_struck = self._style is not None and self._style.struck
        if self._text is not None and self._text.matters(in_struck=is_struck):
            self.looks.texts.setdefault(self._row, {})[self._column] = self._text.shown(in_struck=is_struck)
        elif is_struck and self._has_value:
            self.looks.texts.setdefault(self._row, {})[self._column] = "", True
        if self._style is not None and self._style.format:
            self.looks.put(self.looks.formats, self._row, self._column, self._style.format)


def _is_nothing(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
