"""Connection: a request whose bytes are those of one that came before is answered before it is parsed.

The same bytes, at the same place of a connection, are the same request: nothing that parsing would find can differ. So
an answer that is sent again (``service.answers``) is sent from here without a parser, a task or a scope, as long as it
can be told at once that it still holds. All else goes on to the server's own protocol.
"""

import asyncio
from collections.abc import Callable, Sequence
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from time import perf_counter, time
from typing import Final, cast

from service.answers import CURRENT, Repeated, Sent
from service.watch import Asked, Ended, request_id

LONGEST: Final = 16_384
"""Bytes of a request that is known by its bytes."""
SECONDS: Final = 2.0
"""How long a connection is answered from here before the server is handed a request of it again: by its own clock, it
closes those on which it has seen none for five seconds."""
_OTHERWISE: Final = frozenset({b"authorization", b"expect", b"upgrade", b"x-request-id"})
"""Headers for which the server, or sign-in, or the log must look at each request."""
_END: Final = b"\r\n\r\n"


class Connection(asyncio.Protocol):
    """One connection: it hands on to the server's protocol what it does not answer itself.

    It answers only between requests: at the beginning, after an answer of its own, and where all that the server was
    handed since was one request and that has been answered.
    """

    def __init__(
        self, inner: asyncio.Protocol, repeated: Repeated, path: str, told: Sequence[Callable[[Ended], None]]
    ) -> None:
        """Make it.

        Parameters
        ----------
        inner
            The server's protocol.
        repeated
            Knows what was answered before.
        path
            The path of all requests that are.
        told
            Told how each request ended that is answered here.
        """
        self._inner = inner
        self._repeated = repeated
        self._path = path
        self._told = told
        self._transport = asyncio.Transport()
        self._is_between = True
        self._handed: bytes | None = None
        self._seen = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class
        self._inner.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._inner.connection_lost(exc)

    def eof_received(self) -> bool | None:
        """Hand on that nothing more comes."""
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        """Hand on that the client reads too slowly."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Hand on that it reads again."""
        self._inner.resume_writing()

    def data_received(self, data: bytes) -> None:
        """Answer a request that came before, or hand on what came."""
        if self._is_between and self._is_answered(data):
            return
        if self._is_between:
            self._handed = data
        elif self._handed is not None:
            self._handed = self._handed + data if len(self._handed) <= LONGEST else None
        self._is_between = False
        before = CURRENT.set(self)
        try:
            self._inner.data_received(data)  # the task that answers gets this context
        finally:
            CURRENT.reset(before)

    def answered(self, method: str, headers: Sequence[tuple[bytes, bytes]], body: bytes, sent: Sent | None) -> None:
        """Learn that the server has answered a request.

        Parameters
        ----------
        method, headers, body
            Of the request, as they were parsed.
        sent
            What it was answered, where that may be sent again.
        """
        handed = self._handed
        if handed is None or not _is_one(handed, method.encode("ascii"), body) or self._transport.is_closing():
            return  # something else came with it, before or since; the server alone knows where a request begins now
        self._handed = None
        self._is_between = True
        self._seen = perf_counter()
        if sent is not None and len(handed) <= LONGEST and not any(_is_otherwise(*each) for each in headers):
            self._repeated.note_bytes(handed, sent)

    def _is_answered(self, data: bytes) -> bool:
        begun = perf_counter()
        transport = self._transport
        if begun - self._seen > SECONDS or transport.is_closing() or transport.get_write_buffer_size():
            return False  # the server waits for who reads slowly
        sent = self._repeated.sent_at_once(data)
        if sent is None:
            return False
        id_ = request_id(None)
        transport.write(b"%b%bx-request-id: %b\r\n\r\n" % (_head(sent.status, sent.headers), _date(), id_.encode()))
        transport.write(sent.body)
        method = "GET" if data.startswith(b"GET ") else "POST"
        asked = Asked(operation=sent.operation, is_kept=True)
        ended = Ended(method, self._path, sent.status, id_, perf_counter() - begun, asked)
        for each in self._told:
            each(ended)
        return True


def _is_otherwise(name: bytes, value: bytes) -> bool:
    return name in _OTHERWISE or (name == b"connection" and value.lower() != b"keep-alive")


def _is_one(handed: bytes, method: bytes, body: bytes) -> bool:
    """Say whether bytes are one request that was parsed as this, and nothing after it."""
    head, end, rest = handed.partition(_END)
    lines = head.count(b"\n")
    return bool(end) and rest == body and head.startswith(method + b" ") and lines == head.count(b"\r\n")


@lru_cache(1024)
def _head(status: int, headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode("ascii")
    return line + b"".join(b"%b: %b\r\n" % each for each in headers)


def _date() -> bytes:
    return _date_of(int(time()))


@lru_cache(1)
def _date_of(second: int) -> bytes:
    return f"date: {formatdate(second, usegmt=True)}\r\n".encode("ascii")
