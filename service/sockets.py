"""Sockets: the WebSockets that are open: how many there may be, who makes room, and how all of them end."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from starlette.websockets import WebSocket

from graph.sentence import Sentence
from schema import Context
from schema.core import Language, spoken
from schema.request import Live
from service import http
from service.transport import AWAY

_FULL: Final = Sentence(
    "Tempat ini dipakai yang lain; sambungkan lagi nanti.", "Others take this place; connect again later."
)
_STOPPING: Final = Sentence("Layanan ini sedang dihentikan.", "This service is being stopped.")


class Sockets:
    """The WebSockets that are open."""

    def __init__(self, live: Live) -> None:
        """Begin with none; ``live`` says how many there may be, and knows their subscriptions."""
        self._live = live
        self._open: dict[WebSocket, Context | None] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    def have_room(self, socket: WebSocket) -> bool:
        """Say whether one more may be opened, from where it comes.

        Browsers sign in only once theirs is open. So where all are taken, or all of an address, whoever did not sign in
        and has kept theirs longest makes room: nobody takes the place of those who signed in by opening many.
        """
        limits = self._live.limits
        neighbours = [each for each in self._open if http.address(each) == http.address(socket)]
        if len(neighbours) >= limits.per_address:
            crowd = neighbours
        elif len(self._open) >= limits.connections:
            crowd = list(self._open)
        else:
            return True
        stranger = next((each for each in crowd if not self._is_signed_in(each)), None)
        if stranger is None:
            return False
        leaving = asyncio.create_task(_closed(stranger, spoken(_FULL, self.language(stranger))))
        del self._open[stranger]
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        return True

    @contextmanager
    def opened(self, socket: WebSocket) -> Iterator[None]:
        """Count one among them until it is done."""
        self._open[socket] = None
        try:
            yield
        finally:
            self._open.pop(socket, None)

    def serve(self, socket: WebSocket, context: Context) -> None:
        """Note with which context one is served; its user signs in later."""
        if socket in self._open:
            self._open[socket] = context

    def language(self, socket: WebSocket) -> Language:
        """Give the language that whoever opened one reads: as they said when they signed in, else by its head."""
        context = self._open.get(socket)
        return context.language if context else http.language(socket.headers.get("accept-language"))

    async def close(self, seconds: float) -> None:
        """Tell all subscriptions and WebSockets that the service ends, and wait for them so long at most."""
        self._live.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._live.quiet()
                await asyncio.sleep(0.05)  # the last word of each is on its way
        for socket in list(self._open):
            await _closed(socket, spoken(_STOPPING, self.language(socket)))

    def _is_signed_in(self, socket: WebSocket) -> bool:
        context = self._open[socket]
        return context is not None and bool(context.actor.name)


async def _closed(socket: WebSocket, why: str) -> None:
    with suppress(RuntimeError, OSError):
        await socket.close(AWAY, why)
