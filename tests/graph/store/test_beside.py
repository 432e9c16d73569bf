"""What people say beside a plan: kept once per request, together with the plan or not at all."""

import asyncio
import hashlib
from datetime import date

import pytest
from alembic import command
from sqlalchemy import Connection, text

from graph.change import ChangeSet
from graph.record import Scenario, ScenarioStanding, StoredSuppression
from graph.store import (
    NO_REQUEST,
    DuplicateScenario,
    NotSuppressed,
    ReusedKey,
    RevisionConflict,
    RuleNotSuppressed,
    ScenarioMoved,
    Store,
    UnknownPlan,
    UnknownScenario,
    migration,
    publish,
    request,
)
from graph.store.engine import engine_for
from tests.graph.store.city import SLUG, agency, on


async def _scenario(store: Store, name: str = "a") -> Scenario:
    changes = (agency("pu"),)
    return await store.scenarios.create(SLUG, name, changes, base=0, author="ani", reason="uji", asked=NO_REQUEST)


async def test_a_scenario_is_kept_with_its_changes_and_closed_scenarios_stay_to_be_read(store: Store) -> None:
    made = await _scenario(store)
    assert (made.name, made.standing, made.base_revision, made.version) == ("a", ScenarioStanding.OPEN, 0, 1)
    assert made.changes == (agency("pu"),)
    assert await store.scenarios.get(SLUG, "a") == made
    with pytest.raises(DuplicateScenario):
        await _scenario(store)
    await store.scenarios.discard(SLUG, "a")
    with pytest.raises(UnknownScenario, match="bernama 'a'"):
        await store.scenarios.get(SLUG, "a")
    again = await _scenario(store)
    assert [(each.id, each.standing) for each in await store.scenarios.all(SLUG)] == [
        (made.id, ScenarioStanding.DISCARDED),
        (again.id, ScenarioStanding.OPEN),
    ]


async def test_a_scenario_that_moved_meanwhile_is_not_overwritten(store: Store) -> None:
    made = await _scenario(store)
    moved = await store.scenarios.replace(SLUG, made, (agency("dlh"),), base=0)
    assert (moved.version, moved.changes) == (2, (agency("dlh"),))
    with pytest.raises(ScenarioMoved):
        await store.scenarios.replace(SLUG, made, (), base=0)
    assert await store.scenarios.get(SLUG, "a") == moved


async def test_publishing_applies_and_closes_together_or_not_at_all(store: Store) -> None:
    made = await _scenario(store)
    moved = await store.scenarios.replace(SLUG, made, (agency("dlh"),), base=0)
    for stale, expected in ((made, 0), (moved, 1)):
        changes = on(0, *stale.changes)
        applied = store.apply(SLUG, changes, also=lambda writing, number, was=stale: publish(writing, was, number))  # type: ignore[misc]
        if stale is made:
            with pytest.raises(ScenarioMoved):
                await applied
        else:
            assert await applied == expected
        assert (await store.plan(SLUG)).revision == expected
        assert len((await store.snapshot(SLUG)).nodes) == expected
    [closed] = await store.scenarios.all(SLUG)
    assert (closed.standing, closed.published_revision) == (ScenarioStanding.PUBLISHED, 1)


async def test_a_request_is_answered_once_and_its_key_belongs_to_it(store: Store) -> None:
    asked = request("k", b"komentar")
    first = await store.comments.add(SLUG, "f", "satu", "ani", asked)
    sent = [store.comments.add(SLUG, "f", "satu", "ani", asked) for _ in range(5)]
    assert await asyncio.gather(*sent) == [first] * 5
    assert await store.comments.of(SLUG, ["f", "g"]) == (first,)
    with pytest.raises(ReusedKey, match="'k' sudah dipakai"):
        await store.comments.add(SLUG, "f", "dua", "ani", request("k", b"lain"))
    with pytest.raises(ReusedKey):
        await store.apply(SLUG, on(0, agency("pu")), asked=request("k", b"lain"))
    assert (await store.plan(SLUG)).revision == 0
    answer = await store.requests.answer(SLUG, asked)
    assert answer is not None
    assert await store.requests.answer(SLUG, request("", b"komentar")) is None
    with pytest.raises(UnknownPlan):
        await store.requests.answer("hilang", asked)


