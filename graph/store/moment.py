"""Moment: all of a database as it is at one moment, read for as long as it takes while others write."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from graph.store.engine import engine_for, transaction


@asynccontextmanager
async def one_moment(reader: AsyncEngine, writer: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Give a connection that goes on seeing the database as it is now.

    PostgreSQL keeps a snapshot for it. A SQLite file is copied first, for whoever reads it keeps writers waiting; the
    copy needs as much room in the temporary folder.

    Raises:
        Unavailable: where the database cannot be used.
    """
    if reader.dialect.name == "postgresql":
        # the writer's connections have no bound on how long one answer takes
        still = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        async with transaction(still) as connection:
            yield connection
        return
    with TemporaryDirectory(prefix="sinergi-") as folder:
        copy = engine_for(URL.create("sqlite", database=str(Path(folder, "copy.db"))))
        try:
            await _copy(reader, Path(str(copy.url.database)))
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
