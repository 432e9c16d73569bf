"""Table: a CSV file as headings and rows that know where they stand."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from graph.intake.problem import FileProblem, RefusedFiles

MOST_BYTES: Final = 64 * 1024 * 1024
"""A larger file is refused before it is read."""


class Row(msgspec.Struct, frozen=True):
    """One row: its number in the file and its cells by heading, stripped."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells[heading]

    def get(self, heading: str) -> str:
        """The cell, or nothing where the file has no such column."""
        return self.cells.get(heading, "")


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A file's headings and rows."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_bytes(path: Path) -> bytes:
    """Read a file whole.

    Raises
    ------
    RefusedFiles
        Where it is not there or too large.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _refusal(
                path.name,
                f"berkas terlalu besar: {size:,} bita, paling banyak {MOST_BYTES:,}",
                "Bagi berkas itu menjadi beberapa bagian.",
            )
        return path.read_bytes()
    except OSError as error:
        raise _refusal(path.name, "berkas tidak dapat dibuka", "Periksa nama dan izin berkas itu.") from error


def decode(file: str, data: bytes) -> str:
    """Give the text of a file in UTF-8, UTF-16 or Windows-1252.

    Raises
    ------
    RefusedFiles
        Where it is no text.
    """
    encodings: tuple[str, ...]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\x00" in data:
        raise _refusal(file, "berkas ini bukan teks", "Simpan sebagai CSV (UTF-8) lalu coba lagi.")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refusal(file, "huruf dalam berkas ini tidak terbaca", "Simpan sebagai CSV (UTF-8) lalu coba lagi.")


def parse(file: str, text: str) -> Table:
    """Give the table of a CSV text; comma, semicolon or tab separate its cells.

    Raises
    ------
    RefusedFiles
        Where it is no CSV, has no row, or a row has other than as many cells as the heading.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    records = _records(file, text, delimiter)
    number, headings = next(records, (0, []))
    names = tuple(heading.strip() for heading in headings)
    if len(names) < 2:
        raise _refusal(file, "berkas ini bukan tabel CSV", "Baris pertama harus berisi judul kolom.")
    rows: list[Row] = []
    problems: list[FileProblem] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            problems.append(
                FileProblem(
                    file=file,
                    row=number,
                    reason=f"baris ini berisi {len(cells)} sel, judulnya {len(names)} kolom",
                    hint="Berkas mungkin terpotong, atau ada koma di luar tanda kutip.",
                )
            )
            continue
        rows.append(Row(number, dict(zip(names, (cell.strip() for cell in cells), strict=True))))
    if not rows and not problems:
        problems.append(FileProblem(file=file, reason="tabel ini tidak berisi satu baris pun"))
    if problems:
        raise RefusedFiles(tuple(problems))
    return Table(file=file, headings=names, rows=tuple(rows))


def _records(file: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        raise RefusedFiles(
            (
                FileProblem(
                    file=file,
                    row=number,
                    reason="baris ini tidak dapat dibaca sebagai CSV",
                    hint="Tanda kutip mungkin tidak ditutup, atau berkas terpotong.",
                ),
            )
        ) from error


def _refusal(file: str, reason: str, hint: str) -> RefusedFiles:
    return RefusedFiles((FileProblem(file=file, reason=reason, hint=hint),))
