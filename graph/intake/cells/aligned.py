"""Aligned: cells that hold several values, one per line, lined up with the lines of the cells beside them."""

import re
from typing import Final

_UNIT: Final = re.compile(
    r"[(-]?\d[\d.,]*(?:\s*(?:-|–|s/d)\s*\d[\d.,]*\)?)?\s+(?P<unit>[^\d\s(][^\d]*)|.*\d\s*(?P<percent>%)"
)
NOTHING: Final = frozenset({"", "-", "n/a", "na", "tidak ada data", "tidak ada", "nihil", "belum ada data"})


def lines(cell: str) -> list[str]:
    r"""Give the lines of a cell; an empty line inside counts, since it holds the place of a value that is not there.

    >>> lines("12,5\n\n7"), lines("")
    (['12,5', '', '7'], [])
    """
    return [line.strip() for line in cell.strip("\n").split("\n")] if cell.strip() else []


def aligned(
    name: str, values: tuple[str, ...], shared: tuple[str, ...] = ()
) -> tuple[list[tuple[str, ...]], tuple[int, ...]]:
    r"""Give one tuple per line of the first cell, with the lines of the other cells at the same place.

    A shared cell (a unit, an OPD) of one line among several holds for all. A cell with another number of lines cannot
    be lined up: its places stay empty, and its position among values and shared is given.

    >>> aligned("A\nB", ("1\n2", "7\n8\n9"), ("%",))
    ([('A', '1', '', '%'), ('B', '2', '', '%')], (1,))
    """
    names = [line for line in lines(name) if line]
    columns: list[list[str]] = []
    unaligned: list[int] = []
    for position, cell in enumerate((*values, *shared)):
        found = lines(cell)
        if len(found) > len(names):
            found = [line for line in found if line]
        if len(found) == len(names):
            columns.append(found)
        elif not found or (len(found) == 1 and position >= len(values)):
            columns.append((found or [""]) * len(names))
        else:
            columns.append([""] * len(names))
            unaligned.append(position)
    return [(each, *(column[at] for column in columns)) for at, each in enumerate(names)], tuple(unaligned)


def value(line: str) -> str:
    """Give a line, or nothing where it only says that there is no value.

    >>> value("Tidak Ada Data"), value("12,5")
    ('', '12,5')
    """
    return "" if line.strip().casefold() in NOTHING else line


def unit_of(target: str) -> str:
    """Give the unit that a target holds after its number.

    >>> unit_of("2 Dokumen"), unit_of("85%"), unit_of("100")
    ('Dokumen', '%', '')
    """
    found = _UNIT.fullmatch(target.strip())
    return (found["unit"] or found["percent"]).strip() if found else ""
