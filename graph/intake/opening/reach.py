"""Reach: what a packed workbook would make a library do, seen in its XML before any library reads it.

calamine makes room for all cells up to the farthest one before it says how many they are, and never ends where the XML
of an ODS sheet is cut off. Runs in the reading process only.
"""

import re
from typing import Final
from xml.parsers.expat import ParserCreate, XMLParserType

from graph.intake.cells import letters
from graph.intake.limits import Limits
from graph.record import refusal

_SHEETS: Final = "xl/worksheets/"
_CONTENT: Final = "content.xml"
# a blank as every program writes it: with any blank, looking takes five times as long
_ROW: Final = re.compile(rb""" r=["'][A-Za-z]{0,4}(\d{5,})["']""")
_COLUMN: Final = re.compile(rb""" r=["']([A-Za-z]{2,})\d""")
_LONGEST: Final = 64
"""Bytes within which the place of a cell is written."""


class Reach:
    """How far the cells of one part reach; told its bytes chunk by chunk.

    Rows below 10,000 and columns up to Z are not looked for: cells so near are no burden, however they lie.
    """

    def __init__(self, part: str, file: str, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._is_sheet = part.casefold().startswith(_SHEETS)
        self._parser: XMLParserType | None = ParserCreate() if part == _CONTENT else None
        self._tail = b""
        self._row = 0
        self._column = 0

    def see(self, chunk: bytes) -> None:
        """Look at the next bytes.

        Raises
        ------
        RefusedFiles
            Where a cell lies so far outside that the sheet is larger than may be.
        ExpatError
            Where the XML of an ODS workbook is damaged.
        """
        if self._parser is not None:
            self._parser.Parse(chunk)
        if not self._is_sheet:
            return
        seen = self._tail + chunk
        self._row = max(self._row, *(int(found[:12]) for found in {b"0", *_ROW.findall(seen)}))
        self._column = max(self._column, *(_number(found[:12]) for found in {b"", *_COLUMN.findall(seen)}))
        self._tail = seen[-_LONGEST:]
        most = self._limits
        if self._row > most.rows or self._column > most.columns or self._row * self._column > most.cells:
            far = [f"baris {self._row:,}"] * bool(self._row) + [f"kolom {letters(self._column - 1)}"] * bool(
                self._column
            )
            raise refusal(
                self._file,
                f"lembar ini terlalu besar: ada isi sampai {' dan '.join(far)}",
                f"Hapus sel terisi yang jauh di luar tabel (paling banyak {most.columns} kolom dan {most.rows:,} "
                "baris), atau bagi menjadi beberapa berkas.",
            )

    def end(self) -> None:
        """Say that these were all bytes.

        Raises
        ------
        ExpatError
            Where the XML of an ODS workbook is cut off.
        """
        if self._parser is not None:
            self._parser.Parse(b"", True)


def _number(name: bytes) -> int:
    """Give the number of a column, from its letters.

    >>> _number(b"A"), _number(b"Z"), _number(b"ab")
    (1, 26, 28)
    """
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number
