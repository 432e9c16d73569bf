"""A database that cannot be used says why, to whoever asks and in the log, and nobody waits for it longer than said."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, closing, suppress
from pathlib import Path
from time import monotonic

import asyncpg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError

from graph.store import (
    AuditEntry,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseGone,
    DatabaseLocked,
    DatabaseReadOnly,
    Store,
    StoreError,
    Unavailable,
    UnknownPlan,
)
from graph.store.bus import WRITTEN
from graph.store.engine import engine_for, transaction
from graph.store.fault import FAULTS, unavailable
from graph.traversal.example import INFO
from tests.graph.store.city import SLUG, agency, on

KINDS = (DatabaseDamaged, DatabaseFull, DatabaseGone, DatabaseLocked, DatabaseReadOnly)


@pytest.fixture
async def held(sqlite_address: str) -> AsyncIterator[Store]:
    """A plan in a SQLite file."""
    store = await _opened(sqlite_address)
    yield store
    await store.close()


async def _opened(address: str) -> Store:
    store = Store.open(address)
    await store.upgrade()
    await store.create_plan(INFO)
    await store.apply(SLUG, on(0, agency("pu")))
    return store


def _path(store: Store) -> Path:
    return Path(str(store._reader.url.database))


async def _refused(work: Callable[[], object], kind: type[Unavailable]) -> None:
    with pytest.raises(Unavailable) as refused:
        await work()  # type: ignore[misc]
    assert type(refused.value) is kind


def _told(caplog: pytest.LogCaptureFixture, *words: str) -> None:
    lines = [each.getMessage() for each in caplog.records if each.name == "sinergi.database"]
    assert any(all(word in line for word in words) for line in lines), lines
    assert {each.levelno for each in caplog.records if each.name == "sinergi.database"} == {logging.ERROR}


def _with_every_connection(store: Store, statement: str) -> None:
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()

    event.listen(store._writer.sync_engine, "connect", prepare)


async def test_a_full_disk_is_said_and_over_once_there_is_room(
    held: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(_path(held))) as other:
        (pages,) = other.execute("PRAGMA page_count").fetchone()
    await held._writer.dispose()
    _with_every_connection(held, f"PRAGMA max_page_count = {pages}")
    many = on(1, *(agency(f"dinas-{number}" * 20) for number in range(200)))
    await _refused(lambda: held.apply(SLUG, many), DatabaseFull)
    _told(caplog, "DatabaseFull", "SQLITE_FULL", "full")
    assert (await held.plan(SLUG)).revision == 1
    with monkeypatch.context() as no_room:
        no_room.setattr("graph.store.fault._ROOM", 2**80)
        assert type(await held.fault()) is DatabaseFull
    await held._writer.dispose()
    _with_every_connection(held, "PRAGMA max_page_count = 100000")
    assert await held.apply(SLUG, many) == 2
    assert await held.fault() is None


async def test_what_may_not_be_written_is_said_until_it_may(held: Store, caplog: pytest.LogCaptureFixture) -> None:
    await held._writer.dispose()
    _with_every_connection(held, "PRAGMA query_only = ON")
    await _refused(lambda: held.apply(SLUG, on(1, agency("dlh"))), DatabaseReadOnly)
    _told(caplog, "DatabaseReadOnly", "SQLITE_READONLY")
    assert (await held.snapshot(SLUG)).revision == 1
    assert type(await held.fault()) is DatabaseReadOnly
    await held._writer.dispose()
    _with_every_connection(held, "PRAGMA query_only = OFF")
    assert await held.fault() is None
    assert await held.apply(SLUG, on(1, agency("dlh"))) == 2


@pytest.mark.parametrize("replaced", [False, True])
async def test_a_file_that_was_moved_away_is_gone_for_readers_too_and_no_empty_one_is_begun(
    held: Store, replaced: bool
) -> None:
    path = _path(held)
    assert await held.stamps.of([SLUG])
    away = path.rename(path.with_name("lain.db"))
    if replaced:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE x (y)")
    assert held.stamps.standing() is None
    assert held.at_hand(SLUG) is None
    await _refused(lambda: held.plan(SLUG), DatabaseGone)
    await _refused(lambda: held.apply(SLUG, on(1, agency("dlh"))), DatabaseGone)
    assert type(await held.fault()) is DatabaseGone
    assert path.exists() is replaced
    away.replace(path)
    assert await held.fault() is None
    assert await held.apply(SLUG, on(1, agency("dlh"))) == 2


async def test_damage_is_said_and_stands_until_the_file_is_whole_again(
    held: Store, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(1, 40):
        await held.apply(SLUG, on(number, agency(f"dinas-{number}" * 20)))
    path = _path(held)
    whole = path.read_bytes()
    broken = bytearray(whole)
    for at in range(3 * 4096, len(broken), 4096):
        broken[at : at + 2048] = b"\xde\xad" * 1024
    path.write_bytes(broken)
    held._recent.clear()
    await _refused(lambda: held.snapshot(SLUG, 7), DatabaseDamaged)
    _told(caplog, "DatabaseDamaged", "malformed")
    assert type(await held.fault()) is DatabaseDamaged
    path.write_bytes(whole)
    assert await held.fault() is None
    assert (await held.snapshot(SLUG, 7)).revision == 7


async def test_a_locked_file_is_said_sooner_than_an_operation_may_last(
    sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.engine.READ_SECONDS", 0.2)
    monkeypatch.setattr("graph.store.engine.WRITE_SECONDS", 0.3)
    held = await _opened(sqlite_address)
    with closing(sqlite3.connect(_path(held), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        await _refused(lambda: held.plan(SLUG), DatabaseLocked)
        await _refused(lambda: held.apply(SLUG, on(1, agency("dlh"))), DatabaseLocked)
        assert type(await held.fault()) is DatabaseLocked
        other.execute("ROLLBACK")
    assert await held.fault() is None
    assert await held.apply(SLUG, on(1, agency("dlh"))) == 2
    await held.close()


async def test_who_comes_after_somebody_waited_in_vain_does_not_wait_as_well(
    sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.engine.READ_SECONDS", 4)
    held = await _opened(sqlite_address)
    with closing(sqlite3.connect(_path(held), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        await _refused(lambda: held.plan(SLUG), DatabaseLocked)
        begun = monotonic()
        await asyncio.gather(*(_refused(lambda: held.plan(SLUG), DatabaseLocked) for _ in range(20)))
        assert monotonic() - begun < 3
    await held.close()


async def test_those_who_wait_to_write_keep_nobody_from_reading(held: Store) -> None:
    with closing(sqlite3.connect(_path(held), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = [asyncio.create_task(held.comments.add(SLUG, "x", str(n), "ani")) for n in range(40)]
        await asyncio.sleep(0.2)
        async with asyncio.timeout(30):
            for _ in range(20):
                assert (await held.plan(SLUG)).revision == 1
        other.execute("ROLLBACK")
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("what", ["text", "cut", "folder"])
async def test_what_is_no_database_is_told_apart_at_the_start(tmp_path: Path, held: Store, what: str) -> None:
    path = tmp_path / "rusak.db"
    if what == "folder":
        path.mkdir()
    else:
        whole = _path(held).read_bytes()
        path.write_bytes(b"ini bukan basis data " * 500 if what == "text" else whole[: len(whole) // 3])
    store = Store.open(f"sqlite:///{path}")
    await _refused(store.upgrade, DatabaseGone if what == "folder" else DatabaseDamaged)
    await store.close()


async def test_postgresql_tells_read_only_locked_and_gone_apart(
    postgres_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.engine.READ_SECONDS", 0.1)
    monkeypatch.setattr("graph.store.engine.WRITE_SECONDS", 0.2)
    store = await _opened(postgres_address)

    async def alter(setting: str) -> None:
        connection = await asyncpg.connect(postgres_address)
        name = await connection.fetchval("SELECT current_database()")
        await connection.execute(f"ALTER DATABASE {name} SET {setting}")
        await connection.close()
        await store._writer.dispose()

    await alter("default_transaction_read_only = on")
    await _refused(lambda: store.apply(SLUG, on(1, agency("dlh"))), DatabaseReadOnly)
    assert type(await store.fault()) is DatabaseReadOnly
    connection = await asyncpg.connect(postgres_address)
    await connection.execute("SET default_transaction_read_only = off")
    name = await connection.fetchval("SELECT current_database()")
    await connection.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    await store._writer.dispose()
    assert await store.fault() is None
    async with connection.transaction():
        await connection.execute("LOCK TABLE plan IN ACCESS EXCLUSIVE MODE")
        await _refused(lambda: store.snapshot(SLUG), DatabaseLocked)
        await _refused(lambda: store.apply(SLUG, on(1, agency("dlh"))), DatabaseLocked)
    await connection.close()
    assert await store.apply(SLUG, on(1, agency("dlh"))) == 2
    await store.close()
    away = Store.open("postgresql://siapa@127.0.0.1:1/x")
    await _refused(lambda: away.plan(SLUG), DatabaseGone)
    await away.close()


async def test_a_server_that_takes_the_connection_and_says_nothing_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.engine._ANSWER_SECONDS", 0.3)
    silent = await asyncio.start_server(lambda *_: asyncio.sleep(60), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    store = Store.open(f"postgresql://siapa@127.0.0.1:{port}/x")
    async with asyncio.timeout(30):
        await _refused(lambda: store.plan(SLUG), DatabaseGone)
    await store.close()
    silent.close()


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", DatabaseFull),
        ("53300", DatabaseLocked),
        ("XX001", DatabaseDamaged),
        ("57P03", DatabaseGone),
        ("57P01", DatabaseGone),
        ("08006", DatabaseGone),
        ("42P01", Unavailable),
    ],
)
def test_what_postgresql_answers_is_meant_by_its_state(state: str, kind: type[Unavailable]) -> None:
    cause = Exception("kata server")
    cause.sqlstate = state  # type: ignore[attr-defined]
    engine = engine_for("postgresql://siapa@127.0.0.1:1/x")
    assert type(unavailable(engine, OperationalError("SELECT 'rahasia'", {}, cause))) is kind


def test_the_log_holds_the_drivers_words_and_no_values(caplog: pytest.LogCaptureFixture) -> None:
    engine = engine_for("postgresql://siapa:sandi@127.0.0.1:1/x")
    error = DBAPIError("INSERT INTO x VALUES (:a)", {"a": "rahasia"}, Exception("disk full"))
    unavailable(engine, error)
    _told(caplog, "disk full")
    assert "rahasia" not in caplog.text
    assert "sandi" not in caplog.text


def test_every_kind_has_a_sentence_of_its_own() -> None:
    assert len({kind().message for kind in (Unavailable, *KINDS)}) == len(KINDS) + 1
    assert set(Unavailable.__subclasses__()) == set(KINDS)


# -- who is told to end, ends -----------------------------------------------------------------------------------------


async def test_a_call_that_fails_because_it_was_broken_off_ends_its_task(held: Store) -> None:
    async def work() -> None:
        async with transaction(held._reader) as connection:
            try:
                await connection.run_sync(lambda _: None)
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                raise OSError("koneksi ditutup") from None

    async def patient() -> None:
        while True:
            with suppress(StoreError):
                await work()

    task = asyncio.create_task(patient())
    await asyncio.sleep(0.2)
    task.cancel()
    done, _ = await asyncio.wait((task,), timeout=30)
    assert done
    assert task.cancelled()
    assert FAULTS.last(held._reader) is None


@pytest.mark.parametrize("fails", [True, False])
async def test_a_feed_whose_reading_is_broken_off_ends(
    held: Store, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    reading = asyncio.Event()

    async def after(*_: object) -> tuple[AuditEntry, ...]:
        reading.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            if fails:
                raise DatabaseGone from None
        return ()  # as asyncio.wait_for of Python 3.11 does where its answer comes at that moment

    monkeypatch.setattr(held.audit, "after", after)
    async with aclosing(held.feed.follow(SLUG)) as news:
        coming = asyncio.ensure_future(anext(news))
        await asyncio.wait_for(reading.wait(), 30)
        reader = held.feed._channels[SLUG].reader
        assert reader is not None
        coming.cancel()
        await asyncio.wait((coming,))
    done, _ = await asyncio.wait((reader,), timeout=30)
    assert done


async def test_a_bus_whose_listening_is_broken_off_ends(postgres_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await _opened(postgres_address)
    begun = asyncio.Event()

    async def listen() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise OSError("koneksi ditutup") from None

    monkeypatch.setattr(store.bus, "_listen_to_postgres", listen)
    with store.bus.listening(WRITTEN, lambda _: None):
        await asyncio.wait_for(begun.wait(), 30)
    async with asyncio.timeout(30):
        await store.bus.close()
    await store.close()


async def test_nobody_waits_for_a_reading_of_stamps_that_was_broken_off(held: Store) -> None:
    begun = asyncio.Event()

    held.stamps._version = None
    original = held.stamps._reader
    event.listen(original.sync_engine, "before_cursor_execute", lambda *_: begun.set())
    waiting = asyncio.create_task(held.stamps.of([SLUG]))
    await asyncio.wait_for(begun.wait(), 30)
    assert held.stamps._work is not None
    held.stamps._work.cancel()
    done, _ = await asyncio.wait((waiting,), timeout=30)
    assert done
    assert await held.stamps.of([SLUG])


async def test_a_plan_that_is_not_there_is_no_fault(held: Store) -> None:
    with pytest.raises(UnknownPlan):
        await held.plan("hilang")
    assert await held.fault() is None
