"""Limits: how large a file may be, and how long and in how much memory it may be read."""

from typing import Final

import msgspec

MIB: Final = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one file may take; beyond any of these it is refused."""

    size: int = 64 * MIB
    """Bytes of the file itself."""
    unpacked: int = 512 * MIB
    """Bytes of everything packed inside a workbook."""
    ratio: int = 200
    """How many times larger than packed the parts of a workbook may be, where they are larger than a few MiB."""
    members: int = 2_000
    """Parts inside a workbook."""
    sheets: int = 100
    rows: int = 200_000
    """Rows of one sheet."""
    columns: int = 512
    """Columns of one sheet."""
    cells: int = 2_000_000
    """Cells of one file, empty ones included."""
    pages: int = 600
    """Pages of a print."""
    letters: int = 32_767
    """Letters in one cell, as in a spreadsheet."""
    seconds: float = 60.0
    """Processor time in which a file must be read, and at most four times that by the clock; a print has eight times as
    long."""
    memory: int = 1536 * MIB
    """Bytes of address space for the process that reads the file."""


LIMITS: Final = Limits()
"""What holds where nothing else is said."""
