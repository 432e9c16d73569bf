"""A database is brought to the present structure, and one of an unknown structure is left alone."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from graph.store import ForeignDatabase, NewerDatabase, Store, Unavailable, UnusableAddress, migrations
from graph.store.engine import engine_for, transaction
from graph.store.table import JsonText, Table
from graph.traversal.example import INFO
from tests.graph.store.city import SLUG, agency, on


async def _execute(engine: AsyncEngine, statement: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(statement))


async def test_a_database_is_ready_once_it_is_upgraded(empty_address: str) -> None:
    store = Store.open(empty_address)
    assert not await store.ready()
    with pytest.raises(Unavailable):
        await store.plans()
    await store.upgrade()
    assert await store.ready()
    assert await store.plans() == ()
    await store.close()


def test_each_step_is_named_by_its_number_and_follows_the_one_before() -> None:
    steps = list(ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions())[::-1]
    assert len({step.revision for step in steps}) == len(steps)
    assert [step.down_revision for step in steps] == [None, *(step.revision for step in steps[:-1])]
    assert all(Path(step.path).name.startswith(f"{step.revision}_") for step in steps)


async def test_upgrading_twice_changes_nothing(store: Store) -> None:
    await store.apply(SLUG, on(0, agency("pu")))
    await store.upgrade()
    assert await store.ready()
    assert set((await store.snapshot(SLUG)).nodes) == {"opd/pu"}


async def test_processes_that_start_together_upgrade_one_after_the_other(empty_address: str) -> None:
    stores = [Store.open(empty_address) for _ in range(4)]
    await asyncio.gather(*(store.upgrade() for store in stores))
    assert [await store.ready() for store in stores] == [True] * 4
    for store in stores:
        await store.close()


async def test_a_database_of_a_newer_structure_is_refused_with_a_sentence(store: Store, address: str) -> None:
    engine = engine_for(address)
    await _execute(engine, "UPDATE alembic_version SET version_num = '9999'")
    await engine.dispose()
    assert not await store.ready()
    with pytest.raises(NewerDatabase, match=r"memakai struktur 9999.*Perbarui Sinergi"):
        await store.upgrade()


@pytest.mark.usefixtures("store")
async def test_the_migrations_make_the_tables_that_the_program_reads(address: str) -> None:
    def compared(connection: Connection) -> list[object]:
        def types_differ(*each: object) -> bool | None:
            return False if isinstance(each[4], JsonText) else None

        context = MigrationContext.configure(connection, opts={"compare_type": types_differ})
        return list(compare_metadata(context, Table.metadata))

    engine = engine_for(address)
    async with engine.connect() as connection:
        assert await connection.run_sync(compared) == []
    await engine.dispose()


async def test_sqlite_keeps_foreign_keys(sqlite_address: str) -> None:
    store = Store.open(sqlite_address)
    await store.upgrade()
    engine = engine_for(sqlite_address)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        await _execute(engine, "INSERT INTO intake_report VALUES (77, 1, '{}')")
    await engine.dispose()
    await store.close()


async def test_a_database_in_memory_serves_several_tasks() -> None:
    store = Store.open("sqlite://")
    await store.upgrade()
    await store.create_plan(INFO)
    await asyncio.gather(*(store.snapshot(SLUG) for _ in range(5)))
    assert await store.apply(SLUG, on(0, agency("pu"))) == 1
    await store.close()


@pytest.mark.parametrize("address", ["mysql://server/x", "bukan alamat", "postgresql+psycopg2://u@h/d"])
def test_an_address_of_another_database_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(UnusableAddress, match="Contoh yang benar"):
        Store.open(address)


async def test_a_database_that_cannot_be_reached_is_not_ready(postgres_address: str, tmp_path: Path) -> None:
    (tmp_path / "rusak.db").write_bytes(b"ini bukan basis data" * 100)
    for address in (
        "postgresql://siapa:rahasia@127.0.0.1:1/x",
        postgres_address.replace("test_", "tidak_ada_"),
        f"sqlite:///{tmp_path}/rusak.db",
        f"sqlite:///{tmp_path}",
    ):
        store = Store.open(address)
        assert not await store.ready()
        with pytest.raises(Unavailable) as unavailable:
            await store.upgrade()
        assert "rahasia" not in unavailable.value.message
        await store.close()


async def test_the_file_of_a_database_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "sinergi.db"
    for turn in range(2):
        store = Store.open(f"sqlite:///{path}")
        await store.upgrade()
        async with transaction(store._writer) as connection:
            await connection.execute(text("INSERT INTO region VALUES (:code, 'Kota')"), {"code": str(turn)})
            journal = path.with_name("sinergi.db-journal")
            assert [each.stat().st_mode & 0o777 for each in (path, journal)] == [0o600, 0o600]
        await store.close()
        path.chmod(0o644)  # as those of an earlier version are


async def test_a_database_of_another_program_that_migrates_as_we_do_is_refused(empty_address: str) -> None:
    store = Store.open(empty_address)
    for step in ("0002", "9a8b7c6d5e4f"):
        async with transaction(store._writer) as connection:
            await connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
            await connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            await connection.execute(text("CREATE TABLE IF NOT EXISTS pelanggan (nama TEXT)"))
            await connection.execute(text("INSERT INTO alembic_version VALUES (:step)"), {"step": step})
        with pytest.raises(ForeignDatabase, match="tabel program lain"):
            await store.upgrade()
    await store.close()
