"""What front ends need beside the list of recommendations: effects, weights, portfolio, remedies, acceptance."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from acts import evaluations
from rules.engine import Evaluation
from rules.scenario import what_if
from tests.effort import long
from tests.schema.city import INFO, City, city
from tests.service.conftest import Client

of_example = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


@of_example
async def test_an_initiative_says_which_indicators_it_can_move_through_what_and_how_surely(
    client: Client, slug: str
) -> None:
    query = """query($p: String!) { plan(slug: $p) { initiatives(first: 20) { nodes {
        indicators { id } programs { program { id } } nodes { id }
        effects { indicator { id name behind } aim { __typename label } programs { id } workBelow direction behind doubt
            sureness id: words en: words(language: EN) } } } } }"""
    effects = 0
    for initiative in (await client.ask(query, p=slug))["plan"]["initiatives"]["nodes"]:
        evidence = {each["id"] for each in initiative["nodes"]}
        for effect in initiative["effects"]:
            effects += 1
            assert effect["indicator"]["id"] in evidence
            assert {each["id"] for each in effect["programs"]} <= evidence
            assert effect["indicator"]["name"] in effect["id"]
            assert effect["id"] != effect["en"]
            assert len(effect["programs"]) <= effect["workBelow"] or effect["workBelow"] == 0
            if effect["doubt"] is None:
                assert effect["behind"] == pytest.approx(effect["indicator"]["behind"], abs=1e-4)
            else:
                assert effect["behind"] is None
        behind = {each["indicator"]["id"] for each in initiative["effects"] if (each["behind"] or 0) >= 0.25}
        assert {each["id"] for each in initiative["indicators"]} == behind
    assert effects > 20


@of_example
async def test_other_weights_give_other_ranks_and_the_configured_ones_the_same(client: Client, slug: str) -> None:
    query = """query($p: String!, $w: WeightsInput) { plan(slug: $p) {
        weights { name value title explanation en: explanation(language: EN) }
        initiatives(first: 100, weights: $w) { nodes { rank fingerprint tier
            score { total bestRank worstRank parts { name value weight } } } } } }"""
    usual = (await client.ask(query, p=slug))["plan"]
    given = {each["name"]: each["value"] for each in usual["weights"]}
    assert (await client.ask(query, p=slug, w=given))["plan"] == usual
    assert all(each["title"] and each["explanation"] != each["en"] for each in usual["weights"])
    moved = (await client.ask(query, p=slug, w={"money": 10, "confidence": 0}))["plan"]["initiatives"]["nodes"]
    places = [(each["tier"], -each["score"]["total"]) for each in moved]
    assert places == sorted(places)
    assert [each["rank"] for each in moved] == list(range(1, len(moved) + 1))
    before = usual["initiatives"]["nodes"]
    assert len(moved) == len(before)
    assert [each["fingerprint"] for each in moved] != [each["fingerprint"] for each in before]
    doubled = (await client.ask(query, p=slug, w={"effect": 2 * given["effect"]}))["plan"]["initiatives"]["nodes"]
    ranks = {each["fingerprint"]: each["rank"] for each in doubled}
    for each in before:
        rank = ranks.get(each["fingerprint"], len(before) + 1)
        assert each["score"]["bestRank"] <= rank
        assert each["score"]["worstRank"] >= rank
    for wrong in ({"effect": -1}, {"effect": 11}, dict.fromkeys(given, 0)):
        assert (await client.refused(query, p=slug, w=wrong))["extensions"]["code"] == "BAD_ARGUMENT"


@of_example
async def test_a_portfolio_keeps_to_its_limits_and_says_what_the_others_would_take(client: Client, slug: str) -> None:
    query = """query($p: String!, $b: Rupiah, $c: Float!, $more: [CapacityInput!]) { plan(slug: $p) {
        portfolio(budget: $b, capacity: $c, capacities: $more) {
            score rupiah gap initiatives { fingerprint score { total } } dimensions { code } unserved { code }
            loads { name load capacity opd { shortName } }
            leftOut { initiative { fingerprint } rupiah missingRupiah overloaded } } } }"""
    budget = 50_000_000_000
    asked = {"b": budget, "c": 4, "more": [{"opd": "diskominfo", "capacity": 2}, {"opd": "kecamatan", "capacity": 3}]}
    found = (await client.ask(query, p=slug, **asked))["plan"]["portfolio"]
    assert found["rupiah"] <= budget
    assert len(found["dimensions"]) == 6
    assert found["unserved"] == []
    assert found["score"] == pytest.approx(sum(each["score"]["total"] for each in found["initiatives"]), abs=1e-3)
    loads = {each["name"]: each for each in found["loads"]}
    assert all(each["load"] <= each["capacity"] for each in found["loads"])
    assert loads["DISKOMINFO"]["capacity"] == 2
    assert loads["kecamatan"]["opd"] is None
    lacking = [each for each in found["leftOut"] if each["missingRupiah"] or each["overloaded"]]
    assert lacking
    assert all(each["missingRupiah"] == max(0, each["rupiah"] - (budget - found["rupiah"])) for each in lacking)
    for wrong in ({"more": [{"opd": "TIDAKADA", "capacity": 1}]}, {"c": -1},
                  {"more": [{"opd": "kecamatan", "capacity": 1}] * 2}):  # fmt: skip
        assert (await client.refused(query, p=slug, **(asked | wrong)))["extensions"]["code"] in {
            "BAD_ARGUMENT",
            "UNKNOWN_NAME",
        }


FINDINGS = """query($p: String!) { plan(slug: $p) { revision findings(first: 100) { nodes { id fingerprint rule remedy {
    changes { action nodeKind linkKind label } } } } } }"""
TRIED = """query($id: ID!) { node(id: $id) { ... on Finding { remedy {
    comparison { findingsGone { nodes { fingerprint } } findingsCame { nodes { fingerprint } } } } } } }"""


async def _mendable(kota: City) -> dict[str, Any]:
    plan = (await kota.ask(FINDINGS, p=INFO.slug))["plan"]
    found: dict[str, Any] = next(each for each in plan["findings"]["nodes"] if each["remedy"])
    found["remedy"] |= (await kota.ask(TRIED, id=found["id"]))["node"]["remedy"]
    return found


async def test_a_remedy_is_tried_out_without_being_made_and_made_it_does_just_that(kota: City) -> None:
    finding = await _mendable(kota)
    assert await kota.revision() == 1
    assert finding["remedy"]["changes"]
    gone = [each["fingerprint"] for each in finding["remedy"]["comparison"]["findingsGone"]["nodes"]]
    assert finding["fingerprint"] in gone
    shows = """changes { nodes { action nodeKind linkKind label } } plan { revisions { nodes { reason author } } }
        comparison { findingsGone { nodes { fingerprint } } findingsCame { nodes { fingerprint } } }"""
    made = await kota.do("applyRemedy", {"fingerprint": finding["fingerprint"]}, shows)
    assert (made["errors"], made["revision"]) == ([], 2)
    assert made["changes"]["nodes"] == finding["remedy"]["changes"]
    assert made["comparison"] == finding["remedy"]["comparison"]
    assert made["plan"]["revisions"]["nodes"][-1]["reason"].startswith(finding["rule"])
    again = await kota.do("applyRemedy", {"fingerprint": finding["fingerprint"]})
    assert again["errors"][0]["path"] == ["input", "fingerprint"]
    assert await kota.revision() == 2


async def test_a_remedy_that_was_tried_out_is_not_evaluated_again_until_the_plan_changes(
    kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(was: Evaluation, *given: Any) -> Any:
        asked.append(was.plan.revision)
        return what_if(was, *given)

    monkeypatch.setattr(evaluations, "what_if", counted)
    finding = await _mendable(kota)
    again = (await kota.ask(TRIED, id=finding["id"]))["node"]["remedy"]["comparison"]
    assert (again, asked) == (finding["remedy"]["comparison"], [1])
    await kota.do("suppressRule", {"rule": "AL01", "reason": "Uji", "expires": "2026-12-31"})
    await kota.ask(TRIED, id=finding["id"])
    await kota.do("addPartner", {"partner": {"name": "Universitas Kota", "kind": "UNIVERSITY"}})
    await kota.ask(TRIED, id=finding["id"])
    assert asked == [1, 1, 2]


async def test_a_remedy_goes_into_a_scenario_and_leaves_the_plan(kota: City) -> None:
    finding = await _mendable(kota)
    await kota.do("createScenario", {"name": "coba"})
    shows = "scenario { name changeCount } comparison { findingsGone { nodes { fingerprint } } }"
    made = await kota.do("applyRemedy", {"fingerprint": finding["fingerprint"], "scenario": "coba"}, shows)
    assert made["scenario"]["changeCount"] > 0
    assert finding["fingerprint"] in {each["fingerprint"] for each in made["comparison"]["findingsGone"]["nodes"]}
    assert await kota.revision() == 1


async def test_a_remedy_that_is_none_is_refused_and_a_reader_may_not_make_one(kota: City) -> None:
    plan = (await kota.ask(FINDINGS, p=INFO.slug))["plan"]
    none = next(each for each in plan["findings"]["nodes"] if not each["remedy"])
    [error] = (await kota.do("applyRemedy", {"fingerprint": none["fingerprint"]}))["errors"]
    assert error["code"] == "NO_REMEDY"
    [error] = (await kota.do("applyRemedy", {"fingerprint": "tidakada"}))["errors"]
    assert error["__typename"] == "NotFound"
    finding = await _mendable(kota)
    [error] = (await kota.do("applyRemedy", {"fingerprint": finding["fingerprint"]}, actor=None))["errors"]
    assert error["__typename"] == "Forbidden"


async def test_what_people_decide_shows_how_a_rule_is_taken(kota: City) -> None:
    query = """query($p: String!) { rules { code acceptance(plan: $p) { accepted rejected deferred undecided rate } }
        plan(slug: $p) { initiatives { nodes { fingerprint findings { rule } } } } }"""
    first = await kota.ask(query, p=INFO.slug)
    initiatives = first["plan"]["initiatives"]["nodes"]
    assert len(initiatives) >= 2
    assert {each["acceptance"]["rate"] for each in first["rules"]} == {None}
    for initiative, standing in zip(initiatives, ("ACCEPTED", "REJECTED", "DEFERRED"), strict=False):
        given = {"fingerprint": initiative["fingerprint"], "standing": standing, "reason": "Sudah dibahas."}
        assert (await kota.do("decideInitiative", given))["errors"] == []
    for rule in (await kota.ask(query, p=INFO.slug))["rules"]:
        resting = [rule["code"] in {each["rule"] for each in one["findings"]} for one in initiatives]
        accepted, rejected, *later = [*resting, False, False, False]
        taken = rule["acceptance"]
        assert (taken["accepted"], taken["rejected"], taken["deferred"]) == (accepted, rejected, later[0])
        assert taken["undecided"] == sum(resting) - accepted - rejected - later[0]
        assert taken["rate"] == (accepted / (accepted + rejected) if accepted or rejected else None)


@pytest.mark.parametrize("less", [1, long(40_000)])
async def test_a_portfolio_of_a_whole_city_never_passes_its_budget(client: Client, slug: str, less: int) -> None:
    query = f"""query($budget: Rupiah) {{ plan(slug: "{slug}") {{ portfolio(budget: $budget) {{
        rupiah gap leftOut {{ rupiah missingRupiah }} }} }} }}"""
    free = (await client.ask(query))["plan"]["portfolio"]
    budget = free["rupiah"] - less
    held = (await client.ask(query, budget=budget))["plan"]["portfolio"]
    assert 0 < held["rupiah"] <= budget
    assert 0 <= held["gap"] < 0.01
    rest = budget - held["rupiah"]
    assert held["leftOut"]
    for each in held["leftOut"]:
        assert each["missingRupiah"] == max(0, each["rupiah"] - rest)
