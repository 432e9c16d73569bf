"""The version of a SQLite file, and the stamps that it spares a statement."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from graph.snapshot import PlanInfo
from graph.store import Store
from graph.store.engine import engine_for
from graph.store.version import FileVersion, version_of
from tests.effort import tried

INFO = PlanInfo(slug="kota", title="K", region_code="00.01", region_name="Kota", start_year=2025, end_year=2029)
RAISE = "UPDATE plan SET stamp = stamp + 1"
STEPS = st.lists(st.sampled_from(("commit", "take back", "look", "reopen", "ask", "ask", "ask")), max_size=40)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Rencana #1 %20.db"  # a name that an address would read otherwise


@pytest.fixture
def other(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE number (value INTEGER)")
        yield connection


def test_the_version_is_another_one_after_a_commit_and_only_then(path: Path, other: sqlite3.Connection) -> None:
    with closing(FileVersion(path)) as version:
        first = version.read()
        assert first == version.read() != None  # noqa: E711 - all three at once
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO number VALUES (1)")
        assert version.read() == first
        other.execute("ROLLBACK")
        assert version.read() == first
        other.execute("INSERT INTO number VALUES (1)")
        second = version.read()
        assert second not in {None, first}
        version.close()
        assert version.read() not in {None, first, second}


def test_the_version_waits_for_nobody_and_keeps_nobody_waiting(path: Path, other: sqlite3.Connection) -> None:
    with closing(FileVersion(path)) as version:
        first = version.read()
        other.execute("BEGIN EXCLUSIVE")
        assert version.read() is None
        other.execute("COMMIT")
        assert version.read() is not None
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as third:
            third.execute("BEGIN EXCLUSIVE")
            third.execute("INSERT INTO number VALUES (2)")
            third.execute("COMMIT")
        assert version.read() not in {None, first}


def test_a_file_that_is_not_there_has_no_version_and_is_not_made(path: Path) -> None:
    with closing(FileVersion(path)) as version:
        assert version.read() is None
        assert not path.exists()
        sqlite3.connect(path).close()
        assert version.read() is not None


def test_only_a_sqlite_file_has_a_version(path: Path) -> None:
    assert version_of(engine_for(_address(path))) is not None
    assert [version_of(engine_for(each)) for each in ("sqlite://", "sqlite:///:memory:", "postgresql://h/d")] == [
        None
    ] * 3


@tried(10, *HealthCheck)
@given(steps=STEPS)
def test_stamps_are_those_of_this_moment_whatever_happened_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    async def run() -> None:
        path = tmp_path_factory.mktemp("stamps") / "sinergi.db"
        store = Store.open(f"sqlite:///{path}")
        await store.upgrade()
        await store.create_plan(INFO)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            for step in steps:
                match step:
                    case "commit":
                        other.execute(RAISE)
                    case "take back":
                        other.execute("BEGIN IMMEDIATE")
                        other.execute(RAISE)
                        assert (await store.stamps.of(["kota"]))["kota"] == _committed(path)
                        assert [each.stamp for each in await store.plans()] == [_committed(path)]
                        other.execute("ROLLBACK")
                    case "look":
                        other.execute("SELECT * FROM plan").fetchall()
                    case "reopen":
                        await store.close()
                    case _:
                        assert (await store.stamps.of(["kota"]))["kota"] == _committed(path)
                        assert [each.stamp for each in await store.plans({"kota"})] == [_committed(path)]
        await store.close()

    asyncio.run(run())


def _address(path: Path) -> str:
    return f"sqlite:///{path}".replace("%", "%25")


def _committed(path: Path) -> int:
    with closing(sqlite3.connect(path)) as third:
        ((stamp,),) = third.execute("SELECT stamp FROM plan")
    return int(stamp)


async def test_stamps_that_are_asked_while_somebody_commits_are_those_after_it(path: Path) -> None:
    store = Store.open(_address(path))
    await store.upgrade()
    await store.create_plan(INFO)
    before = (await store.stamps.of(["kota"]))["kota"]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute(RAISE)
        asked = asyncio.ensure_future(store.stamps.of(["kota"]))
        await asyncio.sleep(0.05)
        assert not asked.done()
        other.execute("COMMIT")
    assert (await asked)["kota"] == before + 1
    await store.close()


async def test_the_file_is_asked_once_for_all_who_came_before_and_anew_for_who_comes_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(_address(path))
    await store.upgrade()
    await store.create_plan(INFO)
    before = (await store.stamps.of(["kota"]))["kota"]
    asked: list[object] = []
    read = FileVersion.read

    def noting(self: FileVersion) -> tuple[int, int] | None:
        asked.append(self)
        return read(self)

    monkeypatch.setattr(FileVersion, "read", noting)

    async def stamp() -> int | None:
        standing = store.stamps.standing()
        return standing and standing["kota"]

    for count in (1, 2):  # those who come later, in another turn of the loop, ask anew
        assert await asyncio.gather(*(stamp() for _ in range(20))) == [before] * 20
        assert len(asked) == count
    asked.clear()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:

        async def impatient() -> None:
            assert await stamp() == before
            other.execute(RAISE)  # without a turn of the loop in between
            assert await stamp() is None

        await asyncio.create_task(impatient())
        assert await stamp() is None
        assert (await store.stamps.of(["kota"]))["kota"] == before + 1
        assert await stamp() == before + 1
        woken: list[int | None] = []

        async def later() -> None:
            woken.append(await stamp())

        assert await stamp() == before + 1
        other.execute(RAISE)
        await asyncio.create_task(later())  # it comes after the commit, so it must not be told what was before
        assert woken == [None]
    await store.close()
