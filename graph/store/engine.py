"""Engine: from a database address to asynchronous connections, alike for SQLite and PostgreSQL."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final
from weakref import WeakSet

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry, NullPool

from graph.store.address import DRIVERS_WORDS, connect_arguments
from graph.store.errors import DatabaseGone, UnusableAddress
from graph.store.fault import FAULTS, is_cancelled, unavailable

_DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
READ_SECONDS: Final = 5
"""How long reading waits for a lock that others hold."""
WRITE_SECONDS: Final = 15
"""How long writing waits for its turn."""
_ANSWER_SECONDS: Final = 10
"""How long PostgreSQL may take to let somebody in, and to answer one question; writing is bounded by its operation."""
_OWNER_ALONE: Final = 0o600
_WRITES: Final = "sinergi_writes"


def engine_for(address: str | URL) -> AsyncEngine:
    """Give the engine of an address; the folder of a SQLite file is made where there is none.

    Raises:
        UnusableAddress: where it is neither SQLite nor PostgreSQL, or where the folder cannot be made.
    """
    url = _with_driver(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, READ_SECONDS)
    return _postgres(url, READ_SECONDS, command_timeout=_ANSWER_SECONDS)


def is_postgres(address: str) -> bool:
    """Say whether an address is that of a PostgreSQL database.

    Raises:
        UnusableAddress: where it is neither that nor SQLite.
    """
    return _with_driver(address).get_backend_name() == "postgresql"


def writing(engine: AsyncEngine) -> AsyncEngine:
    """Give an engine for transactions that write; in SQLite they queue from their first statement on.

    It has connections of its own, so that those who wait for their turn to write keep nobody from reading. A database
    in memory is one connection, which both share.
    """
    if engine.dialect.name != "sqlite":
        own = _postgres(engine.url, WRITE_SECONDS, pool_timeout=WRITE_SECONDS)
    elif _is_in_memory(engine.url):
        own = engine
    else:
        own = _sqlite(engine.url, WRITE_SECONDS, pool_size=1, max_overflow=0, pool_timeout=WRITE_SECONDS)
    return own.execution_options(**{_WRITES: True})


def listening(engine: AsyncEngine) -> AsyncEngine:
    """Give an engine of the same PostgreSQL database whose connections are each for one who listens."""
    return _postgres(engine.url, READ_SECONDS, poolclass=NullPool)


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection whose statements take effect together, or not at all where anything is raised.

    Raises:
        Unavailable: where the database cannot be used; its kinds say why. The cause is in the log.
    """
    writes = engine.sync_engine.get_execution_options().get(_WRITES, False)
    if not writes and (known := FAULTS.recent(engine)) is not None:
        raise type(known)
    try:
        async with engine.begin() as connection:
            yield connection
    except (DataError, IntegrityError):  # a mistake of ours, not of the database
        raise
    except (DBAPIError, NoConnectionFree, OSError) as error:
        if is_cancelled():  # a call that was broken off fails in whatever way; who was told to end must end
            raise asyncio.CancelledError from error
        raise unavailable(engine, error) from error
    except DatabaseGone as gone:
        FAULTS.note(engine, gone)
        raise
    FAULTS.went_well(engine)


def _with_driver(address: str | URL) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise UnusableAddress from None
    driver = _DRIVERS.get(url.drivername, url.drivername)
    if driver not in _DRIVERS.values():
        raise UnusableAddress
    return url.set(drivername=driver)


def _postgres(url: URL, lock_seconds: float, command_timeout: float | None = None, **pool: Any) -> AsyncEngine:
    made_with = {"timeout": _ANSWER_SECONDS, "command_timeout": command_timeout} | connect_arguments(url)
    # msgspec decodes, not the driver
    engine = create_async_engine(url, connect_args=made_with, pool_pre_ping=True, json_deserializer=str, **pool)

    @event.listens_for(engine.sync_engine, "do_connect")
    def _(_: object, __: object, ___: object, arguments: dict[str, Any]) -> None:
        for name in set(url.query) - DRIVERS_WORDS:
            arguments.pop(name, None)  # said already, as the driver takes it

    @event.listens_for(engine.sync_engine, "connect")
    def _(connection: Any, _: ConnectionPoolEntry) -> None:
        # not among what is said when connecting, which poolers such as PgBouncer refuse
        connection.run_async(lambda driver: driver.execute(f"SET lock_timeout = {int(lock_seconds * 1000)}"))

    return engine


def _is_in_memory(url: URL) -> bool:
    return url.database in (None, "", ":memory:")


def _sqlite(url: URL, seconds: float, **pool: Any) -> AsyncEngine:
    if _is_in_memory(url):
        # one connection is the whole database, so users of it take turns
        engine = create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0)
    else:
        try:
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnusableAddress from error
        engine = create_async_engine(url, connect_args={"timeout": seconds, "factory": _Connection}, **pool)
        event.listen(engine.sync_engine, "begin", _SameFile(str(url.database)).check)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


class _SameFile:
    """Sees that a SQLite file is still the one that was opened, and that only its owner may read it.

    Connections go on reading a file that was moved away or replaced, and new ones would begin an empty one.
    SQLite gives the journal the mode of its file.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._known: tuple[int, int] | None = None

    def check(self, connection: Connection) -> None:
        """Look at the file before a transaction begins."""
        del connection
        if self._known is None:
            with suppress(OSError):  # SQLite says why it cannot be made
                os.close(os.open(self._path, os.O_CREAT | os.O_RDONLY | os.O_CLOEXEC, _OWNER_ALONE))
        try:
            found = os.stat(self._path)
        except OSError as error:
            if self._known is not None:
                raise DatabaseGone from error
            return
        if self._known is None:
            self._known = (found.st_dev, found.st_ino)
            if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_mode & ~_OWNER_ALONE & 0o777:
                with suppress(OSError):
                    os.chmod(self._path, found.st_mode & _OWNER_ALONE)
        elif self._known != (found.st_dev, found.st_ino):
            raise DatabaseGone


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
