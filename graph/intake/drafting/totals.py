"""Totals: what a table prints as the sum of its rows, held against what was read of them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from graph import code as codes
from graph.intake.cells import Row, Table, UnreadableFigure, money, split_code, tidy_code
from graph.record import Place

MOST: Final = 40
"""Of a table with more totals only the last so many are compared."""
_DEPTHS: Final = ("sub_kegiatan", "kode_sub_kegiatan", "kegiatan", "kode_kegiatan", "program", "kode_program")


def compared_totals(table: Table) -> Iterator[tuple[Place, tuple[int, ...]]]:
    """Give each printed total of a column of money, and the sums that were read where none of them is it.

    A total may be that of all rows above it or of those since the one before it, of one level or of all that stand
    there; rows that other rows are the sum of are counted by their level.
    """
    before = 0
    checked = table.totals[-MOST:]
    for total in checked:
        above = [row for row in table.rows if row.number < total.row]
        since = [row for row in above if row.number > before]
        before = total.row
        for column, amount in total.amounts.items():
            sums = {each for rows in (above, since) for each in _sums(table, rows, column)}
            place = Place(
                file=table.file, sheet=table.sheet, row=total.row, column=table.column(column), value=total.said
            )
            if above and sums:
                unit = table.scales.get(column, 1)
                is_met = any(abs(each - amount) <= max(len(above) * unit // 2, 1) for each in sums)
                yield place, () if is_met else tuple(sorted(sums, reverse=True)[:3])


def _sums(table: Table, rows: list[Row], column: str) -> set[int]:
    by_level: dict[str, int] = defaultdict(int)
    for row in rows:
        if (amount := _amount(table, row, column)) is not None:
            by_level[_level(row)] += amount
    return {*by_level.values(), sum(by_level.values())} if by_level else set()


def _amount(table: Table, row: Row, column: str) -> int | None:
    scale = table.scales.get(column, 1)
    if column in row.figures:
        return round(row.figures[column] / (row.scaled.get(column, 1) if scale > 1 else 1) * scale)
    try:
        read = money(row.get(column), scale)
    except UnreadableFigure:
        return None
    return read.amount if read else None


def _level(row: Row) -> str:
    """On which level a row stands, by its code, its outline number or the deepest column that it fills."""
    code = tidy_code(row.get("kode")) or split_code(row.get("nama"))[0]
    if code:
        return str(codes.level(codes.canonical(code)))
    if number := row.get("nomor"):
        return f"outline {number.strip('.').count('.')}"
    return next((name for name in _DEPTHS if row.get(name)), "")
