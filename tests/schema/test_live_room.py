"""No reader takes all subscriptions, and those who did not sign in leave some to those who did."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from graphql import GraphQLError

from acts import ANONYMOUS, Actor
from schema.request import Live, LiveLimits
from tests.schema.city import PLANNER


class Subscriber:
    """Somebody at an address."""

    confirm = None

    def __init__(self, reader: str, actor: Actor = ANONYMOUS) -> None:
        self.reader = reader
        self.actor = actor


async def silent() -> AsyncGenerator[int, None]:
    yield 0
    await asyncio.Event().wait()


async def _opened(live: Live, subscriber: Subscriber) -> AsyncGenerator[int, None]:
    opened = live.carry(silent(), subscriber)
    assert await anext(opened) == 0
    return opened


async def _refused(live: Live, subscriber: Subscriber) -> tuple[object, object]:
    with pytest.raises(GraphQLError) as refused:
        await _opened(live, subscriber)
    said = refused.value.extensions or {}
    assert said["code"] == "TOO_MANY_SUBSCRIPTIONS"
    return said["limit"], said["actual"]


async def test_one_reader_keeps_so_many_open_and_others_are_not_in_their_way() -> None:
    live = Live(LiveLimits(per_reader=2))
    mine = [await _opened(live, Subscriber("192.0.2.7")) for _ in range(2)]
    assert await _refused(live, Subscriber("192.0.2.7")) == (2, 2)
    other = await _opened(live, Subscriber("192.0.2.8"))
    await mine[0].aclose()
    again = await _opened(live, Subscriber("192.0.2.7"))
    for each in (mine[1], other, again):
        await each.aclose()
    assert live.open == 0
    assert not live._by_reader


async def test_strangers_leave_a_fifth_to_those_who_signed_in() -> None:
    live = Live(LiveLimits(subscriptions=5))
    strangers = [await _opened(live, Subscriber(f"192.0.2.{number}")) for number in range(4)]
    assert await _refused(live, Subscriber("192.0.2.9")) == (4, 4)
    person = await _opened(live, Subscriber("user ani", PLANNER))
    assert await _refused(live, Subscriber("user ani", PLANNER)) == (5, 5)
    for each in (*strangers, person):
        await each.aclose()
    await _opened(live, Subscriber("192.0.2.9"))