async def test_a_refused_request_may_be_sent_again_under_its_key(store: Store) -> None:
    with pytest.raises(RevisionConflict):
        await store.comments.add(SLUG, "f", "satu", "ani", request("k", b"a", expected=3))
    with pytest.raises(RevisionConflict):
        await store.apply(SLUG, on(4, agency("pu")), asked=request("m", b"a"))
    assert (await store.comments.add(SLUG, "f", "satu", "ani", request("k", b"a", expected=0))).text == "satu"
    assert await store.apply(SLUG, on(0, agency("pu")), asked=request("m", b"a")) == 1
    assert await store.apply(SLUG, on(0, agency("pu")), asked=request("m", b"a")) == 1


async def test_a_suppression_is_replaced_by_a_later_one_and_lifted_with_it(store: Store) -> None:
    said = StoredSuppression(
        fingerprint="f", rule="SY01", message="a", message_en="b", reason="c", author="ani", expires=date(2026, 5, 1)
    )
    first = await store.suppressions.add(SLUG, said)
    assert await store.suppressions.all(SLUG) == (first,)
    later = await store.suppressions.add(SLUG, said)
    assert first.made_at != later.made_at
    assert await store.suppressions.all(SLUG) == (later,)
    assert await store.suppressions.lift(SLUG, "f", "budi") == later
    assert await store.suppressions.all(SLUG) == ()
    with pytest.raises(NotSuppressed):
        await store.suppressions.lift(SLUG, "f", "budi")


async def test_a_rule_is_switched_off_without_end_beside_its_findings_and_lifted_alone(store: Store) -> None:
    one = StoredSuppression(fingerprint="f", rule="SY01", reason="a", author="ani", expires=date(2026, 5, 1))
    whole = StoredSuppression(rule="SY01", reason="b", author="ani", expires=None)
    other = StoredSuppression(rule="AL01", reason="c", author="ani", expires=date(2026, 5, 1))
    single = await store.suppressions.add(SLUG, one)
    rule, second = await store.suppressions.add(SLUG, whole), await store.suppressions.add(SLUG, other)
    assert await store.suppressions.all(SLUG) == (second, rule, single)
    assert [each.holds(date(2030, 1, 1)) for each in (rule, second, single)] == [True, False, False]
    asked = request("k", b"a", author="budi")
    assert await store.suppressions.lift_rule(SLUG, "SY01", "budi", asked) == rule
    assert await store.suppressions.lift_rule(SLUG, "SY01", "budi", asked) == rule
    assert await store.suppressions.all(SLUG) == (second, single)
    with pytest.raises(RuleNotSuppressed, match="Aturan SY01 tidak sedang dinonaktifkan"):
        await store.suppressions.lift_rule(SLUG, "SY01", "budi")
    said = [
        (str(each.action), each.subject) for each in await store.audit.after(SLUG, 0, 100) if each.kind == "suppression"
    ]
    assert said == [("created", "f"), ("created", "SY01"), ("created", "AL01"), ("lifted", "SY01")]


async def test_the_stamp_rises_with_everything_that_is_written_and_with_nothing_else(store: Store) -> None:
    async def stamp() -> int:
        return (await store.plan(SLUG)).stamp

    assert await stamp() == 0
    await store.apply(SLUG, on(0, agency("pu")), asked=request("k", b"a"))
    assert await stamp() == 1
    await store.apply(SLUG, on(0, agency("pu")), asked=request("k", b"a"))
    await store.apply(SLUG, ChangeSet())
    await store.snapshot(SLUG)
    with pytest.raises(UnknownScenario):
        await store.scenarios.discard(SLUG, "hilang")
    assert await stamp() == 1
    await store.comments.add(SLUG, "f", "satu", "ani")
    assert await stamp() == 2


