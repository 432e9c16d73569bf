"""Made: how much of an answer was made so far, and that it has an end."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from graphql import GraphQLError

from schema.limit.error import beyond

CODE: Final = "ANSWER_TOO_LARGE"
FIELD_SIZE: Final = 6
"""Bytes of a field beside its name and its text: the quotes of both, the colon and the comma."""
ITEM_SIZE: Final = 3
"""Bytes of an item of a list beside its text."""
_ENOUGH: Final = 2**62


class Made:
    """How much of one answer was made: values, and bytes of names and texts as they are sent.

    Every field is a value, and so is every text or number in a list.
    """

    __slots__ = ("most_size", "most_values", "size", "values")

    def __init__(self, most_values: int = _ENOUGH, most_size: int = _ENOUGH) -> None:
        self.most_values = most_values
        self.most_size = most_size
        self.values = 0
        self.size = 0

    def anew(self) -> "Made":
        """Give what an answer begins with that may hold as much."""
        return Made(self.most_values, self.most_size)

    def count(self, values: int, size: int) -> None:
        """Count what is about to be made.

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
        """Whether the answer holds more than it may; it then ends, and making it anew would end in the same way."""
        return self.values > self.most_values or self.size > self.most_size

    def check(self) -> None:
        """See whether the answer may go on.

        Raises
        ------
        GraphQLError
            Where it holds more than it may.
        """
        if self.is_too_large:
            raise self.error

    @property
    def error(self) -> GraphQLError:
        """What is said of an answer that is too large."""
        is_by_values = self.values > self.most_values
        what = "nilai" if is_by_values else "byte"
        message = (
            f"Jawaban ini dihentikan setelah {{actual}} {what}; paling banyak {{limit}}. Kecilkan first, atau bagi "
            "permintaannya. Jika ini perubahan, periksa dulu apakah sudah tersimpan sebelum mengulangnya."
        )
        if is_by_values:
            return beyond(CODE, message, self.most_values, self.values)
        return beyond(CODE, message, self.most_size, self.size)


_MADE: ContextVar[Made] = ContextVar("made")


@contextmanager
def bounded(values: int, size: int) -> Iterator[None]:
    """Let each answer of what is inside hold so many values and bytes at most."""
    token = _MADE.set(Made(values, size))
    try:
        yield
    finally:
        _MADE.reset(token)


def beginning() -> Made:
    """What an answer begins with, as much as it may hold where this is asked."""
    return _MADE.get(Made()).anew()


def size_of(text: str) -> int:
    """Bytes of a text in UTF-8, in little time: most texts are ASCII."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def shell(names: Collection[str]) -> int:
    """Bytes of an object with fields of these names, without its texts."""
    return sum(size_of(name) + FIELD_SIZE for name in names)
