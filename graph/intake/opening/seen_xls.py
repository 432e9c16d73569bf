"""Looks of an XLS workbook, as xlrd tells them."""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import xlrd  # type: ignore[import-untyped]

from graph.intake.cells import UNNAMED
from graph.intake.limits import Limits
from graph.intake.opening.number_format import may_matter
from graph.intake.opening.plain import clean
from graph.intake.opening.runs import Run, shown
from graph.intake.opening.seen import Looks, Merge

_FILTERED: Final = 0x9B
_END: Final = 0x0A
_RECORD: Final = struct.Struct("<HH")
_SUPERSCRIPT: Final = 1


def looks_of_xls(path: Path, limits: Limits) -> Iterator[tuple[str, Looks]]:
    """Give the looks of each sheet by its name."""
    with Path(os.devnull).open("w") as silent:
        book = xlrd.open_workbook(path, logfile=silent, formatting_info=True, on_demand=True)
        with book:
            for number, name in enumerate(book.sheet_names()):
                yield name, _looks(book, book.sheet_by_index(number), limits)
                book.unload_sheet(number)


def _looks(book: "xlrd.Book", sheet: "xlrd.sheet.Sheet", limits: Limits) -> Looks:
    looks = Looks()
    for row, about in sheet.rowinfo_map.items():
        if about.hidden or about.height == 0:
            looks.hidden.add(row + 1)
            if about.outline_level:
                looks.folded.add(row + 1)
    if looks.hidden and _is_filtered(book, sheet.number):
        looks.filtered = set(looks.hidden)
    looks.hidden_columns = {at for at, about in sheet.colinfo_map.items() if about.hidden and at < limits.columns}
    for top, bottom, left, right in sheet.merged_cells:
        looks.merges.append(Merge(top + 1, bottom, left, right - 1))
    for row in range(min(sheet.nrows, limits.rows)):
        kinds, styles = sheet.row_types(row), sheet._cell_xf_indexes[row]
        for column in range(min(len(kinds), limits.columns)):
            _cell(book, sheet, looks, row, column, kinds[column], book.xf_list[styles[column]])
    return looks


def _cell(
    book: "xlrd.Book",
    sheet: "xlrd.sheet.Sheet",
    looks: Looks,
    row: int,
    column: int,
    kind: int,
    style: "xlrd.formatting.XF",
) -> None:
    if kind == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(sheet.cell_value(row, column), UNNAMED)
        looks.put(looks.failed, row + 1, column, text)
    elif kind == xlrd.XL_CELL_NUMBER:
        written = book.format_map.get(style.format_key)
        if written is not None and may_matter(written.format_str):
            looks.put(looks.formats, row + 1, column, written.format_str)
    struck = bool(book.font_list[style.font_index].struck_out)
    runs = sheet.rich_text_runlist_map.get((row, column), ())
    if kind not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} and (struck or runs):
        parts = [(0, style.font_index), *runs]
        text = str(sheet.cell_value(row, column))
        ends = [*(start for start, _ in parts[1:]), len(text)]
        fonts = [book.font_list[font] for _, font in parts]
        if any(font.struck_out or font.escapement == _SUPERSCRIPT for font in fonts):
            seen, was_struck = shown(
                Run(text[start:end], bool(font.struck_out), font.escapement == _SUPERSCRIPT)
                for (start, _), end, font in zip(parts, ends, fonts, strict=True)
            )
            looks.texts.setdefault(row + 1, {})[column] = clean(seen), was_struck


def _is_filtered(book: "xlrd.Book", number: int) -> bool:
    """Whether a sheet says that a filter is on; xlrd passes over what says so."""
    at, data = book._sh_abs_posn[number], book.mem
    while at + _RECORD.size <= len(data):
        record, size = _RECORD.unpack_from(data, at)
        if record in {_FILTERED, _END}:
            return bool(record == _FILTERED)
        at += _RECORD.size + size
    return False
