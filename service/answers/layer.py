"""Layer: gives a kept answer to whoever asks the same again, before anything of the application is asked."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from acts import Actor
from schema import Evaluations
from schema.core import Language
from service import http
from service.access import SignIn
from service.access_log import asked_by
from service.answers.kept import Answer, Kept, Key

HEADERS: Final = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"authorization",
        b"content-encoding",
        b"content-length",
        b"content-type",
        b"if-none-match",
    }
)
"""All headers of a request that its answer may depend on."""
_CONDITION: Final = b"if-none-match"
_LASTING: Final = frozenset({b"cache-control", b"etag", b"vary"})
"""Headers that a 304 repeats."""
_MUTATION: Final = re.compile(r"\bmutation\b")
_SORTED: Final = msgspec.json.Encoder(order="sorted")


class Answers:
    """Answers of one address, kept as they were sent; outside the router and all else that makes them.

    Two requests are the same where all is the same that an answer may depend on: method, query, what the body says
    (document or identifier, variables and the rest, in whatever order), who asks, the day, and ``HEADERS``, of which
    Accept, Accept-Encoding and Accept-Language count by what they choose. Limits, configuration, knowledge and trusted
    documents are the same for a whole process. Whoever makes an answer says what it rests on (``Asked.rests_on``);
    without that, none is kept.
    """

    def __init__(
        self, app: ASGIApp, path: str, kept: Kept, sign_in: SignIn, evaluations: Evaluations, longest: int
    ) -> None:
        """Stand before an application.

        Parameters
        ----------
        app
            What answers where nothing is kept.
        path
            The address whose answers are kept.
        kept
            Where.
        sign_in
            Tells who asks, each time anew.
        evaluations
            Tell the day.
        longest
            Bytes of a body that is read here; a longer one is left to the application.
        """
        self._app = app
        self._path = path
        self._kept = kept
        self._sign_in = sign_in
        self._evaluations = evaluations
        self._longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the kept answer to a request; else have it worked out, and keep what comes."""
        given = _given(scope["headers"]) if scope["type"] == "http" and scope["path"] == self._path else None
        media = None if given is None else self._media(scope["method"], given)
        if given is None or media is None:
            await self._app(scope, receive, send)
            return
        is_get, sent = scope["method"] == "GET", b""
        if not is_get:
            body = await _body(receive)
            receive = _again(body, receive)
            sent = _sent(body)
            if not sent:
                await self._app(scope, receive, send)
                return
        asked = asked_by(scope)
        try:
            asked.actor = await self._sign_in.actor(given.get(b"authorization"), http.address(HTTPConnection(scope)))
        except http.RefusalError as refusal:
            await refusal.response(media, _language(given))(scope, receive, send)
            return
        key = (
            is_get,
            scope["query_string"],
            sent,
            self._evaluations.today,
            *_who(given, asked.actor),
            media,
            _language(given),
            *_form(given),
        )
        condition = given.get(_CONDITION) if is_get else None
        answer = await self._kept.find(key)
        if answer is None:
            await self._app(_unconditional(scope, condition), receive, self._keeping(scope, key, condition, send))
        else:
            asked.is_kept, asked.operation = True, answer.operation
            await _give(answer, condition, send)

    def _media(self, method: str, given: Mapping[bytes, str]) -> str | None:
        """Give the media type of an answer that may be kept; None where only the application can tell."""
        accept = given.get(b"accept")
        if accept is not None and (http.prefers(accept, http.EVENTS) or http.names(accept, http.HTML)):
            return None
        if method == "POST":
            length = given.get(b"content-length", "")
            is_short = length.isdecimal() and int(length) <= self._longest
            if not is_short or http.media_type(given.get(b"content-type", "")).name != http.JSON:
                return None
        elif method != "GET":
            return None
        return http.accepted(accept)

    def _keeping(self, scope: Scope, key: Key, condition: str | None, send: Send) -> Send:
        """Send what the application sends; an answer that may be kept, and comes whole, is kept first."""
        asked = asked_by(scope)
        begun: Message | None = None

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                if message["status"] == 200 and (asked.rests_on is not None or condition is not None):
                    begun = message
                    return
            elif begun is not None:
                start, begun = begun, None
                if not message.get("more_body"):
                    answer = Answer(start["headers"], message["body"], asked.operation, asked.rests_on)
                    self._kept.keep(key, answer)
                    await _give(answer, condition, send)
                    return
                await send(start)
            await send(message)

        return sending


def _given(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, str] | None:
    """Read those headers that an answer may depend on; None where one comes twice."""
    found: dict[bytes, str] = {}
    for name, value in headers:
        if name in HEADERS:
            if name in found:
                return None
            found[name] = value.decode("latin-1")
    return found


def _who(given: Mapping[bytes, str], actor: Actor) -> Key:
    """Who asks; an answer for who did not sign in may be kept by more than who asked."""
    return b"authorization" in given, actor.name, tuple(sorted(actor.roles.items())), actor.opds


def _language(given: Mapping[bytes, str]) -> Language:
    return http.language(given.get(b"accept-language"))


def _form(given: Mapping[bytes, str]) -> Key:
    """How the body is written, and how the answer is to be."""
    encoding = http.encoding(given.get(b"accept-encoding", ""), http.OFFERED)
    return given.get(b"content-type"), given.get(b"content-encoding"), encoding


async def _body(receive: Receive) -> bytes:
    """Receive a body.

    Raises
    ------
    ClientDisconnect
        Where its sender has left before all of it had come.
    """
    body, is_more = b"", True
    while is_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        is_more = message.get("more_body", False)
    return body


def _sent(body: bytes) -> bytes:
    """Give what a body says in one order of its parts; nothing where it is a mutation, a list, or no JSON.

    A document with the word in a text counts as a mutation; a mutation by its identifier is found out later.
    """
    try:
        found = http.read_json(body)
    except http.RefusalError:
        return b""
    if not isinstance(found, dict):
        return b""
    document = found.get("query")
    if isinstance(document, str) and "mutation" in document and _MUTATION.search(document):
        return b""
    return _SORTED.encode(found)


def _again(body: bytes, receive: Receive) -> Receive:
    """Receive a body again, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return receiving


def _unconditional(scope: Scope, condition: str | None) -> Scope:
    """Ask for an answer itself, also where the client may have it: what is kept is good for those who do not."""
    if condition is None:
        return scope
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != _CONDITION]}


async def _give(answer: Answer, condition: str | None, send: Send) -> None:
    """Send an answer, or that the client has it."""
    status, headers, body = 200, answer.headers, answer.body
    if condition is not None and (tag := answer.tag) and http.is_known(condition, tag):
        status, headers, body = 304, [each for each in headers if each[0] in _LASTING], b""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
