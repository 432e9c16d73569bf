"""The example city, asked over GraphQL."""

from typing import Any

import pytest

from tests.service.conftest import Client

pytestmark = pytest.mark.asyncio(loop_scope="session")

SMART_CITY = "2.16.03.2.02.0009"


async def test_the_ten_first_initiatives_come_with_everything_that_they_rest_on(client: Client, slug: str) -> None:
    query = """query($slug: String!) { plan(slug: $slug) { initiatives(first: 10) { totalCount nodes {
        rank fingerprint title why themeName leadReason quickWin steps
        lead { shortName } runnerUp { shortName }
        participants { role reason opd { shortName } }
        partners { kind reason partner { name } }
        programs { brings program { code name } opd { shortName } }
        dimensions { code } score { total bestRank worstRank parts { name value weight explanation } }
        findings { rule message } nodes { __typename id label } links { id kind entry }
    } } } }"""
    data = await client.ask(query, slug=slug)
    nodes = data["plan"]["initiatives"]["nodes"]
    assert [node["rank"] for node in nodes] == list(range(1, 11))
    assert len({node["fingerprint"] for node in nodes}) == 10
    totals = [node["score"]["total"] for node in nodes]
    assert totals == sorted(totals, reverse=True)
    for node in nodes:
        assert node["why"]
        assert node["lead"]["shortName"] in {each["opd"]["shortName"] for each in node["participants"]}
        assert len(node["programs"]) > 1
        assert node["findings"]
        assert node["nodes"]
        assert node["score"]["bestRank"] <= node["rank"] <= node["score"]["worstRank"]


async def test_the_smart_city_sub_activity_says_whom_it_depends_on_and_why(client: Client, slug: str) -> None:
    query = """query($slug: String!, $code: Code!) { plan(slug: $slug) { program(code: $code) {
        id name budget(year: 2024) opd { shortName } dimensions { code } themes { name }
        parent { code parent { code level } }
        dependencies(depth: 2) { distance node { label ... on Program { opd { shortName } } }
            links { reason source entry confidence originNode { label } targetNode { label } } }
    } } }"""
    program = (await client.ask(query, slug=slug, code=SMART_CITY))["plan"]["program"]
    assert program["opd"]["shortName"] == "DISKOMINFO"
    assert program["budget"] == 2_735_354_500
    assert program["parent"]["parent"] == {"code": "2.16.03", "level": "PROGRAM"}
    assert program["dependencies"]
    for reach in program["dependencies"]:
        assert reach["node"]["label"]
        assert all(link["reason"] and link["source"] and link["entry"] for link in reach["links"])


async def test_work_of_the_minimum_service_standards_says_so(client: Client, slug: str) -> None:
    query = """query($slug: String!) { plan(slug: $slug) {
        mother: program(code: "1.02.02.2.02.0001") { isMinimumService }
        city: program(code: "2.16.03.2.02.0009") { isMinimumService }
    } }"""
    plan = (await client.ask(query, slug=slug))["plan"]
    assert (plan["mother"], plan["city"]) == ({"isMinimumService": True}, {"isMinimumService": False})


async def test_a_node_is_found_again_by_its_id(client: Client, slug: str) -> None:
    plan = (await client.ask("query($slug: String!) { plan(slug: $slug) { opd(shortName: \"diskominfo\") { id } } }",
                             slug=slug))["plan"]  # fmt: skip
    again = await client.ask("query($id: ID!) { node(id: $id) { __typename id ... on Opd { shortName } } }",
                             id=plan["opd"]["id"])  # fmt: skip
    assert again["node"] == {"__typename": "Opd", "id": plan["opd"]["id"], "shortName": "DISKOMINFO"}


