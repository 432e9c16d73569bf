"""Repetition: what stands on several rows of one piece of work: money of its own or the same again, targets, prints.

Money is never dropped for being equal. Only where rows name different indicators, and no work of the table gives them
different amounts, is an amount on each of them the same money. A form that is printed again, row for row and cell for
cell, counts once.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import msgspec

from graph.figure import QUARTERS
from graph.intake.cells import Row, is_counted
from graph.model import IndicatorYear, Measure, Money
from graph.reference import normalised


class Paid(msgspec.Struct, frozen=True):
    """An amount, and the indicator beside which it stands."""

    money: Money
    indicator: str


def _indicators_differ(paid: Sequence[Paid]) -> bool:
    names = {normalised(each.indicator) for each in paid}
    return len(paid) > 1 and len(names) == len(paid) and "" not in names


def _are_equal(paid: Sequence[Paid]) -> bool:
    return len({each.money.amount for each in paid}) == 1


def writes_once(groups: Iterable[Sequence[Paid]]) -> bool:
    """Whether a table writes a work's money again beside each of its indicators, rather than money for each."""
    together = [_are_equal(paid) for paid in groups if _indicators_differ(paid)]
    return sum(together) * 2 > len(together)


def summed(paid: Sequence[Paid], *, once: bool) -> tuple[Money | None, str]:
    """Give what several rows of one work pay together, and what must be told of it.

    With ``once`` the table writes money again beside each indicator.
    """
    if len(paid) < 2:
        return (paid[0].money if paid else None), ""
    if once and _are_equal(paid) and _indicators_differ(paid):
        message = f"Pagu yang sama tertulis pada {len(paid)} baris indikator dan dihitung sekali."
        return paid[0].money, message
    total = sum(each.money.amount or 0 for each in paid)
    message = f"Tertulis pada {len(paid)} baris; uangnya dijumlahkan."
    return Money(text=f"{total} (jumlah {len(paid)} baris)", amount=total), message


# -- targets -----------------------------------------------------------------------------------------------------------


_QUANTITIES: Final = frozenset(
    {"km", "m", "m2", "m3", "meter", "ha", "hektar", "kg", "ton", "kwintal", "liter", "rupiah", "rp"}
)
_TIMES: Final = frozenset({"bulan", "tahun", "hari", "jam", "minggu", "triwulan", "semester"})


def _adds_up(unit: str) -> bool:
    """Whether what is measured in a unit adds up over places: things and quantities do, times and shares do not."""
    words = normalised(unit).split()
    return bool(words) and words[0] not in _TIMES and (words[0] in _QUANTITIES or is_counted(unit))


_SAID: Final = {
    "target": "Target",
    "realised": "Realisasi",
    **{f"realised_q{number}": f"Realisasi triwulan {number}" for number in QUARTERS},
}
"""What an indicator's year says, by its field."""


class Aimed(msgspec.Struct, frozen=True):
    """What one row says that an indicator aims at and reaches in a year, for which place and in which unit."""

    year: IndicatorYear
    unit: str
    place: str


def aimed_together(said: Sequence[Aimed]) -> tuple[IndicatorYear, str]:
    """Give what several rows say of an indicator's year together, and what must be told of it.

    Of what is counted, different targets, and equal ones of different places, are added; what is a share, an index or a
    text is kept as a range.
    """
    first = said[0].year
    places = {normalised(each.place) for each in said}
    apart = len(places) == len(said) and "" not in places
    told: list[str] = []
    values: dict[str, Measure | None] = {}
    for name, what in _SAID.items():
        measures = [measure for each in said if (measure := getattr(each.year, name)) is not None]
        values[name] = getattr(first, name) if not measures else measures[0]
        adds = all(_adds_up(each.unit) for each in said)
        differ = len({measure.text if measure.low is None else str(measure.number) for measure in measures}) > 1
        if not differ and not (apart and adds and len(measures) > 1):
            continue
        values[name], how = _together(measures, adds)
        told.append(f"{what} pada {len(measures)} baris {how}: {'; '.join(each.text for each in measures)}.")
    return msgspec.structs.replace(first, **values), " ".join(told)


def _together(measures: Sequence[Measure], adds: bool) -> tuple[Measure, str]:
    text = "; ".join(measure.text for measure in measures)
    lows = [measure.low for measure in measures if measure.low is not None]
    highs = [measure.high for measure in measures if measure.high is not None]
    if not len(lows) == len(highs) == len(measures):
        return Measure(text=text), "berbeda dan tidak dihitung"
    if adds:
        low, high = sum(lows), sum(highs)
        return Measure(text=f"{low:g} (jumlah {len(lows)} baris)", low=low, high=high), "dijumlahkan"
    return Measure(text=text, low=min(lows), high=max(highs)), "berbeda; disimpan sebagai rentang"


# -- prints ------------------------------------------------------------------------------------------------------------


def _print(cells: tuple[object, ...]) -> int:
    """How many rows the first print of a form has, where the rows are nothing but prints of it, one after another.

    >>> _print(tuple("abab")), _print(tuple("ababab")), _print(tuple("abc")), _print(tuple("aaaa"))
    (2, 2, 3, 4)
    """
    lengths = (length for length in range(2, len(cells) // 2 + 1) if len(cells) % length == 0)
    is_one = (once for once in lengths if len(set(cells[:once])) > 1 and cells[:once] * (len(cells) // once) == cells)
    return next(is_one, len(cells))


_WHOSE: Final = ("kode_opd", "opd")


def first_prints(rows: Sequence[Row]) -> list[Row]:
    """Leave out the rows of an agency's form that is printed again, row for row and cell for cell."""
    seen: set[object] = set()
    kept: list[Row] = []
    for whose, run in groupby(rows, key=lambda row: (row.title, *(row.get(name) for name in _WHOSE))):
        form = list(run)
        cells = tuple(tuple(cell for name, cell in row.cells.items() if name != "no") for row in form)
        once = _print(cells)
        form, cells = form[:once], cells[:once]
        if len(set(cells)) > 1 and (whose, cells) in seen:
            continue
        seen.add((whose, cells))
        kept += form
    return kept
