"""What people say of initiatives, and what intakes marked, is kept beside the plan."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from graph.record import Decision, DecisionStanding, FileRead, Report
from graph.store import DecisionConflict, Store, request
from graph.traversal.example import INFO
from tests.graph.store.city import SLUG, agency, on


async def test_the_latest_decision_on_an_initiative_counts(store: Store) -> None:
    said = Decision(fingerprint="b", standing=DecisionStanding.DEFERRED, reason="tunggu data", author="ani")
    first = await store.decide(SLUG, said)
    await store.decide(SLUG, Decision(fingerprint="a", standing=DecisionStanding.REJECTED, author="budi"))
    await store.decide(
        SLUG, msgspec.structs.replace(said, standing=DecisionStanding.ACCEPTED, reason=""), seen=first.id
    )
    assert [(each.fingerprint, each.standing, each.author) for each in await store.decisions(SLUG)] == [
        ("a", DecisionStanding.REJECTED, "budi"),
        ("b", DecisionStanding.ACCEPTED, "ani"),
    ]


async def test_a_decision_keeps_its_time_in_utc_or_gets_that_of_the_clock(store: Store) -> None:
    wita = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=8)))
    said = Decision(fingerprint="a", standing=DecisionStanding.ACCEPTED, made_at=wita)
    kept = await store.decide(SLUG, said)
    assert kept == msgspec.structs.replace(said, id=kept.id)
    timed = await store.decide(SLUG, Decision(fingerprint="b", standing=DecisionStanding.ACCEPTED))
    assert [each.made_at for each in await store.decisions(SLUG)] == [
        datetime(2026, 3, 1, 1, tzinfo=UTC),
        timed.made_at,
    ]


def _said(author: str, fingerprint: str = "a") -> Decision:
    return Decision(fingerprint=fingerprint, standing=DecisionStanding.REJECTED, reason=f"kata {author}", author=author)


async def test_who_has_not_seen_the_decision_that_stands_is_refused_and_told_it(store: Store) -> None:
    first = await store.decide(SLUG, _said("ani"))
    for seen in (None, 0, first.id + 1):
        with pytest.raises(DecisionConflict) as refused:
            await store.decide(SLUG, _said("budi"), seen=seen)
        assert refused.value.standing == first
    second = await store.decide(SLUG, _said("budi"), seen=first.id)
    with pytest.raises(DecisionConflict) as refused:
        await store.decide(SLUG, _said("citra"), seen=first.id)
    assert refused.value.standing == second
    assert await store.decisions(SLUG) == (second,)
    assert await store.decisions_on(SLUG, {"a"}) == (second, first)


async def test_a_decision_that_was_never_made_cannot_have_been_seen(store: Store) -> None:
    elsewhere = await store.decide(SLUG, _said("ani", "b"))
    with pytest.raises(DecisionConflict) as refused:
        await store.decide(SLUG, _said("budi"), seen=elsewhere.id)
    assert refused.value.standing is None
    assert await store.decisions(SLUG) == (elsewhere,)


async def test_of_many_who_decide_at_once_one_is_heard_and_the_others_are_told_what_was_said(
    store: Store, address: str
) -> None:
    others = [Store.open(address) for _ in range(3)]
    try:
        asked = [each.decide(SLUG, _said(f"orang {n}")) for n, each in enumerate([store, *others] * 2)]
        found = await asyncio.gather(*asked, return_exceptions=True)
    finally:
        for each in others:
            await each.close()
    [heard] = [each for each in found if isinstance(each, Decision)]
    refused = [each for each in found if isinstance(each, DecisionConflict)]
    assert len(refused) == len(found) - 1
    assert {each.standing for each in refused} == {heard}
    assert await store.decisions_on(SLUG, {"a"}) == (heard,)


async def test_the_same_request_again_is_answered_alike_whatever_was_decided_meanwhile(store: Store) -> None:
    asked = request("k", b"ani rejects")
    first = await store.decide(SLUG, _said("ani"), asked)
    second = await store.decide(SLUG, _said("budi"), seen=first.id)
    assert await store.decide(SLUG, _said("ani"), asked) == first
    assert await store.decisions_on(SLUG, {"a"}) == (second, first)


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
