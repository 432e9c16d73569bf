"""Failed: cells in which a spreadsheet has written that their formula failed; they are no text, and not empty."""

import re
from typing import Final

REASON: Final = "rumus pada sel ini gagal di lembar kerja asalnya"
HINT: Final = "Perbaiki rumusnya, lalu simpan lagi."
UNNAMED: Final = "#VALUE!"
"""Stands for a failure that its file does not name."""
_FAILED: Final = re.compile(
    r"#(REF|N/A|DIV/0|VALUE|NAME|NULL|NUM|SPILL|CALC|GETTING_DATA|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|EXTERNAL)[!?]?"
    r"|err:\d{3}",
    re.IGNORECASE,
)


def is_failed(cell: str) -> bool:
    """Whether a cell holds what a spreadsheet writes where a formula fails.

    >>> [is_failed(cell) for cell in ("#REF!", "#N/A", "Err:502", "#1", "")]
    [True, True, True, False, False]
    """
    return _FAILED.fullmatch(cell) is not None
