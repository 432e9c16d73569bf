"""Written code: nomenclature codes as tables write them, alone, split over columns, or in one cell with a name."""

import re
from typing import Final

# for texts in which every blank is one
_CODED: Final = re.compile(
    r"\[?\s?(?P<code>(?:\d{1,2}|[xX])(?:\s?\.\s?(?:\d{1,4}|[xX]{1,2})){0,8})\s?\]?\.?(?:\s?[-–:]\s?|\s)(?P<name>\S.*)",
    re.DOTALL,
)
_CODE_ONLY: Final = re.compile(r"\[?\s*((?:\d{1,2}|[xX])(?:\s?\.\s?(?:\d{1,4}|[xX]{1,2}))*)\s*\]?\.?")
_ACCOUNT: Final = re.compile(r"[4-6]\.\d\.\d{2}\.\d{2}\.\d{2}(?:\.\d{3,4})?")
_AMONG_ACCOUNTS: Final = re.compile(r"[4-6](?:\.\d(?:\.\d{2}){0,3}(?:\.\d{3,4})?)?")
_WIDTHS: Final = (1, 2, 2, 1, 2, 4)


def split_code(text: str) -> tuple[str, str]:
    """Give the code and the name that stand in one cell; either may be empty.

    >>> split_code("[1.01] URUSAN PENDIDIKAN"), split_code("1.1.01.0000 - Dinas Pendidikan"), split_code("Dinas A")
    (('1.01', 'URUSAN PENDIDIKAN'), ('1.1.01.0000', 'Dinas Pendidikan'), ('', 'Dinas A'))
    """
    written = " ".join(text.split())
    if found := _CODED.fullmatch(written):
        return re.sub(r"\s", "", found["code"]), found["name"]
    if found := _CODE_ONLY.fullmatch(written):
        return re.sub(r"\s", "", found[1]), ""
    return "", written


def is_account(text: str, *, among: bool = False) -> bool:
    """Whether a code is that of an account (pendapatan, belanja, pembiayaan), by its form; not that of work.

    ``among`` accounts, those above them are known too.

    >>> is_account("5.1.02.01.01.0024"), is_account("5.01.02.2.01.0024"), is_account("5.1")
    (True, False, False)
    >>> is_account("5.1", among=True)
    True
    """
    return (_AMONG_ACCOUNTS if among else _ACCOUNT).fullmatch(text.strip(" .[]")) is not None


def tidy_code(text: str, *, is_figure: bool = False) -> str:
    """Give a nomenclature code with all its zeros.

    Codes that were split over columns or typed by hand lose leading zeros; one that a sheet holds as a number has
    lost the zero at its end.

    >>> tidy_code("1.1.2.2.01.1"), tidy_code("2.1", is_figure=True), tidy_code("1 . 02"), tidy_code("Dinas")
    ('1.01.02.2.01.0001', '2.10', '1.02', '')
    """
    found = _CODE_ONLY.fullmatch(" ".join(text.split()))
    if found is None:
        return ""
    parts = re.sub(r"\s", "", found[1]).upper().split(".")
    if is_figure and len(parts) == 2 and len(parts[1]) == 1:
        parts[1] += "0"
    if len(parts) > len(_WIDTHS):
        return ".".join(parts)
    return ".".join(part.zfill(width) if part.isdigit() else part for part, width in zip(parts, _WIDTHS, strict=False))
