"""Each request leaves one line that says how it ended, and all its lines carry its id."""

import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from service.app import create_app
from service.logs import LogStyle, ended, handler, log_style
from service.watch import REQUEST_ID, Watch
from tests.schema.city import City, city

ASKED = 'query Ringkas { plan(slug: "kota") { revision } }'


@pytest.fixture
async def http(sqlite_address: str) -> AsyncIterator[httpx.AsyncClient]:
    kota: City = await city(sqlite_address)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(kota.store)), base_url="http://test") as made:
        yield made
    await kota.store.close()


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    yield from _writing(LogStyle.JSON)


@pytest.fixture
def readable() -> Iterator[io.StringIO]:
    yield from _writing(LogStyle.READABLE)


def _writing(style: LogStyle) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    made, root, ours = handler(style, stream), logging.getLogger(), logging.getLogger("sinergi")
    root.addHandler(made)
    ours.setLevel(logging.INFO)
    yield stream
    root.removeHandler(made)
    ours.setLevel(logging.NOTSET)


def _lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def test_a_line_says_how_a_request_ended_and_nothing_of_who_asked_or_what(
    http: httpx.AsyncClient, written: io.StringIO
) -> None:
    for id_ in ("satu", "dua"):
        answer = await http.post("/graphql", json={"query": ASKED}, headers={REQUEST_ID: id_})
        assert answer.headers[REQUEST_ID] == id_
    refused = await http.post("/graphql", json={"query": ASKED}, headers={"Authorization": "Bearer rahasia"})
    await http.get("/healthz")
    first, second, third = _lines(written)
    assert first.items() >= {
        "event": "request", "request_id": "satu", "method": "POST", "path": "/graphql", "status": 200,
        "operation": "Ringkas", "kept": "miss", "level": "info", "logger": "sinergi.request",
    }.items()  # fmt: skip
    assert first["milliseconds"] > 0
    assert first["timestamp"].endswith("Z")
    assert (second["request_id"], second["kept"]) == ("dua", "hit")
    assert (third["request_id"], third["status"]) == (refused.headers[REQUEST_ID], 401)
    assert "rahasia" not in written.getvalue()
    assert "revision" not in written.getvalue()


@pytest.mark.parametrize("id_", ["dua kata", "x" * 101, "é", "a\tb", ""])
async def test_an_id_that_is_not_fit_to_be_written_is_replaced(http: httpx.AsyncClient, id_: str) -> None:
    answer = await http.get("/healthz", headers={REQUEST_ID: id_.encode("latin-1")})
    assert len(answer.headers[REQUEST_ID]) == 32


async def test_what_nobody_expected_is_answered_and_written_with_the_same_id(written: io.StringIO) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive, send
        logging.getLogger("pustaka").warning("hampir")
        raise RuntimeError("rusak")

    transport = httpx.ASGITransport(Watch(broken, [ended]))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.get("/x", headers={REQUEST_ID: "tiga"})
    assert (answer.status_code, answer.headers[REQUEST_ID]) == (500, "tiga")
    assert "tiga" in answer.text
    assert "rusak" not in answer.text
    library, ours = _lines(written)
    assert (library["event"], library["request_id"], library["logger"]) == ("hampir", "tiga", "pustaka")
    assert (ours["level"], ours["request_id"], ours["status"]) == ("error", "tiga", 500)
    assert "RuntimeError: rusak" in ours["exception"]


async def test_a_readable_line_stays_one_line_whatever_is_asked(http: httpx.AsyncClient, readable: io.StringIO) -> None:
    await http.get("/a%0Ab%1b[31m")
    [line] = readable.getvalue().splitlines()
    assert "\x1b" not in line
    assert "status=404" in line


def test_a_style_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="SINERGI_LOG"):
        log_style({"SINERGI_LOG": "xml"})
