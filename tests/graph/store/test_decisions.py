"""What people say of initiatives, and what intakes marked, is kept beside the plan."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec

from graph.intake import FileRead, Report
from graph.store import Decision, DecisionStanding, Store
from graph.traversal.example import INFO
from tests.graph.store.city import SLUG, agency, on


async def test_the_latest_decision_on_an_initiative_counts(store: Store) -> None:
    first = Decision(fingerprint="b", standing=DecisionStanding.DEFERRED, reason="tunggu data", author="ani")
    for decision in (
        first,
        Decision(fingerprint="a", standing=DecisionStanding.REJECTED, author="budi"),
        msgspec.structs.replace(first, standing=DecisionStanding.ACCEPTED, reason=""),
    ):
        await store.decide(SLUG, decision)
    assert [(each.fingerprint, each.standing, each.author) for each in await store.decisions(SLUG)] == [
        ("a", DecisionStanding.REJECTED, "budi"),
        ("b", DecisionStanding.ACCEPTED, "ani"),
    ]


async def test_a_decision_keeps_its_time_in_utc_or_gets_that_of_the_clock(store: Store) -> None:
    wita = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=8)))
    said = Decision(fingerprint="a", standing=DecisionStanding.ACCEPTED, made_at=wita)
    assert await store.decide(SLUG, said) == said
    timed = await store.decide(SLUG, Decision(fingerprint="b", standing=DecisionStanding.ACCEPTED))
    assert [each.made_at for each in await store.decisions(SLUG)] == [
        datetime(2026, 3, 1, 1, tzinfo=UTC),
        timed.made_at,
    ]


async def test_decisions_belong_to_their_plan(store: Store) -> None:
    await store.create_plan(msgspec.structs.replace(INFO, slug="lain"))
    await store.decide("lain", Decision(fingerprint="a", standing=DecisionStanding.ACCEPTED))
    assert await store.decisions(SLUG) == ()


async def test_characters_that_postgresql_cannot_store_are_left_out_of_prose(store: Store) -> None:
    said = Decision(fingerprint="a", standing=DecisionStanding.ACCEPTED, reason="ya\0 \ud800", author="Ani 🏙")
    await store.decide(SLUG, said)
    (kept,) = await store.decisions(SLUG)
    assert (kept.reason, kept.author) == ("ya ?", "Ani 🏙")


async def test_reports_are_kept_with_the_revision_that_their_intake_made(store: Store) -> None:
    report = Report(files=(FileRead(file="renja.csv", format="E.81", rows=2),), nodes={"opd": 1})
    await store.apply(SLUG, on(0, agency("pu")), report=report)
    await store.apply(SLUG, on(1, agency("dlh")))
    await store.apply(SLUG, on(2, agency("bpbd", title="\0")), report=report.encode())
    assert await store.reports(SLUG) == ((1, report), (3, report))
    assert (await store.snapshot(SLUG)).nodes["opd/bpbd"] == agency("bpbd", title="\0").node
