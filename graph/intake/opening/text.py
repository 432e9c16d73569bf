"""Text: the letters of a file, and a CSV text as a grid."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from graph.intake.cells import Grid, GridRow
from graph.intake.limits import Limits
from graph.intake.opening.plain import clean
from graph.record import FileProblem, Severity, refusal

_SAMPLE: Final = 60
_MARKS: Final = ",;\t|"
_SAID_MARK: Final = re.compile(r"\ufeff?\"?sep=(.)\"?\s*?(\r\n|\n|\r|$)", re.IGNORECASE)
_SEVERAL_BYTES: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_END: Final = b"\x00\x1a"
"""Bytes that old programs and broken disks leave behind the end of a text."""
_SHOWN: Final = 8


class Text(NamedTuple):
    """The text of a file, and what was seen while it was decoded."""

    text: str
    notes: tuple[FileProblem, ...] = ()


def decode(file: str, data: bytes) -> Text:
    """Give the text of a file in UTF-8, UTF-16 or Windows-1252.

    A byte that does not belong into a UTF-8 text is read by itself as Windows-1252; it does not turn the whole file
    into another encoding.

    Raises
    ------
    RefusedFiles
        Where it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _wide(file, data, "utf-16")
    notes: list[FileProblem] = []
    ended = data.rstrip(_END)
    if len(data) - len(ended) > 1 and ended:
        notes.append(
            _told(file, "berkas ini berakhir dengan bita kosong; mungkin terpotong", "Unduh atau simpan lagi.")
        )
    if b"\x00" in ended:
        return _wide(file, data, _order(file, ended))
    data = ended
    try:
        return Text(data.decode("utf-8-sig"), tuple(notes))
    except UnicodeDecodeError:
        pass
    if _SEVERAL_BYTES.search(data) is None and not _is_undefined(data):
        return Text(data.decode("cp1252"), tuple(notes))
    text, rows, lost = _mended(data)
    shown = ", ".join(str(row) for row in rows[:_SHOWN]) + (", ..." if len(rows) > _SHOWN else "")
    reason = (
        f"{len(rows)} baris memuat bita yang bukan UTF-8 (baris {shown}); hanya itu yang dibaca sebagai Windows-1252"
    )
    if lost:
        reason += ", dan yang tidak berarti dibuang"
    notes.append(_told(file, reason, "Periksa hurufnya pada baris itu, atau simpan lagi sebagai CSV UTF-8.", rows[0]))
    return Text(text, tuple(notes))


def _told(file: str, reason: str, hint: str, row: int = 0) -> FileProblem:
    return FileProblem(file=file, row=row, reason=reason, hint=hint, severity=Severity.WARNING)


def _order(file: str, data: bytes) -> str:
    """Say in which order a UTF-16 text without its mark has its bytes: every other one is mostly nothing."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    most, half = max(even, odd), len(data) // 2
    if half == 0 or most < 0.4 * half or min(even, odd) > 0.1 * most:
        raise refusal(file, "berkas ini bukan teks", "Simpan sebagai CSV (UTF-8) lalu coba lagi.")
    return "utf-16-le" if odd > even else "utf-16-be"


def _wide(file: str, data: bytes, encoding: str) -> Text:
    try:
        return Text(data.decode(encoding).rstrip("\x00\x1a"))
    except UnicodeDecodeError as error:
        hint = "Simpan sebagai CSV (UTF-8) lalu coba lagi."
        raise refusal(file, "huruf dalam berkas ini tidak terbaca", hint) from error


def _is_undefined(data: bytes) -> bool:
    return data.translate(None, b"\x81\x8d\x8f\x90\x9d") != data


def _mended(data: bytes) -> tuple[str, list[int], bool]:
    """Give a text with its bad bytes as Windows-1252, the rows in which they stand, and whether any meant nothing."""
    rows: list[int] = []
    lines: list[str] = []
    lost = False
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True), 1):
        try:
            lines.append(line.decode())
            continue
        except UnicodeDecodeError:
            rows.append(number)
        at, parts = 0, []
        while at < len(line):
            try:
                parts.append(line[at:].decode())
                break
            except UnicodeDecodeError as error:
                bad = line[at + error.start : at + error.end]
                parts.append(line[at : at + error.start].decode() + bad.decode("cp1252", "ignore"))
                lost = lost or _is_undefined(bad)
                at += error.end
        lines.append("".join(parts))
    return "".join(lines), rows, lost


def read_text(path: Path, file: str) -> Text:
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


def delimiter(text: str) -> str:
    """Find what separates the cells: comma, semicolon, tab or bar, by which the rows are most alike in length.

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

    return max(_MARKS, key=evenness)


def csv_grid(file: str, text: str, limits: Limits, notes: tuple[FileProblem, ...] = ()) -> Grid:
    """Give the grid of a CSV text; comma, semicolon, tab or bar separate its cells, or what its first line says.

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
    return Grid(file=file, rows=tuple(rows), even=True, notes=notes)


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    said = _SAID_MARK.match(text)
    number = 1 + (said is not None)
    body = text[said.end() :] if said else text
    mark = said[1] if said else delimiter(text)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=mark, strict=True)
    before = number
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + before
    except csv.Error as error:
        raise refusal(
            file,
            "baris ini tidak dapat dibaca sebagai CSV",
            "Tanda kutip mungkin tidak ditutup, atau berkas terpotong.",
            row=number,
        ) from error
