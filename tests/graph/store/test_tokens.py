"""Tokens are shown once, kept as hashes, and count until they expire or are revoked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from graph.store import Store
from graph.store.engine import engine_for
from graph.store.token import MARK, RefusedToken, TokenRole, UnknownToken, UnusableToken

NEW_YEAR = date(2026, 1, 1)
"""The first day of the clock."""


class Calendar:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_a_token_lets_its_bearer_in_with_name_role_and_region(store: Store) -> None:
    made = await store.tokens.create(" Ani ", TokenRole.PLANNER, "00.01", date(2026, 6, 30))
    token = await store.tokens.bearer(made.text)
    assert (token.name, token.role, token.region_code) == ("Ani", TokenRole.PLANNER, "00.01")
    assert (token.expires, token.last_used, token.revoked_at) == (date(2026, 6, 30), None, None)
    assert made.text.startswith(f"{MARK}{token.id}_")
    everywhere = await store.tokens.create("Budi", TokenRole.VIEWER)
    assert (await store.tokens.bearer(everywhere.text)).region_code == "*"


async def test_the_database_holds_nothing_that_lets_anyone_in(store: Store, address: str) -> None:
    made = await store.tokens.create("Ani", TokenRole.PLANNER)
    secret = made.text.rpartition(made.token.id)[2].removeprefix("_")
    assert len(secret) == 43  # 32 bytes in base64
    engine = engine_for(address)
    async with engine.connect() as connection:
        (row,) = (await connection.execute(text("SELECT * FROM token"))).all()
    await engine.dispose()
    kept = b"\0".join(each if isinstance(each, bytes) else str(each).encode() for each in row)
    assert made.token.id.encode() in kept
    assert secret.encode() not in kept
    assert len(bytes(row.hash)) == 32
    assert secret not in repr(await store.tokens.all())


async def test_two_tokens_are_never_alike(store: Store) -> None:
    made = [await store.tokens.create("Ani", TokenRole.PLANNER) for _ in range(20)]
    assert len({each.text for each in made}) == len({each.token.id for each in made}) == 20
    assert [each.id for each in await store.tokens.all()] == [each.token.id for each in made]


@pytest.mark.parametrize("wrong", ["", MARK, "x", "sinergi_\0_x", "sinergi_" + "é" * 9, "' OR 1=1 --", "a" * 100_000])
async def test_what_is_no_token_lets_nobody_in(store: Store, wrong: str) -> None:
    await store.tokens.create("Ani", TokenRole.ADMINISTRATOR)
    with pytest.raises(RefusedToken, match="tidak dikenal"):
        await store.tokens.bearer(wrong)


async def test_a_token_with_one_wrong_letter_or_of_another_lets_nobody_in(store: Store) -> None:
    one = await store.tokens.create("Ani", TokenRole.ADMINISTRATOR)
    other = await store.tokens.create("Budi", TokenRole.VIEWER)
    swapped = one.text.replace(one.token.id, other.token.id)
    changed = one.text[:-1] + ("A" if one.text[-1] != "A" else "B")
    for wrong in (swapped, changed, one.text[:-1], one.text + "A", one.token.id, f"{MARK}{one.token.id}_"):
        with pytest.raises(RefusedToken, match="tidak dikenal"):
            await store.tokens.bearer(wrong)


async def test_a_revoked_token_lets_nobody_in_at_once_and_stays_in_the_list(store: Store) -> None:
    made = await store.tokens.create("Ani", TokenRole.PLANNER)
    other = await store.tokens.create("Ani", TokenRole.PLANNER)
    revoked = await store.tokens.revoke(made.token.id)
    assert revoked.revoked_at is not None
    with pytest.raises(RefusedToken, match=rf"{made.token.id} sudah dicabut"):
        await store.tokens.bearer(made.text)
    with pytest.raises(UnknownToken, match="sinergi token list"):
        await store.tokens.revoke(made.token.id)
    assert (await store.tokens.bearer(other.text)).name == "Ani"
    assert [each.revoked_at is None for each in await store.tokens.all()] == [False, True]


async def test_why_a_token_is_refused_is_told_only_to_who_has_all_of_it(store: Store) -> None:
    made = await store.tokens.create("Ani", TokenRole.PLANNER)
    await store.tokens.revoke(made.token.id)
    with pytest.raises(RefusedToken, match="tidak dikenal"):
        await store.tokens.bearer(f"{MARK}{made.token.id}_tebakan")


async def test_a_token_counts_to_the_end_of_its_last_day_and_not_a_moment_longer(address: str) -> None:
    clock = Calendar()
    store = Store.open(address, clock)
    await store.upgrade()
    made = await store.tokens.create("Ani", TokenRole.PLANNER, expires=date(2026, 1, 2))
    clock.now = datetime(2026, 1, 2, 23, 59, 59, tzinfo=UTC)
    assert (await store.tokens.bearer(made.text)).id == made.token.id
    clock.now += timedelta(seconds=1)
    with pytest.raises(RefusedToken, match="berlaku sampai 2026-01-02"):
        await store.tokens.bearer(made.text)
    await store.close()


async def test_the_last_day_of_use_is_written_once_a_day(address: str) -> None:
    clock = Calendar()
    store = Store.open(address, clock)
    await store.upgrade()
    made = await store.tokens.create("Ani", TokenRole.PLANNER)
    assert [each.last_used for each in await store.tokens.all()] == [None]
    for _ in range(3):
        await store.tokens.bearer(made.text)
    assert [each.last_used for each in await store.tokens.all()] == [NEW_YEAR]
    clock.now += timedelta(days=3)
    assert (await store.tokens.bearer(made.text)).last_used == NEW_YEAR
    assert (await store.tokens.bearer(made.text)).last_used == date(2026, 1, 4)
    await store.close()


async def test_a_database_that_can_only_be_read_does_not_turn_away_a_good_token(postgres_address: str) -> None:
    store = Store.open(postgres_address)
    await store.upgrade()
    made = await store.tokens.create("Ani", TokenRole.PLANNER)
    await store.close()
    engine = engine_for(postgres_address)
    async with engine.begin() as connection:
        await connection.execute(text(f"ALTER DATABASE {engine.url.database} SET default_transaction_read_only = on"))
    await engine.dispose()
    store = Store.open(postgres_address)
    assert (await store.tokens.bearer(made.text)).id == made.token.id
    assert [each.last_used for each in await store.tokens.all()] == [None]
    await store.close()


@pytest.mark.parametrize("name", ["", "  ", "a" * 101, "Ani\nBudi", "Ani\0", "\ud800"])
async def test_a_token_needs_a_name_that_history_can_show(store: Store, name: str) -> None:
    with pytest.raises(UnusableToken, match="Nama pemegang"):
        await store.tokens.create(name, TokenRole.PLANNER)
    assert await store.tokens.all() == ()


async def test_a_token_is_not_made_for_no_region_or_for_a_day_that_has_passed(store: Store) -> None:
    with pytest.raises(UnusableToken, match="kode wilayah"):
        await store.tokens.create("Ani", TokenRole.PLANNER, " ")
    with pytest.raises(UnusableToken, match="sudah lewat"):
        await store.tokens.create("Ani", TokenRole.PLANNER, expires=date(2025, 12, 31))
    assert (await store.tokens.create("Ani", TokenRole.PLANNER, expires=NEW_YEAR)).token.expires == NEW_YEAR
