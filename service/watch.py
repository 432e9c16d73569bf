"""Watch: tells of each request how it ended, to whoever counts or logs it."""

import re
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Final

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PLACE: Final = "sinergi.asked"
_NAMED: Final = re.compile(r"\b(?:query|mutation|subscription)\s+([_A-Za-z]\w*)")


class Asked(msgspec.Struct):
    """What a request asked of GraphQL, as far as it was read."""

    operation: str | None = None
    """Name of the operation; empty where it has none, None where no operation was read."""
    is_kept: bool | None = None
    """Whether the answer was a kept one; None where none was looked for."""

    def read(self, operation_name: str | None, document: str | None) -> None:
        """Note the operation; where the request does not name it, the first name in its document counts."""
        found = None if operation_name else _NAMED.search(document or "")
        self.operation = operation_name or (found[1] if found else "")


class Ended(msgspec.Struct, frozen=True):
    """How a request ended."""

    method: str
    path: str
    status: int
    seconds: float
    """Until the answer began to be sent; that of an event stream goes on."""
    asked: Asked


def asked_by(scope: Scope) -> Asked:
    """Give what is noted of a request; where nobody watches, what is noted is lost."""
    found = scope.get(_PLACE)
    return found if isinstance(found, Asked) else Asked()


class Watch:
    """Passes requests on and tells how each ended."""

    def __init__(self, app: ASGIApp, told: Sequence[Callable[[Ended], None]]) -> None:
        self._app = app
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = scope[_PLACE] = Asked()
        begun = perf_counter()
        is_told = False

        def tell(status: int) -> None:
            nonlocal is_told
            if not is_told:
                is_told = True
                ended = Ended(scope["method"], scope["path"], status, perf_counter() - begun, asked)
                for each in self._told:
                    each(ended)

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                tell(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            tell(500)
            raise
