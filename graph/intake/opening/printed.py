"""Printed: the ruled tables of a PDF and the lines between them as one grid. Runs in the reading process only."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec
import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from pdfplumber.page import Page
from pdfplumber.table import Table

from graph.intake.cells import Grid, GridRow, letters
from graph.intake.limits import Limits
from graph.intake.opening.broken_words import BrokenWords, WrappedCell
from graph.intake.opening.cell_lines import table_cells
from graph.intake.opening.legible import Legible, lay_out, turned_by
from graph.intake.opening.plain import clean
from graph.intake.opening.told import note, struck_out
from graph.record import FileProblem, RefusedFiles, refusal

_SAID: Final = {
    "unseen": "yang tidak terlihat (putih atau tak tercetak)",
    "watermark": "cap air di atas tabel",
    "raised": "catatan kaki yang terangkat di belakang angka",
}
_MOST_DOUBTS: Final = 20
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
            counts: Counter[str] = Counter()
            pictures = cells = 0
            for page in pdf.pages:
                found = list(_page(path, page, counts))
                if not page.chars and page.images:
                    pictures += 1
                rows.extend(found)
                cells += sum(len(row.cells) for row in found)
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
    grid = Grid(file=file, rows=tuple(_told(row, words) for row in rows), even=True)
    return (_with_notes(struck_out(grid, counts["struck"]), rows, counts),)


def _with_notes(grid: Grid, rows: Sequence["_Row"], counts: Counter[str]) -> Grid:
    """Tell what of a print is no text of its tables, and which cells nobody can read for sure."""
    for what, said in _SAID.items():
        if counts[what]:
            grid = note(grid, f"{counts[what]} huruf {said} tidak dibaca")
    doubts = tuple(
        FileProblem(
            file=grid.file,
            sheet=f"halaman {row.page}",
            row=row.number,
            column=letters(at),
            reason="huruf dalam sel ini bertindihan sehingga isinya tidak pasti",
            hint="Minta berkas aslinya (XLSX, CSV), atau cetak tanpa cap air.",
        )
        for row in rows
        for at in row.doubtful
    )
    return msgspec.structs.replace(grid, notes=(*grid.notes, *doubts[:_MOST_DOUBTS]))


class _Row(NamedTuple):
    """A row whose wrapped cells wait for what the whole print tells about broken words."""

    number: int
    cells: tuple[str | WrappedCell, ...]
    page: int
    loose: bool = False
    starts_page: bool = False
    struck: Mapping[int, str] = MappingProxyType({})
    doubtful: tuple[int, ...] = ()


def _page(path: Path, page: Page, counts: Counter[str]) -> Iterator[_Row]:
    """Give the rows of a page; one whose letters stand on their side is turned first."""
    unseen = lay_out(page)
    if turn := turned_by(page):
        with pdfplumber.open(_turned(path, page.page_number, turn)) as pdf:
            yield from _rows(pdf.pages[0], lay_out(pdf.pages[0]), page.page_number, counts)
    else:
        yield from _rows(page, unseen, page.page_number, counts)


def _turned(path: Path, number: int, turn: int) -> io.BytesIO:
    """Give one page of a print, turned clockwise by so many degrees."""
    whole, single = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    try:
        single.import_pages(whole, [number - 1])
        single[0].set_rotation((single[0].get_rotation() + turn) % 360)
        data = io.BytesIO()
        single.save(data)
        return data
    finally:
        single.close()
        whole.close()


def _rows(whole: Page, unseen: int, page_number: int, counts: Counter[str]) -> Iterator[_Row]:
    legible = Legible(whole, unseen)
    counts.update(legible.counts)
    page = legible.page
    tables = legible.tables
    parts: list[tuple[float, str | Table]] = [(table.bbox[1], table) for table in tables]
    for line in page.extract_text_lines(return_chars=False):
        middle = (line["top"] + line["bottom"]) / 2
        if not any(table.bbox[1] <= middle <= table.bbox[3] for table in tables):
            parts.append((line["top"], str(line["text"])))
    number = 0
    first = True
    for _, part in sorted(parts, key=lambda each: each[0]):
        if isinstance(part, str):
            yield _Row(0, (part,), page_number, loose=True)
            continue
        for row in table_cells(part, legible.letters, legible.struck):
            number += 1
            gone = {at: text for at, text in row.struck.items() if not row.cells[at]}
            counts["struck"] += len(row.struck) - len(gone)
            if any(row.cells) or gone:
                doubtful = tuple(row.doubtful)
                yield _Row(number, tuple(row.cells), page_number, False, first, gone, doubtful)
                first = False


def _told(row: _Row, words: BrokenWords) -> GridRow:
    cells = tuple(clean(cell) if row.loose and isinstance(cell, str) else _cell(cell, words) for cell in row.cells)
    return GridRow(
        row.number,
        cells,
        sheet=f"halaman {row.page}",
        loose=row.loose,
        starts_page=row.starts_page,
        struck=dict(row.struck),
    )


def _cell(cell: str | WrappedCell, words: BrokenWords) -> str:
    """Give a cell's text in one line; a figure or a word that was broken over lines is one."""
    plain = cell if isinstance(cell, str) else "".join(line.text for line in cell.lines)
    if _FIGURE.fullmatch(plain):
        return re.sub(r"\s+", "", plain)
    return " ".join(clean(plain if isinstance(cell, str) else words.joined(cell)).split())
