"""Sheets: tables as an XLSX workbook and back, always the same bytes for the same tables."""

import io
from collections.abc import Sequence
from typing import Any, Final

import openpyxl
import python_calamine as calamine
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from graph.export.archive import settled, unpacked
from graph.export.table import Cell, Table, UnreadableTable
from graph.export.text import MOST

OVERFLOW: Final = "lanjutan"
"""The sheet of what is too long for a cell; the cell holds the number of its first row there."""

_MARK: Final = "\u2426\u2026"
_WIDEST: Final = 60
_NARROWEST: Final = 9
_LOOKED_AT: Final = 200
_AMOUNTS: Final = ("amount", "rupiah", "budget", "pagu")


def workbook(tables: Sequence[Table]) -> bytes:
    """Give an XLSX workbook with one sheet per table, its headings fixed and filtered; texts stay texts."""
    book = openpyxl.Workbook(write_only=True)
    overflow: list[tuple[Cell, ...]] = []
    for table in tables:
        _write(book, table, overflow)
    if overflow:
        _write(book, Table(name=OVERFLOW, headings=("text",), rows=overflow), [])
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _write(book: Any, table: Table, overflow: list[tuple[Cell, ...]]) -> None:
    sheet = book.create_sheet(table.name[:31])
    sheet.freeze_panes = "B2"
    for number, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.headings))}{len(table.rows) + 1}"
    styles = _styles(sheet)
    sheet.append([_styled(sheet, heading, styles["heading"]) for heading in table.headings])
    told = ["amount" if heading.rpartition(".")[2] in _AMOUNTS else "" for heading in table.headings]
    kinds = [each and _number(sheet, each) for each in table.formats] or [each and styles[each] for each in told]
    for row in table.rows:
        cells = []
        for cell, kind in zip(row, kinds, strict=True):
            if isinstance(cell, str):
                cells.append(_styled(sheet, _fitted(cell, overflow), styles["text"]))
            else:
                cells.append(_styled(sheet, cell, kind) if kind and cell is not None else cell)
        sheet.append(cells)


def _fitted(text: str, overflow: list[tuple[Cell, ...]]) -> str:
    """The text, or where it is too long, the mark of where the rest stands."""
    if len(text.encode("utf-16-le")) // 2 <= MOST:
        return text
    parts = [text[start : start + MOST // 2] for start in range(0, len(text), MOST // 2)]
    mark = f"{_MARK}{len(overflow)} {len(parts)}"
    overflow += [(f".{part}",) for part in parts]
    return mark


def _styled(sheet: Any, value: Cell, style: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell._style = style
    return cell


def _styles(sheet: Any) -> dict[str, Any]:
    """The styles of headings, texts and amounts; one of each is made and shared."""
    heading, text = (WriteOnlyCell(sheet, "") for _ in range(2))
    heading.font = Font(bold=True, color="FFFFFF")
    heading.fill = PatternFill("solid", fgColor="1F4E79")
    heading.alignment = Alignment(vertical="top", wrap_text=True)
    text.number_format = "@"
    text.alignment = Alignment(vertical="top")
    return {"heading": heading._style, "text": text._style, "amount": _number(sheet, "#,##0")}


def _number(sheet: Any, written: str) -> Any:
    """The style of numbers that are written in a way."""
    cell = WriteOnlyCell(sheet, "")
    cell.number_format = written
    return cell._style


def _widths(table: Table) -> list[int]:
    """Widths of the columns, after the headings and the first rows."""
    columns = zip(table.headings, *table.rows[:_LOOKED_AT], strict=True)
    longest = (max(len(str(cell)) for cell in column if cell is not None) + 2 for column in columns)
    return [min(_WIDEST, max(_NARROWEST, width)) for width in longest]


def tables(data: bytes) -> tuple[Table, ...]:
    """Give the tables of a workbook; of each sheet the first row is the headings.

    Raises
    ------
    UnreadableTable
        Where it is no workbook.
    """
    try:
        unpacked(data)  # refuses what would unpack without end
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (ValueError, OSError, calamine.CalamineError) as error:
        raise UnreadableTable("Berkas ini rusak atau bukan lembar kerja XLSX; ekspor ulang rencananya.") from error
    overflow = [str(row[0])[1:] for row in sheets.pop(OVERFLOW, [])[1:]]
    return tuple(
        Table(
            name=name,
            headings=tuple(str(cell) for cell in rows[0]),
            rows=[tuple(_read(cell, overflow) for cell in row) for row in rows[1:]],
        )
        for name, rows in sheets.items()
        if rows
    )


def _read(cell: object, overflow: Sequence[str]) -> Cell:
    if isinstance(cell, str) and cell.startswith(_MARK):
        start, _, count = cell.removeprefix(_MARK).partition(" ")
        if start.isdecimal() and count.isdecimal() and int(start) + int(count) <= len(overflow):
            return "".join(overflow[int(start) : int(start) + int(count)])
        raise UnreadableTable(f"Lembar {OVERFLOW} tidak lengkap: teks panjang {start} tidak ada di dalamnya.")
    if cell is None or cell == "":
        return None
    return cell if isinstance(cell, str | int | float | bool) else str(cell)
