"""When an answer comes as an event stream, how it is written, and how a stream or a WebSocket ends that goes on."""

import asyncio
import json
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
MULTIPART = "multipart/mixed;boundary=graphql;subscriptionSpec=1.0"
"""As Apollo Client asks for a subscription."""
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
        (f"{MULTIPART}, {JSON}", JSON, "multipart/mixed"),
        (f"{MULTIPART}, {EVENTS}, {JSON}", JSON, "multipart/mixed"),
        (f"{MULTIPART};q=0.5, {EVENTS}, {JSON}", JSON, EVENTS),
        (f"{JSON}, {EVENTS}, {MULTIPART}", JSON, EVENTS),
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


async def test_multipart_alone_will_do_for_a_subscription_only(kota: City) -> None:
    assert await _media(kota, QUERY, MULTIPART) == (406, JSON)
    assert await _media(kota, NOWHERE, MULTIPART) == (200, "multipart/mixed")
    assert (await _media(kota, NOWHERE, "multipart/mixed"))[0] == 406


async def test_what_is_refused_is_told_in_json_where_that_can_be_read(kota: City) -> None:
    for query in ("subscription {", "subscription A { a } subscription B { b }", "# subscription"):
        assert (await _media(kota, query, URQL))[1] == GRAPHQL


async def _heard(kota: City, query: str, headers: dict[str, str] | None = None, **live: float) -> str:
    transport = httpx.ASGITransport(create_app(kota.store, live=LiveLimits(**live)))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        return (
            await http.post("/graphql", json={"query": query}, headers={"Accept": EVENTS} | (headers or {}), timeout=60)
        ).text


async def test_lines_of_a_stream_end_in_line_feeds_alone(kota: City) -> None:
    said = await _heard(kota, QUERY)
    assert "\r" not in said
    assert [each.split("\n")[0] for each in said.split("\n\n")] == ["event: next", "event: complete", ""]


async def test_events_of_a_plan_have_ids_after_which_a_client_that_comes_back_is_told_the_rest(kota: City) -> None:
    for name in ("A", "B"):
        await kota.do("addOpd", {"opd": {"name": name, "shortName": name}})
    text = 'subscription { planChanged(slug: "kota", since: 1) { revision cursor } }'
    events = [each.split("\n") for each in (await _heard(kota, text, seconds=2)).split("\n\n") if "id: " in each]
    told = [(lines[0], json.loads(lines[2].removeprefix("data: "))["data"]["planChanged"]) for lines in events]
    assert [(id_, each["revision"]) for id_, each in told] == [
        (f"id: {each['cursor']}", each["revision"]) for _, each in told
    ]
    assert [each["revision"] for _, each in told] == [2, 3]
    last = told[0][1]["cursor"]
    again = await _heard(kota, text, {"Last-Event-ID": last}, seconds=2)
    assert "id: " + told[1][1]["cursor"] in again
    assert f"id: {last}\n" not in again
    wrong = await _heard(kota, text, {"Last-Event-ID": "x"}, seconds=2)
    assert "BAD_ARGUMENT" in wrong


async def test_a_stream_in_parts_ends_each_part_as_apollo_reads_it(kota: City) -> None:
    await kota.do("addOpd", {"opd": {"name": "A", "shortName": "A"}})
    text = 'subscription { planChanged(slug: "kota", since: 1) { revision } }'
    said = await _heard(kota, text, {"Accept": MULTIPART}, seconds=0.5)
    parts = [each.partition("\r\n\r\n")[2].strip() for each in said.split("--graphql")]
    assert {"payload": {"data": {"planChanged": {"revision": 2}}}} in [
        {**found, "payload": {"data": found["payload"]["data"]}} if "payload" in (found := json.loads(each)) else found
        for each in parts
        if each.startswith("{")
    ]


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


async def _told(socket: Socket) -> Any:
    return json.loads((await asyncio.wait_for(socket.told(), 30))["text"])


async def test_what_fails_at_once_over_a_websocket_is_an_error_of_its_operation_with_a_code(kota: City) -> None:
    socket = Socket(create_app(kota.store, live=LiveLimits(per_connection=1)))
    await socket.opened()
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    wrong = {
        "UNKNOWN_PLAN": {"query": NOWHERE},
        "BAD_ARGUMENT": {"query": 'subscription { planChanged(slug: "kota", after: "x") { cursor } }'},
        "BAD_DOCUMENT": {"query": "{ nothing }"},
        "BAD_VARIABLES": {"query": "query($s: String!) { plan(slug: $s) { title } }"},
    }
    for code, payload in wrong.items():
        socket.say(type="subscribe", id=code, payload=payload)
        told = await _told(socket)
        assert (told["type"], told["id"], told["payload"][0]["extensions"]["code"]) == ("error", code, code)
    socket.say(type="subscribe", id="one", payload={"query": NEWS})
    socket.say(type="subscribe", id="two", payload={"query": NEWS})
    told = await _told(socket)
    assert (told["id"], told["payload"][0]["extensions"]["code"]) == ("two", "TOO_MANY_SUBSCRIPTIONS")
    await socket.close()
