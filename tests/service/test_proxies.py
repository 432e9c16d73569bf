"""Behind a proxy: whose word counts, and the configurations of the documentation with the real programs."""

import asyncio
import json
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from service.app import create_app
from service.server_settings import server_settings
from tests.schema.city import City, city
from tests.service.server import serving

PAGE = Path(__file__).parents[2] / "docs" / "operation.md"
FORWARDED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
NEWS = 'subscription { planChanged(slug: "kota", since: 0) { revision } }'


async def _who(request: Request) -> JSONResponse:
    return JSONResponse([request.client and request.client.host, request.url.scheme])


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


def _app(kota: City) -> Starlette:
    return Starlette(routes=[Route("/who", _who), Mount("/", create_app(kota.store))])


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [
        ({}, ["203.0.113.9", "https"]),
        ({"SINERGI_PROXIES": "127.0.0.0/8"}, ["203.0.113.9", "https"]),
        ({"SINERGI_PROXIES": "10.0.0.1"}, ["127.0.0.1", "http"]),
        ({"SINERGI_PROXIES": "none"}, ["127.0.0.1", "http"]),
    ],
)
async def test_only_proxies_that_are_trusted_say_who_asks(kota: City, trusted: dict[str, str], seen: list[str]) -> None:
    async with serving(_app(kota), **trusted) as port, httpx.AsyncClient() as http:
        answer = await http.get(f"http://127.0.0.1:{port}/who", headers=FORWARDED)
    assert answer.json() == seen


def test_what_is_no_address_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="proksi"):
        server_settings({"SINERGI_PROXIES": "127.0.0.1, proksi.lokal"})


def _written(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def _nginx(folder: Path, port: int, upstream: int) -> tuple[str, ...]:
    server = re.sub(r" +ssl_.*\n", "", _written("nginx"))
    server = server.replace("127.0.0.1:8000", f"127.0.0.1:{upstream}").replace("443 ssl", f"127.0.0.1:{port}")
    temporary = "".join(f"{name}_temp_path {folder};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    http = f"http {{ access_log off; {temporary} {server} }}"
    path = folder / "nginx.conf"
    path.write_text(f"daemon off; master_process off; pid {folder}/pid; events {{}} {http}", "utf-8")
    return ("nginx", "-p", str(folder), "-c", str(path), "-e", f"{folder}/log")


def _caddy(folder: Path, port: int, upstream: int) -> tuple[str, ...]:
    site = _written("caddy").replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
    site = site.replace("sinergi.kota.go.id", f"http://127.0.0.1:{port}")
    path = folder / "Caddyfile"
    path.write_text(f"{{\n    admin off\n    persist_config off\n}}\n{site}", "utf-8")
    return ("caddy", "run", "--config", str(path), "--adapter", "caddyfile")


PROXIES = {"nginx": _nginx, "caddy": _caddy}


@asynccontextmanager
async def _proxied(program: str, folder: Path, upstream: int) -> AsyncIterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = asyncio.subprocess.DEVNULL
    command = PROXIES[program](folder, port, upstream)
    running = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
    try:
        async with httpx.AsyncClient() as http:
            while True:
                assert running.returncode is None, f"{program} ended"
                try:
                    await http.get(f"http://127.0.0.1:{port}/who")
                    break
                except httpx.TransportError:
                    await asyncio.sleep(0.1)
        yield port
    finally:
        if running.returncode is None:
            running.terminate()
        await running.wait()


@pytest.mark.parametrize("program", PROXIES)
async def test_the_documented_proxy_tells_who_asks_and_lets_streams_and_sockets_through(
    kota: City, tmp_path: Path, program: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed here")
    async with (
        serving(_app(kota)) as upstream,
        _proxied(program, tmp_path, upstream) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http,
    ):
        # what a client says of itself does not count: the proxy says it anew
        assert (await http.get("/who", headers=FORWARDED)).json() == ["127.0.0.1", "http"]
        answer = await http.post("/graphql", json={"query": '{ plan(slug: "kota") { title } }'})
        assert answer.json()["data"] == {"plan": {"title": "Rencana Kota"}}
        large = await http.post("/graphql", json={"query": "{ __typename }", "variables": {"x": "x" * 900_000}})
        assert large.status_code == 200
        asked = {"query": NEWS}
        async with http.stream("POST", "/graphql", json=asked, headers={"accept": "text/event-stream"}) as stream:
            async for line in stream.aiter_lines():  # it comes while the stream is open
                if line.startswith("data:") and "planChanged" in line:
                    break
        async with connect(
            f"ws://127.0.0.1:{port}/graphql",
            subprotocols=[Subprotocol("graphql-transport-ws")],
            origin=Origin(f"http://127.0.0.1:{port}"),
        ) as talk:
            await talk.send(json.dumps({"type": "connection_init"}))
            assert json.loads(await talk.recv())["type"] == "connection_ack"
            await talk.send(json.dumps({"type": "subscribe", "id": "1", "payload": asked}))
            told = json.loads(await talk.recv())
            assert told["payload"]["data"]["planChanged"] == {"revision": 1}
