"""Transport: the messages of a WebSocket as graphql-transport-ws has them; any other ends it.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from typing import Any, Final

import msgspec
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message

from schema import Context

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
    """Takes messages that are as they must be; one that is not ends its WebSocket with 4400, as the protocol says."""

    async def handle_message(self, message: Message) -> None:
        """Take a message of the client."""
        try:
            said = msgspec.convert(message, Said)
            msgspec.convert(message, _SHAPES.get(said.type, Said))
        except msgspec.ValidationError as error:
            await self.handle_invalid_message(reason(f"Invalid message: {error}"))
        else:
            await super().handle_message(message)
