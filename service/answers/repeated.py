"""Repeated: a request that came before, byte for byte, is answered as it was then, without being read again."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import date
from typing import Final, Protocol

import msgspec
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schema.access import Actor
from service.access import SignIn
from service.answers.kept import Answer, Answers, Sent
from service.answers.request import LONGEST, Parts, is_signed, parts
from service.http import RefusalError
from service.watch import asked_by

_PLACE: Final = "sinergi.learned"


class Learner(Protocol):
    """Something that learns what was answered to a request that it handed on."""

    def answered(self, method: str, headers: Sequence[tuple[bytes, bytes]], body: bytes, sent: Sent | None) -> None:
        """Learn it; ``sent`` is what may be sent again, if anything."""


CURRENT: Final[ContextVar[Learner | None]] = ContextVar("connection", default=None)
"""What handed on the request that is being answered."""


class Learned(msgspec.Struct):
    """What is learned of a request by answering it."""

    found: tuple[bytes, Answer, Actor, date] | None = None
    """Key and answer, who asked and when; None where the answer is of no use to another request."""


def learned_by(scope: Scope) -> Learned:
    """Give where it is put what is learned of a request; where nobody wants to know, it is lost."""
    found = scope.get(_PLACE)
    return found if isinstance(found, Learned) else Learned()


class Repeated:
    """Answers what was answered before, and passes all else on.

    A request is known by all that its answer depends on, as it came: method, query, body, and the headers that are
    read (``service.answers.request``). What is sent again is what was sent then, status, headers and compressed body,
    so nothing that is done on the way to an answer is left out of it. Two things are asked anew each time, as for
    every other request, and before anything is sent: who comes with these headers, and whether the plans still are as
    they were.
    """

    def __init__(self, app: ASGIApp, path: str, answers: Answers, sign_in: SignIn, today: Callable[[], date]) -> None:
        """Make it.

        Parameters
        ----------
        app
            Answers what did not come before.
        path
            Where requests are looked at.
        answers
            Where answers are kept, and what was sent with them.
        sign_in
            Tells who asks.
        today
            Tells the day, on which answers depend as well.
        """
        self._app = app
        self._path = path
        self._answers = answers
        self._sign_in = sign_in
        self._today = today

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body, sent = await self._answer(scope, receive, send)
        connection = CURRENT.get()
        if connection is not None:
            connection.answered(scope["method"], scope["headers"], body, sent)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> tuple[bytes, Sent | None]:
        """Answer it; give as much of its body as was looked at, and what may be sent again."""
        request = parts(scope) if scope["path"] == self._path else None
        if request is None:
            await self._app(scope, receive, send)
            return b"", None
        body = b""
        if scope["method"] == "POST":
            messages = [await receive()]
            body = messages[0].get("body", b"")
            while messages[-1].get("more_body") and len(body) <= LONGEST:
                messages.append(await receive())
                body += messages[-1].get("body", b"")
            receive = _again(messages, receive)
            if messages[-1]["type"] != "http.request" or len(body) > LONGEST:
                await self._app(scope, receive, send)
                return body, None
            request = (*request, body)
        sent = self._answers.sent(request)
        if sent is None or not await self._stands(sent, request, scope):
            await self._learn(request, scope, receive, send)
            return body, self._answers.sent(request)
        asked = asked_by(scope)
        asked.operation, asked.is_kept = sent.operation, True
        await send({"type": "http.response.start", "status": sent.status, "headers": sent.headers})
        await send({"type": "http.response.body", "body": sent.body})
        return body, sent

    def sent_at_once(self, bytes_: bytes) -> Sent | None:
        """Give what a request of these bytes was answered, where it can be told at once that it still holds."""
        sent = self._answers.sent((bytes_,))
        if sent is None or self._today() != sent.today or not self._answers.stands_at_once(sent):
            return None
        return sent

    def note_bytes(self, bytes_: bytes, sent: Sent) -> None:
        """Note by its bytes what a request without an Authorization was answered."""
        if sent.actor == self._sign_in.unknown:
            self._answers.note((bytes_,), sent)

    async def _stands(self, sent: Sent, request: Parts, scope: Scope) -> bool:
        """Say whether it may be sent again to who asks now."""
        actor = self._sign_in.unknown
        if is_signed(request):
            try:
                actor = await self._sign_in.asker(Headers(scope=scope))
            except RefusalError:
                return False
        return actor == sent.actor and self._today() == sent.today and await self._answers.stands(sent)

    async def _learn(self, request: Parts, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note what is sent, where that is an answer that is kept."""
        learned = scope[_PLACE] = Learned()
        status, headers = 0, ()

        async def learning(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], tuple(message["headers"])  # others add to it on its way
            elif learned.found is not None and not message.get("more_body"):
                operation = asked_by(scope).operation or ""
                self._answers.note(request, Sent(*learned.found, operation, status, headers, message["body"]))
            await send(message)

        await self._app(scope, receive, learning)


def _again(messages: list[Message], receive: Receive) -> Receive:
    """Receive messages again that were looked at, and then what follows them."""

    async def receiving() -> Message:
        return messages.pop(0) if messages else await receive()

    return receiving
