"""One request gets one answer, however its bytes come."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from service.app import create_app
from tests.effort import tried
from tests.schema.city import city
from tests.service.server import Client, connected, serving

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
    # whose body is a request itself
    post("# " + get("/graphql?query=%7Bplans%7BtotalCount%7D%7D").decode() + "\n{ plans { totalCount } }"),
    b"POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\ncontent-length: 34\r\n\r\n" + get("/healthz"),
)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Client]:
    """A connection to a service over the example city."""
    kota = await city(f"sqlite:///{folder / 'sinergi.db'}")
    async with serving(create_app(kota.store)) as port, connected(port) as client:
        yield client
    await kota.store.close()


@pytest.mark.parametrize(
    "head",
    [
        "GET /graphql?query=%7B__typename%7D HTTP/1.1",
        "GET / HTTP/1.1",
        "GET /healthz HTTP/1.1",
        "POST /nowhere HTTP/1.1",
        "DELETE /graphql HTTP/1.1",
    ],
)
async def test_a_body_that_comes_after_its_head_was_answered_is_no_request_of_its_own(
    tmp_path: Path, head: str
) -> None:
    known = post(PLAN)
    async with opened(tmp_path) as client:
        for _ in range(3):
            assert (await client.ask(known))[0] == 200
        first = await client.ask(f"{head}\r\nhost: a\r\ncontent-length: {len(known)}\r\n\r\n".encode())
        await asyncio.sleep(0.2)
        client.writer.write(known)
        await asyncio.sleep(0.2)
        after = await client.ask(get("/healthz"))
        assert first[0] in {200, 404, 405, 307}
        assert (after[0], json.loads(after[2])) == (200, {"status": "ok"})


@tried(8, *HealthCheck)
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
