"""What becomes of a masterplan is proposed with reasons, taken over into a scenario and published as a revision."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.schema.city import INFO, City, city

NETWORK = "program/diskominfo/2.16.03.2.01.0003"
READJUSTED = """query($plan: String!) { plan(slug: $plan) { readjustments(first: 50, orderBy: ADJUSTMENT) { nodes {
    adjustment program { name } objective { text } reasons(language: EN) findings { fingerprint }
    } } } }"""


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


async def _add(kota: City, name: str, **said: Any) -> str:
    program = {"name": name, "masterplan": "masterplan/kota-cerdas", "objectives": ["objective/layanan"]} | said
    added = await kota.do("addMasterplanProgram", {"masterplanProgram": program}, "node { id }")
    assert added["errors"] == []
    id_: str = added["node"]["id"]
    return id_


async def _proposed(kota: City) -> dict[str, dict[str, Any]]:
    nodes = (await kota.ask(READJUSTED, plan=INFO.slug))["plan"]["readjustments"]["nodes"]
    return {(each["program"] or {}).get("name") or each["objective"]["text"]: each for each in nodes}


async def test_each_program_is_kept_changed_joined_dropped_or_added_for_a_reason(kota: City) -> None:
    await kota.do("addMasterplan", {"masterplan": {"name": "Kota Cerdas", "startYear": 2020, "endYear": 2024}})
    usual = {"opd": "opd/diskominfo", "carriers": [NETWORK], "dimensions": ["dimension/SG-3"]}
    await _add(kota, "Jaringan desa", **usual)
    await _add(kota, "Portal satu data", **usual)
    await _add(kota, "Portal Satu Data", **usual, id="masterplan_program/kota-cerdas/portal-z")
    await _add(kota, "Gas metan", **usual, endYear=2024)
    await _add(kota, "Layanan warga", **usual | {"opd": None}, writtenLead="Dinas Sosial")
    await kota.do("editObjective", {"id": "objective/layanan", "objective": {"priority": True}})
    await kota.do("addObjective", {"objective": {"level": "OUTCOME", "text": "Warga sehat", "priority": True}})
    found = await _proposed(kota)
    assert {name: each["adjustment"] for name, each in found.items()} == {
        "Gas metan": "DROP",
        "Portal Satu Data": "JOIN",
        "Layanan warga": "CHANGE",
        "Warga sehat": "ADD",
        "Jaringan desa": "KEEP",
        "Portal satu data": "KEEP",
    }
    assert next(iter(found)) == "Gas metan"
    assert found["Gas metan"]["reasons"] == [
        'The masterplan program "Gas metan" ended in 2024, before the plan\'s period, which begins in 2025; drop it.'
    ]
    assert found["Jaringan desa"]["findings"] == []
    assert found["Jaringan desa"]["reasons"][0].startswith("Carried by 1 pieces of work")

    before = await kota.store.snapshot(INFO.slug)
    await kota.do("createScenario", {"name": "tinjau"}, "scenario { name }")
    for name in ("Gas metan", "Portal Satu Data", "Layanan warga", "Warga sehat"):
        for finding in found[name]["findings"]:
            made = await kota.do("applyRemedy", {"fingerprint": finding["fingerprint"], "scenario": "tinjau"})
            assert made["errors"] == [], name
    assert (await kota.store.snapshot(INFO.slug)).contents == before.contents
    published = await kota.do("publishScenario", {"name": "tinjau"})
    assert published["errors"] == []
    after = await kota.store.snapshot(INFO.slug)
    names = {each.name for each in after.masterplan_programs}
    assert names == {"Jaringan desa", "Portal satu data", "Layanan warga", "Warga sehat"}
    assert {each["adjustment"] for each in (await _proposed(kota)).values()} <= {"KEEP", "CHANGE"}
    earlier = f"plan(slug: $plan, asOf: {before.revision})"
    asked = f"query($plan: String!) {{ {earlier} {{ masterplanPrograms(first: 9) {{ nodes {{ name }} }} }} }}"
    found = (await kota.ask(asked, plan=INFO.slug))["plan"]["masterplanPrograms"]["nodes"]
    assert len(found) == len(before.masterplan_programs) == 5
    led = after.lead("masterplan_program/kota-cerdas/layanan-warga")
    assert led is not None and led.id == "opd/dinsos"


async def test_an_issue_next_door_asks_for_answers_and_a_new_rpjmd_for_changes(kota: City) -> None:
    await kota.do("addMasterplan", {"masterplan": {"name": "Kota Cerdas"}})
    usual = {"opd": "opd/diskominfo", "carriers": [NETWORK], "dimensions": ["dimension/SL-1"]}
    await _add(kota, "Data rumah layak huni", **usual)
    issue = {"level": "ISSUE", "text": "Rumah layak huni di dekat ibu kota baru", "dimensions": ["dimension/SL"]}
    added = await kota.do("addObjective", {"objective": issue}, "node { id } revision")
    assert added["errors"] == []
    found = await _proposed(kota)
    assert found[issue["text"]]["adjustment"] == "ADD"
    assert found["Data rumah layak huni"]["adjustment"] == "CHANGE"
    [tie] = found["Data rumah layak huni"]["findings"]
    assert (await kota.do("applyRemedy", {"fingerprint": tie["fingerprint"]}))["errors"] == []
    found = await _proposed(kota)
    assert issue["text"] not in found
    assert found["Data rumah layak huni"]["adjustment"] == "KEEP"
    shows = """query($plan: String!) { plan(slug: $plan) { objectives(first: 9, filter: {level: ISSUE}) { nodes {
        text dimensions { code } } } } }"""
    [node] = (await kota.ask(shows, plan=INFO.slug))["plan"]["objectives"]["nodes"]
    assert node == {"text": issue["text"], "dimensions": [{"code": "SL"}]}

    edit = {"id": "objective/layanan", "objective": {"text": "Warga dilayani di rumah"}}
    assert (await kota.do("editObjective", edit))["errors"] == []
    since = READJUSTED.replace("orderBy", f"since: {added['revision']}, orderBy")
    nodes = (await kota.ask(since, plan=INFO.slug))["plan"]["readjustments"]["nodes"]
    [changed] = [each for each in nodes if each["adjustment"] == "CHANGE"]
    assert changed["program"]["name"] == "Data rumah layak huni"
    assert 'now reads "Warga dilayani di rumah"' in changed["reasons"][0]


async def test_carriers_are_proposed_and_those_that_people_confirm_are_no_longer(kota: City) -> None:
    await kota.do("addMasterplan", {"masterplan": {"name": "Kota Cerdas"}})
    id_ = await _add(kota, "Jaringan intra pemerintah", opd="opd/diskominfo")
    shows = """query($plan: String!) { plan(slug: $plan) { masterplanPrograms(first: 5) { nodes {
        carriers { id } carrierProposals { program { id name } score reason(language: EN) } } } } }"""
    [program] = (await kota.ask(shows, plan=INFO.slug))["plan"]["masterplanPrograms"]["nodes"]
    assert program["carriers"] == []
    first = program["carrierProposals"][0]
    assert first["program"]["name"] == "Penyelenggaraan Sistem Jaringan Intra Pemerintah Daerah"
    assert "the same OPD" in first["reason"]
    edit = {"id": id_, "masterplanProgram": {"carriers": [first["program"]["id"]]}}
    assert (await kota.do("editMasterplanProgram", edit))["errors"] == []
    [program] = (await kota.ask(shows, plan=INFO.slug))["plan"]["masterplanPrograms"]["nodes"]
    assert [each["id"] for each in program["carriers"]] == [first["program"]["id"]]
    assert first["program"]["id"] not in [each["program"]["id"] for each in program["carrierProposals"]]


async def test_initiatives_and_actions_know_the_masterplan_programs_that_they_serve(kota: City) -> None:
    await kota.do("addMasterplan", {"masterplan": {"name": "Kota Cerdas"}})
    await _add(kota, "Jaringan desa", carriers=["program/diskominfo/2.16.03"])
    asked = """query($plan: String!) { plan(slug: $plan) { initiatives(first: 50) { nodes {
        nodes { ... on Program { code } } masterplanPrograms { name }
        actions { programs { code } masterplanPrograms { name } } } } } }"""
    found = (await kota.ask(asked, plan=INFO.slug))["plan"]["initiatives"]["nodes"]
    below = "2.16.03.2.01.0003"
    assert any(any(node.get("code") == below for node in each["nodes"]) for each in found)
    for each in found:
        carried = any(node.get("code") in {below, "2.16.03"} for node in each["nodes"])
        assert [program["name"] for program in each["masterplanPrograms"]] == ["Jaringan desa"] * carried
        for action in each["actions"]:
            carried = any(program["code"] in {below, "2.16.03"} for program in action["programs"])
            assert [program["name"] for program in action["masterplanPrograms"]] == ["Jaringan desa"] * carried
