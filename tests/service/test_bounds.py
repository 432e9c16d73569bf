"""What a connection sends is bounded on every way in, in bytes and in time, so that others are served."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import websockets
from starlette.applications import Starlette

from graph.store.token import TokenRole
from schema.request import LiveLimits
from service.access import SignIn
from service.app import create_app
from service.connection import connection_limits
from service.metrics import MetricsReaders
from tests.schema.city import City, city
from tests.service.server import PATIENCE, Client, connected, serving

HEALTH = b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n"
HEAD = b"POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
SOON = {"SINERGI_CONNECTION_HEAD_SECONDS": "0.5", "SINERGI_CONNECTION_BODY_SECONDS": "0.5"}
ASKED = json.dumps({"query": "{ __typename }"}).encode()
MOST = 4_000


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


@pytest.fixture
def app(kota: City) -> Starlette:
    return create_app(kota.store, readers=MetricsReaders.OPEN)


async def _sent(client: Client, piece: bytes, times: int) -> bytes:
    """Send a piece again and again until the service ends the connection; gives what it said."""
    with contextlib.suppress(ConnectionError):
        for _ in range(times):
            client.writer.write(piece)
            await client.writer.drain()
    with contextlib.suppress(ConnectionError):
        async with asyncio.timeout(PATIENCE):
            return await client.reader.read()
    return b""


@pytest.mark.parametrize(
    ("begun", "piece"),
    [
        (b"GET / HTTP/1.1\r\nx: ", b"a" * 65_536),
        (b"GET /", b"a" * 65_536),
        (b"GET / HTTP/1.1\r\n", b"".join(b"x-%06d: y\r\n" % each for each in range(1_000))),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nx: ", b"a" * 65_536),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", b"x: y\r\n" * 1_000),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1;", b"a" * 65_536),
    ],
    ids=["header", "address", "headers", "trailer", "trailers", "chunk extension"],
)
async def test_what_never_ends_is_ended_and_others_are_served(app: Starlette, begun: bytes, piece: bytes) -> None:
    async with serving(app) as port, connected(port) as client, connected(port) as other:
        client.writer.write(begun)
        said = await _sent(client, piece, 2_000)
        assert client.reader.at_eof() or said == b""  # cut off while it sent
        assert said[:12] in {b"", b"HTTP/1.1 431", b"HTTP/1.1 414"}
        assert (await other.ask(HEALTH))[0] == 200


@pytest.mark.parametrize(
    ("head", "status", "code"),
    [
        (b"GET /healthz HTTP/1.1\r\nhost: a\r\nx: %b\r\n\r\n" % (b"a" * (MOST - 50)), 200, None),
        (b"GET /healthz HTTP/1.1\r\nx: %b\r\n\r\n" % (b"a" * MOST), 431, "HEAD_TOO_LARGE"),
        (b"GET /healthz HTTP/1.1\r\nhost: a\r\n%b\r\n" % (b"x: y\r\n" * 19), 200, None),
        (b"GET /healthz HTTP/1.1\r\n%b\r\n" % (b"x: y\r\n" * 21), 431, "HEAD_TOO_LARGE"),
        (b"GET /healthz?%b HTTP/1.1\r\nhost: a\r\n\r\n" % (b"a" * MOST), 414, "HEAD_TOO_LARGE"),
    ],
)
async def test_a_head_up_to_its_bound_is_read_and_one_beyond_is_refused_in_graphql_s_form(
    app: Starlette, head: bytes, status: int, code: str | None
) -> None:
    settings = {"SINERGI_CONNECTION_HEAD": str(MOST), "SINERGI_CONNECTION_HEADERS": "20"}
    async with serving(app, **settings) as port, connected(port) as client:
        answered, headers, body = await client.ask(head)
        assert answered == status
        if code:
            error = json.loads(body)["errors"][0]["extensions"]
            assert error == {"code": code, "limit": MOST, "headers": 20}
            assert headers["connection"] == "close"
            assert await client.reader.read() == b""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", None),
        (b"GET / HTTP/1.1\r\nhost: a\r\nx: ", 408),
        (HEAD + b"content-length: 1000\r\n\r\n{", 408),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\n{\r\n", 408),
        (HEALTH + b"\r\n\r\n", 200),
        (b"POST /nowhere HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n", 404),
    ],
    ids=[
        "nothing",
        "half a head",
        "half a body",
        "half a chunked body",
        "between requests",
        "an unread body",
    ],
)
async def test_a_connection_that_sends_nothing_or_too_slowly_ends(
    app: Starlette, caplog: pytest.LogCaptureFixture, sent: bytes, status: int | None
) -> None:
    async with serving(app, **SOON) as port, connected(port) as client:
        with caplog.at_level(logging.WARNING):
            client.writer.write(sent)
            if status is not None:
                assert (await client.read())[0] == status
            async with asyncio.timeout(PATIENCE):
                assert await client.reader.read() == b""
    assert caplog.records == []


async def test_so_many_requests_at_once_are_read_and_answered_and_no_more(app: Starlette) -> None:
    async with serving(app, SINERGI_CONNECTION_PIPELINED="20") as port, connected(port) as client:
        said = await _sent(client, HEALTH * 2_000, 1)
        assert said.count(b"HTTP/1.1 200 OK") == said.count(b'{"status":"ok"}') == 21
    async with serving(app) as port, connected(port) as client:
        client.writer.write(HEALTH * 50)
        assert [(await client.read())[0] for _ in range(50)] == [200] * 50


async def test_bytes_one_by_one_do_not_keep_a_connection_open_and_a_body_that_keeps_coming_is_read(
    app: Starlette,
) -> None:
    long = json.dumps({"query": "{ __typename }" + " " * 20_000}).encode()
    async with serving(app, **SOON, SINERGI_CONNECTION_BODY_RATE="5000") as port:
        async with connected(port) as client:
            client.writer.write(HEAD + b"content-length: %d\r\n\r\n" % len(long))
            for at in range(0, len(long), 2_500):
                client.writer.write(long[at : at + 2_500])
                await asyncio.sleep(0.15)  # more than half a second in all
            assert (await client.read())[0] == 200
        async with connected(port) as client:
            client.writer.write(HEAD + b"content-length: 1000\r\n\r\n")
            coming = asyncio.create_task(client.read())
            with contextlib.suppress(ConnectionError):
                for _ in range(200):
                    if coming.done():
                        break
                    client.writer.write(b" ")
                    await client.writer.drain()
                    await asyncio.sleep(0.1)
            assert (await coming)[0] == 408


async def test_a_connection_that_waits_for_its_answer_or_listens_is_left_alone(app: Starlette) -> None:
    news = json.dumps({"query": 'subscription { planChanged(slug: "kota", since: 0) { revision } }'}).encode()
    async with serving(app, **SOON) as port, connected(port) as client:
        head = HEAD + b"accept: text/event-stream\r\ncontent-length: %d\r\n\r\n" % len(news)
        client.writer.write(head + news)
        assert (await client.read())[0] == 200
        await client.reader.readuntil(b"\n\n")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                assert await client.reader.read(1) != b"", "it was ended"


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\n", HEAD + b"content-length: 1000\r\n\r\n{"])
async def test_where_too_many_are_open_those_that_send_nothing_more_make_room(app: Starlette, begun: bytes) -> None:
    async with serving(app, SINERGI_CONNECTION_OPEN="20") as port, contextlib.AsyncExitStack() as stack:
        silent = [await stack.enter_async_context(connected(port)) for _ in range(60)]
        for each in silent:
            each.writer.write(begun)
        for _ in range(3):
            asking = await stack.enter_async_context(connected(port))
            assert (await asking.ask(HEALTH))[0] == 200
        async with asyncio.timeout(PATIENCE):
            ended = 0
            while ended < 40:
                await asyncio.sleep(0)
                ended = sum(each.reader.at_eof() or each.reader._eof for each in silent)  # type: ignore[attr-defined]


async def _acknowledged(port: int, token: str = "", **given: Any) -> websockets.ClientConnection:
    socket = await websockets.connect(
        f"ws://127.0.0.1:{port}/graphql",
        subprotocols=["graphql-transport-ws"],
        max_size=None,
        **given,  # type: ignore[list-item]
    )
    payload = {"Authorization": f"Bearer {token}"} if token else {}
    await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
    assert json.loads(await socket.recv())["type"] == "connection_ack"
    return socket


def _message(length: int) -> str:
    said: dict[str, Any] = {
        "id": "1",
        "type": "subscribe",
        "payload": {"query": "{ __typename }", "variables": {"x": ""}},
    }
    said["payload"]["variables"]["x"] = "a" * (length - len(json.dumps(said)))
    return json.dumps(said)


async def test_a_websocket_s_message_is_as_long_as_a_body_may_be_and_comes_as_it_is(app: Starlette) -> None:
    async with serving(app, SINERGI_LIMIT_BODY="20000") as port:
        socket = await _acknowledged(port)
        assert "permessage-deflate" not in str(socket.response and socket.response.headers)
        await socket.send(_message(20_000))
        assert json.loads(await socket.recv())["type"] == "next"
        await socket.close()
        socket = await _acknowledged(port)
        await socket.send(_message(20_001))
        with pytest.raises(websockets.ConnectionClosed):
            await socket.recv()
        assert socket.close_code == 1009


async def test_a_message_too_deep_to_be_read_ends_its_websocket_with_4400_and_no_word_in_the_log(
    app: Starlette, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(app) as port:
        with caplog.at_level(logging.WARNING):
            for text in ("[" * 100_000, '{"type": "subscribe", "id": "1", "payload": ' + '{"a":' * 100_000, "{"):
                socket = await _acknowledged(port)
                await socket.send(text)
                with pytest.raises(websockets.ConnectionClosed):
                    await socket.recv()
                assert socket.close_code == 4400
    assert caplog.records == []


async def test_one_address_does_not_take_all_websockets(kota: City) -> None:
    app = create_app(kota.store, live=LiveLimits(connections=10, per_address=2))
    async with serving(app) as port:
        other = await _acknowledged(port, additional_headers={"X-Forwarded-For": "192.0.2.7"})
        mine = [await _acknowledged(port) for _ in range(3)]
        with pytest.raises(websockets.ConnectionClosed):
            await mine[0].recv()
        assert mine[0].close_code == 1001
        for each in (other, *mine[1:]):
            assert await _answers(each)
            await each.close()


async def test_strangers_make_room_for_those_who_sign_in_and_never_take_theirs(kota: City) -> None:
    token = (await kota.store.tokens.create("Ani", TokenRole.VIEWER)).text
    sign_in = SignIn(kota.store.tokens)
    app = create_app(kota.store, sign_in=sign_in, live=LiveLimits(connections=3, per_address=3))
    async with serving(app) as port:
        elsewhere = {"X-Forwarded-For": "192.0.2.7"}
        strangers = [await _acknowledged(port, additional_headers=elsewhere) for _ in range(3)]
        people = [await _acknowledged(port, token) for _ in range(3)]
        for each in strangers:
            with pytest.raises(websockets.ConnectionClosed):
                await each.recv()
        for headers in ({}, elsewhere):
            with pytest.raises(websockets.InvalidStatus, match="403"):
                await _acknowledged(port, additional_headers=headers)
        for each in people:
            assert await _answers(each)
            await each.close()


async def _answers(socket: websockets.ClientConnection) -> bool:
    await socket.send(_message(100))
    return bool(json.loads(await socket.recv())["type"] == "next")


async def test_a_client_that_leaves_within_its_body_is_no_fault_of_ours(
    app: Starlette, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(app) as port:
        with caplog.at_level(logging.WARNING):
            async with connected(port) as client:
                client.writer.write(HEAD + b"content-length: 1000\r\n\r\n{")
                await client.writer.drain()
                await asyncio.sleep(0.2)
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http, asyncio.timeout(PATIENCE):
                text = ""
                while 'sinergi_responses_total{status="499"} 1.0' not in text:
                    text = (await http.get("/metrics")).text
                assert 'status="500"' not in text
    assert caplog.records == []


@pytest.mark.parametrize("given", [{"HEAD": "0"}, {"HEAD": "viele"}, {"HEADS": "1"}, {"OPEN": "-1"}])
def test_a_bound_that_cannot_be_used_is_said(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="SINERGI_CONNECTION_"):
        connection_limits({f"SINERGI_CONNECTION_{name}": value for name, value in given.items()})
