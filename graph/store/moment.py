"""Moment: all of a database as it is at one moment, read for as long as it takes while others write."""

import errno
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from graph.scratch import scratch_folder
from graph.store.engine import engine_for, transaction
from graph.store.fault import unavailable


@asynccontextmanager
async def one_moment(reader: AsyncEngine, writer: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection that goes on seeing the database as it is now.

    PostgreSQL keeps a snapshot for it. A SQLite file is copied first, for whoever reads it keeps writers waiting; the
    copy needs as much room in the temporary folder.

    Raises:
        Unavailable: where the database cannot be used.
        OSError: where the temporary folder has no room.
    """
    if reader.dialect.name == "postgresql":
        # the writer's connections have no bound on how long one answer takes
        still = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        async with transaction(still) as connection:
            yield connection
        return
    with scratch_folder() as folder:
        copy = engine_for(URL.create("sqlite", database=str(folder / "copy.db")))
        try:
            try:
                await _copy(reader, Path(str(copy.url.database)))
            except sqlite3.Error as error:
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
                    raise OSError(
                        errno.ENOSPC, "Folder sementara (TMPDIR) tidak cukup untuk salinan", str(folder)
                    ) from None
                raise unavailable(reader, error) from error
            async with transaction(copy) as connection:
                yield connection
        finally:
            await copy.dispose()


async def _copy(reader: AsyncEngine, path: Path) -> None:
    async with transaction(reader) as connection:
        await connection.execute(text("SELECT count(*) FROM sqlite_master"))  # takes the lock, or says who has it
        driver: Any = (await connection.get_raw_connection()).driver_connection
        with closing(sqlite3.connect(path, check_same_thread=False)) as target:
            await driver.backup(target)
