"""Across regions: themes, facts and practices of all plans, regions that are alike, and indices by cohort."""

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from acts import STRANGER, Actor, Role
from graph.record import Answer, Decision, DecisionStanding, Round, RoundStage, RoundStanding
from graph.record.gist import Basis, Gist, GistFact, GistInitiative, GistPractice, Structure
from graph.vocabulary import Text
from rules.assessment import instruments
from rules.configuration import DEFAULT
from schema.request import Context
from tests.schema.city import INFO, OTHER, City, city

FAR = replace(OTHER, slug="jauh", region_code="01.01", region_name="Kabupaten Jauh")
BARE = replace(OTHER, slug="tanpa", region_code="01.02", region_name="Kabupaten Tanpa")


def _initiative(theme: str, score: float, *facts: tuple[str, str], follows: str = "") -> GistInitiative:
    return GistInitiative(
        fingerprint=f"f-{theme}",
        title=Text(f"Judul {theme}", f"Title {theme}"),
        theme=f"theme/{theme}",
        theme_name=Text(f"Tema {theme}", f"Theme {theme}"),
        score=score,
        facts=tuple(GistFact(*each) for each in facts),
        practices=tuple(follows.split()),
    )


def _gist(revision: int, fields: dict[str, float], *initiatives: GistInitiative) -> Gist:
    practices = {id_ for each in initiatives for id_ in each.practices}
    return Gist(
        basis=Basis(revision=revision, configuration="a", program="1"),
        initiatives=initiatives,
        practices=tuple(GistPractice(id=id_, name=id_.title(), region="X", level="B") for id_ in sorted(practices)),
        structure=Structure(fields=fields, indicators={"1.02": 1.0}),
        failed_rules=("OV01",) if revision else (),
    )


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    """The small city, two more regions in its province or elsewhere, and one that was not evaluated."""
    opened = await city(address)
    store = opened.store
    for info in (OTHER, FAR, BARE):
        if info.slug not in {each.info.slug for each in await store.plans()}:
            await store.create_plan(info)
    stunting = _initiative("stunting", 0.8, ("gap", "SY09"), ("indicator_behind", "AL02"), follows="posyandu")
    await store.gists.put(INFO.slug, _gist(1, {"1.02": 0.6, "1.03": 0.4}, stunting, _initiative("banjir", 0.4)))
    water = _initiative("banjir", 0.2, ("gap", "SY09"))
    await store.gists.put(OTHER.slug, _gist(0, {"1.02": 0.5, "1.03": 0.5}, stunting, water))
    await store.gists.put(FAR.slug, _gist(0, {"1.02": 0.1, "": 0.9}, water))
    yield opened
    await store.close()


async def _across(kota: City, asked: str, within: str | None = None, actor: Actor | None = None) -> Any:
    query = f"query($within: String) {{ acrossRegions(within: $within) {{ {asked} }} }}"
    answer = await kota.answer(query, actor, within=within)
    assert answer.errors is None, answer.errors
    return answer.data["acrossRegions"]


async def test_themes_facts_and_practices_are_counted_with_the_plans_that_have_them(kota: City) -> None:
    found = await _across(
        kota,
        """planCount evaluatedCount outdatedCount
        themes { totalCount nodes { theme { id } name english: name(language: EN) planCount meanScore
            plans { nodes { slug region { code } } } } }
        facts(orderBy: NAME) { nodes { kind foundBy { code } initiativeCount planCount plans { totalCount } } }
        practices { nodes { key name region level planCount namedCount plans { nodes { slug } }
            namedIn { totalCount } } }""",
    )
    assert (found["planCount"], found["evaluatedCount"], found["outdatedCount"]) == (4, 3, 0)
    flood, stunting = found["themes"]["nodes"]
    assert [(each["theme"]["id"], each["planCount"]) for each in (flood, stunting)] == [("banjir", 3), ("stunting", 2)]
    assert (stunting["name"], stunting["english"]) == ("Tema stunting", "Theme stunting")
    assert (stunting["meanScore"], flood["meanScore"]) == (pytest.approx(0.8), pytest.approx(0.8 / 3))
    assert [each["slug"] for each in flood["plans"]["nodes"]] == ["jauh", "kota", "lain"]
    assert found["facts"]["nodes"] == [
        {"kind": "GAP", "foundBy": {"code": "SY09"}, "initiativeCount": 4, "planCount": 3, "plans": {"totalCount": 3}},
        {
            "kind": "INDICATOR_BEHIND",
            "foundBy": {"code": "AL02"},
            "initiativeCount": 2,
            "planCount": 2,
            "plans": {"totalCount": 2},
        },
    ]
    (posyandu,) = found["practices"]["nodes"]
    assert (posyandu["name"], posyandu["level"], posyandu["planCount"], posyandu["namedCount"]) == (
        "Posyandu",
        "B",
        2,
        0,
    )
    assert (len(posyandu["plans"]["nodes"]), posyandu["namedIn"]["totalCount"]) == (2, 0)


