"""UnreadColumn: what is filled in a file and that nobody read, and what it seems to hold."""

from enum import StrEnum

import msgspec


class Holds(StrEnum):
    """What a column seems to hold."""

    MONEY = "money"
    TARGET = "target"
    NAME = "name"
    OTHER = "other"


class UnreadColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A filled column of a table that was read, of which nothing was; without a column whole rows or a sheet."""

    file: str
    sheet: str
    column: str
    """What the file calls it; empty where whole rows are not read."""
    filled: int
    """In how many rows of data it holds something."""
    holds: Holds
    example: str
    """The first cell that holds something."""
