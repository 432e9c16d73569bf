"""Text: the letters of a file, and a CSV text as a grid."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.intake.cells import Grid, GridRow
from graph.intake.limits import Limits
from graph.record import refusal

_SAMPLE: Final = 60
_SPACES: Final = re.compile(r"[\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff]")


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
        raise refusal(file, "berkas ini bukan teks", "Simpan sebagai CSV (UTF-8) lalu coba lagi.")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusal(file, "huruf dalam berkas ini tidak terbaca", "Simpan sebagai CSV (UTF-8) lalu coba lagi.")


def read_text(path: Path, file: str) -> str:
    """Give the text of a file.

    Raises
    ------
    RefusedFiles
        Where it cannot be opened, or is no text.
    """
    try:
        return decode(file, path.read_bytes())
    except OSError as error:
        raise refusal(file, "berkas tidak dapat dibuka", "Periksa nama dan izin berkas itu.") from error


def clean(text: str) -> str:
    r"""Give a cell's text without the blanks that only look like one, and without blanks around it.

    >>> clean(" 2\u00a0735 ")
    '2 735'
    """
    return _SPACES.sub(" ", text).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def delimiter(text: str) -> str:
    """Find what separates the cells: comma, semicolon or tab, by which of them the rows are most alike in length.

    >>> delimiter("a;b;c\\n1,5;2,5;3,5\\n1;2;3,5")
    ';'
    """

    def evenness(mark: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        widths: list[int] = []
        try:
            for record in reader:
                if any(record):
                    widths.append(len(record))
                if len(widths) == _SAMPLE:
                    break
        except csv.Error:
            pass
        wide = [width for width in widths if width > 1]
        if not wide:
            return 0.0, 0
        width, count = Counter(wide).most_common(1)[0]
        return round(count / len(widths), 1), width

    return max(",;\t", key=evenness)


def csv_grid(file: str, text: str, limits: Limits) -> Grid:
    """Give the grid of a CSV text; comma, semicolon or tab separate its cells.

    Raises
    ------
    RefusedFiles
        Where it is no CSV, or has more rows or cells than may be.
    """
    rows: list[GridRow] = []
    cells_read = 0
    for number, cells in _records(file, text):
        if not any(cell.strip() for cell in cells):
            continue
        cells_read += len(cells)
        if len(rows) >= limits.rows or cells_read > limits.cells or len(cells) > limits.columns:
            raise refusal(file, "tabel ini terlalu besar", "Bagi berkas itu menjadi beberapa bagian.", row=number)
        rows.append(GridRow(number, tuple(clean(cell) for cell in cells)))
    return Grid(file=file, rows=tuple(rows), even=True)


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        raise refusal(
            file,
            "baris ini tidak dapat dibaca sebagai CSV",
            "Tanda kutip mungkin tidak ditutup, atau berkas terpotong.",
            row=number,
        ) from error
