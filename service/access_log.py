"""Access log: tells of each request how it ended, to whoever counts or logs it."""

import re
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from itertools import count
from os import urandom
from time import perf_counter
from typing import Final

import msgspec
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from acts import Actor
from schema.request import ReadPlans
from service.socket_operations import SocketOperations

_PLACE: Final = "sinergi.asked"
QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""What machines ask all the time."""
SUBSCRIBE: Final = "SUBSCRIBE"
LEFT: Final = 499
"""Status of a request whose client left before all of it had come; nobody is sent it."""
REQUEST_ID: Final = "X-Request-Id"
_HEADER: Final = REQUEST_ID.lower().encode()
CURRENT: Final[ContextVar[str]] = ContextVar("request_id", default="")
"""Id of the request that is being answered; empty where there is none."""
_PROCESS: Final = urandom(8).hex()
_COUNT: Final = count(1)
"""New ids begin with what no other process has, and are counted: asking the system for each would take it longer."""
_FIT: Final = re.compile(rb"[0-9A-Za-z._:+/=-]{1,100}")
_NAMED: Final = re.compile(r"\b(?:query|mutation|subscription)\s+([_A-Za-z]\w*)")


class Asked(msgspec.Struct):
    """What a request asked of GraphQL, as far as it was read, and what those who answer it tell each other."""

    operation: str | None = None
    """Name of the operation; empty where it has none, None where no operation was read."""
    is_kept: bool | None = None
    """Whether the answer was a kept one; None of what is never kept, such as a mutation."""
    actor: Actor | None = None
    """Who asks, as soon as that was made out."""
    rests_on: ReadPlans | None = None
    """What the answer rests on; None where it is of no use to another request."""
    is_fixed: bool = False
    """Whether only another version of the program can answer otherwise."""
    may_have_written: bool = False
    """Whether a mutation was among what was asked."""

    def read(self, operation_name: str | None, document: str | None) -> None:
        """Note the operation; where the request does not name it, the first name in its document counts."""
        found = None if operation_name else _NAMED.search(document or "")
        self.operation = operation_name or (found[1] if found else "")


class Ended(msgspec.Struct, frozen=True):
    """How a request, a WebSocket, or an operation over one, ended."""

    method: str
    """``WEBSOCKET`` for a WebSocket, whose status is 101 where it was opened; ``SUBSCRIBE``, as its protocol calls it,
    for an operation over one, whose status is what HTTP would have said: 200, or 400 where it was refused."""
    path: str
    status: int
    request_id: str
    seconds: float
    """Until the answer began to be sent, and that of a subscription goes on; of a WebSocket, how long it was open."""
    asked: Asked
    error: Exception | None = None
    """What nobody expected."""


def asked_by(scope: Scope) -> Asked:
    """Give what is noted of a request."""
    found: Asked | None = scope.get(_PLACE)
    if found is None:
        found = scope[_PLACE] = Asked()
    return found


def request_id(given: bytes | None) -> str:
    """Give the id of a request: the one that it came with, where that is fit to be written, else a new one.

    >>> request_id(b"a-1.b"), len(request_id(b"a b")), len(request_id(None))
    ('a-1.b', 32, 32)
    """
    if given is not None and _FIT.fullmatch(given):
        return given.decode("ascii")
    return f"{_PROCESS}{next(_COUNT):016x}"


class AccessLog:
    """Passes requests on and tells how each ended; each has an id, which its answer and its lines in logs carry."""

    def __init__(self, app: ASGIApp, told: Sequence[Callable[[Ended], None]]) -> None:
        self._app = app
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        kind = scope["type"]
        if kind == "lifespan":
            await self._app(scope, receive, send)
            return
        given = None
        for name, value in scope["headers"]:
            if name == _HEADER:
                given = value
                break
        id_ = request_id(given)
        before = CURRENT.set(id_)
        try:
            await (self._answer if kind == "http" else self._talk)(id_, scope, receive, send)
        finally:
            CURRENT.reset(before)

    async def _answer(self, id_: str, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope[_PLACE] = Asked()
        begun = perf_counter()
        is_told = False

        def tell(status: int, error: Exception | None = None) -> None:
            nonlocal is_told
            is_told = True
            ended = Ended(scope["method"], scope["path"], status, id_, perf_counter() - begun, asked, error)
            for each in self._told:
                each(ended)

        def watched(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (_HEADER, id_.encode("ascii"))]
                tell(message["status"])
            return send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            if not is_told:
                tell(LEFT)
        except Exception as error:
            if is_told:
                raise
            tell(500, error)
            message = f"Ada kesalahan di layanan ini. Laporkan dengan {REQUEST_ID}: {id_}\n"
            await PlainTextResponse(message, 500, {REQUEST_ID: id_})(scope, receive, send)

    async def _talk(self, id_: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a WebSocket, and tell how it ended when it is closed; one that is never opened was refused.

        Each operation over it is told of as well, under the WebSocket's id.
        """
        begun = perf_counter()
        status = 403
        error: Exception | None = None

        def answered(status: int, seconds: float, name: str | None, document: str) -> None:
            asked = Asked()
            asked.read(name, document)
            for each in self._told:
                each(Ended(SUBSCRIBE, scope["path"], status, id_, seconds, asked))

        talk = SocketOperations(answered)

        async def heard() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                talk.came(message)
            return message

        def watched(message: Message) -> Awaitable[None]:
            nonlocal status
            if message["type"] == "websocket.send":
                talk.went(message)
            elif message["type"] == "websocket.accept":
                status = 101
                message["headers"] = [*message.get("headers", ()), (_HEADER, id_.encode("ascii"))]
            elif message["type"] == "websocket.http.response.start":
                status = message["status"]
            return send(message)

        try:
            await self._app(scope, heard, watched)
        except Exception as unexpected:
            status, error = 500, unexpected
            raise
        finally:
            ended = Ended("WEBSOCKET", scope["path"], status, id_, perf_counter() - begun, Asked(), error)
            for each in self._told:
                each(ended)
