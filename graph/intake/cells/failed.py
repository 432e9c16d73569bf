"""Failed: cells that hold no result of their formula: it failed, or was never calculated; they are not empty."""

import re
from typing import Final

_SAID: Final = ("rumus pada sel ini gagal di lembar kerja asalnya", "Perbaiki rumusnya, lalu simpan lagi.")
_UNCALCULATED: Final = (
    "sel ini berisi rumus tanpa hasil",
    "Buka berkas dengan aplikasi lembar kerja, simpan, lalu coba lagi.",
)
_FIRST: Final = frozenset("#eE=")
UNNAMED: Final = "#VALUE!"
"""Stands for a failure that its file does not name."""
_FAILED: Final = re.compile(
    r"#(REF|N/A|DIV/0|VALUE|NAME|NULL|NUM|SPILL|CALC|GETTING_DATA|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|EXTERNAL)[!?]?"
    r"|err:\d{3}",
    re.IGNORECASE,
)


_FORMULA: Final = re.compile(r"=\s?[\w(\[$+@{'\"-].*", re.DOTALL)


def is_failed(cell: str) -> bool:
    """Whether a cell holds what a spreadsheet writes where a formula fails, or the formula itself.

    >>> [is_failed(cell) for cell in ("#REF!", "#N/A", "Err:502", "=A1*2", "#1", "")]
    [True, True, True, True, False, False]
    """
    return cell[:1] in _FIRST and (_FAILED.fullmatch(cell) or _FORMULA.fullmatch(cell)) is not None


def said(cell: str) -> tuple[str, str]:
    """Give why there is no result in a cell, and what to do."""
    return _UNCALCULATED if cell.startswith("=") else _SAID
