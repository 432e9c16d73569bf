"""Kept: the answers themselves, in bytes, with what they rest on."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final

from graph.store import StoreError
from graph.store.stamp import Stamps
from service.http.compression import compressed

_BESIDE: Final = 512
"""About how many bytes an answer takes beside its body: key, stamps, digest, places in tables."""
_LARGEST: Final = 8
"""An answer may take an eighth of the room, so that one does not push out all others."""


class Answer:
    """One answer without errors, as it is sent."""

    def __init__(
        self, body: bytes, stamps: Mapping[str, int], *, are_all: bool = False, is_fixed: bool = False
    ) -> None:
        """Make it.

        Parameters
        ----------
        body
            The JSON.
        stamps
            The plans that it rests on, each with its stamp when it was read first.
        are_all
            Whether it rests on there being no other plans.
        is_fixed
            Whether it can never change while the program and its knowledge stay the same.
        """
        self.stamps = stamps
        self.are_all = are_all
        self.is_fixed = is_fixed
        self.digest = hashlib.sha256(body).hexdigest()[:32]
        self._forms: dict[str | None, bytes] = {None: body}

    @property
    def body(self) -> bytes:
        """The JSON, not compressed."""
        return self._forms[None]

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return _BESIDE + sum(map(len, self._forms.values()))

    def form(self, encoding: str | None) -> bytes:
        """Give it compressed; each form is made once."""
        if encoding not in self._forms:
            self._forms[encoding] = compressed(self.body, str(encoding))
        return self._forms[encoding]

    @property
    def is_of_nothing(self) -> bool:
        """Whether it rests on no plan, so that nothing that is written can change it."""
        return not self.stamps and not self.are_all

    def holds(self, now: Mapping[str, int]) -> bool:
        """Say whether nothing that it rests on has changed."""
        if self.are_all and len(now) != len(self.stamps):
            return False
        for slug, stamp in self.stamps.items():  # noqa: SIM110 - all() would take several times as long
            if now.get(slug) != stamp:
                return False
        return True


class Answers:
    """The answers that were asked for last, up to so many bytes.

    Nothing is ever dropped because of a write: whoever asks for a kept answer asks the database for the stamps of the
    plans that it rests on, and these are raised with everything that any process writes to a plan or beside it.
    """

    def __init__(self, stamps: Stamps, most: int, counted: Callable[[bool], None] = lambda _: None) -> None:
        """Make an empty one.

        Parameters
        ----------
        stamps
            The stamps of the database that the answers come from.
        most
            Bytes that may be kept; 0 keeps nothing.
        counted
            Told of each search whether it found an answer.
        """
        self._stamps = stamps
        self._most = most
        self._counted = counted
        self._kept: OrderedDict[bytes, Answer] = OrderedDict()
        self.size = 0
        """About how many bytes are kept."""

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    async def find(self, key: bytes) -> Answer | None:
        """Give the answer to a request, where one is kept that still holds."""
        found = self._kept.get(key)
        if found is not None and not await self._stands(key, found):
            found = None
        self._counted(found is not None)
        return found

    def keep(self, key: bytes, answer: Answer) -> None:
        """Keep an answer, and drop those that were not asked for longest where there is no room."""
        if key in self._kept:
            self._drop(key)
        if answer.size * _LARGEST > self._most:
            return
        self._kept[key] = answer
        self.size += answer.size
        self._shrink()

    def form(self, key: bytes, answer: Answer, encoding: str | None) -> bytes:
        """Give a kept answer compressed; what that takes counts as well."""
        before = answer.size
        body = answer.form(encoding)
        if self._kept.get(key) is answer:
            self.size += answer.size - before
            self._shrink()
        return body

    async def _stands(self, key: bytes, answer: Answer) -> bool:
        """Say whether an answer holds; one that does not is dropped, one that does is dropped later than others."""
        does = answer.is_of_nothing
        if not does:
            now = self._stamps.standing() or await self._read(answer)
            does = now is not None and answer.holds(now)
        if self._kept.get(key) is answer:
            if does:
                self._kept.move_to_end(key)
            else:
                self._drop(key)
        return does

    async def _read(self, answer: Answer) -> Mapping[str, int] | None:
        """Read the stamps; None where the database cannot be read, so that no answer of a plan holds."""
        try:
            return await self._stamps.of(None if answer.are_all else answer.stamps)
        except StoreError:
            return None

    def _drop(self, key: bytes) -> None:
        self.size -= self._kept.pop(key).size

    def _shrink(self) -> None:
        while self.size > self._most:
            self._drop(next(iter(self._kept)))
