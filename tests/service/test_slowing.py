"""Wrong tokens of one address are answered ever later; nobody's right token waits for them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from graph.store.token import TokenRole
from service.access import NotSignedInError, SignIn
from service.access.slowing import _ADDRESSES, _ALL_WAITING, FORGIVEN_SECONDS, FREE, LONGEST, WAITING, Slowing
from service.http import RefusalError
from tests.schema.city import City, city


class Time:
    """A clock that whoever sleeps turns, unless it is held."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.held: asyncio.Event | None = None

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self.held:
            await self.held.wait()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def slowing(time: Time) -> Slowing:
    return Slowing(time, time.sleep)


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def test_the_first_are_answered_at_once_and_then_ever_later_up_to_a_bound(slowing: Slowing, time: Time) -> None:
    for _ in range(FREE):
        await slowing.wrong("192.0.2.7")
    assert time.slept == []
    for _ in range(20):
        await slowing.wrong("192.0.2.7")
    assert time.slept == sorted(time.slept)
    assert (time.slept[0], time.slept[-1]) == (0.5, LONGEST)
    await slowing.wrong("192.0.2.8")
    await slowing.wrong(None)
    assert len(time.slept) == 20


async def test_they_are_forgotten_in_time(slowing: Slowing, time: Time) -> None:
    for _ in range(FREE + 5):
        await slowing.wrong("192.0.2.7")
    time.slept.clear()
    time.now += FORGIVEN_SECONDS * 6
    await slowing.wrong("192.0.2.7")
    assert time.slept == []


async def test_few_answers_are_held_back_at_once_and_the_others_refused(slowing: Slowing, time: Time) -> None:
    for _ in range(FREE):
        await slowing.wrong("192.0.2.7")
    time.held = asyncio.Event()
    waiting = [asyncio.create_task(slowing.wrong("192.0.2.7")) for _ in range(WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(RefusalError) as refused:
        await slowing.wrong("192.0.2.7")
    assert (refused.value.status, refused.value.code) == (429, "RATE_LIMITED")
    assert refused.value.headers["Retry-After"] == str(FORGIVEN_SECONDS)
    time.held.set()
    await asyncio.gather(*waiting)
    await slowing.wrong("192.0.2.7")


async def test_few_are_held_back_of_all_addresses_together(slowing: Slowing, time: Time) -> None:
    addresses = [f"192.0.2.{number}" for number in range(_ALL_WAITING + 1)]
    for address in addresses * FREE:
        await slowing.wrong(address)
    time.held = asyncio.Event()
    waiting = [asyncio.create_task(slowing.wrong(each)) for each in addresses[:-1]]
    await asyncio.sleep(0)
    with pytest.raises(RefusalError):
        await slowing.wrong(addresses[-1])
    time.held.set()
    await asyncio.gather(*waiting)
    await slowing.wrong(addresses[-1])


async def test_memory_is_bounded(slowing: Slowing) -> None:
    for number in range(_ADDRESSES + 100):
        await slowing.wrong(str(number))
    assert len(slowing._wrong) == _ADDRESSES
    assert not slowing._waiting


async def test_a_right_token_is_let_in_at_once_whatever_came_from_its_address(
    kota: City, slowing: Slowing, time: Time
) -> None:
    made = await kota.store.tokens.create("Ani", TokenRole.VIEWER)
    sign_in = SignIn(kota.store.tokens, slowing=slowing)
    for _ in range(FREE + 3):
        with pytest.raises(NotSignedInError):
            await sign_in.actor(f"Bearer {made.text}x", "192.0.2.7")
    assert len(time.slept) == 3
    assert (await sign_in.actor(f"Bearer {made.text}", "192.0.2.7")).name == "Ani"
    assert len(time.slept) == 3
