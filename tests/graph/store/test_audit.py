"""The audit log: who did what, in the order in which it took effect."""

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text

from graph.store import (
    AuditAction,
    AuditFilter,
    AuditKind,
    AuditPlace,
    Store,
    TokenRole,
    UnknownPlan,
    migration,
)
from graph.store.engine import engine_for
from graph.traversal.example import INFO

EARLIER = (
    "INSERT INTO region VALUES ('1', 'Kota')",
    "INSERT INTO plan (slug, title, region_code, start_year, end_year, revision, stamp, created_at) "
    "VALUES ('lama', 'Lama', '1', 2025, 2026, 2, 5, '2025-01-01 00:00:00+00:00')",
    # the clock was set back between the two revisions
    "INSERT INTO revision (plan_id, number, author, reason, made_at, change_count, changes) SELECT id, 1, 'ani', "
    "'impor', '2025-03-01 00:00:00+00:00', 0, CAST('[]' AS {blob}) FROM plan",
    "INSERT INTO revision (plan_id, number, author, reason, made_at, change_count, changes) SELECT id, 2, 'budi', "
    "'ubah', '2025-02-01 00:00:00+00:00', 0, CAST('[]' AS {blob}) FROM plan",
    "INSERT INTO decision (plan_id, fingerprint, standing, reason, author, made_at) SELECT id, 'f', 'accepted', "
    "'baik', 'citra', '2025-03-02 00:00:00+00:00' FROM plan",
    "INSERT INTO comment (plan_id, fingerprint, text, author, made_at) SELECT id, 'f', 'ya', 'ani', "
    "'2025-02-15 00:00:00+00:00' FROM plan",
    "INSERT INTO suppression (plan_id, fingerprint, rule, message, message_en, reason, author, made_at, expires, "
    "lifted_at, lifted_by) SELECT id, 't', 'SY01', 'm', 'm', 'tahu', 'ani', '2025-04-01 00:00:00+00:00', '2026-01-01',"
    " '2025-04-02 00:00:00+00:00', 'budi' FROM plan",
    "INSERT INTO token (id, hash, name, role, region_code, made_at, revoked_at) VALUES ('abc', CAST('x' AS {blob}), "
    "'Ani', 'planner', '*', '2025-05-01 00:00:00+00:00', '2025-05-02 00:00:00+00:00')",
)


async def test_what_was_done_before_there_was_an_audit_log_is_noted_in_order(empty_address: str) -> None:
    def earlier(connection: Connection) -> None:
        config = migration._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")

    engine = engine_for(empty_address)
    blob = "bytea" if engine.dialect.name == "postgresql" else "BLOB"
    async with engine.begin() as connection:
        await connection.run_sync(earlier)
        for statement in EARLIER:
            await connection.execute(text(statement.format(blob=blob)))
    await engine.dispose()
    store = Store.open(empty_address)
    await store.upgrade()
    entries = await store.audit.after("lama", 0, 100)
    assert [(str(each.kind), str(each.action), each.actor, each.subject, each.revision) for each in entries] == [
        ("plan", "created", "", "", 0),
        ("comment", "created", "ani", "f", 0),
        ("revision", "created", "ani", "", 1),
        ("revision", "created", "budi", "", 2),
        ("decision", "accepted", "citra", "f", 2),
        ("suppression", "created", "ani", "t", 2),
        ("suppression", "lifted", "budi", "t", 2),
    ]
    assert await store.audit.number_of("lama", 2) == entries[3].id
    await store.close()


async def test_it_is_searched_by_plan_person_and_time_the_latest_first(
    store: Store, clock: Callable[[], datetime]
) -> None:
    made = await store.tokens.create("Ani", TokenRole.PLANNER, "00.01")
    begun = clock()
    await store.comments.add(INFO.slug, "f", "Baik", "budi")
    await store.tokens.revoke(made.token.id)

    async def found(**asked: Any) -> list[tuple[str, str, str]]:
        page = await store.audit.page(AuditFilter(**asked), AuditPlace(most=9))
        assert page.total == len(page.entries)
        return [(str(each.kind), str(each.action), each.actor) for each in page.entries]

    commented, revoked, created = ("comment", "created", "budi"), ("token", "revoked", ""), ("token", "created", "")
    assert await found() == [revoked, commented, created, ("plan", "created", "")]
    assert await found(slug=INFO.slug) == [commented, ("plan", "created", "")]
    assert await found(actor="budi") == [commented]
    assert await found(since=begun) == [revoked, commented]
    assert await found(until=begun, actor="") == [created, ("plan", "created", "")]
    assert await found(kind=AuditKind.TOKEN, action=AuditAction.REVOKED) == [revoked]
    assert await found(regions=frozenset({INFO.region_code, "\0"})) == [commented, ("plan", "created", "")]
    assert await found(regions=frozenset({"99.99"}), slug=INFO.slug) == []
    page = await store.audit.page(AuditFilter(until=begun, kind=AuditKind.TOKEN), AuditPlace(most=1))
    assert [each.reason for each in page.entries] == ["Ani: planner 00.01"]
    for slug in ("tidak-ada", "\0"):
        with pytest.raises(UnknownPlan):
            await found(slug=slug)


@pytest.mark.parametrize("is_newest_first", [True, False])
async def test_any_page_of_it_is_that_part_of_the_whole(store: Store, *, is_newest_first: bool) -> None:
    for number in range(5):
        await store.comments.add(INFO.slug, "f", f"ke-{number}", "budi" if number % 2 else "ani")
    wanted = AuditFilter(slug=INFO.slug)
    whole = (await store.audit.page(wanted, AuditPlace(most=100, is_newest_first=is_newest_first))).entries
    ids = [each.id for each in whole]
    assert len(ids) == 6
    assert ids == sorted(ids, reverse=is_newest_first)
    for after, before in itertools.product((None, *range(6)), (None, *range(6))):
        inside = ids[0 if after is None else after + 1 : before]
        for most, is_from_start in itertools.product((0, 1, 2, 9), (True, False)):
            place = AuditPlace(
                most=most,
                after=None if after is None else ids[after],
                before=None if before is None else ids[before],
                is_from_start=is_from_start,
                is_newest_first=is_newest_first,
            )
            page = await store.audit.page(wanted, place)
            found = [each.id for each in page.entries]
            assert found == (inside[:most] if is_from_start else inside[max(0, len(inside) - most) :]), place
            assert page.total == 6
            if found:
                assert page.earlier == ids.index(found[0])
    later = await store.comments.add(INFO.slug, "f", "kemudian", "ani")
    again = await store.audit.page(wanted, AuditPlace(most=9, after=ids[0], is_newest_first=is_newest_first))
    assert [each.reason for each in again.entries if each.reason == later.text] == (
        [] if is_newest_first else ["kemudian"]
    )
