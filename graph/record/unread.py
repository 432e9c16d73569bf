"""UnreadColumn: a filled column of a known table that nobody read, and what it seems to hold."""

from enum import StrEnum

import msgspec


class Holds(StrEnum):
    """What a column seems to hold."""

    MONEY = "money"
    TARGET = "target"
    NAME = "name"
    OTHER = "other"


class UnreadColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A filled column of a table that was read, of which nothing was."""

    file: str
    sheet: str
    column: str
    """What the file calls it."""
    filled: int
    """In how many rows of data it holds something."""
    holds: Holds
    example: str
    """The first cell that holds something."""
