"""Subscriptions over WebSocket and event streams, from a real process, until it is stopped."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets
from gql import Client, gql
from gql.transport.exceptions import TransportError
from gql.transport.websockets import WebsocketsTransport

from graph.store.token import TokenRole
from tests.schema.city import INFO, city
from tests.serving import TOKEN, Served, serving

BEARER = {"Authorization": f"Bearer {TOKEN}"}
NEWS = 'subscription($since: Revision) { planChanged(slug: "kota", since: $since) { kind revision author } }'
ADD = """mutation($name: String!) { addOpd(input: { plan: "kota", opd: { name: $name, shortName: $name } }) {
    revision errors { ... on Problem { message } } } }"""
SLEEP = '{ plan(slug: "kota") { initiatives(first: 50) { nodes { title } } } }'


@pytest.fixture
def service(sqlite_address: str, tmp_path: Path) -> Iterator[Served]:
    async def made() -> None:
        await (await city(sqlite_address)).store.close()

    asyncio.run(made())
    with serving(tmp_path, sqlite_address, SINERGI_TOKEN=TOKEN, SINERGI_STOP_SECONDS="5") as running:
        yield running


async def _add(http: httpx.AsyncClient, service: Served, name: str) -> int:
    body = {"query": ADD, "variables": {"name": name}}
    answer = (await http.post(service.graphql, json=body, headers=BEARER)).json()
    assert answer["data"]["addOpd"]["errors"] == []
    return int(answer["data"]["addOpd"]["revision"])


async def _events(response: httpx.Response) -> AsyncIterator[tuple[str, Any]]:
    event = ""
    async for line in response.aiter_lines():
        if line.startswith("event:"):
            event = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            text = line.removeprefix("data:").strip()
            yield event, json.loads(text) if text else None


async def test_a_python_client_over_websocket_hears_changes_and_comes_back_without_a_gap(service: Served) -> None:
    query = gql(NEWS)

    async def heard(since: int, count: int) -> list[int]:
        transport = WebsocketsTransport(url=service.socket, init_payload=BEARER)
        found: list[int] = []
        async with Client(transport=transport) as session:
            query.variable_values = {"since": since}
            async for told in session.subscribe(query):
                found.append(told["planChanged"]["revision"])
                if len(found) == count:
                    break
        return found

    async with httpx.AsyncClient(timeout=60) as http:
        first = asyncio.create_task(heard(1, 2))
        for name in ("A", "B", "C"):
            await _add(http, service, name)
        async with asyncio.timeout(60):
            seen = await first
            again = asyncio.create_task(heard(seen[-1], 2))
            await _add(http, service, "D")
            assert seen + await again == [2, 3, 4, 5]


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_an_event_stream_gives_each_change_as_it_comes(service: Served, method: str) -> None:
    headers = {"Accept": "text/event-stream", "Accept-Encoding": "gzip, zstd"}
    asked: dict[str, Any] = {"json": {"query": NEWS}} if method == "POST" else {"params": {"query": NEWS}}
    async with (
        httpx.AsyncClient(timeout=60) as http,
        http.stream(method, service.graphql, headers=headers, **asked) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in response.headers
        await asyncio.sleep(1)
        coming = aiter(_events(response))
        for name in ("A", "B"):
            revision = await _add(http, service, name)
            async with asyncio.timeout(30):
                event, told = await anext(coming)
            assert (event, told["data"]["planChanged"]["revision"]) == ("next", revision)
            assert told["data"]["planChanged"]["author"] == "administrator"


async def test_when_the_service_is_stopped_requests_end_and_subscribers_are_cut_off_to_come_back(
    service: Served,
) -> None:
    async with (
        httpx.AsyncClient(timeout=60) as http,
        websockets.connect(service.socket, subprotocols=["graphql-transport-ws"]) as socket,  # type: ignore[list-item]
        http.stream("POST", service.graphql, json={"query": NEWS}, headers={"Accept": "text/event-stream"}) as stream,
    ):
        await socket.send(json.dumps({"type": "connection_init"}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": NEWS}}))
        await asyncio.sleep(1)
        running = asyncio.create_task(http.post(service.graphql, json={"query": SLEEP}))
        await asyncio.sleep(0.05)
        start = time.monotonic()
        service.process.terminate()
        with pytest.raises(websockets.ConnectionClosed):  # and nothing before it, above all no "complete"
            await socket.recv()
        assert socket.close_code == 1001
        assert [each async for each in _events(stream)] == []
        assert (await running).json()["data"]["plan"]["initiatives"]
    assert await asyncio.to_thread(service.process.wait, 30) in {0, -signal.SIGTERM}
    assert time.monotonic() - start < 20


async def test_a_token_that_is_revoked_from_outside_ends_what_was_begun_with_it(
    sqlite_address: str, tmp_path: Path
) -> None:
    kota = await city(sqlite_address)
    made = await kota.store.tokens.create("ani", TokenRole.PLANNER, "*")
    bearer = {"Authorization": f"Bearer {made.text}"}
    with serving(tmp_path, sqlite_address, SINERGI_TOKEN=TOKEN, SINERGI_LIVE_SIGN_IN_SECONDS="1") as service:
        async with (
            httpx.AsyncClient(timeout=60) as http,
            websockets.connect(service.socket, subprotocols=["graphql-transport-ws"]) as idle,  # type: ignore[list-item]
            websockets.connect(service.socket, subprotocols=["graphql-transport-ws"]) as following,  # type: ignore[list-item]
            http.stream(
                "POST", service.graphql, json={"query": NEWS}, headers=bearer | {"Accept": "text/event-stream"}
            ) as stream,
        ):
            for socket in (idle, following):
                await socket.send(json.dumps({"type": "connection_init", "payload": bearer}))
                assert json.loads(await socket.recv())["type"] == "connection_ack"
            await following.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": NEWS}}))
            await asyncio.sleep(1)
            await kota.store.tokens.revoke(made.token.id)
            query = ADD.replace("mutation($name: String!)", "mutation").replace("$name", '"X"')
            await idle.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": query}}))
            async with asyncio.timeout(60):
                for socket in (idle, following):
                    with pytest.raises(websockets.ConnectionClosed):
                        await socket.recv()
                    assert socket.close_code == 4403
                events = [each async for each in _events(stream)]
            assert [event for event, _ in events] == ["next", "complete"]
            assert events[0][1]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
            assert await kota.revision() == 1
    await kota.store.close()


async def test_a_websocket_is_only_for_who_may_read_and_for_our_own_page(sqlite_address: str, tmp_path: Path) -> None:
    await (await city(sqlite_address)).store.close()
    closed = {"SINERGI_READING": "closed", "SINERGI_LIVE_PER_CONNECTION": "1", "SINERGI_LIVE_CONNECTIONS": "1"}
    with serving(tmp_path, sqlite_address, SINERGI_TOKEN=TOKEN, **closed) as service:
        for payload, code in (({}, "FORBIDDEN"), (BEARER, None)):
            transport = WebsocketsTransport(url=service.socket, init_payload=payload)
            async with Client(transport=transport) as session:
                query = gql(NEWS)
                query.variable_values = {"since": 0}
                try:
                    async for told in session.subscribe(query):
                        assert (told["planChanged"]["revision"], code) == (1, None)
                        break
                except TransportError as error:
                    assert code is not None
                    assert code in str(error)
        with pytest.raises(TransportError):
            async with Client(transport=WebsocketsTransport(
                url=service.socket, init_payload={"Authorization": "Bearer salah"}
            )):  # fmt: skip
                pass
        with pytest.raises(websockets.InvalidStatus, match="403"):
            await websockets.connect(service.socket, origin="https://lain.example")  # type: ignore[arg-type]
        async with websockets.connect(service.socket, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
            await socket.send(json.dumps({"type": "connection_init", "payload": BEARER}))
            await socket.recv()
            with pytest.raises(websockets.InvalidStatus, match="403"):
                await websockets.connect(service.socket)
            for number in ("1", "2"):
                await socket.send(json.dumps({"type": "subscribe", "id": number, "payload": {"query": NEWS}}))
            refused = json.loads(await socket.recv())
            assert (refused["id"], refused["type"]) == ("2", "error")
    assert INFO.slug == "kota"
