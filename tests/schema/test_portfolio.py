"""The portfolio over the schema: a good set at once and then the best, with what was decided kept."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from schema import SCHEMA
from tests.schema.city import City, city

BEST = """query($budget: Rupiah, $keeps: Boolean! = false) { plan(slug: "kota") {
    portfolio(budget: $budget, keepDecisions: $keeps) { %s } } }"""
SEARCH = """subscription($budget: Rupiah, $keeps: Boolean! = false) {
    portfolio(plan: "kota", budget: $budget, keepDecisions: $keeps) { isFinal %s } }"""
TOLD = """rupiah score gap initiatives { fingerprint } dimensions { code }
    leftOut { initiative { fingerprint } isRejected missingRupiah }"""


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _told(kota: City, **variables: Any) -> list[Any]:
    stream: Any = await SCHEMA.stream(SEARCH % TOLD, variables, kota.context)
    return [each async for each in stream]


async def test_a_set_comes_at_once_and_then_the_one_that_the_query_gives(kota: City) -> None:
    for budget in (None, 2_500_000):
        answers = await _told(kota, budget=budget)
        assert [each.errors for each in answers] == [None, None]
        quick, found = (each.data["portfolio"] for each in answers)
        assert (quick.pop("isFinal"), found.pop("isFinal")) == (False, True)
        assert quick["initiatives"]
        assert found == (await kota.ask(BEST % TOLD, budget=budget))["plan"]["portfolio"]
        assert [each.data for each in await _told(kota, budget=budget)] == [
            {"portfolio": quick | {"isFinal": False}},
            {"portfolio": found | {"isFinal": True}},
        ]
        assert all(each["rupiah"] <= (budget or each["rupiah"]) for each in (quick, found))


async def test_whoever_stops_listening_stops_the_search(kota: City, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(*given: Any) -> None:
        begun.set()
        try:
            while True:
                given[-1]()
        finally:
            ended.set()

    monkeypatch.setattr("schema.advice.portfolio.records.portfolio", endless)
    stream: Any = await SCHEMA.stream(SEARCH % "gap", {}, kota.context)
    assert (await anext(stream)).errors is None
    later = asyncio.ensure_future(anext(stream))
    async with asyncio.timeout(30):
        assert await asyncio.to_thread(begun.wait, 30)
        later.cancel()
        await asyncio.wait((later,))
        await stream.aclose()
        assert await asyncio.to_thread(ended.wait, 30)


async def test_what_was_accepted_is_in_and_what_was_rejected_is_out(kota: City) -> None:
    free = (await kota.ask(BEST % TOLD))["plan"]["portfolio"]
    names = [each["fingerprint"] for each in free["initiatives"]]
    assert len(names) >= 2
    for name, standing in ((names[0], "REJECTED"), (names[-1], "ACCEPTED")):
        given = {"fingerprint": name, "standing": standing, "reason": "Rapat"}
        assert (await kota.do("decideInitiative", given))["errors"] == []
    assert (await kota.ask(BEST % TOLD))["plan"]["portfolio"] == free, "decisions count only where it is asked"
    kept = (await kota.ask(BEST % TOLD, keeps=True))["plan"]["portfolio"]
    chosen = {each["fingerprint"] for each in kept["initiatives"]}
    assert names[-1] in chosen
    assert names[0] not in chosen
    assert [each["initiative"]["fingerprint"] for each in kept["leftOut"] if each["isRejected"]] == [names[0]]
    [refused] = (await kota.answer(BEST % TOLD, budget=0, keeps=True)).errors
    assert refused.extensions["code"] == "BAD_ARGUMENT"
    assert "pasti masuk memerlukan Rp " in refused.message
    [refused] = [error for each in await _told(kota, budget=0, keeps=True) for error in each.errors]
    assert refused.extensions["code"] == "BAD_ARGUMENT"