async def test_a_database_of_the_first_structure_keeps_what_it_has(empty_address: str) -> None:
    def first_step(connection: Connection) -> None:
        config = migration._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")

    store = Store.open(empty_address)
    engine = engine_for(empty_address)
    async with engine.begin() as connection:
        await connection.run_sync(first_step)
        await connection.execute(text("INSERT INTO region VALUES ('1', 'Kota')"))
        row = "VALUES ('lama', 'Lama', '1', 2025, 2026, 0, '2025-01-01 00:00:00+00:00')"
        columns = "slug, title, region_code, start_year, end_year, revision, created_at"
        await connection.execute(text(f"INSERT INTO plan ({columns}) {row}"))
    await engine.dispose()
    assert not await store.ready()
    await store.upgrade()
    [plan] = await store.plans()
    assert (plan.info.slug, plan.revision, plan.stamp) == ("lama", 0, 0)
    assert await store.apply("lama", on(0, agency("pu"))) == 1
    await store.close()


def _old(matter: str, lead: str) -> str:
    """The fingerprint of an initiative as it was made of its matter and its lead."""
    return hashlib.sha256(f"{matter}\n{lead}".encode()).hexdigest()[:16]


def _new(matter: str) -> str:
    return hashlib.sha256(matter.encode()).hexdigest()[:16]


async def test_decisions_and_comments_go_along_with_the_matter_that_they_were_about(empty_address: str) -> None:
    def fifth_step(connection: Connection) -> None:
        config = migration._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")

    now = "2026-11-30 00:00:00+00:00"
    told = {
        "inflasi, as its mandate says": (_old("theme/inflasi", "opd/setda"), _new("theme/inflasi")),
        "inflasi, under another lead": (_old("theme/inflasi", "opd/disdag"), _new("theme/inflasi")),
        "a theme of the region itself": (_old("theme/mangrove", "opd/disdag"), _new("theme/mangrove")),
        "what one makes ready for others": (
            _old("prerequisite/land/disdag", "opd/disdag"),
            _new("prerequisite/land/disdag"),
        ),
        "what no rule finds any more": ("0123456789abcdef", "0123456789abcdef"),
    }
    store = Store.open(empty_address)
    engine = engine_for(empty_address)
    async with engine.begin() as connection:
        await connection.run_sync(fifth_step)
        await connection.execute(text("INSERT INTO region VALUES ('1', 'Kota')"))
        columns = "slug, title, region_code, start_year, end_year, revision, stamp, created_at"
        for slug in ("lama", "lain"):
            row = f"VALUES ('{slug}', 'Lama', '1', 2025, 2026, 1, 0, '{now}')"
            await connection.execute(text(f"INSERT INTO plan ({columns}) {row}"))
        nodes = (("opd/setda", "opd"), ("opd/disdag", "opd"), ("theme/mangrove", "theme"))
        for id_, kind in nodes:
            row = f"VALUES (1, '{id_}', 1, 2, '{kind}', '{{}}')"
            columns = "plan_id, id, from_revision, until_revision, kind, body"
            await connection.execute(text(f"INSERT INTO node ({columns}) {row}"))
        for said, (fingerprint, _) in told.items():
            row = f"VALUES (1, '{fingerprint}', 'accepted', '{said}', 'ani', '{now}')"
            columns = "plan_id, fingerprint, standing, reason, author, made_at"
            await connection.execute(text(f"INSERT INTO decision ({columns}) {row}"))
            row = f"VALUES (1, '{fingerprint}', '{said}', 'ani', '{now}')"
            columns = "plan_id, fingerprint, text, author, made_at"
            await connection.execute(text(f"INSERT INTO comment ({columns}) {row}"))
    await engine.dispose()
    await store.upgrade()
    decided = {each.reason: each.fingerprint for each in await store.decisions("lama")}
    assert decided.keys() <= told.keys()
    for said, (_, fingerprint) in told.items():
        [comment] = [each for each in await store.comments.of("lama", [fingerprint]) if each.text == said]
        assert comment.author == "ani"
        assert fingerprint in decided.values()
    assert not await store.decisions("lain")
    await store.close()
