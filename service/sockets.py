"""Sockets: the WebSockets that are open: how many there may be, and how all of them end."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from starlette.websockets import WebSocket

from schema.request import Live
from service.transport import AWAY


class Sockets:
    """The WebSockets that are open."""

    def __init__(self, live: Live) -> None:
        """Begin with none; ``live`` says how many there may be, and knows their subscriptions."""
        self._live = live
        self._open: set[WebSocket] = set()

    def have_room(self, socket: WebSocket) -> bool:
        """Say whether one more may be opened, from where it comes."""
        limits = self._live.limits
        host = socket.client and socket.client.host
        theirs = sum(1 for each in self._open if each.client and each.client.host == host)
        return len(self._open) < limits.connections and theirs < limits.per_address

    @contextmanager
    def opened(self, socket: WebSocket) -> Iterator[None]:
        """Count one among them until it is done."""
        self._open.add(socket)
        try:
            yield
        finally:
            self._open.discard(socket)

    async def close(self, seconds: float) -> None:
        """Tell all subscriptions and WebSockets that the service ends, and wait for them so long at most."""
        self._live.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._live.quiet()
                await asyncio.sleep(0.05)  # the last word of each is on its way
        for socket in list(self._open):
            with suppress(RuntimeError, OSError):
                await socket.close(AWAY, "Layanan ini sedang dihentikan.")
