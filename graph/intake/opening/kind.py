"""Kind: what a file is by its first bytes, whatever its name says."""

import re
import stat
from enum import StrEnum
from pathlib import Path
from typing import Final

from graph.intake.limits import Limits
from graph.record import RefusedFiles, refusal


class FileKind(StrEnum):
    """The kinds of file that can be opened."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"
    HTML = "html"
    PACKED_WORKBOOK = "packed_workbook"
    """XLSX, XLSM or ODS: a zip archive of XML."""
    OLD_WORKBOOK = "old_workbook"
    """XLS."""
    PRINT = "print"
    """PDF."""


_HEAD: Final = 4096
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML: Final = re.compile(
    rb"[\xef\xbb\xbf]*+\s*+(<\?xml[^>]*+>\s*+)?(<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"<(?:(!doctype\s+html|html|head|meta|style|table|body)\b"
    rb"|(center|h[1-6]|div|p|b|strong|font|span|title|link|script|form|section|br)\b.*<table\b)",
    re.I | re.S,
)
_MOST_NAME: Final = 120
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"PK\x05\x06")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def display_name(path: Path) -> str:
    """Give the file's name as it may be shown and stored: without its folder, control characters or endless length."""
    plain = "".join(letter if letter.isprintable() else "_" for letter in path.name)
    return plain if len(plain) <= _MOST_NAME else plain[: _MOST_NAME - 12] + "..." + plain[-9:]


def kind_of(path: Path, limits: Limits) -> FileKind:
    """Say what a file is.

    Raises
    ------
    RefusedFiles
        Where it is not there, is no plain file, is too large, or is of a kind that holds no tables.
    """
    name = display_name(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise refusal(name, "ini bukan berkas biasa", "Berikan berkasnya, bukan folder atau tautan perangkat.")
        if about.st_size > limits.size:
            raise refusal(
                name,
                f"berkas terlalu besar: {about.st_size:,} bita, paling banyak {limits.size:,}",
                "Bagi berkas itu menjadi beberapa bagian.",
            )
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except RefusedFiles:
        raise
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise refusal(name, "berkas tidak dapat dibuka", "Periksa nama dan izin berkas itu.") from error
    return _by_head(name, path.suffix.casefold(), head)


def _by_head(name: str, suffix: str, head: bytes) -> FileKind:
    _refuse_foreign(name, head)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    tests = (
        (FileKind.PACKED_WORKBOOK, head.startswith(b"PK\x03\x04")),
        (FileKind.OLD_WORKBOOK, head.startswith(_OLE)),
        (FileKind.PRINT, b"%PDF-" in head[:1024]),
        (FileKind.HTML, _HTML.match(head) is not None),
        (FileKind.YAML, suffix in {".yaml", ".yml"}),
        (FileKind.JSON, suffix == ".json" or (suffix != ".csv" and start in {b"{", b"["})),
    )
    return next((kind for kind, is_it in tests if is_it), FileKind.TEXT)


def _refuse_foreign(name: str, head: bytes) -> None:
    if head.startswith(_PICTURES):
        raise refusal(
            name, "ini gambar, bukan tabel", "Minta berkas aslinya (XLSX, CSV, JSON, PDF yang bukan pindaian)."
        )
    if head.startswith(_ARCHIVES):
        raise refusal(name, "ini arsip, bukan tabel", "Buka arsipnya, lalu berikan berkas di dalamnya.")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and not _HTML.match(head.partition(b"?>")[2]):
        raise refusal(
            name, "berkas XML ini tidak dikenal", "Buka dengan aplikasi lembar kerja, lalu simpan sebagai XLSX."
        )
