"""Scenarios: begun from what is recommended, laid side by side with their effects, and brought up to date."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from schema import SCHEMA
from schema.limit import Limits
from tests.schema.city import COLLEAGUE, City, city

NETWORK = "program/diskominfo/2.16.03.2.01.0003"
WORK = "program/disdukcapil/2.12.04.2.01.0002"
EFFECTS = """findings { before after } initiatives { before after }
    coverage { subDimensions { before after } outcomes { before after } filled { code } emptied { code } }
    alignment { before after rows { node { id } before after } }
    criticalPath { before { months nodes { id } } after { months nodes { id } } } money { year before after }"""
COMPARE = f"""query($names: [String!]!) {{ compareScenarios(plan: "kota", names: $names) {{
    name isBehind baseRevision comparison {{ changes {{ totalCount }} findingsCame {{ totalCount }}
    findingsGone {{ totalCount }} effects {{ {EFFECTS} }} }} }} }}"""
NAMED = 'query($names: [String!]!) { compareScenarios(plan: "kota", names: $names) { name } }'


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _begin(kota: City, name: str, **given: Any) -> dict[str, Any]:
    shows = "scenario { name changeCount } changes { totalCount nodes { action localId } }"
    return await kota.do("createScenario", {"name": name, **given}, shows)


async def _cut(kota: City, name: str, *works: str) -> None:
    """A scenario without some work."""
    assert (await _begin(kota, name))["errors"] == []
    for work in works:
        removed = await kota.do("removeProgram", {"scenario": name, "id": work, "withParts": True})
        assert removed["errors"] == []


async def _more(kota: City, name: str, amount: int) -> None:
    """A scenario with more money for the same program."""
    assert (await _begin(kota, name))["errors"] == []
    years = [{"year": 2025, "budget": amount}]
    given = {"scenario": name, "id": NETWORK, "program": {"years": years}}
    assert (await kota.do("editProgram", given))["errors"] == []


async def test_up_to_four_scenarios_are_compared_in_one_query_with_six_kinds_of_effect(kota: City) -> None:
    await _cut(kota, "Tanpa satu", WORK)
    query = '{ plan(slug: "kota") { programs(first: 100) { nodes { id parent { id } } } } }'
    works = (await kota.ask(query))["plan"]["programs"]["nodes"]
    await _cut(kota, "Tanpa pekerjaan", *(each["id"] for each in works if not each["parent"]))
    await _more(kota, "Pagu naik", 5_000_000)
    await _begin(kota, "Kosong")
    names = ["Pagu naik", "Tanpa satu", "Kosong", "Tanpa pekerjaan"]
    found = (await kota.ask(COMPARE, names=names))["compareScenarios"]
    assert [each["name"] for each in found] == names
    more, cut, empty, nothing = (each["comparison"]["effects"] for each in found)
    for kind in ("findings", "initiatives"):
        assert empty[kind]["before"] == empty[kind]["after"]
        assert more[kind]["before"] == empty[kind]["before"]
    plan = (await kota.ask('{ plan(slug: "kota") { findings { totalCount } review { index } } }'))["plan"]
    assert empty["findings"]["before"] == plan["findings"]["totalCount"]
    assert empty["alignment"] == {"before": plan["review"]["index"], "after": plan["review"]["index"], "rows": []}
    went = found[1]["comparison"]
    came = went["findingsCame"]["totalCount"] - went["findingsGone"]["totalCount"]
    assert cut["findings"]["after"] - cut["findings"]["before"] == came
    assert {year["year"]: year["after"] - year["before"] for year in more["money"]} == {2025: 4_000_000}
    assert {year["year"]: year["after"] - year["before"] for year in cut["money"]} == {2025: -1_000_000}
    assert nothing["coverage"]["subDimensions"] == {"before": len(nothing["coverage"]["emptied"]), "after": 0}
    assert nothing["coverage"]["emptied"]
    assert nothing["coverage"]["outcomes"]["after"] == 0
    assert nothing["money"] == [{"year": 2025, "before": nothing["money"][0]["before"], "after": None}]
    assert nothing["criticalPath"]["after"] == {"months": 0, "nodes": []}
    assert cut["alignment"]["rows"]
    assert empty["criticalPath"]["before"]["months"] == empty["criticalPath"]["after"]["months"]


@pytest.mark.parametrize("names", [[], ["a", "b", "c", "d", "e"], ["a", "a"]])
async def test_none_too_many_or_the_same_scenario_twice_are_not_compared(kota: City, names: list[str]) -> None:
    [error] = (await kota.answer(NAMED, names=names)).errors
    assert error.extensions["code"] == "BAD_ARGUMENT"


async def test_a_scenario_that_is_not_there_and_whoever_may_not_read_drafts_are_refused(kota: City) -> None:
    [error] = (await kota.answer(COMPARE, names=["Tiada"])).errors
    assert error.extensions["code"] == "UNKNOWN_SCENARIO"
    await _begin(kota, "Ada")
    [error] = (await kota.answer(COMPARE, None, names=["Ada"])).errors
    assert error.extensions["code"] == "FORBIDDEN"


async def test_four_scenarios_with_all_effects_are_within_the_limits_and_two_such_queries_are_not(kota: City) -> None:
    names = ["a", "b", "c", "d"]
    for name in names:
        await _begin(kota, name)
    whole = SCHEMA.within(Limits())
    result = await whole.execute(COMPARE, {"names": names}, kota.context.acting(COLLEAGUE))
    assert result.errors is None
    body = COMPARE.partition("{")[2].rpartition("}")[0]
    twice = f"query($names: [String!]!) {{ one: {body.strip()} two: {body.strip()} }}"
    result = await whole.execute(twice, {"names": names}, kota.context.acting(COLLEAGUE))
    assert [(each.extensions or {})["code"] for each in result.errors or ()] == ["TOO_COSTLY"]


MENDABLE = """{ plan(slug: "kota") { findings(first: 100) { nodes { id fingerprint remedy { changes { localId } } } }
    initiatives { nodes { id fingerprint findings { remedy { changes { localId } } } actions { fingerprint } } } } }"""


async def test_a_scenario_begins_from_findings_initiatives_and_actions(kota: City) -> None:
    plan = (await kota.ask(MENDABLE))["plan"]
    finding = next(each for each in plan["findings"]["nodes"] if each["remedy"])
    made = await _begin(kota, "Dari temuan", remedies=[finding["id"]])
    assert made["errors"] == []
    changed = {each["localId"] for each in made["changes"]["nodes"]}
    assert {each["localId"] for each in finding["remedy"]["changes"]} <= changed
    initiatives = plan["initiatives"]["nodes"]
    every = [each["fingerprint"] for each in initiatives]
    made = await _begin(kota, "Dari portofolio", remedies=every)
    assert made["errors"] == []
    proposed = {
        change["localId"]
        for each in initiatives
        for found in each["findings"]
        if found["remedy"]
        for change in found["remedy"]["changes"]
    }
    assert made["scenario"]["changeCount"] >= len(proposed) > 0
    actions = [each["fingerprint"] for one in initiatives for each in one["actions"]]
    assert (await _begin(kota, "Dari aksi", remedies=actions[:1]))["errors"] == []
    refused = await _begin(kota, "Salah", remedies=[every[0], "tiada"])
    [error] = refused["errors"]
    assert (error["__typename"], error["path"]) == ("NotFound", ["input", "remedies", "1"])
    many = await _begin(kota, "Banyak", remedies=every[:1] * 101)
    assert [each["code"] for each in many["errors"]] == ["OUT_OF_RANGE"]


async def test_a_scenario_says_that_the_plan_has_moved_on_and_clashes_are_told_until_it_is_decided_what_counts(
    kota: City,
) -> None:
    await _more(kota, "Pagu naik", 5_000_000)
    asked = '{ scenario(plan: "kota", name: "Pagu naik") { isBehind } }'
    assert (await kota.ask(asked))["scenario"] == {"isBehind": False}
    years = [{"year": 2025, "budget": 2_000_000}]
    assert (await kota.do("editProgram", {"id": NETWORK, "program": {"years": years}}, actor=COLLEAGUE))["errors"] == []
    assert (await kota.ask(asked))["scenario"] == {"isBehind": True}
    refused = await kota.do("publishScenario", {"name": "Pagu naik"})
    assert [each["__typename"] for each in refused["errors"]] == ["RevisionConflict"]
    clash = await kota.do("rebaseScenario", {"name": "Pagu naik"})
    assert [each["code"] for each in clash["errors"]] == ["CLASH"]
    kept = await kota.do("rebaseScenario", {"name": "Pagu naik", "onClash": "KEEP_SCENARIO"})
    assert kept["errors"] == []
    assert (await kota.do("publishScenario", {"name": "Pagu naik"}))["errors"] == []
