"""Kept: the answers themselves, as they are sent, with what they rest on."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final

from graph.store import StoreError
from graph.store.stamp import Stamps
from schema.request import ReadPlans

_BESIDE: Final = 1_024
"""About how many bytes an answer takes beside its body: headers, key, stamps, places in tables."""
_LARGEST: Final = 8
"""An answer may take an eighth of the room, so that one does not push out all others."""

Key = tuple[object, ...]
"""What tells a request from all that could be answered otherwise."""


class Answer:
    """One answer, as it is sent."""

    __slots__ = ("body", "headers", "operation", "rests_on")

    def __init__(
        self, headers: Sequence[tuple[bytes, bytes]], body: bytes, operation: str | None, rests_on: ReadPlans | None
    ) -> None:
        """Make it.

        Parameters
        ----------
        headers, body
            What is sent.
        operation
            The name of the operation that it answers.
        rests_on
            What it rests on; None where that cannot be told, so that it is of no use to another request.
        """
        self.headers = headers
        self.body = body
        self.operation = operation
        self.rests_on = rests_on

    @property
    def tag(self) -> str:
        """Its ETag; empty where it has none."""
        return next((value.decode("latin-1") for name, value in self.headers if name == b"etag"), "")


class Kept:
    """The answers that were asked for last, up to so many bytes.

    Nothing is ever dropped because of a write: whoever asks for a kept answer asks the database for the stamps of the
    plans that it rests on, and these are raised with everything that any process writes to a plan or beside it.
    """

    def __init__(self, stamps: Stamps, most: int) -> None:
        """Make an empty one.

        Parameters
        ----------
        stamps
            The stamps of the database that the answers come from.
        most
            Bytes that may be kept; 0 keeps nothing.
        """
        self._stamps = stamps
        self._most = most
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self.size = 0
        """About how many bytes are kept."""

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    async def find(self, key: Key) -> Answer | None:
        """Give the answer to a request, where one is kept that still holds; it is dropped later than others then."""
        found = self._kept.get(key)
        if found is None or found.rests_on is None:
            return None
        now = self._stamps.standing() or await self._read(found.rests_on)
        does_hold = now is not None and found.rests_on.holds(now)
        if self._kept.get(key) is found:
            if does_hold:
                self._kept.move_to_end(key)
            else:
                self._drop(key)
        return found if does_hold else None

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep an answer, where it is known what it rests on; those go that were not asked for longest."""
        if key in self._kept:
            self._drop(key)
        size = _size(key, answer)
        if answer.rests_on is None or size * _LARGEST > self._most:
            return
        self._kept[key] = answer
        self.size += size
        while self.size > self._most:
            self._drop(next(iter(self._kept)))

    async def _read(self, rests_on: ReadPlans) -> Mapping[str, int] | None:
        """Read the stamps; None where the database cannot be read, so that no answer of a plan holds."""
        if rests_on.is_nothing:
            return {}
        try:
            return await self._stamps.of(None if rests_on.are_all_asked else rests_on.stamps)
        except StoreError:
            return None

    def _drop(self, key: Key) -> None:
        self.size -= _size(key, self._kept.pop(key))


def _size(key: Key, answer: Answer) -> int:
    """About how many bytes an answer takes in memory."""
    return _BESIDE + len(answer.body) + sum(len(each) for each in key if isinstance(each, str | bytes))
