"""Socket operations: read from the messages of one WebSocket that pass by, each timed to its first answer.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from collections.abc import Callable
from time import perf_counter
from typing import Final

import msgspec
from starlette.types import Message

from service.transport import Payload

_MOST: Final = 1_000
"""Operations of one WebSocket that may wait for their first answer and are timed."""


class _Said(msgspec.Struct):
    """One message, whoever sends it."""

    type: str
    id: str = ""
    payload: msgspec.Raw = msgspec.Raw()


_READ: Final = msgspec.json.Decoder(_Said)
_PAYLOAD: Final = msgspec.json.Decoder(Payload)

Begun = tuple[float, str | None, str]
"""When an operation came, the name that it was asked by, and its document."""


class SocketOperations:
    """The operations of one WebSocket that wait for their first answer."""

    def __init__(self, answered: Callable[[int, float, str | None, str], None]) -> None:
        """Begin to listen.

        Parameters
        ----------
        answered
            Is told of each operation: 200 or 400, as HTTP would say it, the seconds to its first answer, the name that
            it was asked by, and its document.
        """
        self._answered = answered
        self._waiting: dict[str, Begun] = {}

    def came(self, message: Message) -> None:
        """Hear a message of the client."""
        said = _read(message)
        if said is None:
            return
        if said.type == "subscribe" and len(self._waiting) < _MOST:
            try:
                asked = _PAYLOAD.decode(said.payload)
            except (msgspec.MsgspecError, RecursionError):
                return
            self._waiting[said.id] = perf_counter(), asked.operation_name, asked.query
        elif said.type == "complete":
            self._waiting.pop(said.id, None)

    def went(self, message: Message) -> None:
        """Hear a message to the client; of a subscription, only the first counts."""
        if not self._waiting or (said := _read(message)) is None:
            return
        if said.type in {"next", "error", "complete"} and (begun := self._waiting.pop(said.id, None)):
            at, name, document = begun
            self._answered(400 if said.type == "error" else 200, perf_counter() - at, name, document)


def _read(message: Message) -> _Said | None:
    text = message.get("text")
    if not isinstance(text, str):
        return None
    try:
        return _READ.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return None
