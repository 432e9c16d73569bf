"""Engine: from a database address to asynchronous connections, alike for SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

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
        engine = create_async_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_sqlite does
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
