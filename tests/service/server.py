"""Server: an application behind the server that ``sinergi serve`` runs, in this process, and its connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from service.cli.server import server_config
from service.server_settings import server_settings

PATIENCE = 30
"""Seconds that an answer may take; other work may keep the cores busy."""
Answered = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""


class Client:
    """One connection to a service."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def ask(self, request: bytes) -> Answered:
        """Send a request in one piece and read its answer."""
        self.writer.write(request)
        return await self.read()

    async def read(self) -> Answered:
        """Read an answer."""
        async with asyncio.timeout(PATIENCE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode().removesuffix("\r\n\r\n")
            line, *lines = head.split("\r\n")
            headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in lines)}
            assert len(headers) == len(lines)
            return int(line.split()[1]), headers, await self.reader.readexactly(int(headers.get("content-length", 0)))


@asynccontextmanager
async def serving(app: Starlette, **settings: str) -> AsyncIterator[int]:
    """Serve an application with settings of the environment; gives the port."""
    config = server_config(app, server_settings(settings), "127.0.0.1", 0)
    config.lifespan = "off"
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    running = asyncio.create_task(server.main_loop())
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await running
        await server.shutdown()


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Client]:
    """Connect to a service."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Client(reader, writer)
    finally:
        writer.close()
