"""Where the schema may not be asked for, no error suggests its names, on whatever way an operation comes."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from schema.limit import Limits
from service.app import create_app
from tests.schema.city import City, city
from tests.service.talk import Socket

MISSPELT: tuple[dict[str, Any], ...] = (
    {"query": '{ plan(slg: "kota") { title } }'},
    {"query": '{ plan(slug: "kota") { titl } }'},
    {"query": "query($x: Pln) { plans { totalCount } }"},
    {"query": "{ plans { ... on Pln { totalCount } } }"},
    {"query": '{ plan(slug: "kota") { programs(filter: { levl: PROGRAM }) { totalCount } } }'},
    {"query": '{ plan(slug: "kota") { programs(filter: { level: PROGRM }) { totalCount } } }'},
    {"query": '{ plan(slug: "kota") @skp(if: true) { title } }'},
    {"query": '{ plan(slug: "kota") }'},
    {
        "query": 'query($f: ProgramFilter) { plan(slug: "kota") { programs(filter: $f) { totalCount } } }',
        "variables": {"f": {"level": "PROGRM"}},
    },
    {
        "query": 'query($f: ProgramFilter) { plan(slug: "kota") { programs(filter: $f) { totalCount } } }',
        "variables": {"f": {"levl": "PROGRAM"}},
    },
    {"query": 'subscription { planChangd(slug: "kota") { cursor } }'},
)
WORDS = ("Did you mean", "Maksud Anda")


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


@pytest.mark.parametrize(
    "accept", ["application/json", "text/event-stream", "multipart/mixed;subscriptionSpec=1.0, application/json"]
)
@pytest.mark.parametrize("language", ["id", "en"])
async def test_over_http(kota: City, accept: str, language: str) -> None:
    found = {True: 0, False: 0}
    for introspection in found:
        app = create_app(kota.store, limits=Limits(introspection=introspection))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
            for body in MISSPELT:
                headers = {"Accept": accept, "Accept-Language": language}
                text = (await http.post("/graphql", json=body, headers=headers)).text
                assert "errors" in text, body
                found[introspection] += any(word in text for word in WORDS)
    assert found[False] == 0
    assert found[True] >= 8


async def test_over_a_websocket(kota: City) -> None:
    socket = Socket(create_app(kota.store, limits=Limits(introspection=False)))
    await socket.opened()
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    for number, body in enumerate(MISSPELT):
        socket.say(type="subscribe", id=str(number), payload=body)
        text = ""
        while "errors" not in text and '"error"' not in text:
            text = str((await socket.told()).get("text"))
        assert not any(word in text for word in WORDS), text
    await socket.close()


async def test_names_of_things_in_a_plan_that_may_be_read_are_suggested_all_the_same(kota: City) -> None:
    app = create_app(kota.store, limits=Limits(introspection=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        [error] = (await http.post("/graphql", json={"query": '{ plan(slug: "kot") { title } }'})).json()["errors"]
    assert error["extensions"]["suggestions"] == ["kota"]
