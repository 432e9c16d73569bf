"""Rights end when they are taken away, also over a WebSocket or a stream that was begun before."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from graph.store.token import NewToken, TokenRole
from schema.request import LiveLimits
from service.access import AccessChoice, SignIn
from service.access.refusal import IssuerUnreachableError
from service.app import create_app
from service.http import EVENTS, JSON
from tests.schema.city import INFO, City, city
from tests.service.talk import Socket

NEWS = 'subscription { planChanged(slug: "kota") { cursor } }'
WHO = "{ viewer { name } }"
ADD = """mutation { addOpd(input: { plan: "kota", opd: { name: "Baru", shortName: "B" } }) {
    revision errors { __typename } } }"""
PATIENCE = 30


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


@pytest.fixture(params=[True, False], ids=["open", "closed"])
def app(kota: City, request: pytest.FixtureRequest) -> Starlette:
    choice = AccessChoice(reading_open=request.param)
    return create_app(kota.store, sign_in=SignIn(kota.store.tokens, choice), live=LiveLimits(sign_in_seconds=0.2))


@pytest.fixture
async def token(kota: City) -> NewToken:
    return await kota.store.tokens.create("ani", TokenRole.PLANNER, INFO.region_code, expires=date(2998, 1, 1))


async def _end(kota: City, token: NewToken, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "revoked":
        await kota.store.tokens.revoke(token.token.id)
    else:
        monkeypatch.setattr(kota.store.tokens, "_clock", lambda: datetime(2999, 1, 1, tzinfo=UTC))


async def _opened(app: Starlette, token: NewToken | None, *, by_header: bool = False) -> Socket:
    bearer = f"Bearer {token.text}" if token else ""
    socket = Socket(app, [(b"authorization", bearer.encode())] if by_header else ())
    await socket.opened()
    socket.say(type="connection_init", payload={} if by_header or not token else {"Authorization": bearer})
    assert await socket.heard() == "connection_ack"
    return socket


async def _told(socket: Socket) -> Any:
    return await asyncio.wait_for(socket.told(), PATIENCE)


@pytest.mark.parametrize("how", ["revoked", "expired"])
@pytest.mark.parametrize("query", [WHO, ADD, NEWS])
@pytest.mark.parametrize("by_header", [False, True])
async def test_a_websocket_whose_token_ended_does_nothing_more_and_is_closed(
    kota: City, app: Starlette, token: NewToken, monkeypatch: pytest.MonkeyPatch, how: str, query: str, by_header: bool
) -> None:
    socket = await _opened(app, token, by_header=by_header)
    socket.say(type="subscribe", id="1", payload={"query": WHO})
    assert json.loads((await _told(socket))["text"])["payload"]["data"] == {"viewer": {"name": "ani"}}
    assert await socket.heard() == "complete"
    await _end(kota, token, how, monkeypatch)
    socket.say(type="subscribe", id="2", payload={"query": query})
    told = await _told(socket)
    assert (told["type"], told["code"]) == ("websocket.close", 4403)
    assert await kota.revision() == 1
    await socket.close()


@pytest.mark.parametrize("how", ["revoked", "expired"])
async def test_a_subscription_ends_soon_after_its_token_and_with_it_the_websocket(
    kota: City, app: Starlette, token: NewToken, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    socket = await _opened(app, token)
    socket.say(type="subscribe", id="1", payload={"query": NEWS})
    await asyncio.sleep(0.5)  # it was asked about meanwhile, and goes on
    assert kota.context is not app.state.context
    assert app.state.context.live.open == 1
    await _end(kota, token, how, monkeypatch)
    told = await _told(socket)
    assert (told["type"], told["code"]) == ("websocket.close", 4403)
    await socket.close()
    assert app.state.context.live.open == 0


@pytest.mark.parametrize("how", ["revoked", "expired"])
@pytest.mark.parametrize("accept", [EVENTS, f"{JSON}, {EVENTS}"])
async def test_an_event_stream_ends_soon_after_its_token_and_says_why(
    kota: City, app: Starlette, token: NewToken, monkeypatch: pytest.MonkeyPatch, how: str, accept: str
) -> None:
    headers = {"Authorization": f"Bearer {token.text}", "Accept": accept}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        heard = asyncio.create_task(http.post("/graphql", json={"query": NEWS}, headers=headers))
        await asyncio.sleep(0.5)
        assert not heard.done()
        await _end(kota, token, how, monkeypatch)
        said = (await asyncio.wait_for(heard, PATIENCE)).text
    assert '"code":"UNAUTHENTICATED"' in said
    assert said.endswith("event: complete\ndata: \n\n")


async def test_what_happens_often_does_not_keep_a_token_from_being_asked_about(
    kota: City, app: Starlette, token: NewToken
) -> None:
    socket = await _opened(app, token)
    socket.say(type="subscribe", id="1", payload={"query": NEWS})
    await asyncio.sleep(0.3)
    await kota.store.tokens.revoke(token.token.id)
    for _ in range(40):
        await kota.store.comments.add(INFO.slug, "sidik", "Baik", "ani")
        await asyncio.sleep(0.05)
    told = [await _told(socket)]
    while told[-1]["type"] == "websocket.send":
        told.append(await _told(socket))
    assert told[-1]["code"] == 4403
    assert len(told) < 30, "it heard all of it"
    await socket.close()


async def test_who_did_not_sign_in_is_never_asked_again(kota: City) -> None:
    app = create_app(kota.store, live=LiveLimits(sign_in_seconds=0.05))
    socket = await _opened(app, None)
    socket.say(type="subscribe", id="1", payload={"query": NEWS})
    await asyncio.sleep(0.5)
    await kota.store.comments.add(INFO.slug, "sidik", "Baik", "ani")
    assert json.loads((await _told(socket))["text"])["type"] == "next"
    await socket.close()


async def test_where_a_token_cannot_be_asked_about_new_operations_are_refused_and_open_ones_go_on(
    kota: City, app: Starlette, token: NewToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = await _opened(app, token)
    socket.say(type="subscribe", id="1", payload={"query": NEWS})
    await asyncio.sleep(0.3)

    async def away(*_: object) -> None:
        raise IssuerUnreachableError(60)

    with monkeypatch.context() as patch:
        patch.setattr(SignIn, "actor", away)
        await asyncio.sleep(0.6)
        socket.say(type="subscribe", id="2", payload={"query": WHO})
        refused = json.loads((await _told(socket))["text"])
        assert (refused["id"], refused["type"]) == ("2", "error")
        assert refused["payload"][0]["extensions"]["code"] == "ISSUER_UNREACHABLE"
    await kota.store.comments.add(INFO.slug, "sidik", "Baik", "ani")
    assert json.loads((await _told(socket))["text"])["id"] == "1"
    await socket.close()
