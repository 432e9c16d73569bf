"""Whoever leaves before they are answered leaves no work behind, but for changes, which are done to their end."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from starlette.types import Message, Scope

from graph.change import ChangeSet
from service.access import AccessChoice, SignIn
from service.app import create_app
from tests.schema.city import INFO, City, city
from tests.service.sender import TOKEN

PORTFOLIO = '{ plan(slug: "kota") { portfolio(budget: 1000000) { rupiah } } }'
WRITE = """mutation { addPartner(input: { plan: "kota", partner: { name: "Mitra", kind: COMMUNITY } })
    { revision errors { __typename } } }"""


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


class Asker:
    """Sends one request to the service, and leaves when it likes."""

    def __init__(self, kota: City) -> None:
        self._app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, AccessChoice(token=TOKEN)))
        self.leaves = asyncio.Event()
        self.sent: list[Message] = []

    async def ask(self, query: str, accept: str = "application/json") -> None:
        body = json.dumps({"query": query}).encode()
        told = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> Message:
            message = next(told, None)
            if message is None:
                await self.leaves.wait()
            return message or {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            self.sent.append(message)

        headers = {
            "content-type": "application/json",
            "accept": accept,
            "host": "sinergi.test",
            "authorization": f"Bearer {TOKEN}",
        }
        scope: Scope = {
            "type": "http",
            "method": "POST",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "root_path": "",
            "query_string": b"",
            "http_version": "1.1",
            "scheme": "http",
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        await self._app(scope, receive, send)


async def test_a_portfolio_that_nobody_waits_for_any_more_is_not_searched_on(
    kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def endless(*given: Any) -> None:
        check: Callable[[], None] = given[-1]
        loop.call_soon_threadsafe(begun.set)
        try:
            while True:
                check()
        finally:
            loop.call_soon_threadsafe(ended.set)

    monkeypatch.setattr("schema.advice.portfolio.records.portfolio", endless)
    asker = Asker(kota)
    asking = asyncio.create_task(asker.ask(PORTFOLIO))
    async with asyncio.timeout(60):
        await begun.wait()
        assert not ended.is_set()
        asker.leaves.set()
        await ended.wait()
        await asking
    assert asker.sent == []


FOLLOWED = 'subscription { portfolio(plan: "kota", budget: 1000000) { isFinal rupiah } }'


async def test_a_search_that_is_followed_ends_with_the_stream_and_nothing_is_complained_of(
    kota: City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def endless(*given: Any) -> None:
        loop.call_soon_threadsafe(begun.set)
        try:
            while True:
                given[-1]()
        finally:
            loop.call_soon_threadsafe(ended.set)

    monkeypatch.setattr("schema.advice.portfolio.records.portfolio", endless)
    asker = Asker(kota)
    asking = asyncio.create_task(asker.ask(FOLLOWED, "text/event-stream"))
    async with asyncio.timeout(60):
        await begun.wait()
        assert any(b'"isFinal":false' in each.get("body", b"") for each in asker.sent)
        asker.leaves.set()
        await ended.wait()
        await asking
        while kota.context.live.open:  # noqa: ASYNC110 - nobody tells when a stream is closed
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []


async def test_a_change_is_made_to_its_end_though_its_sender_has_left(
    kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = asyncio.Event(), asyncio.Event()
    apply = kota.store.apply

    async def slow(slug: str, changes: ChangeSet, **given: Any) -> int:
        begun.set()
        await goes_on.wait()
        return await apply(slug, changes, **given)

    monkeypatch.setattr(kota.store, "apply", slow)
    asker = Asker(kota)
    asking = asyncio.create_task(asker.ask(WRITE))
    async with asyncio.timeout(60):
        await begun.wait()
        asker.leaves.set()
        await asyncio.sleep(0.1)
        goes_on.set()
        await asking
    assert (await kota.store.plan(INFO.slug)).revision == 2
