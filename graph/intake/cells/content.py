"""Content: what the cells of a column are, whatever its heading says."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from graph.intake.cells.figures import UnreadableFigure, money
from graph.intake.cells.written_code import split_code

SAMPLE: Final = 60
"""So many cells are looked at."""
_OPD: Final = re.compile(
    r"(dinas|badan|kecamatan|sekretariat|inspektorat|satuan|bagian|kantor|rsud|rumah sakit)\b", re.I
)


_THOUSANDS: Final = re.compile(r"\d{1,3}(\.\d{3})+")


class Content(StrEnum):
    """What the cells of a column hold; by it the columns of an unknown table are proposed."""

    TEXT = "text"
    CODE = "code"
    MONEY = "money"
    MEASURE = "measure"
    YEAR = "year"
    OPD = "opd"


def content_of(cells: Sequence[str]) -> Content | None:
    """Say what the cells of a column are; None where there are none.

    >>> content_of(["1.01.02", "1.01.02.2.01"]), content_of(["Rp 2.500.000", "1.000.000"]), content_of(["2026"])
    (<Content.CODE: 'code'>, <Content.MONEY: 'money'>, <Content.YEAR: 'year'>)
    """
    sample = list(cells[:SAMPLE])
    if not sample:
        return None

    def mostly(fits: int) -> bool:
        return fits >= 0.7 * len(sample)

    tests = (
        (Content.YEAR, sum(re.fullmatch(r"20\d\d", cell) is not None for cell in sample)),
        (Content.CODE, sum(_is_code(cell) for cell in sample)),
        (Content.MONEY, sum(_is_money(cell) for cell in sample)),
        (Content.OPD, sum(_OPD.match(cell) is not None for cell in sample)),
        (
            Content.MEASURE,
            sum(re.fullmatch(r"[(-]?\d[\d.,\s%()-]*( [^\d]{1,30})?", cell) is not None for cell in sample),
        ),
    )
    return next((content for content, fits in tests if mostly(fits)), Content.TEXT)


def _is_code(cell: str) -> bool:
    code, name = split_code(cell)
    return code.count(".") >= 2 and not name and _THOUSANDS.fullmatch(code) is None


def _is_money(cell: str) -> bool:
    try:
        amount = money(cell)
    except UnreadableFigure:
        return False
    return amount is not None and abs(amount.amount or 0) >= 100_000
