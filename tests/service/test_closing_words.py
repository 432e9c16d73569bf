"""A WebSocket is closed in words that whoever opened it reads, as far as the protocol leaves the words to us."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Final

import pytest
from starlette.applications import Starlette

from schema.request import LiveLimits
from service.access import SignIn
from service.app import create_app
from tests.schema.city import City, city
from tests.service.talk import Socket

LONGEST: Final = 123
"""Bytes, as RFC 6455 has it."""
ASKED: Final = [
    ((), {}, False),
    ([(b"accept-language", b"en")], {}, True),
    ((), {"Accept-Language": "en-GB, id;q=0.5"}, True),
    ([(b"accept-language", b"en")], {"accept-language": "id"}, False),
]
"""Headers, what a WebSocket is begun with, and whether its words are English then."""
Closing = Callable[[Starlette, Socket], Any]


@pytest.fixture
async def app(sqlite_address: str) -> AsyncIterator[Starlette]:
    kota: City = await city(sqlite_address)
    yield create_app(kota.store, sign_in=SignIn(kota.store.tokens), live=LiveLimits(connections=1, per_address=1))
    await kota.store.close()


async def _full(app: Starlette, _: Socket) -> None:
    other = Socket(app)
    assert (await other.opened())["type"] == "websocket.accept"
    await other.close()


async def _stopping(app: Starlette, _: Socket) -> None:
    await app.state.sockets.close(0.1)


async def _unknown(_: Starlette, socket: Socket) -> None:
    socket.say(type="hello")


async def _nonsense(_: Starlette, socket: Socket) -> None:
    socket.say(type="subscribe", id=1)


async def _broken(_: Starlette, socket: Socket) -> None:
    socket.text("{")


@pytest.mark.parametrize(("headers", "payload", "is_english"), ASKED)
@pytest.mark.parametrize(
    ("close", "code", "indonesian", "english"),
    [
        (_full, 1001, "Tempat ini dipakai", "Others take this place"),
        (_stopping, 1001, "Layanan ini sedang dihentikan", "This service is being stopped"),
        (_unknown, 4400, "Jenis pesan ini tidak dikenal: hello", "Unknown message type: hello"),
        (_nonsense, 4400, "Pesan ini tidak sah: ", "Invalid message: "),
        (_broken, 4400, "Pesan WebSocket harus JSON", "WebSocket message must be valid JSON"),
    ],
)
async def test_the_reason_is_in_the_language_of_who_opened_it(
    app: Starlette, close: Closing, code: int, indonesian: str, english: str,
    headers: list[tuple[bytes, bytes]], payload: Mapping[str, str], is_english: bool,
) -> None:  # fmt: skip
    socket = Socket(app, headers)
    await socket.opened()
    socket.say(type="connection_init", payload=payload)
    assert await socket.heard() == "connection_ack"
    await close(app, socket)
    told = await asyncio.wait_for(socket.closed(), 30)
    assert told["code"] == code
    assert told["reason"].startswith(english if is_english else indonesian)
    assert len(told["reason"].encode()) <= LONGEST
    await socket.close()


@pytest.mark.parametrize(("headers", "payload", "is_english"), ASKED)
async def test_a_token_that_lets_nobody_in_is_refused_with_why(
    app: Starlette, headers: list[tuple[bytes, bytes]], payload: Mapping[str, str], is_english: bool
) -> None:
    socket = Socket(app, headers)
    await socket.opened()
    socket.say(type="connection_init", payload={**payload, "Authorization": "Bearer x"})
    told = await asyncio.wait_for(socket.closed(), 30)
    assert told["code"] == 4403
    assert told["reason"].startswith("This token is" if is_english else "Token ini tidak dikenal")
    assert len(told["reason"].encode()) <= LONGEST
    await socket.close()
