"""Live: the state and limits that all subscriptions of a process share."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from time import monotonic
from typing import Final, Protocol, TypeVar

import msgspec
from graphql import GraphQLError

from acts import Actor
from graph.sentence import Sentence
from schema.core import ErrorCode, failure
from schema.limit.error import beyond
from schema.limit.settings import named
from schema.request.load import Load

T = TypeVar("T")
Confirm = Callable[[], Awaitable[object]]
"""Checks whether a user is still signed in; raises if not."""
GOING_AWAY: Final = ErrorCode.GOING_AWAY
EXPIRED: Final = ErrorCode.SUBSCRIPTION_EXPIRED
TOO_MANY: Final = ErrorCode.TOO_MANY_SUBSCRIPTIONS
NOT_SIGNED_IN: Final = ErrorCode.UNAUTHENTICATED
PASSING: Final = frozenset({GOING_AWAY, EXPIRED})
"""Error codes after which the client should subscribe again and continue."""
PREFIX: Final = "SINERGI_LIVE_"
"""Prefix of the environment variables with these limits."""
_KEPT: Final = 5
"""One part in so many of all subscriptions is kept for those who signed in."""
_OVER: Final = Sentence(
    "Langganan ini sudah terbuka {limit} detik; sambungkan lagi dari yang terakhir diterima.",
    "This subscription has been open for {limit} seconds; connect again from the last that came.",
)


class Subscriber(Protocol):
    """Whose subscription it is."""

    @property
    def actor(self) -> Actor:
        """Who they are."""

    @property
    def reader(self) -> str | None:
        """Under what their subscriptions are counted; None where they are not."""

    @property
    def confirm(self) -> Confirm | None:
        """Asked from time to time whether they are still signed in."""


class LiveLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits of one process."""

    subscriptions: int = 1_000
    """Subscriptions that a process carries at the same time."""
    connections: int = 500
    """WebSockets that a process keeps open at the same time."""
    per_address: int = 100
    """WebSockets that one address keeps open at the same time."""
    per_connection: int = 20
    """Operations that run at the same time over one WebSocket."""
    imports: int = 4
    """Imports that a process carries out at the same time: each holds the files and the plan in memory."""
    requests: int = 128
    """Requests that a process answers at the same time, beside kept answers and files of pages."""
    requests_per_address: int = 64
    """The same of one address."""
    lag_seconds: float = 0.2
    """By how many seconds the event loop may come late, again and again, before no more is begun."""
    uploads: int = 8
    """Requests with files that a process takes in or carries out at the same time."""
    uploads_per_reader: int = 2
    """The same of one reader."""
    exports: int = 12
    """Files of plans that wait or are made at the same time."""
    exports_per_reader: int = 4
    """The same of one reader."""
    processes: int = 2
    """Processes in which files of plans are made."""
    computations: int = 2
    """Comparisons and portfolios that a process computes at the same time; the others wait."""
    per_reader: int = 200
    """Subscriptions that one reader keeps open at the same time: a signed-in user, else an address."""
    sign_in_seconds: float = 10.0
    """Seconds after which a subscription's token is checked again."""
    seconds: float = 3_600.0
    """Seconds that a subscription stays open at most; on opening it again, the user's rights are checked again."""


def live_limits(environment: Mapping[str, str]) -> LiveLimits:
    """Read the limits from environment variables such as ``SINERGI_LIVE_SUBSCRIPTIONS``.

    >>> live_limits({"SINERGI_LIVE_PER_CONNECTION": "5"}).per_connection
    5

    Raises
    ------
    ValueError
        Where a name is unknown or a value does not fit; the sentence says which.
    """
    return named(environment, PREFIX, LiveLimits, "Batas langganan")


