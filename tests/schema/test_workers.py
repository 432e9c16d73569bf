"""Work that was stopped stops, and what computes long is in nobody's way."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from acts import Check, Workers
from rules.scenario import what_if
from schema import SCHEMA, Context
from schema.limit import Limits
from schema.request import Live, LiveLimits
from tests.schema.city import City, city

SECONDS = 20.0
"""What is to end has ended after that, on a busy machine as well."""


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


class Long:
    """Work that goes on until it is told that nobody waits."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.ended = threading.Event()

    def __call__(self, check: Check) -> None:
        self.begun.set()
        try:
            for _ in range(10_000):
                check()
                time.sleep(0.01)
        finally:
            self.ended.set()


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not holds():  # noqa: ASYNC110 - a thread says it
            await asyncio.sleep(0.01)


async def test_work_ends_when_whoever_waits_for_it_leaves_and_counts_until_then() -> None:
    workers, long = Workers(1, "work"), Long()
    waiting = asyncio.ensure_future(workers.run(long))
    await _until(long.begun.is_set)
    assert workers.left == 0
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await _until(long.ended.is_set)
    await _until(lambda: workers.left == 0)
    assert await workers.run(lambda _: 5) == 5


async def test_work_that_does_not_look_counts_as_left_until_it_ends() -> None:
    workers, end = Workers(1, "work"), threading.Event()
    waiting = asyncio.ensure_future(workers.run(lambda _: end.wait()))
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert workers.left == 1
    end.set()
    await _until(lambda: workers.left == 0)


async def test_work_that_still_waits_for_a_thread_never_begins_when_nobody_waits_for_it() -> None:
    workers, first, second = Workers(1, "work"), Long(), Long()
    waiting = [asyncio.ensure_future(workers.run(each)) for each in (first, second)]
    await _until(first.begun.is_set)
    waiting[1].cancel()
    await asyncio.sleep(0)
    waiting[0].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await _until(first.ended.is_set)
    await workers.run(lambda _: None)
    assert not second.begun.is_set()
    assert workers.left == 0


async def test_what_work_raises_is_told() -> None:
    def fail(_: Check) -> None:
        raise ValueError("rusak")

    with pytest.raises(ValueError, match="rusak"):
        await Workers(1, "work").run(fail)


MENDABLE = '{ plan(slug: "kota") { findings(first: 100) { nodes { id remedy { changes { localId } } } } } }'
REMEDY = '{ node(id: "%s") { ... on Finding { remedy { comparison { toRevision } } } } }'
PORTFOLIO = '{ plan(slug: "kota") { portfolio { gap } } }'
SEARCH = '{ plan(slug: "kota") { search(text: "layanan digital", first: 3) { totalCount } } }'


@pytest.mark.parametrize(
    ("query", "place"),
    [(REMEDY, "acts.evaluations.what_if"), (PORTFOLIO, "schema.advice.portfolio.records.portfolio")],
)
async def test_what_computes_stops_with_the_request_that_ran_out_of_time(
    kota: City, monkeypatch: pytest.MonkeyPatch, query: str, place: str
) -> None:
    findings = (await kota.ask(MENDABLE))["plan"]["findings"]["nodes"]
    if "%" in query:
        query %= next(each["id"] for each in findings if each["remedy"])
    long = Long()
    monkeypatch.setattr(place, lambda *given: long(given[-1]))
    result = await SCHEMA.within(Limits(seconds=0.3)).execute(query, context_value=kota.context)
    assert [(error.extensions or {})["code"] for error in result.errors or ()] == ["TIMEOUT"]
    await _until(long.ended.is_set)
    await _until(lambda: kota.context.workers.left == 0)


async def test_a_comparison_ends_between_rules(kota: City) -> None:
    def refuse() -> None:
        raise InterruptedError

    evaluation = await (await kota.context.seen("kota")).evaluation()
    with pytest.raises(InterruptedError):
        what_if(evaluation, (), check=refuse)


async def test_a_search_does_not_wait_behind_what_computes(kota: City, monkeypatch: pytest.MonkeyPatch) -> None:
    works: list[Long] = []

    def begin(*given: Any) -> None:
        works.append(Long())
        works[-1](given[-1])

    monkeypatch.setattr("schema.advice.portfolio.records.portfolio", begin)
    context = Context(kota.store, kota.context.evaluations, live=Live(LiveLimits(computations=2)))
    await SCHEMA.execute(SEARCH, context_value=context)
    asked = [
        asyncio.ensure_future(
            SCHEMA.execute(PORTFOLIO, context_value=context.acting(context.actor))  # each of another stranger
        )
        for _ in range(12)
    ]
    await _until(lambda: len(works) == 2)
    async with asyncio.timeout(SECONDS):
        found = await SCHEMA.execute(SEARCH, context_value=context.acting(context.actor))
    assert found.errors is None
    assert len(works) == 2
    for each in asked:
        each.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    await _until(lambda: all(each.ended.is_set() for each in works) and context.workers.left == 0)
    assert len(works) < len(asked)  # a place that is free may be taken before the next is called off
