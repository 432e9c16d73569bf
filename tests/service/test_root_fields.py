"""The planners' questions, each at the root, of the example city and of a small one at several revisions."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.schema.city import INFO, City, city
from tests.service.conftest import Client

of_example = pytest.mark.asyncio(loop_scope="session")
SMART_CITY = "2.16.03.2.02.0009"


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


@of_example
async def test_each_question_at_the_root_is_answered_as_within_the_plan(client: Client, slug: str) -> None:
    query = """query($p: String!, $c: Code!, $id: ID!) {
        program(plan: $p, code: $c) { ...program } opd(plan: $p, shortName: "diskominfo") { name }
        dependencies(plan: $p, of: $id, depth: 2) { distance node { label } }
        dependants(plan: $p, of: $id, acrossOpds: true) { distance node { label } }
        impact(plan: $p, of: $id) { delay(months: 3) { months node { label } } cut { budget opds { shortName } } }
        coverage(plan: $p) { byOpd(year: 2024) { gaps cells { programs budget } }
            byObjective { gaps emptyDimensions { code } } }
        plan(slug: $p) {
            program(code: $c) { ...program } opd(shortName: "DISKOMINFO") { name }
            dependencies(of: $id, depth: 2) { distance node { label } }
            dependants(of: $id, acrossOpds: true) { distance node { label } }
            delay: delayImpact(of: $id, months: 3) { months node { label } }
            cut: cutImpact(of: $id) { budget opds { shortName } }
            coverage { byOpd(year: 2024) { gaps cells { programs budget } }
                byObjective { gaps emptyDimensions { code } } } } }
        fragment program on Program { id name opd { shortName } budget(year: 2024) }"""
    node = (await client.ask("query($p: String!, $c: Code!) { program(plan: $p, code: $c) { id } }",
                             p=slug, c=SMART_CITY))["program"]["id"]  # fmt: skip
    data = await client.ask(query, p=slug, c=SMART_CITY, id=node)
    within = data.pop("plan")
    assert data["program"]["opd"] == {"shortName": "DISKOMINFO"}
    assert data["dependencies"]
    assert data["coverage"]["byOpd"]["cells"]
    assert data.pop("impact") == {"delay": within.pop("delay"), "cut": within.pop("cut")}
    assert data == within


@of_example
async def test_paths_lead_from_who_needs_to_what_is_needed(client: Client, slug: str) -> None:
    ties = await client.ask(
        """query($p: String!) { plan(slug: $p) { links(first: 1, filter: { kind: DEPENDS_ON, acrossOpds: true }) {
        nodes { originNode { id } targetNode { id } } } } }""",
        p=slug,
    )
    [tie] = ties["plan"]["links"]["nodes"]
    query = """query($p: String!, $a: ID!, $b: ID!) { paths(plan: $p, start: $a, end: $b, most: 3) {
        nodes { id } links { kind } } }"""
    found = (await client.ask(query, p=slug, a=tie["originNode"]["id"], b=tie["targetNode"]["id"]))["paths"]
    assert 0 < len(found) <= 3
    assert found[0]["nodes"][-1] == {"id": tie["targetNode"]["id"]}


@of_example
async def test_an_initiative_is_found_by_its_fingerprint(client: Client, slug: str) -> None:
    query = "query($p: String!) { plan(slug: $p) { initiatives(first: 1) { nodes { fingerprint title } } } }"
    [first] = (await client.ask(query, p=slug))["plan"]["initiatives"]["nodes"]
    again = """query($p: String!, $f: ID!) { initiative(plan: $p, fingerprint: $f) { title rank decision { standing }
        comments { totalCount } } none: initiative(plan: $p, fingerprint: "0") { title } }"""
    data = await client.ask(again, p=slug, f=first["fingerprint"])
    expected = {"title": first["title"], "rank": 1, "decision": None, "comments": {"totalCount": 0}}
    assert data == {"initiative": expected, "none": None}


SEARCHES = [
    ("stunting", None, "THEME", "Percepatan penurunan stunting"),
    ("stuntng", None, "THEME", "Percepatan penurunan stunting"),
    ("mengelola sampah", None, "PROGRAM", "Pengelolaan Sampah"),
    ("dinas komunikasi", None, "OPD", "DISKOMINFO"),
    ("diskomifo", None, "OPD", "DISKOMINFO"),
    ("kota cerdas", ["THEME"], "THEME", "Kota dan kabupaten cerdas"),
    ("smart city", ["THEME"], "THEME", "Kota dan kabupaten cerdas"),
    (SMART_CITY, None, "PROGRAM", None),
    ("2.16.03", ["PROGRAM"], "PROGRAM", "PROGRAM APLIKASI INFORMATIKA"),
    ("universitas", ["PARTNER"], "PARTNER", None),
    ("pelayanan publik", ["INDICATOR"], "INDICATOR", None),
    ("tata kelola", ["DIMENSION"], "DIMENSION", None),
    ("meningkatnya", ["OBJECTIVE"], "OBJECTIVE", None),
]


@of_example
@pytest.mark.parametrize(("text", "kinds", "kind", "label"), SEARCHES, ids=[each[0] for each in SEARCHES])
async def test_nodes_of_all_kinds_are_found_by_words_though_misspelt_or_inflected(
    client: Client, slug: str, text: str, kinds: list[str] | None, kind: str, label: str | None
) -> None:
    query = """query($p: String!, $t: String!, $k: [NodeKind!]) { search(plan: $p, text: $t, kinds: $k, first: 5) {
        totalCount nodes { kind score node { label } } } }"""
    found = (await client.ask(query, p=slug, t=text, k=kinds))["search"]
    assert found["totalCount"] >= len(found["nodes"]) > 0
    best = found["nodes"][0]
    assert best["kind"] == kind
    assert label in (None, best["node"]["label"])
    scores = [each["score"] for each in found["nodes"]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1


@of_example
async def test_a_search_pages_through_all_that_it_finds_and_may_find_nothing(client: Client, slug: str) -> None:
    query = """query($p: String!, $t: String!, $n: Int, $a: String) { search(plan: $p, text: $t, first: $n, after: $a) {
        totalCount nodes { node { id } } pageInfo { hasNextPage endCursor } } }"""

    async def page(text: str, **place: Any) -> dict[str, Any]:
        found: dict[str, Any] = (await client.ask(query, p=slug, t=text, **place))["search"]
        return found

    whole = await page("banjir", n=100)
    seen: list[str] = []
    place: dict[str, Any] = {"n": 7}
    while True:
        found = await page("banjir", **place)
        seen += [each["node"]["id"] for each in found["nodes"]]
        if not found["pageInfo"]["hasNextPage"]:
            break
        place = {"n": 7, "a": found["pageInfo"]["endCursor"]}
    assert seen == [each["node"]["id"] for each in whole["nodes"]][: len(seen)]
    assert len(seen) == len(set(seen)) == whole["totalCount"]
    for nothing in ("", "   ", "?!", "xqzzyxq"):
        assert (await page(nothing))["totalCount"] == 0
    error = await client.refused(query, p=slug, t="x" * 201)
    assert error["extensions"]["code"] == "BAD_ARGUMENT"


@of_example
async def test_knowledge_is_read_with_reason_and_source_and_filtered_by_code_field_and_entry(
    client: Client, slug: str
) -> None:
    query = """query($f: KnowledgeFilter) { knowledge {
        themes(first: 100, filter: $f) { totalCount nodes { id name nameEn reason sources roles { field role }
            members { id reason weight confidence selector { codes words without } } } }
        dependencies(first: 100, filter: $f) { totalCount nodes { id kind reason source without confidence lagMonths
            needing { codes words } needed { codes words } } } } }"""
    everything = (await client.ask(query))["knowledge"]
    assert everything["themes"]["totalCount"] > 90
    assert everything["dependencies"]["totalCount"] > 90
    for each in (*everything["themes"]["nodes"], *everything["dependencies"]["nodes"]):
        assert each["reason"]
        assert each.get("source") or all(each["sources"])
    field = (await client.ask(query, f={"field": "2.12"}))["knowledge"]
    assert 0 < field["dependencies"]["totalCount"] < everything["dependencies"]["totalCount"]
    for each in field["dependencies"]["nodes"]:
        assert any(code.startswith("2.12") for code in (*each["needing"]["codes"], *each["needed"]["codes"]))
    code = (await client.ask(query, f={"code": "2.12.04.02.01.02"}))["knowledge"]
    assert 0 < code["dependencies"]["totalCount"] <= field["dependencies"]["totalCount"]
    links = """query($p: String!) { plan(slug: $p) { links(first: 40, filter: { origin: DERIVED, kind: DEPENDS_ON }) {
        nodes { entry } } } }"""
    for entry in {each["entry"] for each in (await client.ask(links, p=slug))["plan"]["links"]["nodes"]}:
        found = (await client.ask(query, f={"entry": entry}))["knowledge"]
        assert [each["id"] for each in found["dependencies"]["nodes"]] == [entry]
    member = everything["themes"]["nodes"][0]["members"][0]["id"]
    found = (await client.ask(query, f={"entry": member}))["knowledge"]
    assert [each["id"] for each in found["themes"]["nodes"]] == [everything["themes"]["nodes"][0]["id"]]


async def test_every_question_is_answered_as_of_any_revision(kota: City) -> None:
    data = await kota.ask(
        '{ opd(plan: "kota", shortName: "DKK") { id } program(plan: "kota", code: "2.16.03") { id } }'
    )
    dkk, above = data["opd"]["id"], data["program"]["id"]
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"shortName": "DINKES", "name": "Dinas Sehat"}})
    await kota.do("removeProgram", {"id": above, "withParts": True})
    query = """query($r: Revision, $dkk: ID!, $of: ID!) {
        program(plan: "kota", code: "2.16.03", asOf: $r) { name } opd(plan: "kota", shortName: "DKK", asOf: $r) { name }
        node(id: $dkk) { ... on Opd { shortName } }
        nodes(ids: [$dkk, $of], asOf: $r) { __typename ... on Opd { shortName } }
        search(plan: "kota", text: "DKK", asOf: $r) { totalCount }
        coverage(plan: "kota", asOf: $r) { byOpd { columns { shortName } } }
        dependants(plan: "kota", of: $dkk, asOf: $r) { distance } plan(slug: "kota", asOf: $r) { revision } }"""

    async def at(revision: int | None) -> dict[str, Any]:
        return await kota.ask(query, r=revision, dkk=dkk, of=above)

    first, latest = await at(1), await at(None)
    assert (first["program"] is None, latest["program"]) == (False, None)
    assert (first["opd"], latest["opd"]) == ({"name": "Dinas Kesehatan"}, None)
    assert first["node"] == latest["node"] == {"shortName": "DINKES"}
    assert first["nodes"] == [{"__typename": "Opd", "shortName": "DKK"}, {"__typename": "Program"}]
    assert latest["nodes"] == [{"__typename": "Opd", "shortName": "DINKES"}, None]
    assert first["search"]["totalCount"] > latest["search"]["totalCount"]
    assert {"shortName": "DKK"} in first["coverage"]["byOpd"]["columns"]
    assert (first["plan"]["revision"], latest["plan"]["revision"]) == (1, 3)
    assert (await at(3)) == latest
    impact = 'query($r: Revision, $of: ID!) { impact(plan: "kota", of: $of, asOf: $r) { cut { budget } } }'
    assert (await kota.ask(impact, r=2, of=above))["impact"]
    assert (await kota.answer(impact, r=3, of=above)).errors[0].extensions["code"] == "UNKNOWN_NAME"
    assert (await kota.answer(query, r=9, dkk=dkk, of=above)).errors[0].extensions["code"] == "UNKNOWN_REVISION"


async def test_two_revisions_are_compared_by_kind_with_what_came_and_went(kota: City) -> None:
    await kota.do("removeProgram", {"id": "program/diskominfo/2.16.03", "withParts": True})
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Dinas Sehat"}})
    query = """query($from: Revision!, $to: Revision) { compare(plan: "kota", from: $from, to: $to) {
        fromRevision toRevision counts { nodeKind linkKind added edited removed }
        changes(first: 100) { totalCount nodes { action localId fields { name before after }
            nodeBefore { __typename label } nodeAfter { label } linkBefore { kind } linkAfter { kind } } }
        opds: changes(nodeKind: OPD) { nodes { localId } }
        gone: changes(action: REMOVED, linkKind: LEADS) { nodes { label } }
        findingsCame { totalCount nodes { fingerprint } } findingsGone { totalCount nodes { fingerprint } }
        initiativesCame { nodes { fingerprint } } initiativesGone { nodes { fingerprint } }
        initiativesMoved { before after } } }"""
    there = (await kota.ask(query, **{"from": 1}))["compare"]
    assert (there["fromRevision"], there["toRevision"]) == (1, 3)
    counts = {(each["nodeKind"] or each["linkKind"]): each for each in there["counts"]}
    assert (counts["PROGRAM"]["removed"], counts["OPD"]["edited"], counts["LEADS"]["removed"]) == (2, 1, 2)
    assert (
        sum(each["added"] + each["edited"] + each["removed"] for each in counts.values())
        == (there["changes"]["totalCount"])
    )
    changes = {each["localId"]: each for each in there["changes"]["nodes"]}
    edited = changes["opd/dkk"]
    assert edited["fields"] == [{"name": "name", "before": "Dinas Kesehatan", "after": "Dinas Sehat"}]
    assert (edited["nodeBefore"]["__typename"], edited["nodeAfter"]) == ("Opd", {"label": "DKK"})
    measured = changes["measures:indicator/spbe>program/diskominfo/2.16.03"]
    assert (measured["linkBefore"], measured["linkAfter"]) == ({"kind": "MEASURES"}, None)
    assert there["opds"]["nodes"] == [{"localId": "opd/dkk"}]
    assert any(each["label"].startswith("DISKOMINFO → ") for each in there["gone"]["nodes"])
    back = (await kota.ask(query, **{"from": 3, "to": 1}))["compare"]
    assert there["findingsGone"]["totalCount"] > 0
    assert there["findingsGone"] == back["findingsCame"]
    assert there["findingsCame"] == back["findingsGone"]
    assert there["initiativesGone"] == back["initiativesCame"]
    assert there["initiativesCame"] == back["initiativesGone"]
    same = (await kota.ask(query, **{"from": 2, "to": 2}))["compare"]
    assert (same["counts"], same["changes"]["totalCount"], same["findingsCame"]["totalCount"]) == ([], 0, 0)


async def test_what_is_said_beside_a_plan_is_asked_with_its_revision(kota: City) -> None:
    assert (await kota.store.plan(INFO.slug)).stamp == 1
    await kota.do("createScenario", {"name": "A"})
    assert ((await kota.store.plan(INFO.slug)).revision, (await kota.store.plan(INFO.slug)).stamp) == (1, 2)