async def test_pages_join_to_the_whole_list_forwards_and_backwards(client: Client, slug: str) -> None:
    query = """query($slug: String!, $first: Int, $after: String, $last: Int, $before: String) { plan(slug: $slug) {
        opds(first: $first, after: $after, last: $last, before: $before) {
            totalCount nodes { shortName } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""

    async def page(**place: Any) -> dict[str, Any]:
        found: dict[str, Any] = (await client.ask(query, slug=slug, **place))["plan"]["opds"]
        return found

    whole = [node["shortName"] for node in (await page(first=100))["nodes"]]
    forwards: list[str] = []
    place: dict[str, Any] = {"first": 13}
    while True:
        found = await page(**place)
        forwards += [node["shortName"] for node in found["nodes"]]
        if not found["pageInfo"]["hasNextPage"]:
            break
        place = {"first": 13, "after": found["pageInfo"]["endCursor"]}
    assert forwards == whole
    assert len(whole) == found["totalCount"]
    last = await page(last=5)
    assert [node["shortName"] for node in last["nodes"]] == whole[-5:]
    before = await page(last=5, before=last["pageInfo"]["startCursor"])
    assert [node["shortName"] for node in before["nodes"]] == whole[-10:-5]
    assert before["pageInfo"]["hasNextPage"]


async def test_matrices_paths_and_impact_answer_with_names(client: Client, slug: str) -> None:
    query = """query($slug: String!) { plan(slug: $slug) {
        opdMatrix { opd { shortName } needed { shortName } count confidence }
        coverage { byOpd { dimensions { code } columns { shortName } cells { dimension { code } column { shortName }
            programs budget } gaps }
            byObjective { dimensions { code } columns { text } gaps } }
        bottlenecks(most: 3) { node { label } score needs neededBy opds { shortName } }
        cycles { weakest { id } links { id } } criticalPath { months links { lagMonths } }
        communities { opds { shortName } themes { name } }
    } }"""
    plan = (await client.ask(query, slug=slug))["plan"]
    assert all(tie["opd"] != tie["needed"] for tie in plan["opdMatrix"])
    assert len(plan["coverage"]["byOpd"]["dimensions"]) == 6
    assert plan["criticalPath"]["months"] == sum(link["lagMonths"] for link in plan["criticalPath"]["links"])
    tie = max(plan["opdMatrix"], key=lambda each: each["count"])
    ids = """query($slug: String!, $a: String!, $b: String!) { plan(slug: $slug) {
        a: opd(shortName: $a) { id } b: opd(shortName: $b) { id } } }"""
    ends = (await client.ask(ids, slug=slug, a=tie["opd"]["shortName"], b=tie["needed"]["shortName"]))["plan"]
    walk = """query($slug: String!, $a: ID!, $b: ID!) { plan(slug: $slug) {
        paths(start: $a, end: $b, most: 3) { nodes { label } links { reason } }
        delayImpact(of: $b, months: 3) { node { label } months confidence }
        cutImpact(of: $b) { budget opds { shortName } dependants { distance node { label } } } } }"""
    found = (await client.ask(walk, slug=slug, a=ends["a"]["id"], b=ends["b"]["id"]))["plan"]
    assert found["paths"]
    assert found["delayImpact"]
    assert tie["opd"] in found["cutImpact"]["opds"]


async def test_what_was_read_and_marked_can_be_asked_later(client: Client, slug: str) -> None:
    query = """query($slug: String!) { plan(slug: $slug) { revision revisions { nodes { revision author changes } }
        readings { nodes { revision files { file format rows repeatedRows } markCounts { code count }
        marks(first: 100, filter: { code: IMPLAUSIBLE_MONEY }) {
            totalCount nodes { code label node { label } } } } } } }"""
    plan = (await client.ask(query, slug=slug))["plan"]
    [reading] = plan["readings"]["nodes"]
    counts = {each["code"]: each["count"] for each in reading["markCounts"]}
    assert counts["IMPLAUSIBLE_MONEY"] > 0
    assert reading["marks"]["totalCount"] == counts["IMPLAUSIBLE_MONEY"]
    assert {each["code"] for each in reading["marks"]["nodes"]} == {"IMPLAUSIBLE_MONEY"}
    assert all(each["node"]["label"] == each["label"] for each in reading["marks"]["nodes"])
    assert any(file["repeatedRows"] for file in reading["files"])
    assert plan["revision"] == plan["revisions"]["nodes"][-1]["revision"]


async def test_any_revision_can_be_asked(client: Client, slug: str) -> None:
    query = "query($slug: String!, $r: Revision) { plan(slug: $slug, asOf: $r) { revision opds { totalCount } } }"
    assert (await client.ask(query, slug=slug, r=0))["plan"] == {"revision": 0, "opds": {"totalCount": 0}}
    assert (await client.ask(query, slug=slug, r=1))["plan"]["opds"]["totalCount"] > 0
    error = await client.refused(query, slug=slug, r=99)
    assert error["extensions"]["code"] == "UNKNOWN_REVISION"
    assert "99" in error["message"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ('{ plan(slug: "none") { title } }', "UNKNOWN_PLAN"),
        ('{ plan(slug: "SLUG") { opds(first: 500) { totalCount } } }', "BAD_ARGUMENT"),
        ('{ plan(slug: "SLUG") { opds(first: 1, last: 1) { totalCount } } }', "BAD_ARGUMENT"),
        ('{ plan(slug: "SLUG") { opds(after: "bm9uZQ") { totalCount } } }', "CURSOR_GONE"),
    ],
)
async def test_a_wrong_question_is_answered_with_a_code_and_a_sentence(
    client: Client, slug: str, asked: str, code: str
) -> None:
    error = await client.refused(asked.replace("SLUG", slug))
    assert error["extensions"]["code"] == code
    assert error["message"]


async def test_a_question_may_come_by_get_and_a_browser_gets_the_explorer_without_anything_from_outside(
    client: Client,
) -> None:
    answer = await client.http.get("/graphql", params={"query": "{ rules { code } }"})
    assert {each["code"] for each in answer.json()["data"]["rules"]} >= {"SY01", "DP01"}
    page = await client.http.get("/graphql", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "://" not in page.text
    for part in page.text.split('"')[1::2]:
        if part.startswith("graphql/"):
            assert (await client.http.get(f"/{part}")).status_code == 200


async def test_health_and_readiness(client: Client) -> None:
    assert (await client.http.get("/healthz")).json() == {"status": "ok"}
    assert (await client.http.get("/readyz")).status_code == 200


async def test_a_cell_of_the_coverage_gives_the_work_that_it_counts(client: Client, slug: str) -> None:
    met = """query ($plan: String!) { plan(slug: $plan) { coverage { byOpd {
        cells { dimension { code } column { id } programs } } } } }"""
    one = """query ($plan: String!, $dimension: String!, $column: ID!) { plan(slug: $plan) { coverage { byOpd {
        cell(dimension: $dimension, column: $column) { programs work { id opd { id } } } } } } }"""
    first = (await client.ask(met, plan=slug))["plan"]["coverage"]["byOpd"]["cells"][0]
    where = {"dimension": first["dimension"]["code"], "column": first["column"]["id"]}
    cell = (await client.ask(one, plan=slug, **where))["plan"]["coverage"]["byOpd"]["cell"]
    assert cell["programs"] == first["programs"] == len({each["id"] for each in cell["work"]})
    assert {each["opd"]["id"] for each in cell["work"]} == {where["column"]}
    wrong = await client.refused(one, plan=slug, dimension="tidak-ada", column=where["column"])
    assert wrong["extensions"]["code"] == "UNKNOWN_NAME"


async def test_the_tie_of_two_opds_is_the_one_of_the_matrix(client: Client, slug: str) -> None:
    whole = (
        "query ($plan: String!) { plan(slug: $plan) { opdMatrix { opd { shortName } needed { shortName } count } } }"
    )
    one = """query ($plan: String!, $opd: String!, $needed: String!) { plan(slug: $plan) {
        opdTie(opd: $opd, needed: $needed) { count } } }"""
    tie = (await client.ask(whole, plan=slug))["plan"]["opdMatrix"][0]
    ends = {"opd": tie["opd"]["shortName"], "needed": tie["needed"]["shortName"]}
    assert (await client.ask(one, plan=slug, **ends))["plan"]["opdTie"] == {"count": tie["count"]}
    assert (await client.ask(one, plan=slug, opd=ends["opd"], needed=ends["opd"]))["plan"]["opdTie"] is None


async def test_whoever_does_not_sign_in_is_a_reader_without_a_name(client: Client) -> None:
    viewer = (await client.ask("{ viewer { name roles { region role } } }"))["viewer"]
    assert viewer == {"name": "", "roles": [{"region": "*", "role": "VIEWER"}]}
