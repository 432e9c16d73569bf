"""Heading: which row of a grid names the columns of a table, and of which format it is.

A heading may have several lines, a cell that stands over several columns, and a line of column numbers.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from graph.intake.format import Format
from graph.intake.grid import GridRow
from graph.reference import normalised

LOOK: Final = 80
"""A heading is looked for in so many rows."""
DEEPEST: Final = 5
_LONGEST: Final = 240

_COLUMN_NUMBER: Final = re.compile(r"\(?\s*(\d{1,2})\s*\)?(\s*[=(].*|\s*[-–]\s*\d{1,2}\)?)?")


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A recognised heading: its format, its rows within the grid, and which position is which column."""

    format: Format
    first: int
    depth: int
    columns: dict[int, str]
    texts: tuple[str, ...]


def is_numbering(row: GridRow) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 ... or (1), (2), (3) ..."""
    cells = [cell for cell in row.cells if cell]
    matches = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells]
    numbers = [int(match[1]) for match in matches if match]
    return len(cells) >= 3 and len(numbers) == len(cells) and numbers[0] == 1 and numbers == sorted(set(numbers))


def combined(rows: Sequence[GridRow]) -> tuple[str, ...]:
    """Give one heading per column from the lines of a heading.

    A cell over several columns has its text in the first of them only; it holds for those to its right that have a
    heading of their own below it and none above.
    """
    lines = [row for row in rows if not is_numbering(row)]
    width = max((len(row.cells) for row in lines), default=0)
    filled: list[list[str]] = []
    for number, row in enumerate(lines):
        line: list[str] = []
        for at in range(width):
            cell = row.cell(at)
            above = any(lines[up].cell(at) for up in range(number))
            below = any(lines[down].cell(at) for down in range(number + 1, len(lines)))
            line.append(line[-1] if not cell and line and below and not above else cell)
        filled.append(line)
    return tuple(" ".join(dict.fromkeys(line[at] for line in filled if line[at])) for at in range(width))


def recognised(rows: Sequence[GridRow], formats: Sequence[Format]) -> Heading | None:
    """Find the first heading of any format; where several lines fit, those that name the most columns."""
    best: Heading | None = None
    for first, row in enumerate(rows[:LOOK]):
        if best is not None and first >= best.first + best.depth:
            break
        if row.loose or len(row.filled) < 2:
            continue
        for depth in range(1, min(DEEPEST, len(rows) - first) + 1):
            block = rows[first : first + depth]
            if block[-1].loose:
                break
            found = _fitting(combined(block), formats)
            if found is not None and (best is None or len(set(found[1].values())) > len(set(best.columns.values()))):
                best = Heading(format=found[0], first=first, depth=depth, columns=found[1], texts=combined(block))
    return best


def _fitting(texts: tuple[str, ...], formats: Sequence[Format]) -> tuple[Format, dict[int, str]] | None:
    headings = [normalised(text) if len(text) <= _LONGEST else "" for text in texts]
    best: tuple[Format, dict[int, str]] | None = None
    for format_ in formats:
        columns = format_.assigned(headings)
        if columns is not None and (best is None or len(set(columns.values())) > len(set(best[1].values()))):
            best = (format_, columns)
    return best


def is_heading(text: str, formats: Sequence[Format]) -> bool:
    """Whether a normalised text is the heading of a column in any format."""
    return any(format_.names(text) for format_ in formats)
