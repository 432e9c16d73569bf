"""Printed: the ruled tables of a PDF and the lines between them as one grid. Runs in the reading process only."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from graph.intake.cells import Grid, GridRow
from graph.intake.limits import Limits
from graph.intake.opening.broken_words import BrokenWords, WrappedCell
from graph.intake.opening.cell_lines import table_cells
from graph.intake.opening.plain import clean
from graph.record import RefusedFiles, refusal

_FIGURE: Final = re.compile(r"[\d.,\s]+%?")


def read_print(path: Path, file: str, limits: Limits) -> tuple[Grid, ...]:
    """Give the grid of a PDF; rows are numbered per page, lines outside tables have no number of their own.

    Raises
    ------
    RefusedFiles
        Where it is damaged or locked, has too many pages, or holds no ruled table.
    """
    try:
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > limits.pages:
                raise refusal(file, f"cetakan ini lebih dari {limits.pages} halaman", "Bagi menjadi beberapa berkas.")
            rows: list[_Row] = []
            pictures = cells = 0
            for page in pdf.pages:
                if not page.chars and page.images:
                    pictures += 1
                rows.extend(_page(page))
                cells += sum(len(row.cells) for row in rows[-limits.rows :] if row.page == page.page_number)
                page.close()
                if cells > limits.cells:
                    raise refusal(file, "cetakan ini terlalu besar", "Bagi menjadi beberapa berkas.")
    except RefusedFiles:
        raise
    except Exception as error:
        if "assword" in f"{type(error)} {error.__cause__!r} {error!r}":
            raise refusal(file, "berkas ini terkunci sandi", "Hapus sandinya, lalu coba lagi.") from error
        raise refusal(file, "berkas PDF ini rusak", "Minta berkas aslinya, sebaiknya XLSX atau CSV.") from error
    if not any(not row.loose for row in rows):
        hint = "Minta berkas aslinya (XLSX, CSV, JSON)."
        if pictures:
            raise refusal(file, "PDF ini hasil pindaian (gambar); tulisannya tidak terbaca", hint)
        raise refusal(file, "PDF ini tidak berisi tabel bergaris", hint)
    words = BrokenWords([cell for row in rows for cell in row.cells])
    return (Grid(file=file, rows=tuple(_told(row, words) for row in rows), even=True),)


class _Row(NamedTuple):
    """A row whose wrapped cells wait for what the whole print tells about broken words."""

    number: int
    cells: tuple[str | WrappedCell, ...]
    page: int
    loose: bool = False
    starts_page: bool = False


def _page(page: Page) -> Iterator[_Row]:
    tables = page.find_tables()
    parts: list[tuple[float, str | Table]] = [(table.bbox[1], table) for table in tables]
    for line in page.extract_text_lines(return_chars=False):
        middle = (line["top"] + line["bottom"]) / 2
        if not any(table.bbox[1] <= middle <= table.bbox[3] for table in tables):
            parts.append((line["top"], str(line["text"])))
    number = 0
    first = True
    for _, part in sorted(parts, key=lambda each: each[0]):
        if isinstance(part, str):
            yield _Row(0, (part,), page.page_number, loose=True)
            continue
        for cells in table_cells(part):
            number += 1
            if any(cells):
                yield _Row(number, cells, page.page_number, starts_page=first)
                first = False


def _told(row: _Row, words: BrokenWords) -> GridRow:
    cells = tuple(clean(cell) if row.loose and isinstance(cell, str) else _cell(cell, words) for cell in row.cells)
    return GridRow(row.number, cells, sheet=f"halaman {row.page}", loose=row.loose, starts_page=row.starts_page)


def _cell(cell: str | WrappedCell, words: BrokenWords) -> str:
    """Give a cell's text in one line; a figure or a word that was broken over lines is one."""
    plain = cell if isinstance(cell, str) else "".join(line.text for line in cell.lines)
    if _FIGURE.fullmatch(plain):
        return re.sub(r"\s+", "", plain)
    return " ".join(clean(plain if isinstance(cell, str) else words.joined(cell)).split())
