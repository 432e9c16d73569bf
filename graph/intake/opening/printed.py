"""Printed: the ruled tables of a PDF and the lines between them as one grid. Runs in the reading process only."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from graph.intake.grid import Grid, GridRow
from graph.intake.limits import Limits
from graph.intake.opening.text import clean
from graph.intake.problem import RefusedFiles, refusal

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
            rows: list[GridRow] = []
            pictures = cells = 0
            for page in pdf.pages:
                if not page.chars and page.images:
                    pictures += 1
                rows.extend(_page(page))
                cells += sum(len(row.cells) for row in rows[-limits.rows :] if row.sheet == _called(page))
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
    return (Grid(file=file, rows=tuple(rows), even=True),)


def _called(page: Page) -> str:
    return f"halaman {page.page_number}"


def _page(page: Page) -> Iterator[GridRow]:
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
            yield GridRow(0, (clean(part),), sheet=_called(page), loose=True)
            continue
        for written in part.extract():
            number += 1
            cells = tuple(_cell(text or "") for text in written)
            if any(cells):
                yield GridRow(number, cells, sheet=_called(page), starts_page=first)
                first = False


def _cell(text: str) -> str:
    """Give a cell's text in one line; a figure that was broken over lines is one figure.

    >>> _cell("Dinas\\nPendidikan"), _cell("2,735,\\n354,500")
    ('Dinas Pendidikan', '2,735,354,500')
    """
    if _FIGURE.fullmatch(text):
        return re.sub(r"\s+", "", text)
    return " ".join(clean(text).split())
