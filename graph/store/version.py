"""Version: whether anybody has written to a SQLite file, told in microseconds without a thread."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine


def version_of(engine: AsyncEngine) -> "FileVersion | None":
    """Give the version of an engine's SQLite file; None where it has none: PostgreSQL, a database in memory."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:" or database.startswith("file:"):
        return None
    return FileVersion(Path(database))


class FileVersion:
    """The version of a SQLite file, over a connection of its own that only reads.

    https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._opened = 0
        self._file: tuple[int, int] | None = None

    def read(self) -> tuple[int, int] | None:
        """Give a version: another one than was read before wherever another connection has committed since.

        It waits for nobody, so it may be asked in the event loop. None where it cannot be told: somebody is writing
        into the file just now, a broken off write has not been taken back yet, or the file is not there, or another
        one than was opened.
        """
        try:
            found = os.stat(self._path)
            if self._file not in (None, (found.st_dev, found.st_ino)):
                return None
            self._file = (found.st_dev, found.st_ino)
            if self._connection is None:
                address = f"{self._path.absolute().as_uri()}?mode=ro"
                self._connection = sqlite3.connect(address, timeout=0, uri=True, check_same_thread=False)
                self._opened += 1  # each connection counts from the same number
            ((version,),) = self._connection.execute("PRAGMA data_version")  # read to the end: it keeps no lock
        except (sqlite3.Error, OSError):
            return None
        return self._opened, version

    def close(self) -> None:
        """Let go of the connection; the next reading opens it again."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
