"""Layout: what every writer of documents shares: colours, and blocks that are tables as one kind of table."""

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from service.report.document import Block, Facts, Grid, Matrix, Signature, Signatures
from service.report.words import count

BLUE: Final = "1F4E79"
PALE: Final = "EAF2FA"
LINE: Final = "B7C4D3"
GREY: Final = "555555"
INK: Final = "222222"
WHITE: Final = "FFFFFF"

_FACTS: Final = (0.27, 0.73)
_SIGNED: Final = 2
"""Places to sign beside each other."""
_SIGNED_HEIGHT: Final = 2.8
_NAMES, _NUMBERS = 0.2, 0.13
"""Shares of a matrix: its names have at least so much, and a column of numbers takes so much where there is room."""
_DARK: Final = 0.55
"""Share of the darkest shade from which on white is read better."""

Side = Literal["left", "center", "right"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a cell, and how it looks; no fill is none."""

    text: str
    fill: str = ""
    ink: str = INK
    bold: bool = False
    side: Side = "left"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it is set: its widths are shares of the page."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    has_head: bool = False
    """Whether the first row is repeated on each page."""
    height: float = 0.0
    """Centimetres that each other row has at least."""
    has_lines: bool = True
    caption: str = ""


def table(block: Block) -> Table:
    """Give the table that a block is.

    Raises
    ------
    TypeError
        Where it is none.
    """
    match block:
        case Facts():
            rows = tuple((Cell(text=name, fill=PALE), Cell(text=value)) for name, value in block.items)
            return Table(rows=rows, widths=_FACTS)
        case Grid():
            sides: list[Side] = ["right" if at in block.numbers else "left" for at in range(len(block.widths))]
            body = (
                tuple(Cell(text=text, side=side) for text, side in zip(row, sides, strict=True)) for row in block.rows
            )
            head = _head(zip(block.headings, sides, strict=True))
            return Table(rows=(head, *body), widths=block.widths, has_head=True, height=block.blank)
        case Matrix():
            return _matrix(block)
        case Signatures():
            return _signatures(block)
        case _:
            raise TypeError(type(block).__name__)


def _head(cells: Iterable[tuple[str, Side]]) -> tuple[Cell, ...]:
    return tuple(Cell(text=text, fill=BLUE, ink=WHITE, bold=True, side=side) for text, side in cells)


def _matrix(matrix: Matrix) -> Table:
    most = max((number for row in matrix.numbers for number in row), default=0)
    others = len(matrix.columns)
    first = max(_NAMES, 1 - _NUMBERS * others)
    widths = (first, *[(1 - first) / max(1, others)] * others)
    names: list[tuple[str, Side]] = [(matrix.corner, "left"), *((name, "center") for name in matrix.columns)]
    body = tuple(
        (Cell(text=name), *(_shaded(number, most) for number in numbers))
        for name, numbers in zip(matrix.rows, matrix.numbers, strict=True)
    )
    return Table(rows=(_head(names), *body), widths=widths, has_head=True, caption=matrix.caption)


def _shaded(number: int, most: int) -> Cell:
    """A number on a shade between white and blue; by the root, so that small numbers are told from none."""
    if not number:
        return Cell(text="", side="center")
    share = float((number / most) ** 0.5)
    whole = (int(BLUE[at : at + 2], 16) for at in (0, 2, 4))
    fill = "".join(f"{round(255 + (part - 255) * share):02X}" for part in whole)
    return Cell(text=count(number), fill=fill, ink=WHITE if share > _DARK else INK, side="center")


def _signatures(signatures: Signatures) -> Table:
    cells = [_signed(each) for each in signatures.places]
    cells += [Cell(text="")] * (-len(cells) % _SIGNED)
    rows = tuple(tuple(cells[at : at + _SIGNED]) for at in range(0, len(cells), _SIGNED))
    return Table(rows=rows, widths=(1 / _SIGNED,) * _SIGNED, height=_SIGNED_HEIGHT, has_lines=False)


def _signed(place: Signature) -> Cell:
    name = place.name or "(" + "." * 40 + ")"
    return Cell(text=f"{place.position}\n\n\n\n{name}", side="center")
