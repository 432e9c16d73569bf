"""Made: the size of an answer so far, and its limits."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from graphql import GraphQLError

from graph.sentence import Sentence
from schema.core import ErrorCode
from schema.limit.error import beyond

CODE: Final = ErrorCode.ANSWER_TOO_LARGE
FIELD_SIZE: Final = 6
"""Bytes of a field beside its name and its text: the quotes of both, the colon and the comma."""
ITEM_SIZE: Final = 3
"""Bytes of an item of a list beside its text."""
OF_SCHEMA: Final = 2
"""How many values that describe the schema count as one: explorers ask for all of it, whatever it has grown to."""
_ENOUGH: Final = 2**62


class Made:
    """Counts the values of one answer, and the bytes of its names and texts as they are sent.

    Every field is a value, and so is every text or number in a list. Of an object that describes the schema only a part
    counts (``OF_SCHEMA``).
    """

    __slots__ = ("latest", "most_size", "most_values", "size", "values")

    def __init__(self, most_values: int = _ENOUGH, most_size: int = _ENOUGH) -> None:
        self.most_values = most_values
        self.most_size = most_size
        self.values = 0
        self.size = 0
        self.latest = self
        """The count that was begun last with these limits: that of the answer that is given."""

    def anew(self) -> "Made":
        """Give an empty count with the same limits."""
        found = Made(self.most_values, self.most_size)
        self.latest = found
        return found

    def count(self, values: int, size: int) -> None:
        """Count values and bytes that are about to be made.

        Raises
        ------
        GraphQLError
            Where the answer holds more than it may.
        """
        self.values += values
        self.size += size
        self.check()

    @property
    def is_too_large(self) -> bool:
        """Whether the answer exceeds a limit; it then ends, and running the operation again would not help."""
        return self.values > self.most_values or self.size > self.most_size

    def check(self) -> None:
        """Check that the answer is within its limits.

        Raises
        ------
        GraphQLError
            Where it holds more than it may.
        """
        if self.is_too_large:
            raise self.error

    @property
    def error(self) -> GraphQLError:
        """The error for an answer that is too large."""
        is_by_values = self.values > self.most_values
        what = Sentence("nilai", "values") if is_by_values else Sentence("byte", "bytes")
        message = Sentence(
            f"Jawaban ini dihentikan setelah {{actual}} {what}; paling banyak {{limit}}. Kecilkan first, atau bagi "
            "permintaannya. Jika ini perubahan, periksa dulu apakah sudah tersimpan sebelum mengulangnya.",
            f"This answer was ended after {{actual}} {what.en}; at most {{limit}}. Make first smaller, or divide the "
            "request. If this is a mutation, see whether it was stored before you repeat it.",
        )
        if is_by_values:
            return beyond(CODE, message, self.most_values, self.values)
        return beyond(CODE, message, self.most_size, self.size)


_MADE: ContextVar[Made] = ContextVar("made")


@contextmanager
def bounded(values: int, size: int) -> Iterator[Made]:
    """Limit each answer made in the block to so many values and bytes; the latest of what is given counts them."""
    made = Made(values, size)
    token = _MADE.set(made)
    try:
        yield made
    finally:
        _MADE.reset(token)


def beginning() -> Made:
    """Give an empty count with the limits that hold here."""
    return _MADE.get(Made()).anew()


def size_of(text: str) -> int:
    """Give the bytes of a text in UTF-8, quickly for ASCII, which most texts are."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def shell(names: Collection[str]) -> int:
    """Give the bytes of an object with fields of these names, without its texts."""
    return sum(size_of(name) + FIELD_SIZE for name in names)
