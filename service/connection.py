"""Connection: uvicorn's own protocol, with an end to heads, to waiting, and to how many may be open.

uvicorn bounds neither what a head may hold nor how long a client may take to send one, or a body.
"""

import asyncio
from collections.abc import Mapping
from math import inf
from typing import Any, Final

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from graph.sentence import Sentence
from schema.core import ErrorCode
from schema.limit.settings import named
from service.http import RefusalError

PREFIX: Final = "SINERGI_CONNECTION_"
"""How the names of these limits begin in the environment."""


class ConnectionLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one connection may send, and how slowly."""

    head: int = 65_536
    """Bytes of a request before its body: address and headers, and headers after a body."""
    headers: int = 100
    """Headers of a request."""
    pipelined: int = 100
    """Requests that are read before the first of them is answered; what comes after them is not."""
    head_seconds: float = 10.0
    """How long a head may take, from when the connection was made, the last answer was sent, or its first byte came."""
    body_seconds: float = 20.0
    """How long a body may take, beside what its bytes are given."""
    body_rate: int = 5_000
    """Bytes of a body that give its sender another second."""
    open: int = 1_000
    """Connections that are open at the same time, WebSockets among them."""


def connection_limits(environment: Mapping[str, str]) -> ConnectionLimits:
    """Read what connections may do from names such as ``SINERGI_CONNECTION_HEAD``.

    >>> connection_limits({"SINERGI_CONNECTION_OPEN": "50"}).open
    50

    Raises
    ------
    ValueError
        Where a name is unknown or a value does not fit; the sentence says which.
    """
    limits = named(environment, PREFIX, ConnectionLimits, "Batas sambungan")
    for name in ConnectionLimits.__struct_fields__:
        if not 0 < getattr(limits, name) < inf:
            raise ValueError(f"{PREFIX}{name.upper()} harus lebih dari 0 dan terhingga.")
    return limits


class Connection(HttpToolsProtocol):
    """One connection. It waits for a head, then for the rest of a body, then for nothing until it has answered."""

    def __init__(self, *given: Any, limits: ConnectionLimits, **named_: Any) -> None:  # the server's own parameters
        super().__init__(*given, **named_)
        self._limits = limits
        self._awaits: str | None = "head"
        self._since = self.loop.time()
        self._is_begun = False
        self._unread = 0
        self._size = 0
        self._received = 0
        self._is_refused = False
        """Whether what still comes is not read."""
        self._looking: asyncio.TimerHandle | None = None

    @property
    def waits_since(self) -> float | None:
        """Since when it waits for its client, later by what came of a body; None while it reads or answers."""
        if self._awaits is None or (self._awaits == "head" and self._is_answering()):
            return None
        return self._since + self._received / self._limits.body_rate

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; where too many are open, the one ends that has waited for its client longest."""
        super().connection_made(transport)
        self._looking = self.loop.call_later(self._limits.head_seconds, self._look)
        if len(self.connections) > self._limits.open:
            found = [each for each in self.connections if isinstance(each, Connection) and each.waits_since is not None]
            min(found, key=lambda each: each.waits_since or 0.0, default=self).time_out()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._end()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection on: what comes now is a WebSocket's matter."""
        self._end()
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        """Read what came; what leads to nothing may not go on for ever."""
        if self._is_refused:
            return
        self._unread += len(data)
        super().data_received(data)
        if self._unread > self._limits.head:
            self._beyond()

    def on_message_begin(self) -> None:
        """Begin to read a head."""
        super().on_message_begin()
        self._wait_for("head")
        self._is_begun = True
        self._size = 0

    def on_url(self, url: bytes) -> None:
        """Read a piece of the address."""
        super().on_url(url)
        self._size += len(url)
        if self._size > self._limits.head:
            self._beyond()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Read a header, before a body or after it."""
        self._size += len(name) + len(value) + len(b": \r\n")
        if self._size > self._limits.head or len(self.headers) >= self._limits.headers:
            self._beyond()
        if not self._is_refused:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        if self._is_refused:
            return
        self._unread = 0
        self._wait_for("body")
        super().on_headers_complete()
        if len(self.pipeline) >= self._limits.pipelined:
            self._is_refused = True
            self.cycle.more_body = False
            self._wait_for(None)

    def on_body(self, body: bytes) -> None:
        """Read a piece of a body."""
        if self._is_refused:
            return
        self._unread = 0
        self._received += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for nothing until this is answered, or for the next request where it has been."""
        if self._is_refused:
            return
        self._unread = 0
        self._is_begun = False
        self._wait_for(None if self._is_answering() else "head")
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request, once the rest of this one is here."""
        if self._awaits is None:
            self._wait_for("head")
        super().on_response_complete()
        if self._is_refused and not self._is_answering():
            self.transport.close()

    def _wait_for(self, what: str | None) -> None:
        self._awaits = what
        self._received = 0
        self._since = self.loop.time()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _look(self) -> None:
        """End the connection where its client takes too long, else look again when it would."""
        now = self.loop.time()
        if self.waits_since is None or self.flow.read_paused:  # the client waits for us
            self._since = now
        seconds = self._limits.body_seconds if self._awaits == "body" else self._limits.head_seconds
        due = (self.waits_since or now) + seconds
        if due > now:
            self._looking = self.loop.call_at(due, self._look)
        else:
            self.time_out()

    def time_out(self) -> None:
        """End it, since its client is too slow."""
        if self._is_begun:
            message = Sentence(
                "Permintaan ini terlalu lama datangnya. Kirim lagi.", "This request came too slowly. Send it again."
            )
            self._refuse(RefusalError(408, ErrorCode.TOO_SLOW, message, {"Connection": "close"}))
        else:
            self.transport.close()

    def _beyond(self) -> None:
        limits = self._limits
        message = Sentence(
            f"Alamat dan kepala permintaan paling banyak {limits.head} byte dan {limits.headers} kepala.",
            f"The address and headers of a request have at most {limits.head} bytes and {limits.headers} headers.",
        )
        status = 414 if len(self.url) * 2 > limits.head else 431
        extensions = {"limit": limits.head, "headers": limits.headers}
        self._refuse(RefusalError(status, ErrorCode.HEAD_TOO_LARGE, message, {"Connection": "close"}, extensions))

    def _refuse(self, refusal: RefusalError) -> None:
        """End the connection; its client is told why where it is not being told something else."""
        if self._is_refused:
            return
        self._is_refused = True
        is_answered = self._is_answering() if self._awaits == "head" else self.pipeline or self.cycle.response_started
        if not is_answered:
            response = refusal.response()
            lines = [b"%b: %b\r\n" % each for each in response.raw_headers]
            self.transport.write(b"".join([STATUS_LINE[refusal.status], *lines, b"\r\n", bytes(response.body)]))
        if self._is_answering():
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()
        self._end()
        self._looking = self.loop.call_later(self._limits.head_seconds, self.transport.abort)

    def _end(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
