"""Shedding: turns requests away before those that are being answered wait for long."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schema.core import ErrorCode
from schema.request import BUSY, RETRY_SECONDS, Full, Load
from service import http


class Shedding:
    """Stands before what takes work, where answers that are kept have gone out already.

    A request counts from when all of it has come until its answer begins: who sends slowly, or listens for an hour,
    takes nobody's place.
    """

    def __init__(self, app: ASGIApp, load: Load) -> None:
        self._app = app
        self._load = load

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 503."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = http.address(HTTPConnection(scope))
        is_counted = False

        def begin() -> None:
            nonlocal is_counted
            self._admit(address)
            self._load.requests.take(address)
            is_counted = True

        def end() -> None:
            nonlocal is_counted
            if is_counted:
                self._load.requests.leave(address)
            is_counted = False

        async def heard() -> Message:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body") and not is_counted:
                begin()
            return message

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                end()
            await send(message)

        try:
            if scope["method"] == "POST":
                self._admit(address)
            else:
                begin()
            await self._app(scope, heard, watched)
        except http.RefusalError as refusal:
            headers = HTTPConnection(scope).headers
            media = http.accepted(headers.get("accept")) or http.JSON
            response = refusal.response(media, http.language(headers.get("accept-language")))
            await response(scope, receive, send)
        finally:
            end()

    def _admit(self, address: str | None) -> None:
        """See whether one more may be begun.

        Raises
        ------
        RefusalError
            503 where it may not.
        """
        try:
            self._load.admit(address)
        except Full as full:
            headers, extensions = {"Retry-After": str(RETRY_SECONDS)}, {"retryAfter": RETRY_SECONDS}
            raise http.RefusalError(503, ErrorCode.OVERLOADED, BUSY, headers, extensions) from full
