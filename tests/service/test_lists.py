"""The lists of a plan, filtered and ordered, and ids that find again what they were given for, on the example city."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from schema import sdl
from tests.schema.city import INFO, City, city
from tests.service.conftest import Client

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _listed(client: Client, slug: str, field: str, shows: str) -> list[dict[str, Any]]:
    """All pages of a list."""
    name, _, arguments = field.partition("(")
    query = f"""query($slug: String!, $after: String) {{ plan(slug: $slug) {{
        {name}(first: 100, after: $after, {arguments or ")"} {{
            totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {shows} }} }} }} }}"""
    found: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        page = (await client.ask(query, slug=slug, after=after))["plan"][name]
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            assert len(found) == page["totalCount"]
            return found
        after = page["pageInfo"]["endCursor"]


SEVERITIES = ["WARNING", "ADVICE", "INFORMATION"]
LEVELS = ["VISION", "MISSION", "GOAL", "OUTCOME", "STRATEGY"]


@pytest.mark.parametrize(
    ("field", "shows", "key"),
    [
        ("opds(orderBy: NAME)", "name", lambda each: each["name"].casefold()),
        ("opds(orderBy: WORK)", "programs(first: 0) { totalCount }", lambda each: -each["programs"]["totalCount"]),
        ("objectives(orderBy: LEVEL)", "level", lambda each: LEVELS.index(each["level"])),
        ("objectives(orderBy: TEXT)", "text", lambda each: each["text"].casefold()),
        ("indicators(orderBy: NAME)", "name", lambda each: each["name"].casefold()),
        (
            "indicators(orderBy: BEHIND)",
            "behind",
            lambda each: 1.0 if each["behind"] is None else -each["behind"],
        ),
        ("partners(orderBy: NAME)", "name", lambda each: each["name"].casefold()),
        ("themes(orderBy: WORK)", "programs(first: 0) { totalCount }", lambda each: -each["programs"]["totalCount"]),
        ("themes(orderBy: NAME)", "name", lambda each: each["name"].casefold()),
        (
            "links(filter: { kind: DEPENDS_ON }, orderBy: CONFIDENCE)",
            "confidence",
            lambda each: -each["confidence"],
        ),
        ("links(filter: { kind: DEPENDS_ON }, orderBy: LAG)", "lagMonths", lambda each: -each["lagMonths"]),
        ("findings(orderBy: RULE)", "rule", lambda each: each["rule"]),
        ("findings(orderBy: SEVERITY)", "severity", lambda each: SEVERITIES.index(each["severity"])),
        ("initiatives(orderBy: RANK)", "rank", lambda each: each["rank"]),
        ("initiatives(orderBy: NAME)", "themeName", lambda each: each["themeName"].casefold()),
        ("initiatives(orderBy: REACH)", "participants { role }", lambda each: -len(each["participants"])),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
async def test_a_list_comes_in_the_order_that_is_asked_for(
    client: Client, slug: str, field: str, shows: str, key: Any
) -> None:
    keys = [key(each) for each in await _listed(client, slug, field, shows)]
    assert len(set(keys)) > 1
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("field", "filtered", "shows", "fits"),
    [
        ("opds", "territorial: true", "isTerritorial", lambda each: each["isTerritorial"]),
        ("opds", 'name: "dinas"', "name", lambda each: "dinas" in each["name"].casefold()),
        ("opds", 'mandate: "2.16"', "mandates", lambda each: "2.16" in each["mandates"]),
        ("objectives", "level: OUTCOME", "level", lambda each: each["level"] == "OUTCOME"),
        ("objectives", 'opd: "dlh"', "opd { shortName }", lambda each: each["opd"] == {"shortName": "DLH"}),
        ("objectives", 'text: "meningkatnya"', "text", lambda each: "meningkatnya" in each["text"].casefold()),
        ("indicators", "behind: 0.5", "behind", lambda each: (each["behind"] or 0) >= 0.5),
        (
            "indicators",
            "ofObjectives: true",
            "measures { __typename }",
            lambda each: {"__typename": "Objective"} in each["measures"],
        ),
        ("indicators", 'name: "indeks"', "name", lambda each: "indeks" in each["name"].casefold()),
        ("partners", "kind: UNIVERSITY", "kind", lambda each: each["kind"] == "UNIVERSITY"),
        ("themes", 'opd: "DLH"', "opds { shortName }", lambda each: {"shortName": "DLH"} in each["opds"]),
        ("links", "standing: OPEN, leastConfidence: 0.8", "confidence", lambda each: each["confidence"] >= 0.8),
        ("initiatives", 'lead: "DLH"', "lead { shortName }", lambda each: each["lead"]["shortName"] == "DLH"),
        ("findings", "severity: WARNING", "severity", lambda each: each["severity"] == "WARNING"),
    ],
)  # fmt: skip
async def test_a_filter_gives_what_fits_and_nothing_else(
    client: Client, slug: str, field: str, filtered: str, shows: str, fits: Any
) -> None:
    everything = await _listed(client, slug, field, f"{shows} __typename")
    chosen = await _listed(client, slug, f"{field}(filter: {{ {filtered} }})", f"{shows} __typename")
    assert 0 < len(chosen) < len(everything)
    assert all(fits(each) for each in chosen)
    assert len([each for each in everything if fits(each)]) == len(chosen)


async def test_themes_are_found_by_whether_there_is_work_for_them(client: Client, slug: str) -> None:
    query = """query($slug: String!, $has: Boolean) { plan(slug: $slug) { themes(first: 100, filter: { hasWork: $has })
        { totalCount nodes { programs { totalCount } } } } }"""
    everything, with_, without = [
        (await client.ask(query, slug=slug, has=has))["plan"]["themes"] for has in (None, True, False)
    ]
    assert all(each["programs"]["totalCount"] for each in with_["nodes"])
    assert not any(each["programs"]["totalCount"] for each in without["nodes"])
    assert everything["totalCount"] == with_["totalCount"] + without["totalCount"]


async def test_the_agencies_work_and_the_themes_work_come_page_by_page(client: Client, slug: str) -> None:
    query = """query($slug: String!) { plan(slug: $slug) {
        opd(shortName: "DISKOMINFO") { initiatives(first: 2) { totalCount nodes { rank } } }
        initiatives(filter: { opd: "DISKOMINFO" }) { totalCount }
        themes(first: 1, orderBy: WORK) { nodes { id name programs(first: 3) { totalCount nodes { code } } } } } }"""
    plan = (await client.ask(query, slug=slug))["plan"]
    own = plan["opd"]["initiatives"]
    assert own["totalCount"] == plan["initiatives"]["totalCount"] > 2
    assert len(own["nodes"]) == 2
    [theme] = plan["themes"]["nodes"]
    assert len(theme["programs"]["nodes"]) == 3 < theme["programs"]["totalCount"]


async def test_plans_are_found_by_region_words_and_year_and_come_in_order(kota: City) -> None:
    query = """query($filter: PlanFilter, $order: PlanOrder!) {
        plans(filter: $filter, orderBy: $order) { nodes { slug } } }"""

    async def found(order: str = "SLUG", **filtered: Any) -> list[str]:
        answer = await kota.ask(query, filter=filtered or None, order=order)
        return [each["slug"] for each in answer["plans"]["nodes"]]

    assert await found() == await found("REGION") == await found("PERIOD") == ["kota", "lain"]
    assert await found(region="00.02") == ["lain"]
    assert await found(region="00") == ["kota", "lain"]
    assert await found(region="0") == []
    assert await found(text="kabupaten lain") == ["lain"]
    assert (await found(year=2027), await found(year=2031)) == (["kota", "lain"], [])


async def test_people_s_doings_come_oldest_or_newest_first(kota: City) -> None:
    for reason in ("satu", "dua"):
        await kota.do("addPartner", {"partner": {"name": reason, "kind": "MEDIA"}, "reason": reason})
        await kota.do("createScenario", {"name": reason})
    query = """{ plan(slug: "kota") {
        revisions { nodes { reason } } newest: revisions(orderBy: NEWEST) { nodes { reason } }
        later: revisions(filter: { since: 1, author: "ani" }) { nodes { revision } }
        scenarios { nodes { name } } latest: scenarios(orderBy: NEWEST, filter: { author: "ani" }) { nodes { name } }
        nobody: scenarios(filter: { author: "budi" }) { totalCount } } }"""
    plan = (await kota.ask(query))["plan"]
    assert [each["reason"] for each in plan["revisions"]["nodes"]] == ["berkas", "satu", "dua"]
    assert plan["newest"]["nodes"] == plan["revisions"]["nodes"][::-1]
    assert plan["later"]["nodes"] == [{"revision": 2}, {"revision": 3}]
    assert plan["latest"]["nodes"] == plan["scenarios"]["nodes"][::-1] == [{"name": "dua"}, {"name": "satu"}]
    assert plan["nobody"] == {"totalCount": 0}


async def test_whatever_has_an_id_is_found_again_by_it(kota: City) -> None:
    await kota.do("createScenario", {"name": "Coba"})
    data = await kota.ask("""{ plan(slug: "kota") { id opds(first: 1) { nodes { id } } links(first: 1) { nodes { id } }
        findings(first: 1) { nodes { id } } initiatives(first: 1) { nodes { id } } scenarios { nodes { id } } } }""")
    plan = data["plan"]
    ids = [plan["id"], *(each["id"] for key in sorted(plan.keys() - {"id"}) for each in plan[key]["nodes"])]
    again = await kota.ask("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=ids)
    assert [each["id"] for each in again["nodes"]] == ids
    kinds = [each["__typename"] for each in again["nodes"]]
    assert kinds == ["Plan", "Finding", "Initiative", "Link", "Opd", "Scenario"]
    for id_ in ids:
        one = await kota.ask("query($id: ID!) { node(id: $id) { id } }", id=id_)
        assert one["node"] == {"id": id_}
    empty = await kota.ask("query($ids: [ID!]!) { nodes(ids: $ids, asOf: 0) { __typename } }", ids=ids[1:5])
    assert empty["nodes"] == [None] * 4


@pytest.mark.parametrize(
    "id_", ["", "x", "T3BkOmtvdGE=", "UGFnZUluZm86a290YQ==", "UGxhbjp0aWRhay1hZGE=", "TGluazprb3RhL3g="]
)
async def test_an_id_of_nothing_is_refused_or_finds_nothing(kota: City, id_: str) -> None:
    answer = await kota.answer("query($id: ID!) { node(id: $id) { id } }", id=id_)
    if answer.errors:
        assert answer.errors[0].extensions["code"] in {"BAD_ARGUMENT", "UNKNOWN_PLAN"}
    else:
        assert answer.data == {"node": None}


async def test_a_node_is_named_by_its_id_or_within_the_plan_and_anything_else_is_refused(kota: City) -> None:
    query = """query($of: ID!) { dependencies(plan: "kota", of: $of) { distance }
        impact(plan: "kota", of: $of) { cut { budget } } plan(slug: "kota") { dependants(of: $of) { distance } } }"""
    id_ = (await kota.ask('{ opd(plan: "kota", shortName: "DKK") { id } }'))["opd"]["id"]
    assert await kota.ask(query, of=id_) == await kota.ask(query, of="opd/dkk")
    for wrong in ("", "opd/x", "UGxhbjprb3Rh", "\x00", "T3BkOmxhaW4vb3BkL2Rraw=="):
        answer = await kota.answer(query, of=wrong)
        assert {error.extensions["code"] for error in answer.errors} == {"UNKNOWN_NAME"}


@pytest.mark.parametrize("root", ['opd(plan: "kota", shortName: "DKK")', 'program(plan: "kota", code: "2.16.03")'])
@pytest.mark.parametrize("walk", ["dependencies", "dependants"])
async def test_a_depth_below_nothing_is_refused_wherever_it_is_asked(kota: City, root: str, walk: str) -> None:
    answer = await kota.answer(f"{{ {root} {{ {walk}(depth: -1) {{ distance }} }} }}")
    assert answer.errors[0].extensions["code"] == "BAD_ARGUMENT"
    assert answer.errors[0].message.endswith("bukan -1.")
    assert (await kota.answer(f"{{ {root} {{ {walk}(depth: 0) {{ distance }} }} }}")).errors is None


async def test_a_link_is_judged_by_its_id_or_by_what_names_it_in_the_plan(kota: City) -> None:
    [link] = (await kota.ask('{ plan(slug: "kota") { links(first: 1, filter: { kind: LEADS }) { nodes { id } } } }'))[
        "plan"
    ]["links"]["nodes"]
    done = await kota.do("confirmLink", {"id": link["id"]}, "link { id standing }")
    assert done["link"] == {"id": link["id"], "standing": "CONFIRMED"}
    assert INFO.slug == "kota"


async def test_the_service_says_what_its_scalars_are_where_the_schema_points_to(client: Client) -> None:
    page = (await client.http.get("/graphql/scalars")).text
    for name in ("Rupiah", "Code", "Year", "Revision"):
        assert f'@specifiedBy(url: "/graphql/scalars#{name}")' in sdl()
        assert f'id="{name}"' in page
