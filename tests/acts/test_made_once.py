"""One of all processes that share a database asks the rules of a revision; the others read what it found."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from acts import Evaluations
from graph.store import Store
from graph.store.engine import transaction
from rules.configuration import Configuration
from tests.schema.city import INFO, city

BASIS = sys.modules["rules.country.basis"]
DAMAGE = "UPDATE evaluation SET body = substr(body, 1, length(body) - 1)"


class Process:
    """What a process has of its own: a store, evaluations, and how often the rules were asked."""

    def __init__(self, store: Store, configuration: Configuration) -> None:
        self.store = store
        self.asked: list[int] = []
        self.evaluations = Evaluations(store, configuration, timed=lambda plan, _: self.asked.append(plan.revision))


@pytest.fixture
async def address(postgres_address: str) -> str:
    await (await city(postgres_address)).store.close()
    return postgres_address


@asynccontextmanager
async def _process(address: str, **options: object) -> AsyncIterator[Process]:
    store = Store.open(address)
    yield Process(store, Configuration(**options))  # type: ignore[arg-type]
    await store.close()


async def _asked(address: str, **options: object) -> list[int]:
    async with _process(address, **options) as one:
        await one.evaluations.get(INFO.slug)
        return one.asked


async def test_processes_that_need_one_at_the_same_time_ask_the_rules_once(address: str) -> None:
    async with _process(address) as one, _process(address) as two, _process(address) as three:
        every = (one, two, three)
        found = await asyncio.gather(*(each.evaluations.get(INFO.slug) for each in every))
        assert sum(len(each.asked) for each in every) == 1
        assert found[0].candidates == found[1].candidates == found[2].candidates
        assert found[0].findings == found[1].findings == found[2].findings


async def test_one_that_begins_later_asks_nothing(address: str) -> None:
    assert await _asked(address) == [1]
    assert await _asked(address) == []


async def test_where_anything_is_otherwise_the_rules_are_asked_anew(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await _asked(address) == [1]
    assert await _asked(address, ignore=("SY",)) == [1]
    assert await _asked(address, ignore=("SY",)) == []
    async with _process(address) as one, transaction(one.store._writer) as connection:
        await connection.execute(text("UPDATE region SET name = 'Kota Baru'"))
    assert await _asked(address) == [1]
    monkeypatch.setattr(BASIS, "version", lambda _: "99")
    assert await _asked(address) == [1]
    monkeypatch.setattr(BASIS, "code", lambda: b"edited")
    assert await _asked(address) == [1]


async def test_what_people_set_aside_asks_nothing_anew(address: str) -> None:
    assert await _asked(address) == [1]
    async with _process(address) as one:
        found = await one.evaluations.get(INFO.slug)
        rule = found.findings[0].rule
        seen = await one.evaluations.suppressing(await one.store.plan(INFO.slug), 1, rule, is_suppressed=True)
        assert rule not in {each.rule for each in (await seen.evaluation()).findings}
        assert one.asked == []


async def test_a_damaged_row_is_told_and_made_anew(address: str, caplog: pytest.LogCaptureFixture) -> None:
    assert await _asked(address) == [1]
    async with _process(address) as one:
        async with transaction(one.store._writer) as connection:
            await connection.execute(text(DAMAGE))
        with caplog.at_level(logging.WARNING):
            await one.evaluations.get(INFO.slug)
        assert one.asked == [1]
        assert f"stored evaluation of {INFO.slug} at revision 1 is made anew" in caplog.text
    assert await _asked(address) == []


async def test_where_nothing_can_be_stored_the_rules_are_asked_here(address: str) -> None:
    async with _process(address) as one:
        async with transaction(one.store._writer) as connection:
            await connection.execute(text("DROP TABLE evaluation"))
        assert (await one.evaluations.get(INFO.slug)).findings
        assert one.asked == [1]


async def test_a_scenario_is_stored_nowhere(address: str) -> None:
    async with _process(address) as one:
        await one.evaluations.get(INFO.slug)
        async with transaction(one.store._reader) as connection:
            assert (await connection.execute(text("SELECT revision FROM evaluation"))).all() == [(1,)]