class Live:
    """The subscriptions of a process."""

    def __init__(self, limits: LiveLimits | None = None) -> None:
        self.limits = limits = limits or LiveLimits()
        self.load = Load(limits.requests, limits.requests_per_address, limits.lag_seconds)
        self.open = 0
        """Number of open subscriptions."""
        self._by_reader: Counter[str | None] = Counter()
        self._strangers = 0
        self._is_closing = False
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._endings: set[asyncio.Event] = set()

    def close(self) -> None:
        """End all subscriptions with the reason; later ones are ended at once."""
        self._is_closing = True
        for each in self._endings:
            each.set()

    async def quiet(self) -> None:
        """Wait until no subscription is open."""
        await self._quiet.wait()

    async def carry(
        self, source: AsyncGenerator[T, None], subscriber: Subscriber | None = None
    ) -> AsyncGenerator[T, None]:
        """Pass on the items of a source until the subscription must end; then raise the reason.

        Parameters
        ----------
        source
            What comes.
        subscriber
            Whose subscription it is; None for one of this machine's own.

        Raises
        ------
        GraphQLError
            With code ``TOO_MANY_SUBSCRIPTIONS``, ``GOING_AWAY``, ``SUBSCRIPTION_EXPIRED`` or ``UNAUTHENTICATED``.
        """
        reader = None if subscriber is None else subscriber.reader
        confirm = None if subscriber is None else subscriber.confirm
        is_stranger = subscriber is not None and not subscriber.actor.name
        self._check(reader, is_stranger=is_stranger)
        ending = asyncio.Event()
        if self._is_closing:
            ending.set()
        self._endings.add(ending)
        self.open += 1
        self._by_reader[reader] += 1
        self._strangers += is_stranger
        self._quiet.clear()
        try:
            async for item in _until(source, ending, self.limits, confirm):
                yield item
            if ending.is_set():
                message = Sentence(
                    "Layanan ini sedang dihentikan; sambungkan lagi dari perubahan yang terakhir diterima.",
                    "This service is being stopped; connect again from the last change that came.",
                )
                raise failure(GOING_AWAY, message)
        finally:
            self.open -= 1
            self._by_reader -= Counter((reader,))  # what is none is forgotten
            self._strangers -= is_stranger
            if not self.open:
                self._quiet.set()
            self._endings.discard(ending)

    def _check(self, reader: str | None, *, is_stranger: bool) -> None:
        """Refuse a subscription that is one too many; a fifth of all is for those who signed in.

        Raises
        ------
        GraphQLError
            With code ``TOO_MANY_SUBSCRIPTIONS``.
        """
        theirs, most = self._by_reader[reader], self.limits.per_reader
        if reader is not None and theirs >= most:
            message = Sentence(
                "Anda sudah membuka {actual} langganan; paling banyak {limit}. Akhiri satu lebih dulu.",
                "You keep {actual} subscriptions open already; at most {limit}. End one first.",
            )
            raise beyond(TOO_MANY, message, most, theirs)
        most = self.limits.subscriptions
        strangers = most - most // _KEPT
        if self.open < most and not (is_stranger and self._strangers >= strangers):
            return
        message = Sentence(
            "Layanan ini sudah melayani {actual} langganan; paling banyak {limit}. Coba lagi nanti.",
            "This service carries {actual} subscriptions already; at most {limit}. Try again later.",
        )
        if self.open < most:
            raise beyond(TOO_MANY, message, strangers, self._strangers)
        raise beyond(TOO_MANY, message, most, self.open)


async def _until(
    source: AsyncGenerator[T, None], ending: asyncio.Event, limits: LiveLimits, confirm: Confirm | None
) -> AsyncGenerator[T, None]:
    """Pass on the items of a source until ``ending`` is set or the time is over; a pending read is then cancelled.

    Raises
    ------
    GraphQLError
        With code ``SUBSCRIPTION_EXPIRED``, where the time is over, or ``UNAUTHENTICATED``.
    """
    until = monotonic() + limits.seconds
    word = asyncio.create_task(ending.wait())
    confirmed = monotonic()
    coming: asyncio.Future[T] | None = None
    try:
        while not ending.is_set():
            coming = asyncio.ensure_future(anext(source))
            try:
                while not coming.done() and not ending.is_set():
                    again = confirmed + limits.sign_in_seconds if confirm else until
                    left = max(0.0, min(until, again) - monotonic())
                    await asyncio.wait((coming, word), timeout=left, return_when=asyncio.FIRST_COMPLETED)
                    if monotonic() >= until and not coming.done() and not ending.is_set():
                        raise beyond(EXPIRED, _OVER, limits.seconds, limits.seconds)
                    if confirm and monotonic() >= again:
                        await _still(confirm)
                        confirmed = monotonic()
                if not coming.done():
                    return
                item = coming.result()
            except StopAsyncIteration:
                return
            yield item
    finally:
        word.cancel()
        closing = asyncio.ensure_future(_closed(source, coming))
        _CLOSING.add(closing)
        closing.add_done_callback(_CLOSING.discard)
        await asyncio.shield(closing)


_CLOSING: Final[set[asyncio.Future[None]]] = set()
"""Sources on their way to their end, which goes on though whoever read them is cancelled again while they wait."""


async def _closed(source: AsyncGenerator[T, None], coming: asyncio.Future[T] | None) -> None:
    """Stop the pending read of a source, and then the source."""
    if coming is not None:
        coming.cancel()
        await asyncio.wait((coming,))
    await source.aclose()


async def _still(confirm: Confirm) -> None:
    """Check again whether the subscriber is signed in; if that cannot be checked now, it is checked again later.

    Raises
    ------
    GraphQLError
        With code ``UNAUTHENTICATED`` if not.
    """
    try:
        await confirm()
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == NOT_SIGNED_IN:
            raise
