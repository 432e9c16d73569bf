"""Node: what all nodes of a plan have in common, and what they hold as its source wrote it and as it was read."""

from enum import StrEnum

import msgspec


class Record(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, cache_hash=True
):
    """Base of all records: immutable, compared by value, encoded without its defaults; hashed once."""


class Word(StrEnum):
    """Base of all words of the model."""

    __hash__ = str.__hash__  # looked up for every step through a plan; that of Enum takes several times as long


class MarkCode(Word):
    """Kind of warning from reading a file, kept on a node."""

    IMPLAUSIBLE_MONEY = "implausible-money"
    UNREAD_NUMBER = "unread-number"
    TEXT_TARGET = "text-target"
    UNKNOWN_CODE = "unknown-code"
    NO_CODE = "no-code"
    NEAR_CODE = "near-code"
    REPEATED = "repeated"
    MISSING_VALUE = "missing-value"
    UNKNOWN_OPD = "unknown-opd"
    PROPOSED = "proposed"


class Mark(Record, frozen=True, kw_only=True):
    """A warning that stays attached to the node it is about: what was seen, and where in which file."""

    code: MarkCode
    message: str
    """A sentence for the planner, in Indonesian."""
    file: str = ""
    row: int = 0
    """Row of the file, counted from 1 with its heading; 0 where there is none."""
    column: str = ""
    value: str = ""
    """The cell as written."""


class Measure(Record, frozen=True, kw_only=True):
    """A performance value as written, and the number or the range that it was read as."""

    text: str
    low: float | None = None
    high: float | None = None

    @property
    def number(self) -> float | None:
        """The value as one number: the middle of a range, or None for text such as WTP."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2


class Money(Record, frozen=True, kw_only=True):
    """An amount in whole rupiah, as written and as read; an implausible one is kept but never summed."""

    text: str
    amount: int | None = None
    plausible: bool = True

    @property
    def counted(self) -> int:
        """The rupiah that may enter a sum: zero where nothing was read or where it is implausible."""
        return self.amount if self.amount is not None and self.plausible else 0


class Node(Record, frozen=True, kw_only=True):
    """Anything that stands in a plan's graph."""

    id: str
    marks: tuple[Mark, ...] = ()
    source: str = ""
    """Which file, regulation or person says so."""

    @property
    def kind(self) -> str:
        """The word for this kind of node, as in its id."""
        tag = self.__struct_config__.tag
        return str(tag)

    @property
    def label(self) -> str:
        """What people call it."""
        return self.id
