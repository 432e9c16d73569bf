"""A page of another site cannot pass for the service's own by a name that it lets lead to it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import Message

from service.app import create_app
from service.hosts import Hosts
from tests.schema.city import City, city

NAMES = frozenset({"sinergi.kota.go.id"})
QUERY = {"query": '{ plan(slug: "kota") { title } }'}


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("sinergi.kota.go.id", 200),
        ("SINERGI.kota.go.id:8443", 200),
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("dalam:8000", 200),
        ("lain.id", 421),
        ("sinergi.kota.go.id.lain.id", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
async def test_where_names_are_set_no_other_is_answered(kota: City, host: str, status: int) -> None:
    transport = httpx.ASGITransport(create_app(kota.store, hosts=NAMES))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.post("/graphql", json=QUERY, headers={"Host": host})
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_without_the_setting_any_name_is_answered(kota: City) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(kota.store)), base_url="http://test") as http:
        answer = await http.post("/graphql", json=QUERY, headers={"Host": "lain.id"})
    assert answer.status_code == 200


@pytest.mark.parametrize("hosts", [[], ["a.id", "b.id"]])
async def test_a_request_names_one_host(kota: City, hosts: list[str]) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    headers = [(b"host", each.encode()) for each in hosts]
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": "/healthz", "raw_path": b"/healthz",
             "query_string": b"", "headers": headers, "client": ("127.0.0.1", 1), "scheme": "http"}  # fmt: skip
    await create_app(kota.store)(scope, receive, send)
    assert sent[0]["status"] == 400


@pytest.mark.parametrize(("host", "is_open"), [(b"sinergi.kota.go.id", True), (b"lain.id", False)])
async def test_so_it_is_with_websockets(host: bytes, is_open: bool) -> None:
    sent: list[str] = []

    async def app(*_: object) -> None:
        sent.append("passed on")

    async def send(message: Message) -> None:
        sent.append(message["type"])

    async def receive() -> Message:
        return {}

    await Hosts(app, NAMES)({"type": "websocket", "headers": [(b"host", host)]}, receive, send)
    assert sent == (["passed on"] if is_open else ["websocket.close"])
