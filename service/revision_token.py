"""Revision token: a client that has written is answered from no older state, whichever process it asks.

The token is how often anything was written to all plans and beside them. It only rises, and is the same in all
processes of a database; so a state that has reached it holds what its bearer wrote.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.sentence import Sentence
from graph.store import StoreError
from graph.store.stamp import Stamps
from schema.core import ErrorCode
from service import http
from service.access_log import asked_by

HEADER: Final = http.REVISION_TOKEN
_LONGEST: Final = 18
_PAUSES: Final = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds before each look at a database that has not reached a token."""


class RevisionToken:
    """Gives the answer to a mutation its token, and has who brings one wait until the database has reached it."""

    def __init__(self, app: ASGIApp, stamps: Stamps, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._app = app
        self._stamps = stamps
        self._pause = pause

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = asked_by(scope)
        headers = Headers(scope=scope)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start" and asked.may_have_written:
                with suppress(StoreError):
                    MutableHeaders(scope=message)[HEADER] = str(await self._reached())
            await send(message)

        refusal = await self._refusal(headers.get(HEADER))
        if refusal is None:
            await self._app(scope, receive, marked)
        else:
            response = refusal.response(chosen=http.language(headers.get("accept-language")))
            await response(scope, receive, send)

    async def _refusal(self, token: str | None) -> http.RefusalError | None:
        if token is None:
            return None
        if not (token.isascii() and token.isdecimal() and len(token) <= _LONGEST):
            message = Sentence(
                f"{HEADER} harus bilangan yang diberikan jawaban atas sebuah mutasi.",
                f"{HEADER} must be the number that the answer to a mutation gave.",
            )
            return http.RefusalError(HTTPStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, message)
        with suppress(StoreError):  # whoever answers says what is wrong with the database
            for seconds in _PAUSES:
                await self._pause(seconds)
                if await self._reached() >= int(token):
                    return None
            message = Sentence(
                "Basis data yang menjawab belum memuat, atau tidak lagi memuat, yang sudah ditulis klien ini. "
                "Coba lagi sebentar lagi; bila tetap, muat ulang tanpa token.",
                "The database that answers does not hold yet, or holds no more, what this client has written. "
                "Try again in a moment; if that does not help, load anew without the token.",
            )
            return http.RefusalError(
                HTTPStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE, message, {"Retry-After": "1"}
            )
        return None

    async def _reached(self) -> int:
        return sum((await self._stamps.of(None)).values())
