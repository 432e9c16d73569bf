"""Engine: from a database address to asynchronous connections, alike for SQLite and PostgreSQL."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from weakref import WeakSet

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from graph.store.errors import Unavailable, UnusableAddress

_DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_BUSY_SECONDS: Final = 30
_WRITES: Final = "sinergi_writes"


def engine_for(address: str) -> AsyncEngine:
    """Give the engine of an address; the folder of a SQLite file is made where there is none.

    Raises:
        UnusableAddress: where it is neither SQLite nor PostgreSQL, or where the folder cannot be made.
    """
    url = _with_driver(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_async_engine(url, pool_pre_ping=True, json_deserializer=str)  # msgspec decodes, not the driver


def writing(engine: AsyncEngine) -> AsyncEngine:
    """Give the same engine for transactions that write: in SQLite they queue from their first statement on."""
    return engine.execution_options(**{_WRITES: True})


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection whose statements take effect together, or not at all where anything is raised.

    Raises:
        Unavailable: where the database cannot be reached, is busy for too long, or was never migrated.
    """
    try:
        async with engine.begin() as connection:
            yield connection
    except (DataError, IntegrityError):  # a mistake of ours, not of the database
        raise
    except (DBAPIError, NoConnectionFree, OSError) as error:
        raise Unavailable from error


def _with_driver(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise UnusableAddress from None
    driver = _DRIVERS.get(url.drivername, url.drivername)
    if driver not in _DRIVERS.values():
        raise UnusableAddress
    return url.set(drivername=driver)


def _sqlite(url: URL) -> AsyncEngine:
    if url.database in (None, "", ":memory:"):
        # one connection is the whole database, so users of it take turns
        engine = create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0)
    else:
        try:
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnusableAddress from error
        engine = create_async_engine(url, connect_args={"timeout": _BUSY_SECONDS, "factory": _Connection})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


class _Connection(sqlite3.Connection):
    """Lets go of its locks when it is closed in the middle of reading, as happens where whoever asked is gone.

    Without this the lock of a half read answer would stay until its cursor is collected, and nobody could write.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """Give a cursor, and know of it."""
        made = super().cursor(*args, **kwargs)
        self._cursors.add(made)
        return made

    def close(self) -> None:
        """Close all cursors, then the connection."""
        for each in list(self._cursors):
            each.close()
        super().close()


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_sqlite does
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
