"""Old workbook: XLS files of one sheet, written record by record, with what only their formatting tells."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

Cell = str | int | float
STRUCK, PERCENT, THOUSANDS = 1, 2, 3
"""Styles of cells: struck out, as a percentage, in thousands."""
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _font(*, struck: bool = False) -> bytes:
    head = struct.pack("<HHHHHBBBB", 220, 0x8 * struck, 0x7FFF, 400, 0, 0, 0, 0, 0)
    return _record(0x31, head + struct.pack("<BB", 5, 0) + b"Arial")


def _style(font: int, number_format: int, *, of_cells: bool) -> bytes:
    return _record(
        0xE0, struct.pack("<HHHBBBBIIH", font, number_format, 1 if of_cells else 0xFFF5, 0x20, 0, 0, 0xF8, 0, 0, 0x20C0)
    )


def xls(
    path: Path,
    rows: Sequence[Sequence[Cell]],
    *,
    styles: Mapping[tuple[int, int], int] | None = None,
    rich: Mapping[tuple[int, int], int] | None = None,
    hidden: Mapping[int, int] | None = None,
    merges: Sequence[tuple[int, int, int, int]] = (),
    is_filtered: bool = False,
) -> Path:
    """Write rows; ``rich`` strikes out so many first letters of a cell, ``hidden`` gives rows with their level."""
    fonts = _font() + _font(struck=True) + _font() + _font()
    formats = _record(0x41E, struct.pack("<H", 164) + _text("#,##0,"))
    looks = b"".join(_style(0, 0, of_cells=False) for _ in range(16))
    looks += b"".join(_style(font, form, of_cells=True) for font, form in ((0, 0), (1, 0), (0, 9), (0, 164)))
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0xDBB, 0x7CC, 0, 6)) + _record(
        0x42, struct.pack("<H", 1200)
    )
    name = struct.pack("<BB", 5, 0) + b"Renja"
    size = len(begin + fonts + formats + looks) + 4 + 6 + len(name) + 4
    book = begin + fonts + formats + looks + _record(0x85, struct.pack("<IH", size, 0) + name) + _record(0x0A)
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0xDBB, 0x7CC, 0, 6))
    sheet += _record(0x9B) * is_filtered
    width = max(map(len, rows))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number in range(len(rows)):
        level = (hidden or {}).get(number)
        flags = 0x100 if level is None else 0x100 | 0x20 | level
        sheet += _record(0x208, struct.pack("<HHHHHHHH", number, 0, width, 255, 0, 0, flags, 15))
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            place = struct.pack("<HHH", number, at, 16 + (styles or {}).get((number, at), 0))
            if not isinstance(cell, str):
                sheet += _record(0x203, place + struct.pack("<d", cell))
            elif out := (rich or {}).get((number, at)):
                sheet += _record(0xD6, place + _text(cell) + struct.pack("<HHHHH", 2, 0, 1, out, 0))
            else:
                sheet += _record(0x204, place + _text(cell))
    sheet += _record(0xE5, struct.pack("<H", len(merges)) + b"".join(struct.pack("<HHHH", *each) for each in merges))
    path.write_bytes(_compound(book + sheet + _record(0x0A)))
    return path


def _compound(stream: bytes) -> bytes:
    """Pack one stream as the compound file that XLS is."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0"
        head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
        return head + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)

    empty = bytes(64) + struct.pack("<HBB", 0, 0, 0) + struct.pack("<III", _FREE, _FREE, _FREE) + bytes(48)
    folder = entry("Root Entry", 5, 1, _END, 0) + entry("Workbook", 2, _FREE, 2, len(stream)) + empty * 2
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    return head.ljust(_SECTOR, b"\xff") + table + folder + stream
