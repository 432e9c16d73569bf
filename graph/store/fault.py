"""Fault: what a driver says of a database that cannot be used, in the words of the store and in the log."""

import asyncio
import logging
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncEngine

from graph.store.errors import (
    DatabaseDamaged,
    DatabaseFull,
    DatabaseGone,
    DatabaseLocked,
    DatabaseReadOnly,
    Unavailable,
)

_LOG: Final = logging.getLogger("sinergi.database")
_AGAIN_SECONDS: Final = 1.0
"""So long after somebody waited in vain, readers are told so at once instead of waiting one by one."""
_ROOM: Final = 2**20
"""Bytes that must be free before a disk that was full counts as having room again."""

_SQLITE: Final[dict[int, type[Unavailable]]] = {
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_IOERR_WRITE: DatabaseFull,  # a file that may not grow: quota, limit of the process
    sqlite3.SQLITE_READONLY_DBMOVED: DatabaseGone,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_PERM: DatabaseReadOnly,
    sqlite3.SQLITE_CANTOPEN: DatabaseGone,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
    sqlite3.SQLITE_IOERR_SHORT_READ: DatabaseDamaged,
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_IOERR: DatabaseGone,
}
"""By extended or else primary code (https://www.sqlite.org/rescode.html)."""
_POSTGRES: Final[tuple[tuple[str, type[Unavailable]], ...]] = (
    ("53100", DatabaseFull),
    ("25006", DatabaseReadOnly),
    ("XX001", DatabaseDamaged),
    ("XX002", DatabaseDamaged),
    ("55P03", DatabaseLocked),
    ("40P01", DatabaseLocked),
    ("53", DatabaseLocked),
    ("08", DatabaseGone),
    ("57P", DatabaseGone),
    ("28", DatabaseGone),
    ("3D000", DatabaseGone),
)
"""By the beginning of SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


class Faults:
    """What was wrong last with the databases of this process, until something goes well there again."""

    def __init__(self) -> None:
        self._last: WeakKeyDictionary[Engine, tuple[float, Unavailable]] = WeakKeyDictionary()

    def note(self, engine: AsyncEngine, fault: Unavailable) -> None:
        """Keep what is wrong."""
        self._last[engine.sync_engine] = (monotonic(), fault)

    def last(self, engine: AsyncEngine) -> Unavailable | None:
        """What was wrong last."""
        found = self._last.get(engine.sync_engine)
        return found[1] if found else None

    def recent(self, engine: AsyncEngine) -> Unavailable | None:
        """What kept somebody waiting just now in vain, so that whoever comes after need not wait as well.

        A SQLite file is asked without waiting whether it is still locked; that it is gone is told at once anyway.
        """
        found = self._last.get(engine.sync_engine)
        if found is None or monotonic() - found[0] > _AGAIN_SECONDS:
            return None
        fault = found[1]
        if engine.dialect.name == "sqlite":
            return fault if isinstance(fault, DatabaseLocked) and _is_locked(engine) else None
        return fault if isinstance(fault, DatabaseGone | DatabaseLocked) else None

    def went_well(self, engine: AsyncEngine, *, looked_through: bool = False) -> None:
        """Forget what was wrong; damage shows only where it is read, so it stands until all was looked through."""
        found = self._last.get(engine.sync_engine)
        if found is None:
            return
        if looked_through or not isinstance(found[1], DatabaseDamaged) or engine.dialect.name != "sqlite":
            del self._last[engine.sync_engine]


FAULTS: Final = Faults()


def _is_locked(engine: AsyncEngine) -> bool:
    address = f"{Path(engine.url.database or '').absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, timeout=0, uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return False


def unavailable(engine: AsyncEngine, error: DBAPIError | NoConnectionFree | OSError | sqlite3.Error) -> Unavailable:
    """Give what a driver's error means; the driver's own words go to the log, for whoever runs the service."""
    fault = _meant(engine, error)()
    words = str(error.orig) if isinstance(error, DBAPIError) else str(error) or type(error).__name__
    name = getattr(_driver_error(error), "sqlite_errorname", None) or getattr(_driver_error(error), "sqlstate", None)
    _LOG.error("database %s: %s%s", type(fault).__name__, f"{name}: " if name else "", words.strip()[:1_000])
    FAULTS.note(engine, fault)
    return fault


def is_full(engine: AsyncEngine) -> bool:
    """Whether there is no room beside a SQLite file: what is tried and taken back may still find some."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        return False
    try:
        return shutil.disk_usage(Path(database).absolute().parent).free < _ROOM
    except OSError:
        return False


def is_cancelled() -> bool:
    """Whether the running task was told to end: what fails then fails because of it."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _driver_error(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _meant(engine: AsyncEngine, error: Exception) -> type[Unavailable]:
    if isinstance(error, NoConnectionFree):
        return DatabaseLocked
    cause = _driver_error(error)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _of_sqlite(int(code), engine)
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
    if state:
        return next((kind for begins, kind in _POSTGRES if str(state).startswith(begins)), Unavailable)
    is_lost = isinstance(error, OSError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
    return DatabaseGone if is_lost or isinstance(cause, OSError) else Unavailable


def _of_sqlite(code: int, engine: AsyncEngine) -> type[Unavailable]:
    meant = _SQLITE.get(code) or _SQLITE.get(code & 0xFF) or Unavailable
    path = Path(engine.url.database or "")
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN and path.is_file():  # what cannot be made beside it is its journal
        writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
        return meant if writable else DatabaseReadOnly
    return meant
