"""Feed: what is done to a plan, as it is done, to whoever follows it; from any number of processes, none missed."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final

from graph.sentence import Sentence
from graph.store.audit import AuditEntry, AuditLog
from graph.store.bus import WRITTEN, Bus
from graph.store.errors import StoreError
from graph.store.fault import is_cancelled

KEPT: Final = 256
"""So many of the latest things done to a plan are kept for all its followers together."""
_PAGE: Final = 100
_AGAIN_SECONDS: Final = 1.0


class FellBehind(StoreError):
    """A follower was so slow that what it has not read yet is no longer kept."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Sentence(
                "Pembaca ini tertinggal terlalu jauh dari perubahan yang datang; sambungkan lagi dari yang terakhir "
                "dibaca.",
                "This reader is too far behind the changes that come; connect again from the last one that was read.",
            )
        )
        self.number = number


class _Channel:
    """The latest things done to one plan, kept once for all its followers."""

    def __init__(self, latest: int, kept: int) -> None:
        self.followers = 0
        self.entries: deque[AuditEntry] = deque(maxlen=kept)
        self.last = latest
        """The number of the latest thing that is known here."""
        self.lost = latest
        """The number of the latest thing that is not kept, or no longer."""
        self.stale = asyncio.Event()
        self.news = asyncio.Condition()
        self.reader: asyncio.Task[None] | None = None

    def add(self, found: tuple[AuditEntry, ...]) -> None:
        for entry in found:
            if len(self.entries) == self.entries.maxlen:
                self.lost = self.entries[0].id
            self.entries.append(entry)
            self.last = entry.id

    async def newer_than(self, number: int) -> None:
        async with self.news:
            await self.news.wait_for(lambda: self.last > number)

    def after(self, number: int) -> list[AuditEntry]:
        return [entry for entry in self.entries if entry.id > number]


class Feed:
    """Follows plans. A plan that somebody follows is read once per change, however many follow it.

    What was done is read from the audit log, where it stands in order; that something was done is heard on the bus.
    So it does not matter how often, how late or by whom that is told, and a follower can begin anywhere.
    """

    def __init__(self, log: AuditLog, bus: Bus, kept: int = KEPT) -> None:
        self._log = log
        self._bus = bus
        self._kept = kept
        self._channels: dict[str, _Channel] = {}

    async def follow(self, slug: str, after: int | None = None) -> AsyncIterator[AuditEntry]:
        """Give what is done to a plan after the thing with some number, or from now on, and go on for ever.

        What was done before is read in pages, as fast as the follower asks; it is never kept for a slow one.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            FellBehind: where more was done than is kept since the follower, having read all, asked last.
        """
        with self._followed(slug, await self._log.latest(slug)) as channel:
            number = await self._log.latest(slug) if after is None else after
            while number < channel.lost:
                for entry in await self._log.after(slug, number, _PAGE):
                    number = entry.id
                    yield entry
            while True:
                await channel.newer_than(number)
                for entry in channel.after(number):
                    if number < channel.lost:
                        raise FellBehind(number)
                    number = entry.id
                    yield entry

    def followers(self, slug: str) -> int:
        """Give how many follow a plan now."""
        channel = self._channels.get(slug)
        return channel.followers if channel else 0

    @contextmanager
    def _followed(self, slug: str, latest: int) -> Iterator[_Channel]:
        """Take part in a plan's channel; the last follower closes it."""
        channel = self._channels.get(slug)
        if channel is None:
            channel = self._channels[slug] = _Channel(latest, self._kept)
            channel.reader = asyncio.create_task(self._read(slug, channel))
        channel.followers += 1
        try:
            yield channel
        finally:
            channel.followers -= 1
            if channel.followers == 0:
                del self._channels[slug]
                if channel.reader is not None:
                    channel.reader.cancel()

    async def _read(self, slug: str, channel: _Channel) -> None:
        """Read what is new whenever something may be."""

        def heard(written: str) -> None:
            if written in ("", slug):
                channel.stale.set()

        with self._bus.listening(WRITTEN, heard):
            channel.stale.set()
            while not is_cancelled():  # a call may end well at the moment in which it is broken off, and lose the word
                await channel.stale.wait()
                channel.stale.clear()
                try:
                    await self._refresh(slug, channel)
                except StoreError:  # a database that is gone for a while is asked again
                    if is_cancelled():
                        return
                    channel.stale.set()
                    await asyncio.sleep(_AGAIN_SECONDS)

    async def _refresh(self, slug: str, channel: _Channel) -> None:
        few = max(1, min(_PAGE, self._kept // 2))  # so that no follower who keeps up loses any
        while found := await self._log.after(slug, channel.last, few):
            async with channel.news:
                channel.add(found)
                channel.news.notify_all()
