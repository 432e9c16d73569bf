"""Transport: the messages of a WebSocket as graphql-transport-ws has them; any other ends it.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message

from schema import Context
from schema.live import PASSING

AWAY: Final = 1001
"""Ends a WebSocket so that its client comes back by itself and begins its subscriptions anew."""
_LONGEST_REASON: Final = 120
"""Bytes."""


class Payload(msgspec.Struct):
    """What an operation is begun with."""

    query: str
    operation_name: str | None = msgspec.field(default=None, name="operationName")
    variables: dict[str, Any] | None = None
    extensions: dict[str, Any] | None = None


class Said(msgspec.Struct):
    """Any message."""

    type: str


class Begun(Said):
    """A message that begins an operation."""

    id: str
    payload: Payload


class Ending(Said):
    """A message that ends one."""

    id: str


def reason(text: str) -> str:
    """As much of a sentence as a WebSocket may be closed with."""
    return text.encode()[:_LONGEST_REASON].decode(errors="ignore")


_SHAPES: Final[dict[str, type[Said]]] = {"subscribe": Begun, "complete": Ending}


class Transport(BaseGraphQLTransportWSHandler[Context, None]):
    """Takes messages that are as they must be; one that is not ends its WebSocket with 4400, as the protocol says.

    A subscription that its client should take up again ends the WebSocket with 1001: clients take ``complete`` for an
    end that was meant, and do not come back.
    """

    _is_over = False

    async def handle_message(self, message: Message) -> None:
        """Take a message of the client."""
        try:
            said = msgspec.convert(message, Said)
            msgspec.convert(message, _SHAPES.get(said.type, Said))
        except msgspec.ValidationError as error:
            await self.handle_invalid_message(reason(f"Invalid message: {error}"))
        else:
            await super().handle_message(message)

    async def send_message(self, message: Message) -> None:
        """Send a message, or end the WebSocket in its place."""
        if self._is_over:
            return
        error = _passing(message)
        if error is None:
            await super().send_message(message)
        else:
            self._is_over = True
            await self.websocket.close(AWAY, reason(error))


def _passing(message: Mapping[str, Any]) -> str | None:
    """Give the sentence with which a subscription ends that its client should take up again."""
    if message["type"] != "next":
        return None
    errors = message["payload"].get("errors", ())
    return next((each["message"] for each in errors if each.get("extensions", {}).get("code") in PASSING), None)
