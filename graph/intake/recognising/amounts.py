"""Amounts: in how many rupiah a table writes its money, what its rows of totals say, and where that is in doubt."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.figure import in_rupiah
from graph.intake.cells import GridRow, Row, Table, Total, UnreadableFigure, money, said_scale, scale_of
from graph.record import MOST_SHOWN, FileProblem, Severity

_LEAST: Final = 1_000
"""No column of a plan's money has only less than that; such amounts are written in thousands, millions or more."""


def scales(headings: Mapping[str, str], title: Sequence[str], notes: Sequence[str]) -> dict[str, int]:
    """Give by column of money in how many rupiah it is written, where that is not one.

    Its heading says so, else a line above the table, else a note within or below it.

    >>> scales({"pagu": "Pagu (juta)", "realisasi_rp": "Realisasi"}, ["Renja 2026", "(ribuan)"], [])
    {'pagu': 1000000, 'realisasi_rp': 1000}
    """
    around = next((scale for line in (*title, *notes) if (scale := said_scale(line)) > 1), 1)
    found = {name: own if (own := scale_of(text)) > 1 else around for name, text in headings.items()}
    return {name: scale for name, scale in found.items() if scale > 1}


def total(row: GridRow, said: str, places: Mapping[str, int], units: Mapping[str, int]) -> Total | None:
    """Give the rupiah of a row of totals by column; None where it holds none."""
    read = {name: _at(row, at, units.get(name, 1)) for name, at in places.items()}
    amounts = {name: amount for name, amount in read.items() if amount}
    return Total(row.number, said[:MOST_SHOWN], amounts) if amounts else None


def _at(row: GridRow, position: int, scale: int) -> int | None:
    if position in row.figures:
        return _shown(row.figures[position], row.scaled.get(position, 1), scale)
    return _written(row.cell(position), scale)


def _shown(figure: float, shown: int, scale: int) -> int:
    """The rupiah of a number; what a heading says of its scale holds for what the sheet shows."""
    return round(figure / (shown if scale > 1 else 1) * scale)


def _written(cell: str, scale: int) -> int | None:
    try:
        read = money(cell, scale)
    except UnreadableFigure:
        return None
    return read.amount if read else None


def doubted(table: Table, headings: Mapping[str, str]) -> Iterator[FileProblem]:
    """Tell columns of money whose amounts are all so small that their unit must have been left out."""
    for name in headings:
        largest, filled = 0, 0
        for row in table.rows if name not in table.scales else ():
            amount = abs(_amount(row, name) or 0)
            largest, filled = max(largest, amount), filled + bool(amount)
            if largest >= _LEAST:
                break
        if filled > 1 and largest < _LEAST:
            reason = (
                f"jumlah di kolom ini paling besar {in_rupiah(largest)}; mungkin ditulis dalam ribuan, jutaan "
                "atau miliaran, tetapi dibaca sebagai rupiah penuh"
            )
            hint = "Tulis satuannya di judul kolom, misalnya Pagu (juta rupiah), atau di atas tabel."
            yield table.problem(None, name, reason, hint, severity=Severity.NOTE)


def _amount(row: Row, name: str) -> int | None:
    if name in row.figures:
        return _shown(row.figures[name], row.scaled.get(name, 1), 1)
    return _written(row.get(name), 1)
