"""Evaluations: computed once per state of a plan, whatever people say beside it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest

from graph.record import StoredSuppression
from rules.configuration import Configuration, Suppression
from rules.engine import evaluate
from schema import Context, Evaluations
from schema.advice import comparison
from schema.advice.change import Change, Sides, changes_between
from tests.schema.city import INFO, TODAY, City, city

NETWORK = "program/diskominfo/2.16.03.2.01.0003"


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _evaluations(kota: City) -> Evaluations:
    return Evaluations(kota.store, today=lambda: TODAY)


async def test_equal_requests_share_one_evaluation(kota: City) -> None:
    evaluations = _evaluations(kota)
    found = await asyncio.gather(*(evaluations.get(INFO.slug) for _ in range(5)))
    assert all(each is found[0] for each in found)
    assert await evaluations.get(INFO.slug, 1) is found[0]


async def test_a_mutation_waits_for_no_evaluation_that_its_payload_does_not_show(kota: City) -> None:
    evaluated: list[int] = []
    evaluations = Evaluations(kota.store, timed=lambda plan, _: evaluated.append(plan.revision))
    kota.context = Context(kota.store, evaluations)
    added = {"level": "SUB_ACTIVITY", "name": "Layanan baru", "opd": "opd/dkk"}
    shown = """changes(first: 5) { totalCount nodes { action localId label nodeAfter { label } } } scenario { name }
        plan { title revision programs(first: 5) { nodes { name opd { shortName } themes { name } } } }"""
    node, link = f"{shown} node {{ name dimensions {{ code }} }}", f"{shown} link {{ reason }}"
    assert not (await kota.do("addProgram", {"program": added}, node))["errors"]
    assert not (await kota.do("editProgram", {"id": NETWORK, "program": {"name": "Nama lain"}}, node))["errors"]
    assert not (await kota.do("rejectLink", {"id": f"leads:opd/diskominfo>{NETWORK}"}, link))["errors"]
    read = (
        '{ plan(slug: "kota") { programs { totalCount } cycles { nodes { label } } opdMatrix { opd { shortName } } } }'
    )
    assert (await kota.ask(read))["plan"]["programs"]["totalCount"]
    assert evaluated == []
    await kota.do(
        "editProgram", {"id": NETWORK, "program": {"name": "Nama lagi"}}, "plan { findings(first: 1) { totalCount } }"
    )
    assert evaluated == [await kota.revision()]


async def test_two_plans_are_compared_once_whatever_is_asked_of_it(kota: City, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Sides] = []

    def between(sides: Sides) -> list[Change]:
        compared.append(sides)
        return changes_between(sides)

    monkeypatch.setattr(comparison, "changes_between", between)
    answer = await kota.ask(
        """{ compare(plan: "kota", from: 0, to: 1) { counts { added }
        changes(action: ADDED) { totalCount } removed: changes(action: REMOVED) { totalCount } } }"""
    )
    found = answer["compare"]
    assert found["changes"]["totalCount"] == sum(each["added"] for each in found["counts"]) > 0
    assert found["removed"]["totalCount"] == 0
    assert len(compared) == 1


async def test_an_evaluation_after_a_change_is_that_of_the_whole_plan(kota: City) -> None:
    evaluations = _evaluations(kota)
    await evaluations.get(INFO.slug)
    await kota.do("rejectLink", {"id": f"contributes:{NETWORK}>theme/spbe"})
    await kota.do("editProgram", {"id": NETWORK, "program": {"opd": "opd/dkk"}})
    after = await evaluations.get(INFO.slug)
    alone = await _evaluations(kota).get(INFO.slug)
    assert (after.findings, after.initiatives, after.failures) == (alone.findings, alone.initiatives, alone.failures)
    assert after.findings != (await evaluations.get(INFO.slug, 1)).findings


async def test_only_the_latest_few_are_kept(kota: City) -> None:
    evaluations = Evaluations(kota.store, most=1)
    first = await evaluations.get(INFO.slug, 1)
    await evaluations.get(INFO.slug, 0)
    assert await evaluations.get(INFO.slug, 1) is not first


async def test_a_suppression_of_the_configuration_and_one_of_the_plan_both_hold_until_their_day(kota: City) -> None:
    every = (await _evaluations(kota).get(INFO.slug)).findings
    one, two = every[0], every[1]
    configured = Suppression(fingerprint=one.fingerprint, reason="a", author="a", expires=date(2026, 3, 31))
    stored = StoredSuppression(fingerprint=two.fingerprint, rule="", message="", message_en="", reason="a", author="a",
                               expires=date(2026, 4, 30))  # fmt: skip
    await kota.store.suppressions.add(INFO.slug, stored)
    configuration = Configuration(suppressions=(configured,))
    for day, hidden in ((date(2026, 3, 31), {one, two}), (date(2026, 4, 1), {two}), (date(2026, 5, 1), set())):
        evaluations = Evaluations(kota.store, configuration, today=lambda day=day: day)  # type: ignore[misc]
        shown = (await evaluations.get(INFO.slug)).findings
        assert {each.fingerprint for each in every} - {each.fingerprint for each in shown} == {
            each.fingerprint for each in hidden
        }
    fixed = Evaluations(kota.store, Configuration(suppressions=(configured,), today=date(2026, 5, 1)))
    assert (await fixed.get(INFO.slug)).findings == every


async def test_a_rule_is_switched_off_by_the_configuration_or_in_the_plan_until_the_later_day(kota: City) -> None:
    every = (await _evaluations(kota).get(INFO.slug)).findings
    one, two = sorted({each.rule for each in every})[:2]
    stored = await kota.store.plan(INFO.slug)
    said = StoredSuppression(rule=two, reason="b", author="budi", expires=date(2026, 3, 31))
    await kota.store.suppressions.add(INFO.slug, said)
    configured = Suppression(rule=one, reason="a", author="ani")
    configuration = Configuration(suppressions=(configured, Suppression(rule=two, reason="a", author="ani")))
    for rules, day, off in (
        ((configured,), date(2026, 3, 31), {one: "ani", two: "budi"}),
        ((configured,), date(2026, 4, 1), {one: "ani"}),
        (configuration.suppressions, date(2026, 3, 31), {one: "ani", two: "budi"}),
        (configuration.suppressions, date(2026, 4, 1), {one: "ani", two: "ani"}),
    ):
        evaluations = Evaluations(kota.store, Configuration(suppressions=rules), today=lambda day=day: day)  # type: ignore[misc]
        stored = await kota.store.plan(INFO.slug)
        assert {code: each.author for code, each in (await evaluations.rules_aside(stored)).items()} == off
        left = {each.rule for each in (await evaluations.get(INFO.slug)).findings}
        assert left == {each.rule for each in every} - off.keys()


async def test_a_suppression_that_another_process_wrote_is_seen(kota: City) -> None:
    evaluations = _evaluations(kota)
    before = (await evaluations.get(INFO.slug)).findings
    said = {"fingerprint": before[0].fingerprint, "reason": "a", "expires": "2026-12-31"}
    await kota.do("suppressFinding", said)
    assert (await evaluations.get(INFO.slug)).findings == before[1:]


async def test_what_the_store_keeps_is_what_the_rules_would_say_of_it(kota: City) -> None:
    plan = await kota.store.snapshot(INFO.slug)
    assert (await _evaluations(kota).get(INFO.slug)).findings == evaluate(plan).findings
