"""What planners ask first is one query: counts, back edges, filters in filters, single things, search, what changed."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.schema.city import INFO, City, city

SUB = "program/diskominfo/2.16.03.2.01.0003"


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _plan(kota: City, asked: str) -> dict[str, Any]:
    found: dict[str, Any] = (await kota.ask(f'{{ plan(slug: "kota") {{ {asked} }} }}'))["plan"]
    return found


async def _ids(kota: City, asked: str) -> list[str]:
    return [each["id"] for each in (await _plan(kota, f"found: {asked} {{ nodes {{ id }} }}"))["found"]["nodes"]]


GROUPS = {
    "finding": ("SEVERITY", "FAMILY", "RULE", "OPD", "THEME", "DIMENSION"),
    "initiative": ("LEAD", "OPD", "THEME", "DIMENSION", "DECISION"),
    "program": ("LEVEL", "OPD", "THEME", "DIMENSION", "YEAR"),
}
NAMED = {"LEAD": "lead { shortName }", "OPD": "opd { shortName }", "THEME": "theme { name }", "RULE": "rule { code }",
         "DIMENSION": "dimension { code }"}  # fmt: skip
FILTERED = {"RULE": "rules", "SEVERITY": "severities", "LEAD": "leads", "OPD": "opds", "THEME": "themes",
            "DIMENSION": "dimensions", "DECISION": "decisions", "LEVEL": "levels"}  # fmt: skip


@pytest.mark.parametrize(("kind", "group"), [(kind, each) for kind, groups in GROUPS.items() for each in groups])
async def test_a_count_is_that_of_the_list_with_the_same_filter(kota: City, kind: str, group: str) -> None:
    [one] = (await _plan(kota, "initiatives(first: 1) { nodes { fingerprint } }"))["initiatives"]["nodes"]
    await kota.do("decideInitiative", {"fingerprint": one["fingerprint"], "standing": "ACCEPTED"})
    shown = NAMED.get(group, group.lower())
    rows = (await _plan(kota, f"rows: {kind}Counts(groupBy: {group}) {{ {shown} count }}"))["rows"]
    assert rows
    for row in rows:
        of = row[group.lower()]
        value = next(iter(of.values())) if isinstance(of, dict) else of
        if value is None or (group not in FILTERED and group not in {"FAMILY", "YEAR"}):
            continue
        named = f'"{value}"' if isinstance(of, dict) else value
        written = f"{FILTERED[group]}: [{named}]" if group in FILTERED else f"{group.lower()}: {named}"
        lists = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
        counted = await _plan(kota, f"{lists}(filter: {{ {written} }}) {{ totalCount }}")
        assert counted[lists]["totalCount"] == row["count"], row


async def test_counts_by_two_things_add_up_to_those_by_one_of_them(kota: City) -> None:
    found = await _plan(
        kota,
        """both: findingCounts(groupBy: [SEVERITY, FAMILY]) { severity count }
        one: findingCounts(groupBy: [SEVERITY]) { severity count } findings { totalCount }""",
    )
    for row in found["one"]:
        assert sum(each["count"] for each in found["both"] if each["severity"] == row["severity"]) == row["count"]
    assert sum(row["count"] for row in found["one"]) == found["findings"]["totalCount"] > 0


@pytest.mark.parametrize("groups", ["[]", "[OPD, RULE, SEVERITY]"])
async def test_counts_are_by_one_thing_or_two(kota: City, groups: str) -> None:
    answer = await kota.answer(f'{{ plan(slug: "kota") {{ findingCounts(groupBy: {groups}) {{ count }} }} }}')
    assert [each.extensions["code"] for each in answer.errors] == ["BAD_ARGUMENT"]


async def test_a_node_tells_the_findings_and_initiatives_that_name_it_and_no_others(kota: City) -> None:
    text = """findings(first: 100) { nodes { id subject { id } nodes { id } opds { id } initiatives { nodes { id } } } }
        initiatives(first: 100) { nodes { id nodes { id } participants { opd { id } } partners { partner { id } }
            findings { id } facts { id } theme { id } } }
        programs(first: 100) { nodes { id findings(first: 100) { nodes { id } } initiatives { nodes { id } } } }
        opds(first: 100) { nodes { id findings(first: 100) { nodes { id } } initiatives { nodes { id } } } }"""
    found = await _plan(kota, text)
    findings, initiatives = found["findings"]["nodes"], found["initiatives"]["nodes"]
    assert findings
    assert initiatives

    def all_ids(nodes: list[dict[str, Any]]) -> set[str]:
        return {each["id"] for each in nodes if each}

    for program in found["programs"]["nodes"]:
        named = {each["id"] for each in findings if program["id"] in all_ids([each["subject"], *each["nodes"]])}
        assert all_ids(program["findings"]["nodes"]) == named
        gathered = {each["id"] for each in initiatives if program["id"] in all_ids(each["nodes"])}
        assert gathered <= all_ids(program["initiatives"]["nodes"])
    for opd in found["opds"]["nodes"]:
        assert all_ids(opd["findings"]["nodes"]) == {
            each["id"] for each in findings if opd["id"] in all_ids(each["opds"])
        }
        part = {each["id"] for each in initiatives if opd["id"] in all_ids([of["opd"] for of in each["participants"]])}
        assert all_ids(opd["initiatives"]["nodes"]) == part
    for finding in findings:
        gathering = {
            each["id"] for each in initiatives if finding["id"] in all_ids([*each["findings"], *each["facts"]])
        }
        assert all_ids(finding["initiatives"]["nodes"]) == gathering
    assert any(each["initiatives"]["nodes"] for each in findings)


async def test_a_theme_tells_its_initiative_and_what_was_decided_on_it(kota: City) -> None:
    every = (await _plan(kota, "initiatives { nodes { fingerprint theme { name } } }"))["initiatives"]["nodes"]
    one = next(each for each in every if each["theme"])
    await kota.do(
        "decideInitiative", {"fingerprint": one["fingerprint"], "standing": "REJECTED", "reason": "lain kali"}
    )
    await kota.do("commentOnInitiative", {"fingerprint": one["fingerprint"], "text": "Tanah belum ada"})
    name = one["theme"]["name"]
    found = await _plan(
        kota,
        f"""theme(name: "{name}") {{
            initiatives {{ nodes {{ fingerprint }} }} decisions {{ nodes {{ fingerprint standing }} }}
            actions {{ totalCount }}
        }}
        undecided: initiatives(filter: {{ theme: "{name}", decided: false }}) {{ totalCount }}
        rejected: initiatives(filter: {{ theme: "{name}", decision: REJECTED }}) {{ totalCount }}
        accepted: initiatives(filter: {{ theme: "{name}", decisions: [ACCEPTED, DEFERRED] }}) {{ totalCount }}
        comments(filter: {{ text: "tanah" }}) {{ nodes {{ text fingerprint }} }}
        none: comments(filter: {{ not: {{ author: "ani" }} }}) {{ totalCount }}""",
    )
    assert [each["fingerprint"] for each in found["theme"]["initiatives"]["nodes"]] == [one["fingerprint"]]
    assert found["theme"]["decisions"]["nodes"] == [{"fingerprint": one["fingerprint"], "standing": "REJECTED"}]
    assert (found["undecided"]["totalCount"], found["rejected"]["totalCount"], found["accepted"]["totalCount"]) == (
        0,
        1,
        0,
    )
    assert found["comments"]["nodes"] == [{"text": "Tanah belum ada", "fingerprint": one["fingerprint"]}]
    assert found["none"]["totalCount"] == 0


WAYS = [
    ("programs", 'opd: "DINSOS"'), ("programs", "level: SUB_ACTIVITY"), ("programs", 'theme: "spbe"'),
    ("programs", "year: 2025, budgetAtLeast: 1000000"), ("programs", 'objective: "objective/layanan"'),
    ("programs", 'dimension: "SG"'), ("programs", 'text: "data"'), ("indicators", 'opd: "DISKOMINFO"'),
    ("objectives", 'text: "digital"'), ("opds", 'name: "dinas"'), ("themes", 'opd: "DKK"'),
    ("themes", 'dimension: "SG"'), ("links", 'opd: "DISKOMINFO"'), ("links", f'node: "{SUB}"'),
    ("links", "kinds: [LEADS, MEASURES]"), ("findings", "severity: WARNING"), ("findings", 'theme: "spbe"'),
    ("findings", 'dimension: "SG"'), ("findings", f'node: "{SUB}"'), ("findings", "isFact: true"),
    ("findings", 'text: "data"'), ("initiatives", 'opd: "DISKOMINFO"'), ("initiatives", 'dimension: "SG"'),
    ("initiatives", f'node: "{SUB}"'), ("initiatives", 'text: "data"'), ("initiatives", "decided: false"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "condition"), WAYS)
async def test_not_turns_a_filter_round_and_any_of_takes_either(kota: City, of: str, condition: str) -> None:
    every = await _ids(kota, f"{of}(first: 100)")
    passed = await _ids(kota, f"{of}(first: 100, filter: {{ {condition} }})")
    others = await _ids(kota, f"{of}(first: 100, filter: {{ not: {{ {condition} }} }})")
    either = await _ids(
        kota, f"{of}(first: 100, filter: {{ anyOf: [{{ {condition} }}, {{ not: {{ {condition} }} }}] }})"
    )
    if len(every) < 100:
        assert [each for each in every if each in passed] == passed
        assert [each for each in every if each not in passed] == others
        assert either == every
    assert await _ids(kota, f"{of}(filter: {{ anyOf: [] }})") == []


async def test_a_filter_that_names_one_and_several_takes_what_both_allow(kota: City) -> None:
    one = await _ids(kota, 'programs(filter: { opd: "DKK" })')
    several = await _ids(kota, 'programs(filter: { opds: ["DKK", "DINSOS"] })')
    assert set(one) < set(several)
    assert await _ids(kota, 'programs(filter: { opd: "DKK", opds: ["DINSOS", "DKK"] })') == one
    assert await _ids(kota, 'programs(filter: { opd: "DKK", opds: ["DINSOS"] })') == []
    assert await _ids(kota, "programs(filter: { opds: [] })") == []


async def test_names_inside_of_filters_are_known_too(kota: City) -> None:
    for asked in (
        'programs(filter: { not: { opds: ["DINSO"] } }) { totalCount }',
        'links(filter: { anyOf: [{ entry: "tidak/ada" }] }) { totalCount }',
        'findings(filter: { not: { not: { rules: ["SY99"] } } }) { totalCount }',
    ):
        answer = await kota.answer(f'{{ plan(slug: "kota") {{ {asked} }} }}')
        assert [each.extensions["code"] for each in answer.errors] == ["UNKNOWN_NAME"]


async def test_a_filter_holds_at_most_fifty_others(kota: City) -> None:
    text = 'query($f: ProgramFilter) { plan(slug: "kota") { programs(filter: $f) { totalCount } } }'
    several: dict[str, Any] = {"anyOf": [{"level": "PROGRAM"}] * 50}
    deep: dict[str, Any] = {}
    for _ in range(100):
        deep = {"not": deep}
    for wanted in (several, deep):
        answer = await kota.answer(text, f=wanted)
        assert [each.extensions["code"] for each in answer.errors] == ["BAD_ARGUMENT"]


@pytest.mark.parametrize("order", ["CODE", "NAME", "BUDGET"])
async def test_reverse_turns_a_list_round_page_by_page(kota: City, order: str) -> None:
    whole = await _ids(kota, f"programs(first: 100, orderBy: {order})")
    turned: list[str] = []
    after = "null"
    while True:
        page = await _plan(
            kota,
            f"programs(first: 2, after: {after}, orderBy: {order}, reverse: true) "
            "{ nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } }",
        )
        assert page["programs"]["pageInfo"]["hasPreviousPage"] is bool(turned)
        turned += [each["id"] for each in page["programs"]["nodes"]]
        if not page["programs"]["pageInfo"]["hasNextPage"]:
            break
        after = f'"{page["programs"]["pageInfo"]["endCursor"]}"'
    assert turned == whole[::-1]
    assert await _ids(kota, f"programs(last: 2, orderBy: {order}, reverse: true)") == whole[:2][::-1]


async def test_a_cursor_of_one_direction_is_gone_in_the_other(kota: City) -> None:
    page = await _plan(kota, "programs(first: 1) { pageInfo { endCursor } }")
    answer = await kota.answer(
        'query($a: String) { plan(slug: "kota") { programs(after: $a, reverse: true) { totalCount } } }',
        a=page["programs"]["pageInfo"]["endCursor"],
    )
    assert [each.extensions["code"] for each in answer.errors] == ["CURSOR_GONE"]


async def test_the_largest_budget_of_a_year_comes_first(kota: City) -> None:
    await kota.do(
        "editProgram", {"id": SUB, "program": {"years": [{"year": 2026, "budget": 5}, {"year": 2025, "budget": 1}]}}
    )
    [first] = await _ids(kota, "programs(first: 1, filter: { year: 2026 }, orderBy: BUDGET)")
    [last] = await _ids(kota, "programs(first: 1, filter: { year: 2025 }, orderBy: BUDGET, reverse: true)")
    assert first == last
    assert await _ids(kota, "programs(filter: { year: 2026, budgetAtLeast: 6 })") == []
    assert await _ids(kota, "programs(filter: { year: 2026, budgetAtMost: 5 })") == [first]


async def test_one_thing_of_a_plan_is_found_by_its_name_and_by_its_id(kota: City) -> None:
    await kota.do("addPartner", {"partner": {"name": "Universitas Kota", "kind": "UNIVERSITY"}})
    await kota.do("addAsset", {"asset": {"name": "Data Warga", "kind": "DATASET"}})
    found = await _plan(
        kota,
        """dimension(code: "SG-1") { id code } theme(name: "spbe") { id name } objective(id: "objective/layanan") { id }
        indicator(id: "Indeks SPBE") { id name } partner(name: "universitas kota") { id }
        asset(name: "Data Warga") { id } findings(first: 1) { nodes { fingerprint } }
        links(first: 1) { nodes { id } }""",
    )
    for kind, argument in (("dimension", "code"), ("theme", "name"), ("objective", "id"), ("indicator", "id"),
                           ("partner", "name"), ("asset", "name")):  # fmt: skip
        again = await _plan(kota, f'{kind}({argument}: "{found[kind]["id"]}") {{ id }}')
        assert again[kind] == {"id": found[kind]["id"]}
        assert await _plan(kota, f'{kind}({argument}: "tidak ada") {{ id }}') == {kind: None}
    link, finding = found["links"]["nodes"][0], found["findings"]["nodes"][0]
    assert await _plan(kota, f'link(id: "{link["id"]}") {{ id }}') == {"link": link}
    asked = f'finding(fingerprint: "{finding["fingerprint"]}") {{ fingerprint }}'
    assert await _plan(kota, asked) == {"finding": finding}
    none = """finding(fingerprint: "x") { id } link(id: "x") { id } masterplan(id: "x") { id }
        masterplanProgram(id: "x") { id }"""
    assert set((await _plan(kota, none)).values()) == {None}


async def test_what_changed_since_a_revision_or_a_time(kota: City) -> None:
    await kota.do("addPartner", {"partner": {"name": "Universitas Kota", "kind": "UNIVERSITY"}})
    [made] = (await _plan(kota, "revisions(filter: { since: 1 }) { nodes { madeAt } }"))["revisions"]["nodes"]
    shown = "fromRevision changes { nodes { label } }"
    found = await _plan(
        kota,
        f"""a: changedSince(revision: 1) {{ {shown} }} b: changedSince(time: "{made["madeAt"]}") {{ {shown} }}""",
    )
    assert found["a"] == {"fromRevision": 1, "changes": {"nodes": [{"label": "Universitas Kota"}]}}
    assert found["b"] == {"fromRevision": 2, "changes": {"nodes": []}}
    long_ago = await _plan(kota, 'changedSince(time: "1999-01-01T00:00:00Z") { fromRevision }')
    assert long_ago["changedSince"] == {"fromRevision": 0}
    then = await kota.ask(f'{{ plan(slug: "kota", asOf: 1) {{ changedSince(revision: 1) {{ {shown} }} }} }}')
    assert then["plan"]["changedSince"]["changes"]["nodes"] == []
    for wrong in ("", '(revision: 1, time: "2026-01-01T00:00:00Z")'):
        answer = await kota.answer(f'{{ plan(slug: "kota") {{ changedSince{wrong} {{ fromRevision }} }} }}')
        assert [each.extensions["code"] for each in answer.errors] == ["BAD_ARGUMENT"]


async def test_all_regions_are_told_with_their_plans(kota: City) -> None:
    text = """{ regions(orderBy: NAME) { totalCount nodes { code plans { slug plan { slug title } } } }
        one: regions(filter: { name: "kota" }) { nodes { name } }
        none: regions(filter: { within: "64" }) { totalCount } }"""
    found = await kota.ask(text)
    assert [(each["code"], [plan["slug"] for plan in each["plans"]]) for each in found["regions"]["nodes"]] == [
        ("00.02", ["lain"]),
        (INFO.region_code, [INFO.slug]),
    ]
    assert found["regions"]["nodes"][1]["plans"][0]["plan"] == {"slug": INFO.slug, "title": INFO.title}
    assert (found["one"]["nodes"], found["none"]["totalCount"]) == ([{"name": INFO.region_name}], 0)
