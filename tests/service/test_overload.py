"""A process that has too much to do says so at once, to those whom it cannot serve soon and to nobody else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from time import process_time
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message

from schema.limit import Limits
from schema.request import Full, Live, LiveLimits, Load, Places
from service.access import AccessChoice, SignIn
from service.app import create_app
from tests.schema.city import City, city
from tests.service.sender import TOKEN, Sender
from tests.service.talk import Socket

FEW = LiveLimits(requests=2, requests_per_address=1)
ASKED = '{ plan(slug: "kota") { title } }'


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


def _app(kota: City, live: LiveLimits = FEW, limits: Limits | None = None) -> Starlette:
    choice = AccessChoice(token=TOKEN)
    return create_app(kota.store, sign_in=SignIn(kota.store.tokens, choice), live=live, limits=limits or Limits())


def _http(app: Starlette, address: str = "192.0.2.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60)


def _load(app: Starlette) -> Load:
    live: Live = app.state.context.live
    return live.load


def _late(load: Load, seconds: float, times: int) -> None:
    loop = asyncio.get_running_loop()
    for _ in range(times):
        load._look(loop, loop.time() - seconds, process_time() - seconds)


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - what is waited for says nothing
            await asyncio.sleep(0.01)


async def test_where_all_places_are_taken_a_request_is_turned_away_and_told_when_to_come_again(kota: City) -> None:
    app = _app(kota)
    load = _load(app)
    async with _http(app) as http:
        assert (await http.post("/graphql", json={"query": ASKED})).status_code == 200
        load.requests.take("192.0.2.8")
        load.requests.take("192.0.2.9")
        for media in ("application/json", "application/graphql-response+json"):
            headers = {"Accept": media, "Accept-Language": "en"}
            refused = await http.post("/graphql", json={"query": "{ plans { totalCount } }"}, headers=headers)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
            assert refused.headers["content-type"].startswith(media)
            [error] = refused.json()["errors"]
            assert error["extensions"] == {"code": "OVERLOADED", "retryAfter": 2}
            assert error["message"].startswith("This service is too busy now")
        for path in ("/export/kota/rencana.json", "/calendar/kota/x.ics"):
            assert (await http.get(path)).json()["errors"][0]["extensions"]["code"] == "OVERLOADED"
        load.requests.leave("192.0.2.9")
        assert (await http.post("/graphql", json={"query": "{ plans { totalCount } }"})).status_code == 200


async def test_kept_answers_health_and_the_page_are_given_all_the_same(kota: City) -> None:
    app = _app(kota)
    async with _http(app) as http:
        assert (await http.post("/graphql", json={"query": ASKED})).status_code == 200
        for _ in range(FEW.requests):
            _load(app).requests.take(None)
        assert (await http.post("/graphql", json={"query": ASKED})).status_code == 200
        for path in ("/healthz", "/readyz", "/", "/schema.graphql"):
            assert (await http.get(path)).status_code == 200, path
        assert (await http.get("/metrics")).status_code == 403


async def test_one_address_takes_so_many_places_and_leaves_the_others(kota: City) -> None:
    app = _app(kota)
    _load(app).requests.take("192.0.2.1")
    async with _http(app) as crowd, _http(app, "192.0.2.2") as other:
        assert (await crowd.post("/graphql", json={"query": ASKED})).status_code == 503
        assert (await other.post("/graphql", json={"query": ASKED})).status_code == 200


async def test_an_event_loop_that_is_late_again_and_again_turns_away_and_once_does_not(kota: City) -> None:
    app = _app(kota)
    load = _load(app)
    async with _http(app) as http:
        assert (await http.post("/graphql", json={"query": ASKED})).status_code == 200
        load.requests.take("192.0.2.8")  # so that the clock is looked at
        load.admit(None)
        _late(load, 9.0, 1)
        _late(load, 0.0, 1)
        _late(load, 9.0, 2)
        assert (await http.post("/graphql", json={"query": "{ plans { totalCount } }"})).status_code == 200
        _late(load, 9.0, 4)
        assert load.lag >= 9
        assert (await http.get("/export/kota/rencana.json")).status_code == 503
        load.requests.leave("192.0.2.8")
        load.admit(None)  # who asks alone is answered, however late
        load.requests.take("192.0.2.8")
        await _until(lambda: load.lag < 1)
        assert (await http.get("/export/kota/rencana.json")).status_code == 200


async def test_who_waits_for_other_programs_turns_nobody_away() -> None:
    load, loop = Load(2, 2, 0.2), asyncio.get_running_loop()
    for _ in range(4):
        load._look(loop, loop.time() - 9, process_time())
    assert load.lag < 1
    load.admit(None)


async def test_the_clock_is_looked_at_while_requests_come_and_no_longer(kota: City) -> None:
    load = _load(_app(kota))
    load.admit(None)
    assert load._loop is asyncio.get_running_loop()
    await _until(lambda: load._loop is None)
    load.admit(None)
    assert load._loop is not None


async def _sent(app: Starlette, *pieces: bytes) -> list[int]:
    """Send a question in pieces; how many were counted when each was read, when nothing more came, and at the end."""
    waiting, counted, load = list(pieces), [], _load(app)
    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"",
        "root_path": "", "scheme": "http", "client": ("192.0.2.1", 1), "server": ("test", 80), "http_version": "1.1",
        "headers": [(b"host", b"test"), (b"content-type", b"application/json")],
    }  # fmt: skip

    async def receive() -> Message:
        counted.append(load.requests.taken)
        if not waiting:
            return await asyncio.Event().wait() and {}
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            counted.append(load.requests.taken)

    await app(scope, receive, send)
    return counted


async def test_a_request_counts_once_all_of_it_has_come_and_until_its_answer_begins(kota: City) -> None:
    body = b'{"query": "{ plans { totalCount } }"}'
    app = _app(kota)
    assert await _sent(app, body[:9], body[9:]) == [0, 0, 1, 0]
    assert _load(app).requests.taken == 0


async def test_what_is_whole_when_all_places_are_taken_is_turned_away_too(kota: City) -> None:
    app = _app(kota, LiveLimits(requests=1))
    load = _load(app)

    async def more() -> AsyncIterator[bytes]:
        yield b'{"query": '
        load.requests.take(None)  # somebody else was quicker
        yield b'"{ plans { totalCount } }"}'

    async with _http(app) as http:
        headers = {"Content-Type": "application/json"}
        refused = await http.post("/graphql", content=more(), headers=headers)
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (503, "OVERLOADED")


async def test_an_operation_over_a_websocket_is_refused_and_the_next_one_is_not(kota: City) -> None:
    app = _app(kota, LiveLimits(requests=1))
    socket = Socket(app)
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    _load(app).requests.take(None)
    asked: dict[str, Any] = {"type": "subscribe", "payload": {"query": ASKED}}
    socket.say(id="1", **asked)
    assert await socket.heard() == "error"
    _load(app).requests.leave(None)
    socket.say(id="2", **asked)
    assert await socket.heard() == "next"
    await socket.close()


async def test_one_sends_so_many_requests_with_files_at_once_and_others_may_too(kota: City) -> None:
    app = _app(kota, LiveLimits(uploads=2, uploads_per_reader=1))
    async with _http(app) as http:
        answers = await asyncio.gather(*(Sender(kota, http).post([("a.csv", b"opd,tahun\n")]) for _ in range(3)))
    refused = [each for each in answers if each.status_code == 503]
    assert len(refused) == 2
    assert {each.headers["retry-after"] for each in refused} == {"2"}
    said = [each.json()["errors"][0]["extensions"] for each in refused]
    assert said == [{"code": "TOO_MANY_IMPORTS", "limit": 1, "actual": 1}] * 2


def test_places_are_counted_for_each_and_in_all_and_come_back() -> None:
    places = Places(3, 2)
    with places.place("a"), places.place("a"):
        with pytest.raises(Full) as full, places.place("a"):
            pass
        assert (full.value.limit, full.value.actual) == (2, 2)
        with places.place("b"), pytest.raises(Full) as all_taken, places.place("c"):
            pass
        assert (all_taken.value.limit, all_taken.value.actual) == (3, 3)
    with pytest.raises(RuntimeError), places.place("a"):
        raise RuntimeError
    assert places.taken == 0
    assert not places._by_reader
