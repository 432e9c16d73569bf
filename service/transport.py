"""Transport: the messages of a WebSocket as graphql-transport-ws has them; any other ends it.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from collections.abc import AsyncGenerator, Mapping
from typing import Any, Final, cast

import msgspec
from graphql import GraphQLError
from strawberry.schema.schema import StreamResult
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message, SubscribeMessage
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from graph.sentence import Sentence
from schema import Context
from schema.core import ErrorCode, Language, error_in, failure, spoken
from schema.limit.error import beyond
from schema.request import BUSY, NOT_SIGNED_IN, PASSING, RETRY_SECONDS, Full

AWAY: Final = 1001
"""Ends a WebSocket so that its client comes back by itself and begins its subscriptions anew."""
FORBIDDEN: Final = 4403
"""Ends a WebSocket whose token lets nobody in, or does so no more."""
_ENDS: Final = {**dict.fromkeys(PASSING, AWAY), NOT_SIGNED_IN: FORBIDDEN}
"""How the end of a subscription ends its WebSocket, by its code."""
_TOO_MANY: Final = Sentence(
    "Satu sambungan menjalankan paling banyak {limit} operasi sekaligus. Akhiri satu lebih dulu.",
    "One connection runs at most {limit} operations at once. End one first.",
)
_LONGEST_REASON: Final = 120
"""Bytes."""
_INVALID: Final = {
    "WebSocket message must be valid JSON": "Pesan WebSocket harus JSON yang sah",
    "WebSocket message type must be text": "Pesan WebSocket harus berupa teks",
    "Failed to parse message": "Pesan ini tidak dapat dibaca",
    "Unknown message type": "Jenis pesan ini tidak dikenal",
    "Invalid message": "Pesan ini tidak sah",
}
"""What may be wrong with a message, before what is said of this one, and the same in Indonesian."""


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
    end that was meant, and do not come back. One whose token lets nobody in any more is ended with 4403.
    """

    _is_over = False

    async def handle_message(self, message: Message) -> None:
        """Take a message of the client."""
        try:
            said = msgspec.convert(message, Said)
            msgspec.convert(message, _SHAPES.get(said.type, Said))
        except msgspec.ValidationError as error:
            await self.handle_invalid_message(f"Invalid message: {error}")
        else:
            await super().handle_message(message)

    async def handle_invalid_message(self, error_message: str) -> None:
        """End the WebSocket for a message that is none, and say why."""
        what, colon, which = error_message.partition(": ")
        said = Sentence(_INVALID.get(what, what) + colon + which, error_message)
        await super().handle_invalid_message(reason(spoken(said, self.context.language)))

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Begin an operation, if whoever signed in still may: a token may have been revoked since."""
        if self.connection_acknowledged and self.context.confirm is not None:
            try:
                await self.context.confirm()
            except GraphQLError as error:
                if _code(error) == NOT_SIGNED_IN:
                    await self._end(FORBIDDEN, error.message)
                else:
                    await self.send_message({"id": message["id"], "type": "error", "payload": [error.formatted]})
                return
        try:
            self.context.live.load.admit(None)
        except Full:
            busy = failure(ErrorCode.OVERLOADED, BUSY, retryAfter=RETRY_SECONDS)
            await self.send_message({"id": message["id"], "type": "error", "payload": [busy.formatted]})
            return
        limit = self.max_subscriptions_per_connection
        if limit is not None and message["id"] not in self.operations and len(self.operations) >= limit:
            many = beyond(ErrorCode.TOO_MANY_SUBSCRIPTIONS, _TOO_MANY, limit, len(self.operations) + 1)
            await self.send_message({"id": message["id"], "type": "error", "payload": [many.formatted]})
            return
        await super().handle_subscribe(message)

    async def _send_result_stream(self, operation: Operation[Context, None], result_source: StreamResult) -> None:
        """Send results as they come; an operation that fails at once ends with ``error``, as the protocol has it."""
        first = await anext(result_source, None)
        if not isinstance(first, ExecutionResult):
            return
        if first.data is None and first.errors and not any(_code(each) in _ENDS for each in first.errors):
            code = ErrorCode.BAD_DOCUMENT if isinstance(first, PreExecutionError) else ErrorCode.BAD_VARIABLES
            for each in first.errors:
                if each.path is None and _code(each) is None:
                    each.extensions = {**(each.extensions or {}), "code": code}
            if isinstance(first, PreExecutionError):
                await self._handle_pre_execution_error(operation, first)
            else:
                await operation.send_initial_errors(first.errors)
            return
        await super()._send_result_stream(operation, _from(first, result_source))

    async def send_message(self, message: Message) -> None:
        """Send a message, or end the WebSocket in its place."""
        if self._is_over:
            return
        code, said = _end(message)
        if code is None:
            await super().send_message(_spoken(message, self.context.language))
        else:
            await self._end(code, said)

    async def _end(self, code: int, said: str) -> None:
        self._is_over = True
        await self.websocket.close(code, reason(spoken(said, self.context.language)))


async def _from(first: ExecutionResult, others: StreamResult) -> AsyncGenerator[Any, None]:
    yield first
    async for each in others:
        yield each


def _code(error: GraphQLError) -> object:
    return (error.extensions or {}).get("code")


def _spoken(message: Message, chosen: Language) -> Message:
    """Give a message with the sentences of its errors in a language."""
    payload: Any = message.get("payload")
    match message["type"], payload:
        case "next", {"errors": list(errors)}:
            changed: Any = {**payload, "errors": [error_in(each, chosen) for each in errors]}
        case "error", list(errors):
            changed = [error_in(each, chosen) for each in errors]
        case _:
            return message
    made: Any = {**message, "payload": changed}
    return cast("Message", made)


def _end(message: Mapping[str, Any]) -> tuple[int | None, str]:
    """Give the code and the sentence with which a message's WebSocket ends, if it does."""
    errors = message["payload"].get("errors", ()) if message["type"] == "next" else ()
    found = ((_ENDS.get(each.get("extensions", {}).get("code")), each["message"]) for each in errors)
    return next((each for each in found if each[0] is not None), (None, ""))
