"""Sign-ins that were refused stand in the audit log: without their secret, and never without end."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from graph.store import AuditEntry, AuditFilter, AuditKind, AuditPlace, RefusedToken, Store, TokenRole
from graph.store.refused import MOST_A_DAY, MOST_A_MINUTE
from graph.store.token import Token


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(address: str, clock: Clock) -> AsyncIterator[Store]:
    opened = Store.open(address, clock)
    await opened.upgrade()
    yield opened
    await opened.close()


async def _come(store: Store, *texts: str) -> None:
    for text in texts:
        with pytest.raises(RefusedToken):
            await store.tokens.bearer(text)


async def _noted(store: Store) -> list[AuditEntry]:
    """What was noted, the first one first."""
    place = AuditPlace(most=10_000, is_newest_first=False)
    return list((await store.audit.page(AuditFilter(kind=AuditKind.SIGN_IN), place)).entries)


async def test_a_token_that_counts_no_longer_is_noted_by_its_id_with_why_once_a_day(store: Store, clock: Clock) -> None:
    revoked = await store.tokens.create("Ani", TokenRole.PLANNER)
    await store.tokens.revoke(revoked.token.id)
    expired = await store.tokens.create("Budi", TokenRole.PLANNER, expires=clock.now.date())
    clock.turn(days=1)
    await _come(store, revoked.text, revoked.text, expired.text)

    def known(token: Token, reason: str) -> tuple[str, str, str]:
        return token.name, token.id, reason

    first_day = [
        known(revoked.token, "Token ini sudah dicabut."),
        known(expired.token, "Token ini berlaku sampai 2026-01-01."),
    ]
    assert [(each.actor, each.subject, each.reason) for each in await _noted(store)] == first_day
    clock.turn(days=1)
    await _come(store, revoked.text)
    assert len(await _noted(store)) == 3


async def test_an_unknown_token_is_noted_without_any_part_of_it(store: Store) -> None:
    made = await store.tokens.create("Ani", TokenRole.PLANNER)
    texts = (made.text[:-1] + "~", "rahasia", "", "\0\ud800", "é" * 5000)
    await _come(store, *texts, *texts)
    found = await _noted(store)
    assert [(each.actor, each.slug, each.reason) for each in found] == [("", None, "Token ini tidak dikenal.")] * 5
    assert len({each.subject for each in found}) == 5
    for each in found:
        assert each.subject.startswith("unknown:")
        assert len(each.subject) == len("unknown:") + 12
    assert not any(made.token.id in f"{each.subject}{each.reason}" for each in found)


async def test_the_same_text_has_another_fingerprint_in_another_process(store: Store, address: str) -> None:
    """Else whoever reads the log could try passwords against it."""
    other = Store.open(address)
    await _come(store, "rahasia")
    await _come(other, "rahasia")
    await other.close()
    assert len({each.subject for each in await _noted(store)}) == 2


async def test_a_flood_of_unknown_tokens_is_noted_by_its_number(store: Store, clock: Clock) -> None:
    revoked = await store.tokens.create("Ani", TokenRole.PLANNER)
    await store.tokens.revoke(revoked.token.id)
    await _come(store, *(f"salah-{number}" for number in range(MOST_A_MINUTE + 7)))
    assert len(await _noted(store)) == MOST_A_MINUTE
    await _come(store, revoked.text)  # what was ours is not lost among what was not
    clock.turn(minutes=1)
    await _come(store, "salah-lagi", "salah-terus")
    *_, known, counted, last = await _noted(store)
    assert known.subject == revoked.token.id
    assert counted.reason == "Token ini tidak dikenal. (7 percobaan sebelum ini tidak dicatat.)"
    assert last.reason == "Token ini tidak dikenal."


async def test_a_flood_of_a_whole_day_fills_no_disk(sqlite_address: str, clock: Clock) -> None:
    store = Store.open(sqlite_address, clock)
    await store.upgrade()
    for number in range(MOST_A_DAY + 50):
        if number % MOST_A_MINUTE == 0:
            clock.turn(minutes=1)
        await store.tokens.refused.unknown(f"salah-{number}", "tidak dikenal")
    assert len(await _noted(store)) == MOST_A_DAY
    clock.turn(days=1)
    await store.tokens.refused.unknown("salah-1", "tidak dikenal")
    assert "50 percobaan" in (await _noted(store))[-1].reason
    await store.close()
