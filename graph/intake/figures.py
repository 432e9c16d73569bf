"""Figures as people write them in plans: money and performance values, each read by rules of its own."""

import re

from graph.model import Measure, Money

_MONEY_COMMA = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d{1,2})?")
_MONEY_DOT = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?")
_MONEY_PLAIN = re.compile(r"-?\d+([.,]\d{1,2})?")
_NUMBER = r"-?\d+(?:[.,]\d+)*"
_RANGE = re.compile(rf"\(?\s*({_NUMBER})\s*(?:-|–|s/d|sampai)\s*({_NUMBER})\s*\)?")
_TOLERANCE = re.compile(rf"({_NUMBER})\s*(?:\+/-|±|\+)\s*({_NUMBER})\s*%?")
_WITH_UNIT = re.compile(rf"({_NUMBER})(?:\s*%|\s+[^\d].*)?", re.DOTALL)


class UnreadableFigure(ValueError):  # noqa: N818 - named for what is wrong, as it is reported
    """A cell that should hold a figure holds something else."""


def money(text: str) -> Money | None:
    """Read an amount in rupiah; None for an empty cell.

    Both thousands marks are read; cents are dropped.

    Raises
    ------
    UnreadableFigure
        Where the cell holds anything but one amount.

    Examples
    --------
    >>> money("2,735,354,500").amount, money("Rp 2.735.354.500,00").amount, money("")
    (2735354500, 2735354500, None)
    """
    written = text.strip()
    if written in {"", "-"}:
        return None
    bare = written.removeprefix("Rp").lstrip(". ").strip()
    if _MONEY_COMMA.fullmatch(bare):
        digits = bare.replace(",", "").split(".")[0]
    elif _MONEY_DOT.fullmatch(bare):
        digits = bare.replace(".", "").split(",")[0]
    elif _MONEY_PLAIN.fullmatch(bare):
        digits = re.split("[.,]", bare)[0]
    else:
        raise UnreadableFigure(written)
    return Money(text=written, amount=int(digits))


def _number(text: str) -> float:
    """Read a performance value: the last mark is the decimal one, unless it stands before three digits twice.

    >>> _number("96,85"), _number("74.58"), _number("1.234.567"), _number("1.234,5")
    (96.85, 74.58, 1234567.0, 1234.5)
    """
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        thousands, decimal = (".", ",") if text.rfind(",") > text.rfind(".") else (",", ".")
        return float(text.replace(thousands, "").replace(decimal, "."))
    if dots > 1 or commas > 1:
        return float(text.replace(".", "").replace(",", ""))
    return float(text.replace(",", "."))


def measure(text: str) -> Measure | None:
    """Read a performance value: a number, a range, a number with its unit, or text that stays as written.

    >>> measure("(3-5)").low, measure("(3-5)").high, measure("WTP").number, measure("2 Dokumen").number
    (3.0, 5.0, None, 2.0)
    >>> measure("2.5+1%").low, measure("2.5+1%").high, measure("-") is None
    (1.5, 3.5, True)
    """
    written = text.strip()
    if written in {"", "-"}:
        return None
    if spread := _TOLERANCE.fullmatch(written):
        middle, around = _number(spread[1]), _number(spread[2])
        return Measure(text=written, low=round(middle - around, 9), high=round(middle + around, 9))
    if span := _RANGE.fullmatch(written):
        ends = sorted((_number(span[1]), _number(span[2])))
        return Measure(text=written, low=ends[0], high=ends[1])
    if single := _WITH_UNIT.fullmatch(written):
        value = _number(single[1])
        return Measure(text=written, low=value, high=value)
    return Measure(text=written)
