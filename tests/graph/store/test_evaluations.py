"""Evaluations that processes store for each other are few, and made one at a time."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select, text

from graph.store import Store, evaluation
from graph.store.engine import transaction
from graph.store.evaluation import EvaluationRow
from tests.graph.store.city import INFO, SLUG, agency, on


@pytest.fixture
async def store(postgres_address: str) -> AsyncIterator[Store]:
    store = Store.open(postgres_address)
    await store.create_plan(INFO)
    yield store
    await store.close()


async def _number(store: Store) -> int:
    async with transaction(store._reader) as connection:
        return await connection.scalar(select(func.count()).select_from(EvaluationRow)) or 0


async def test_one_is_given_as_it_was_kept_for_all_that_it_rests_on(store: Store) -> None:
    await store.evaluations.put(SLUG, 1, "a", b"x")
    await store.evaluations.put(SLUG, 1, "a", b"y")
    assert await store.evaluations.read(SLUG, 1, "a") == b"y"
    assert [await store.evaluations.read(*each) for each in (("lain", 1, "a"), (SLUG, 2, "a"), (SLUG, 1, "b"))] == [
        None
    ] * 3
    assert await _number(store) == 1


async def test_those_of_the_highest_revisions_of_a_plan_stay(store: Store) -> None:
    for revision in (7, 6, 5, 8, 4, 9):
        await store.evaluations.put(SLUG, revision, "a", b"x")
    assert [each for each in range(1, 11) if await store.evaluations.read(SLUG, each, "a")] == [6, 7, 8, 9]


async def test_of_all_plans_the_latest_stay(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "OF_ALL", 2)
    for basis in "abc":
        await store.evaluations.put(SLUG, 1, basis, b"x")
    assert await store.evaluations.read(SLUG, 1, "a") is None
    assert await _number(store) == 2


async def test_one_that_is_too_large_is_neither_kept_nor_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.evaluations.put(SLUG, 1, "a", b"123")
    monkeypatch.setattr(evaluation, "LARGEST", 2)
    await store.evaluations.put(SLUG, 1, "b", b"123")
    assert await _number(store) == 1
    assert await store.evaluations.read(SLUG, 1, "a") is None


async def test_keeping_one_makes_no_kept_answer_old_and_is_in_no_backup(store: Store) -> None:
    await store.apply(SLUG, on(0, agency("a")))
    before = await store.stamps.of([SLUG])
    await store.evaluations.put(SLUG, 1, "a", b"x")
    assert await store.stamps.of([SLUG]) == before
    assert "evaluation" not in (await store.holdings()).rows


async def test_processes_make_one_in_turn_and_another_at_the_same_time(store: Store, postgres_address: str) -> None:
    other = Store.open(postgres_address)
    order: list[str] = []
    async with store.evaluations.turn(SLUG, 1, "a"):

        async def waits() -> None:
            async with other.evaluations.turn(SLUG, 1, "a"):
                order.append("second")

        waiting = asyncio.create_task(waits())
        async with other.evaluations.turn(SLUG, 2, "a"):
            order.append("another")
        await asyncio.sleep(0.3)
        order.append("first")
    async with asyncio.timeout(60):
        await waiting
    assert order == ["another", "first", "second"]
    await other.close()


async def test_where_the_database_cannot_say_whose_turn_it_is_everybodys_is(postgres: str) -> None:
    store = Store.open(postgres.format("bukan_basis_data"))
    async with store.evaluations.turn(SLUG, 1, "a"):
        pass
    await store.close()


async def test_whoever_waits_in_vain_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "_TRIES", 2)
    async with store.evaluations.turn(SLUG, 1, "a"), store.evaluations.turn(SLUG, 1, "a"):
        pass


async def test_a_turn_ends_with_its_connection(store: Store) -> None:
    async with store.evaluations.turn(SLUG, 1, "a"):
        async with transaction(store._writer) as connection:
            await connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
        async with asyncio.timeout(60), store.evaluations.turn(SLUG, 1, "a"):
            pass
