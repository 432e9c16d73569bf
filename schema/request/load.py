"""Load: how much a process has taken on, so that it says no to more before those whom it serves wait for long."""

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from typing import Final

from acts import Actor
from graph.sentence import Sentence

RETRY_SECONDS: Final = 2
"""When those who were turned away may ask again."""
BUSY: Final = Sentence(
    f"Layanan ini sedang terlalu sibuk; permintaan ini tidak dikerjakan. Ulangi setelah {RETRY_SECONDS} detik.",
    f"This service is too busy now; nothing of this request was done. Repeat it after {RETRY_SECONDS} seconds.",
)
"""What they are told."""
_EVERY: Final = 0.05
_LOOKS: Final = 4
"""So many looks in a row must come late: one piece of work that takes long makes one of them late, a queue all."""
_CROWD: Final = 8
"""Requests being answered from which on lateness turns more away: with fewer nobody is there to be spared, and a page
that is opened asks up to six at once.
"""


def reader(actor: Actor, address: str | None) -> str | None:
    """Give under what is counted what someone asks for: a signed-in user, else an address."""
    return f"user {actor.name}" if address and actor.name else address


class Full(Exception):
    """No place is left, for this reader or for anybody, or there is no time."""

    def __init__(self, limit: float, actual: float) -> None:
        super().__init__(limit, actual)
        self.limit = limit
        self.actual = actual


class Places:
    """So many at the same time, in all and of one reader; whoever is not counted by name or address counts in all."""

    def __init__(self, most: int, each: int) -> None:
        self._most = most
        self._each = each
        self._by_reader: Counter[str] = Counter()
        self.taken = 0

    def check(self, reader: str | None) -> None:
        """See whether one more may come.

        Raises
        ------
        Full
            Where none may.
        """
        if self.taken >= self._most:
            raise Full(self._most, self.taken)
        if reader is not None and (theirs := self._by_reader[reader]) >= self._each:
            raise Full(self._each, theirs)

    def take(self, reader: str | None) -> None:
        """Take a place, which ``leave`` gives back."""
        self.taken += 1
        if reader is not None:
            self._by_reader[reader] += 1

    def leave(self, reader: str | None) -> None:
        """Give a place back."""
        self.taken -= 1
        if reader is not None:
            self._by_reader -= Counter((reader,))  # what is none is forgotten

    @contextmanager
    def place(self, reader: str | None) -> Iterator[None]:
        """Have a place for as long as it takes.

        Raises
        ------
        Full
            Where none is left.
        """
        self.check(reader)
        self.take(reader)
        try:
            yield
        finally:
            self.leave(reader)


class Load:
    """The requests that a process answers, and how late its event loop comes to them."""

    def __init__(self, most: int, each: int, lag_seconds: float) -> None:
        self.requests = Places(most, each)
        self._lag_seconds = lag_seconds
        self._crowd = min(_CROWD, most // 2)
        self._late: deque[float] = deque(maxlen=_LOOKS)
        self._loop: asyncio.AbstractEventLoop | None = None
        """Whose clock is looked at; None while nothing comes."""

    @property
    def lag(self) -> float:
        """The seconds by which the event loop has come late each of the last few times."""
        return min(self._late) if len(self._late) == _LOOKS else 0.0

    def admit(self, reader: str | None) -> None:
        """See whether one more request may be begun.

        Raises
        ------
        Full
            Where it may not.
        """
        self._look_on()
        self.requests.check(reader)
        if self.requests.taken >= self._crowd and self.lag > self._lag_seconds:
            raise Full(self._lag_seconds, self.lag)

    def _look_on(self) -> None:
        """Look at the event loop's clock for as long as requests come."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._late.clear()
            self._look_again(loop)

    def _look_again(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.call_later(_EVERY, self._look, loop, loop.time() + _EVERY, process_time())

    def _look(self, loop: asyncio.AbstractEventLoop, due: float, worked: float) -> None:
        """Note how late it is, as far as this process itself was at work: another's queue is not shortened here."""
        self._late.append(min(loop.time() - due, process_time() - worked))
        if self.requests.taken or len(self._late) < _LOOKS or self.lag > _EVERY:
            self._look_again(loop)
        else:
            self._loop = None
