"""Talk: a WebSocket to the application, without a server between."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from starlette.types import ASGIApp, Message


class Socket:
    """A WebSocket to the application, without a server between."""

    def __init__(self, app: ASGIApp, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
        self._sent: asyncio.Queue[Message] = asyncio.Queue()
        self._told: asyncio.Queue[Message] = asyncio.Queue()
        scope = {
            "type": "websocket", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"", "root_path": "",
            "scheme": "ws", "server": ("test", 80), "subprotocols": ["graphql-transport-ws"], "headers": [*headers],
        }  # fmt: skip
        self._sent.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(app(scope, self._sent.get, self._told.put))

    def say(self, **message: Any) -> None:
        self.send(message)

    def send(self, message: Any) -> None:
        """Send whatever can be written as JSON."""
        self.text(json.dumps(message))

    def text(self, text: str) -> None:
        """Send a text as it is."""
        self._sent.put_nowait({"type": "websocket.receive", "text": text})

    async def heard(self) -> str:
        """The type of the next message of the protocol; none within a minute is a failure, not a wait."""
        async with asyncio.timeout(60):
            return await self._heard()

    async def _heard(self) -> str:
        while (message := await self._told.get())["type"] != "websocket.send":
            pass
        return str(json.loads(message["text"])["type"])

    async def told(self) -> Message:
        """The next message of the application, whatever it is."""
        return await self._told.get()

    async def closed(self) -> Message:
        """The message with which the application ends it."""
        while (message := await self._told.get())["type"] != "websocket.close":
            pass
        return message

    async def opened(self) -> Message:
        """What the application answers to the handshake."""
        return await self._told.get()

    async def close(self) -> None:
        self._sent.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await self._task
