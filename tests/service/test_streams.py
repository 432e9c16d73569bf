"""When an answer comes as an event stream, how it is written, and how a stream or a WebSocket ends that goes on."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from schema.request import LiveLimits
from service.app import create_app
from service.http import EVENTS, GRAPHQL, JSON
from tests.schema.city import City, city
from tests.service.talk import Socket

QUERY = "query Subscription { plans { totalCount } }"
MUTATION = 'mutation { undoRevision(input: { plan: "kota", revision: 0 }) { errors { __typename } } }'
NOWHERE = 'subscription { planChanged(slug: "tidak-ada") { cursor } }'
NEWS = 'subscription { planChanged(slug: "kota") { cursor } }'
URQL = f"{GRAPHQL}, application/graphql+json, {JSON}, {EVENTS}, multipart/mixed"


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


async def _media(kota: City, query: str, accept: str, method: str = "POST") -> tuple[int, str]:
    transport = httpx.ASGITransport(create_app(kota.store))
    given: dict[str, Any] = {"json": {"query": query}} if method == "POST" else {"params": {"query": query}}
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.request(method, "/graphql", headers={"Accept": accept}, **given)
    return answer.status_code, answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(
    ("accept", "asked", "listened"),
    [
        (URQL, GRAPHQL, EVENTS),
        (f"{EVENTS}, {JSON}", JSON, EVENTS),
        (f"{JSON};q=1, {EVENTS};q=0.1", JSON, EVENTS),
        (f"{JSON};q=0.1, {EVENTS}", EVENTS, EVENTS),
        (f"{JSON};q=0, {EVENTS};q=0.1", EVENTS, EVENTS),
        (f"{EVENTS};q=0.5, */*;q=0.4", EVENTS, EVENTS),
        (f"{EVENTS}, */*", JSON, EVENTS),
        (EVENTS, EVENTS, EVENTS),
        (EVENTS.upper(), EVENTS, EVENTS),
        (f"{EVENTS}, multipart/mixed", EVENTS, EVENTS),
        (f"{JSON}, {EVENTS};q=0", JSON, JSON),
        (f"{JSON}, {EVENTS};q=7", JSON, JSON),
        (JSON, JSON, JSON),
        ("*/*", JSON, JSON),
    ],
)
async def test_json_comes_first_and_a_stream_where_only_that_will_do_or_a_subscription_can_be_heard(
    kota: City, accept: str, asked: str, listened: str
) -> None:
    assert await _media(kota, QUERY, accept) == (200, asked)
    assert await _media(kota, QUERY, accept, "GET") == (200, asked)
    assert await _media(kota, MUTATION, accept) == (200, asked)
    assert await _media(kota, NOWHERE, accept) == (200, listened)
    assert await _media(kota, NOWHERE, accept, "GET") == (200, listened)


@pytest.mark.parametrize("accept", [f"{EVENTS};q=0", f"{EVENTS};q=0, image/png", "image/png"])
async def test_who_can_read_neither_is_told_so(kota: City, accept: str) -> None:
    assert (await _media(kota, QUERY, accept))[0] == (await _media(kota, NOWHERE, accept))[0] == 406


async def test_what_is_refused_is_told_in_json_where_that_can_be_read(kota: City) -> None:
    for query in ("subscription {", "subscription A { a } subscription B { b }", "# subscription"):
        assert (await _media(kota, query, URQL))[1] == GRAPHQL


async def _heard(kota: City, query: str, **live: float) -> str:
    transport = httpx.ASGITransport(create_app(kota.store, live=LiveLimits(**live)))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        return (await http.post("/graphql", json={"query": query}, headers={"Accept": EVENTS}, timeout=60)).text


async def test_lines_of_a_stream_end_in_line_feeds_alone(kota: City) -> None:
    said = await _heard(kota, QUERY)
    assert "\r" not in said
    assert [each.split("\n")[0] for each in said.split("\n\n")] == ["event: next", "event: complete", ""]


async def test_a_stream_that_was_open_for_so_long_is_cut_and_one_that_failed_is_completed(kota: City) -> None:
    assert await _heard(kota, NEWS, seconds=0.2) == ""
    assert (await _heard(kota, NOWHERE)).endswith("event: complete\ndata: \n\n")


async def test_a_websocket_whose_subscription_should_be_taken_up_again_is_closed_without_complete(kota: City) -> None:
    app = create_app(kota.store, live=LiveLimits(seconds=0.2))
    socket = Socket(app)
    await socket.opened()
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    socket.say(type="subscribe", id="1", payload={"query": NEWS})
    told = await asyncio.wait_for(socket.told(), 30)
    assert (told["type"], told["code"]) == ("websocket.close", 1001)
    assert "sambungkan lagi" in told["reason"]
    await socket.close()
