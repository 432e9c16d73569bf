"""A request whose bytes came before is answered before it is parsed, and nobody can tell by the answers."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from itertools import pairwise
from pathlib import Path

import pytest
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from service import connection
from service.answers import Repeated
from service.app import create_app
from service.cli.server import _protocol
from tests.schema.city import city

PLAN = '{ plan(slug: "kota") { revision opds { totalCount } } }'


def post(query: str, *headers: str) -> bytes:
    """The bytes of a request by POST."""
    body = json.dumps({"query": query}).encode()
    lines = ["POST /graphql HTTP/1.1", "host: a", "content-type: application/json", *headers]
    return "\r\n".join([*lines, f"content-length: {len(body)}", "", ""]).encode() + body


def get(path: str) -> bytes:
    """The bytes of a request by GET."""
    return f"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n".encode()


REQUESTS = (
    post(PLAN),
    post('{ plan(slug: "kota") { title } }', "connection: keep-alive", "accept-encoding: gzip"),
    get("/graphql?query=%7B%20plans%20%7B%20totalCount%20%7D%20%7D"),
    get("/healthz"),
    post("{ plan }"),
    # whose body is a request that may be known
    post(
        "# " + get("/graphql?query=%7B%20plans%20%7B%20totalCount%20%7D%20%7D").decode() + "\n{ plans { totalCount } }"
    ),
    b"POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\ncontent-length: 34\r\n\r\n" + get("/healthz"),
)


class Client:
    """One connection to a service, and which of its requests were parsed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, parsed: list[str]) -> None:
        self._reader = reader
        self.writer = writer
        self.parsed = parsed

    async def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send a request in one piece and read its answer."""
        self.writer.write(request)
        return await self.read()

    async def read(self) -> tuple[int, dict[str, str], bytes]:
        """Read an answer: status, headers, body."""
        async with asyncio.timeout(20):
            head = (await self._reader.readuntil(b"\r\n\r\n")).decode().removesuffix("\r\n\r\n")
            line, *lines = head.split("\r\n")
            headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in lines)}
            assert len(headers) == len(lines)
            return int(line.split()[1]), headers, await self._reader.readexactly(int(headers.get("content-length", 0)))

    async def is_parsed(self, request: bytes) -> bool:
        """Say whether a request that is asked is parsed."""
        before = len(self.parsed)
        assert (await self.ask(request))[0] == 200
        return len(self.parsed) > before


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[int]:
    """Serve an application as ``sinergi serve`` does; gives the port."""
    config = uvicorn.Config(app, port=0, http=_protocol(app.state.connection), log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        await server.shutdown()


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Client]:
    """A connection to a service over the example city."""
    kota = await city(f"sqlite:///{folder / 'sinergi.db'}")
    parsed: list[str] = []
    call = Repeated.__call__

    async def noting(self: Repeated, scope: Scope, receive: Receive, send: Send) -> None:
        parsed.append(scope["path"])
        await call(self, scope, receive, send)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Repeated, "__call__", noting)
        async with serving(create_app(kota.store)) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            yield Client(reader, writer, parsed)
            writer.close()
    await kota.store.close()


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with opened(tmp_path) as made:
        yield made


@pytest.mark.parametrize("request_", REQUESTS[:3])
async def test_it_is_answered_as_before_and_counted(client: Client, request_: bytes) -> None:
    first, *others = [await client.ask(request_) for _ in range(5)]
    assert len(client.parsed) == 2  # worked out; then the stamps are read
    ids = {headers.pop("x-request-id") for _, headers, _ in (first, *others)}
    assert len(ids) == 5
    assert first[0] == 200
    for each in (first, *others):
        each[1].pop("date", None)
        each[1].pop("server", None)
    assert all(each == first for each in others)
    text = (await client.ask(get("/metrics")))[2].decode()
    assert 'sinergi_operation_seconds_count{operation="unnamed"} 5.0' in text
    assert 'sinergi_answers_total{kept="hit"} 4.0' in text


async def test_what_was_written_since_is_seen_by_the_very_next_request(client: Client, tmp_path: Path) -> None:
    assert [await client.is_parsed(REQUESTS[0]) for _ in range(4)] == [True, True, False, False]
    with closing(sqlite3.connect(tmp_path / "sinergi.db", isolation_level=None)) as other:
        for _ in range(3):
            other.execute("UPDATE plan SET stamp = stamp + 1")
            assert [await client.is_parsed(REQUESTS[0]) for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize("header", ["x-request-id: a", "upgrade: h2c", "connection: upgrade", "connection: TE"])
async def test_what_the_server_must_look_at_is_parsed_each_time(client: Client, header: str) -> None:
    assert [await client.is_parsed(post(PLAN, header)) for _ in range(3)] == [True] * 3


async def test_a_client_that_waits_to_be_asked_for_its_body_is_asked_each_time(client: Client) -> None:
    for count in range(1, 4):
        client.writer.write(post(PLAN, "expect: 100-continue"))
        assert [(await client.read())[0] for _ in range(2)] == [100, 200]
        assert len(client.parsed) == count


async def test_who_asks_with_a_token_is_signed_in_each_time(client: Client) -> None:
    request = post(PLAN, "authorization: Bearer sinergi_0_x")
    assert [(await client.ask(request))[0] for _ in range(3)] == [401] * 3
    assert len(client.parsed) == 3
    assert [await client.is_parsed(post(PLAN)) for _ in range(3)] == [True, True, False]


async def test_the_server_is_handed_a_request_before_it_would_close_the_connection(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert uvicorn.Config(lambda: None).timeout_keep_alive / 2 > connection.SECONDS
    assert [await client.is_parsed(REQUESTS[0]) for _ in range(3)] == [True, True, False]
    monkeypatch.setattr(connection, "SECONDS", 0)
    assert [await client.is_parsed(REQUESTS[0]) for _ in range(2)] == [True, True]


async def test_a_connection_that_is_to_be_closed_is(client: Client) -> None:
    assert [await client.is_parsed(REQUESTS[0]) for _ in range(3)] == [True, True, False]
    assert (await client.ask(post(PLAN, "connection: close")))[1]["connection"] == "close"
    assert await client._reader.read() == b""


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    asked=st.lists(st.integers(0, len(REQUESTS) - 1), min_size=5, max_size=25),
    cuts=st.lists(st.integers(0, 4_000), max_size=12),
)
def test_however_requests_are_cut_and_joined_each_gets_its_own_answer(
    tmp_path_factory: pytest.TempPathFactory, asked: list[int], cuts: list[int]
) -> None:
    async def run() -> None:
        async with opened(tmp_path_factory.mktemp("connection")) as client:
            expected = [await client.ask(each) for each in REQUESTS]
            for each in REQUESTS[:3] * 2:
                await client.ask(each)
            assert len(client.parsed) < len(REQUESTS) + 6  # they are known by their bytes

            whole = b"".join(REQUESTS[each] for each in asked)
            ends = {sum(len(REQUESTS[each]) for each in asked[:count]) for count in range(0, len(asked), 2)}
            places = sorted({*(cut % len(whole) for cut in cuts), *ends, 0, len(whole)})

            async def write() -> None:
                for begin, end in pairwise(places):
                    client.writer.write(whole[begin:end])
                    await client.writer.drain()
                    await asyncio.sleep(0.005)

            writing = asyncio.create_task(write())
            for each in asked:
                status, _, body = await client.read()
                assert (status, body) == (expected[each][0], expected[each][2]), REQUESTS[each]
            await writing

    asyncio.run(run())
