"""A WebSocket ends with 4400 at a message that is none of its protocol's, and nothing else happens."""

import asyncio
import json
import logging
from typing import Any

import pytest

from service.app import create_app
from tests.schema.city import city
from tests.service.talk import Socket

QUERY = "{ plans { totalCount } }"


@pytest.mark.parametrize(
    "message",
    [
        "subscribe",
        [],
        None,
        {"id": "1"},
        {"type": ["subscribe"]},
        {"type": "subscribe", "id": "1"},
        {"type": "subscribe", "id": "1", "payload": QUERY},
        {"type": "subscribe", "id": "1", "payload": {"query": 7}},
        {"type": "subscribe", "id": ["1"], "payload": {"query": QUERY}},
        {"type": "subscribe", "id": "1", "payload": {"query": QUERY, "variables": []}},
        {"type": "subscribe", "id": "1", "payload": {"query": QUERY, "operationName": {}}},
        {"type": "complete", "id": {}},
        {"type": "teleport"},
    ],
    ids=json.dumps,
)
async def test_a_message_that_is_none_of_the_protocol_s_ends_its_websocket(
    sqlite_address: str, caplog: pytest.LogCaptureFixture, message: Any
) -> None:
    kota = await city(sqlite_address)
    app = create_app(kota.store)
    bad, good = Socket(app), Socket(app)
    for socket in (bad, good):
        await socket.opened()
        socket.say(type="connection_init")
        assert await socket.heard() == "connection_ack"
    with caplog.at_level(logging.WARNING):
        bad.send(message)
        assert (await asyncio.wait_for(bad.closed(), 20))["code"] == 4400
        await bad.close()
    assert caplog.records == []
    good.say(type="subscribe", id="1", payload={"query": QUERY})
    assert await good.heard() == "next"
    await good.close()
    await kota.store.close()