@pytest.mark.parametrize(
    ("arguments", "slugs"),
    [
        ("", ["kota", "lain", "jauh"]),
        ("(orderBy: FACTS)", ["lain", "kota", "jauh"]),
        ('(filter: { theme: "stunting" })', ["kota", "lain"]),
        ('(filter: { theme: "theme/stunting", not: { name: "kabupaten" } })', ["kota"]),
        ("(filter: { fact: INDICATOR_BEHIND })", ["kota", "lain"]),
        ('(filter: { rule: "sy09" })', ["kota", "lain", "jauh"]),
        ('(filter: { practice: "posyandu" })', ["kota", "lain"]),
        ('(filter: { theme: "tiada" })', []),
    ],
)
async def test_results_are_chosen_by_what_stands_in_them(kota: City, arguments: str, slugs: list[str]) -> None:
    asked = (
        f"results{arguments} {{ nodes {{ plan {{ slug }} revision isLatest initiativeCount factCount evaluatedAt }} }}"
    )
    nodes = (await _across(kota, asked))["results"]["nodes"]
    assert [each["plan"]["slug"] for each in nodes] == slugs
    assert all(each["isLatest"] and each["evaluatedAt"] for each in nodes)


async def test_a_rule_of_nothing_is_told_and_a_failed_one_is_shown(kota: City) -> None:
    answer = await kota.answer('{ acrossRegions { results(filter: { rule: "SY99" }) { totalCount } } }')
    assert [each.extensions["code"] for each in answer.errors] == ["UNKNOWN_NAME"]
    found = await _across(kota, "results { nodes { initiativeCount factCount failedRules { code } } }")
    assert found["results"]["nodes"][0] == {"initiativeCount": 2, "factCount": 2, "failedRules": [{"code": "OV01"}]}


async def test_a_province_sees_its_regions_alone(kota: City) -> None:
    found = await _across(kota, "planCount results { nodes { plan { slug } } } themes { nodes { planCount } }", "01")
    assert found["planCount"] == 2
    assert [each["plan"]["slug"] for each in found["results"]["nodes"]] == ["jauh"]
    assert found["themes"]["nodes"] == [{"planCount": 1}]
    assert (await _across(kota, "planCount", "0"))["planCount"] == 0


async def test_a_result_of_an_earlier_revision_says_so(kota: City) -> None:
    await kota.do("addOpd", {"opd": {"name": "Baru", "shortName": "BARU"}})
    found = await _across(kota, "outdatedCount results { nodes { plan { slug revision } revision isLatest } }")
    assert found["outdatedCount"] == 1
    assert found["results"]["nodes"][0] == {"plan": {"slug": "kota", "revision": 2}, "revision": 1, "isLatest": False}


