"""Grid: what a sheet, a print or a text holds before anyone knows what its columns mean."""

import msgspec

from graph.record import FileProblem, UnreadColumn


class GridRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row: its number in the file and its cells as text."""

    number: int
    cells: tuple[str, ...]
    figures: dict[int, float] = {}
    """Cells that the file itself holds as numbers, by position; they need no guess about decimal marks."""
    dates: tuple[int, ...] = ()
    """Positions of cells that the file holds as dates."""
    scaled: dict[int, int] = {}
    """By position in how many units a sheet shows a number: 1000 where 250,000 stands for 250,000,000."""
    struck: dict[int, str] = {}
    """By position what stood in cells that are empty since all of it is struck out."""
    nothing: tuple[int, ...] = ()
    """Positions of cells that say that there is nothing (NULL, n/a); they are empty."""
    above: dict[int, str] = {}
    """By position what a merged cell shows that reaches from a row above down over this one."""
    sheet: str = ""
    """Where the row stands within its file, as people say it: ``lembar RKPD``, ``halaman 3``."""
    loose: bool = False
    """Whether it is a line of text outside any table."""
    starts_page: bool = False
    """Whether it is the first row of a table on a new page."""

    def cell(self, position: int) -> str:
        """The cell at a position; empty beyond the end."""
        return self.cells[position] if position < len(self.cells) else ""

    @property
    def filled(self) -> list[int]:
        """Positions of the cells that hold something."""
        return [position for position, cell in enumerate(self.cells) if cell]


class Grid(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The rows of one sheet, print or text, in their order."""

    file: str
    sheet: str = ""
    rows: tuple[GridRow, ...]
    even: bool = False
    """Whether a row with other than as many cells as its heading is broken, as in CSV."""
    lettered: bool = False
    """Whether its columns are called A, B, C."""
    notes: tuple[FileProblem, ...] = ()
    """What was seen while opening it: hidden rows, hidden sheets, text that is struck out."""
    unread: tuple[UnreadColumn, ...] = ()
    """What was left out while opening it and holds something: hidden rows, lists inside of records."""


def letters(position: int) -> str:
    """Give the letters of a spreadsheet's column.

    >>> letters(0), letters(25), letters(27)
    ('A', 'Z', 'AB')
    """
    name = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
