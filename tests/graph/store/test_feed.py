"""Followers of a plan get everything that is done to it once and in order, wherever and whenever they begin."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from graph.record import Decision, DecisionStanding
from graph.store import AuditAction, AuditEntry, AuditKind, FellBehind, Store, UnknownPlan, UnknownRevision, request
from graph.store.feed import Feed
from graph.traversal.example import INFO
from tests.graph.store.city import SLUG, agency, on

SEED = random.randrange(10**6)  # noqa: S311


async def _take(source: AsyncIterator[AuditEntry], count: int) -> list[AuditEntry]:
    found = []
    async with asyncio.timeout(120):  # it counts from before what is taken is written
        while len(found) < count:
            found.append(await anext(source))
    return found


async def _nothing_more(source: AsyncIterator[AuditEntry]) -> bool:
    coming = asyncio.ensure_future(anext(source))
    await asyncio.wait((coming,), timeout=0.6)
    is_quiet = not coming.done()
    coming.cancel()
    await asyncio.wait((coming,))
    return is_quiet


async def _write(store: Store, first: int, count: int) -> None:
    for number in range(first, first + count):
        await store.apply(SLUG, on(number, agency(f"pu{number}")))


async def test_a_follower_hears_what_is_done_here_and_in_another_process(store: Store, address: str) -> None:
    other = Store.open(address)
    async with aclosing(store.feed.follow(SLUG)) as news:
        coming = asyncio.ensure_future(_take(news, 3))
        await asyncio.sleep(0.3)
        await store.apply(SLUG, on(0, agency("pu"), author="ani", reason="jalan"))
        await other.comments.add(SLUG, "x", "setuju", "budi")
        await other.apply(SLUG, on(1, agency("dlh"), author="budi"))
        first, second, third = await coming
    assert (first.kind, first.revision, first.actor, first.reason) == (AuditKind.REVISION, 1, "ani", "jalan")
    assert (second.kind, second.subject, second.reason, second.revision) == (AuditKind.COMMENT, "x", "setuju", 1)
    assert (third.kind, third.revision, third.actor) == (AuditKind.REVISION, 2, "budi")
    await other.close()


async def test_what_was_missed_comes_first_then_what_comes(store: Store) -> None:
    await _write(store, 0, 3)
    start = await store.audit.number_of(SLUG, 1)
    async with aclosing(store.feed.follow(SLUG, start)) as news:
        assert [each.revision for each in await _take(news, 2)] == [2, 3]
        await _write(store, 3, 1)
        assert [each.revision for each in await _take(news, 1)] == [4]
        assert await _nothing_more(news)


@pytest.mark.parametrize("turn", range(4))
async def test_however_writing_and_following_interleave_nothing_is_missed_and_nothing_comes_twice(
    store: Store, address: str, turn: int
) -> None:
    chance = random.Random(SEED + turn)  # noqa: S311
    other = Store.open(address)
    total = 30

    async def write() -> None:
        for number in range(total):
            await (store if chance.random() < 0.5 else other).apply(SLUG, on(number, agency(f"pu{number}")))
            await asyncio.sleep(chance.choice((0, 0, 0.001, 0.02)))

    async def follow() -> list[int | None]:
        """Follow, be cut off now and then, and go on from the last that was read."""
        found: list[AuditEntry] = []
        last = await store.audit.number_of(SLUG, 0)
        while len(found) < total + 1:  # with the plan's own beginning
            async with aclosing(store.feed.follow(SLUG, last)) as news:
                for _ in range(chance.randrange(1, 8)):
                    if len(found) <= total:
                        found += await _take(news, 1)
                        last = found[-1].id
                        await asyncio.sleep(chance.choice((0, 0, 0.01)))
        return [each.revision for each in found]

    _, *heard = await asyncio.gather(write(), *(follow() for _ in range(4)))
    assert heard == [list(range(total + 1))] * 4, f"seed {SEED}, turn {turn}"
    await other.close()


async def test_who_reads_too_slowly_is_cut_off_and_can_go_on_from_the_last_read(store: Store) -> None:
    feed = Feed(store.audit, store.bus, kept=4)
    async with aclosing(feed.follow(SLUG)) as slow, aclosing(feed.follow(SLUG)) as quick:
        reading = asyncio.ensure_future(_take(slow, 1))
        quickly = asyncio.ensure_future(_take(quick, 12))
        await asyncio.sleep(0.3)
        for number in range(12):
            await _write(store, number, 1)
            await asyncio.sleep(0.05)
        last = (await reading)[-1]
        assert [each.revision for each in await quickly] == list(range(1, 13))
        with pytest.raises(FellBehind, match="tertinggal"):
            await _take(slow, 12)
    async with aclosing(feed.follow(SLUG, last.id)) as again:
        assert [each.revision for each in await _take(again, 11)] == list(range(2, 13))


async def test_who_catches_up_slowly_is_not_cut_off_for_what_comes_meanwhile(store: Store) -> None:
    feed = Feed(store.audit, store.bus, kept=4)
    await _write(store, 0, 6)
    async with aclosing(feed.follow(SLUG, 0)) as news:
        assert (await _take(news, 1))[0].kind is AuditKind.PLAN
        await _write(store, 6, 12)
        assert [each.revision for each in await _take(news, 18)] == list(range(1, 19))


async def test_what_is_kept_for_followers_does_not_grow(store: Store) -> None:
    feed = Feed(store.audit, store.bus, kept=4)
    async with aclosing(feed.follow(SLUG)) as news:
        reading = asyncio.ensure_future(_take(news, 20))
        await asyncio.sleep(0.3)
        for number in range(20):
            await _write(store, number, 1)
            await asyncio.sleep(0.01)
        await reading
        assert len(feed._channels[SLUG].entries) == 4
    assert feed._channels == {}
    await asyncio.sleep(0.05)
    assert store.bus._ear is None


async def test_everything_that_is_said_beside_a_plan_is_news_and_says_who_did_it(store: Store) -> None:
    asked = request("", b"", author="citra")
    await store.decide(SLUG, Decision(fingerprint="f", standing=DecisionStanding.REJECTED, reason="mahal", author="a"))
    made = await store.scenarios.create(SLUG, "s", (agency("pu"),), base=0, author="ani", reason="uji", asked=asked)
    await store.scenarios.rename(SLUG, "s", "t", asked)
    moved = await store.scenarios.get(SLUG, "t")
    await store.scenarios.replace(SLUG, moved, (agency("dlh"),), base=0, asked=asked)
    await store.scenarios.discard(SLUG, "t", asked)
    entries = await store.audit.after(SLUG, await store.audit.number_of(SLUG, 0), 100)
    said = [(str(each.kind), str(each.action), each.subject, each.actor) for each in entries[1:]]
    assert said == [
        ("decision", "rejected", "f", "a"),
        ("scenario", "created", "s", "ani"),
        ("scenario", "renamed", "t", "citra"),
        ("scenario", "changed", "t", "citra"),
        ("scenario", "discarded", "t", "citra"),
    ]
    assert entries[1].action is AuditAction.REJECTED
    assert entries[1].reason == "mahal"
    assert made.name == "s"


async def test_a_request_that_comes_again_is_noted_once(store: Store) -> None:
    asked = request("kunci", b"isi")
    for _ in range(3):
        await store.comments.add(SLUG, "f", "ya", "ani", asked)
        await store.apply(SLUG, on(0, agency("pu")), key="k")
    entries = await store.audit.after(SLUG, 0, 100)
    assert [str(each.kind) for each in entries] == ["plan", "comment", "revision"]


async def test_only_plans_and_revisions_that_are_there_can_be_followed(store: Store) -> None:
    with pytest.raises(UnknownPlan):
        await anext(store.feed.follow("tidak-ada"))
    with pytest.raises(UnknownRevision):
        await store.audit.number_of(SLUG, 1)


async def test_followers_go_on_after_the_listening_connection_was_lost(
    postgres_address: str,
) -> None:
    store = Store.open(postgres_address)
    await store.upgrade()
    await store.create_plan(INFO)
    other = Store.open(postgres_address)
    async with aclosing(store.feed.follow(SLUG)) as news:
        reading = asyncio.ensure_future(_take(news, 1))
        await asyncio.sleep(0.3)
        async with other._writer.begin() as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            await connection.exec_driver_sql(cut)
        await other.apply(SLUG, on(0, agency("pu")))
        assert [each.revision for each in await reading] == [1]
    await other.close()
    await store.close()