async def test_regions_alike_come_likest_first_with_why_and_with_what_was_accepted_there(kota: City) -> None:
    for fingerprint, standing in (("f-a", "ACCEPTED"), ("f-b", "REJECTED")):
        said = Decision(fingerprint=fingerprint, standing=DecisionStanding[standing], author="budi", title=fingerprint)
        await kota.store.decide(OTHER.slug, said)
    found = await _across(
        kota,
        """alike(plan: "kota") { nodes { plan { slug } value parts { kind value largest { key name share } }
            accepted { nodes { title standing } } } }""",
    )
    near, far = found["alike"]["nodes"]
    assert (near["plan"]["slug"], far["plan"]["slug"]) == ("lain", "jauh")
    assert (near["value"], far["value"]) == (pytest.approx(0.95), pytest.approx(0.55))
    assert [(part["kind"], part["value"]) for part in near["parts"]] == [("FIELDS", 0.9), ("INDICATORS", 1.0)]
    first = near["parts"][0]["largest"][0]
    assert (first["key"], first["share"]) == ("1.02", 0.5)
    assert "kesehatan" in first["name"].casefold()
    assert near["accepted"]["nodes"] == [{"title": "f-a", "standing": "ACCEPTED"}]
    within = await _across(kota, 'alike(plan: "kota") { nodes { plan { slug } } }', "01")
    assert within["alike"]["nodes"] == [{"plan": {"slug": "jauh"}}]
    assert (await _across(kota, 'alike(plan: "tanpa") { totalCount }'))["alike"]["totalCount"] == 0


async def test_indices_are_compared_within_a_year_and_cohort_and_what_is_not_published_is_nobodys(kota: City) -> None:
    known = instruments(DEFAULT)
    instrument = known[max(year for year in known if known[year].questions)]
    year, cohort = instrument.year, next(iter(instrument.cohorts))
    for slug, score, standing in (("kota", 2, "PUBLISHED"), ("lain", 4, "PUBLISHED"), ("jauh", 1, "CLOSED")):
        was = await kota.store.assessments.open(slug, Round(year=year, stage=RoundStage.ANNUAL, cohort=cohort))
        for question in instrument.asked(cohort):
            said = Answer(year=year, question=question.code, self_score=Decimal(score))
            await kota.store.assessments.answer(slug, said)
        now = replace(was, standing=RoundStanding[standing])
        await kota.store.assessments.change(slug, was, now, "ani", "")
    found = await _across(
        kota,
        """cohorts { nodes { year cohort roundCount indexCount mean lowest highest
            rounds { nodes { plan { slug } index } } } }""",
    )
    assert found["cohorts"]["nodes"] == [
        {
            "year": year,
            "cohort": cohort,
            "roundCount": 2,
            "indexCount": 2,
            "mean": 3.0,
            "lowest": 2.0,
            "highest": 4.0,
            "rounds": {"nodes": [{"plan": {"slug": "lain"}, "index": 4.0}, {"plan": {"slug": "kota"}, "index": 2.0}]},
        }
    ]


async def test_nobody_learns_of_a_plan_that_they_may_not_read(kota: City) -> None:
    kota.context = Context(kota.store, kota.context.evaluations, STRANGER, reading_open=False)
    reader = Actor(name="dewi", roles={OTHER.region_code: Role.VIEWER})
    everything = """planCount evaluatedCount results { nodes { plan { slug } } } themes { nodes { planCount
        plans { nodes { slug } } } } facts { nodes { planCount } } practices { nodes { planCount } }
        alike(plan: "lain") { totalCount } cohorts { totalCount }"""
    found = await _across(kota, everything, actor=reader)
    assert (found["planCount"], found["evaluatedCount"]) == (1, 1)
    assert [each["plan"]["slug"] for each in found["results"]["nodes"]] == ["lain"]
    assert {each["planCount"] for name in ("themes", "facts", "practices") for each in found[name]["nodes"]} == {1}
    assert found["alike"]["totalCount"] == 0
    assert (await _across(kota, "planCount themes { totalCount }"))["planCount"] == 0
    said = []
    for slug in ("kota", "kotb"):
        answer = await kota.answer(f'{{ acrossRegions {{ alike(plan: "{slug}") {{ totalCount }} }} }}', reader)
        [error] = answer.errors
        said.append(repr((error.message, error.extensions)).replace("kotb", "kota"))
    assert said[0] == said[1]
    assert "FORBIDDEN" in said[0]


async def test_a_kept_answer_is_another_once_a_result_is_kept_anew(kota: City) -> None:
    before = {each.info.slug: each.stamp for each in await kota.store.plans()}
    await kota.store.gists.put(BARE.slug, _gist(0, {}))
    after = {each.info.slug: each.stamp for each in await kota.store.plans()}
    assert {slug for slug in after if after[slug] != before[slug]} == {BARE.slug}
    assert (await _across(kota, "evaluatedCount"))["evaluatedCount"] == 4
