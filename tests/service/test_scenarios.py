"""What-ifs, decisions, comments and findings set aside, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from acts import Actor, Role
from schema import Evaluations
from tests.schema.city import COLLEAGUE, INFO, TODAY, City, city

NETWORK = "program/diskominfo/2.16.03.2.01.0003"
SHOWS = (
    "scenario { name standing baseRevision changeCount publishedRevision author } changes { nodes { action localId } }"
)


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


async def _drafted(kota: City) -> dict[str, Any]:
    """A scenario without the network program, which leads the plan's best initiative."""
    change = [{"removeLink": f"contains:program/diskominfo/2.16.03>{NETWORK}"}, {"removeNode": NETWORK}]
    leads = [{"removeLink": f"leads:opd/diskominfo>{NETWORK}"}, *change]
    made = await kota.do("createScenario", {"name": "Tanpa jaringan", "reason": "uji", "changes": leads}, SHOWS)
    assert made["errors"] == []
    return made


async def test_an_open_scenario_is_read_by_planners_and_agencies_of_the_region_alone(kota: City) -> None:
    await _drafted(kota)
    agency = Actor(name="dewi", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dkk"}))
    elsewhere = Actor(name="gani", roles={"00.02": Role.PLANNER})
    listed = '{ plan(slug: "kota") { scenarios { totalCount } } }'
    named = '{ scenario(plan: "kota", name: "Tanpa jaringan") { name } }'
    for actor, count in ((agency, 1), (None, 0), (elsewhere, 0)):
        assert (await kota.ask(listed, actor))["plan"]["scenarios"]["totalCount"] == count
        refused = (await kota.answer(named, actor)).errors or []
        assert [(each.extensions or {})["code"] for each in refused] == ([] if count else ["FORBIDDEN"])
    assert (await kota.do("publishScenario", {"name": "Tanpa jaringan"}))["errors"] == []
    assert (await kota.ask(listed, None))["plan"]["scenarios"]["totalCount"] == 1


async def test_a_scenario_is_evaluated_as_a_plan_while_the_plan_stays_as_it_is(kota: City) -> None:
    made = await _drafted(kota)
    assert made["scenario"] == {
        "name": "Tanpa jaringan",
        "standing": "OPEN",
        "baseRevision": 1,
        "changeCount": 3,
        "publishedRevision": None,
        "author": "ani",
    }
    query = """{ scenario(plan: "kota", name: "Tanpa jaringan") {
        plan { revision program(code: "2.16.03.2.01.0003") { id } findings { totalCount } }
        comparison { fromRevision toRevision counts { nodeKind linkKind added edited removed }
            findingsGone { nodes { fingerprint message } } initiativesGone { nodes { title } }
            initiativesMoved { before after initiative { title } } } }
        program(plan: "kota", code: "2.16.03.2.01.0003") { id } }"""
    data = await kota.ask(query)
    assert data["program"] is not None
    assert data["scenario"]["plan"]["program"] is None
    comparison = data["scenario"]["comparison"]
    assert (comparison["fromRevision"], comparison["toRevision"]) == (1, 1)
    assert {"nodeKind": "PROGRAM", "linkKind": None, "added": 0, "edited": 0, "removed": 1} in comparison["counts"]
    assert any("BKPSDM menunggu" in each["message"] for each in comparison["findingsGone"]["nodes"])
    assert await kota.revision() == 1


async def test_every_change_can_be_made_in_a_scenario_and_is_seen_there_only(kota: City) -> None:
    await kota.do("createScenario", {"name": "A"})
    said = {"scenario": "A", "opd": {"name": "Dinas A", "shortName": "A"}}
    added = await kota.do("addOpd", said, f"node {{ id name }} {SHOWS}")
    assert (added["revision"], added["node"]["name"], added["scenario"]["changeCount"]) == (1, "Dinas A", 1)
    await kota.do("editOpd", {"scenario": "A", "id": "opd/a", "opd": {"name": "Dinas B"}})
    rejected = await kota.do(
        "rejectLink", {"scenario": "A", "id": f"contributes:{NETWORK}>theme/spbe"}, "link { standing }"
    )
    assert rejected["link"] == {"standing": "REJECTED"}
    data = await kota.ask('{ scenario(plan: "kota", name: "A") { changeCount plan { opd(shortName: "A") { name } } } }')
    assert data["scenario"] == {"changeCount": 3, "plan": {"opd": {"name": "Dinas B"}}}
    assert "opd/a" not in (await kota.store.snapshot(INFO.slug)).nodes
    conflict = await kota.do("addOpd", said | {"expectedRevision": 2})
    assert [(each["__typename"], each["actual"]) for each in conflict["errors"]] == [("RevisionConflict", 1)]


async def test_people_who_write_to_one_scenario_at_once_all_succeed(kota: City) -> None:
    await kota.do("createScenario", {"name": "A"})
    said = [{"scenario": "A", "opd": {"name": f"Dinas {n}", "shortName": f"D{n}"}} for n in range(4)]
    payloads = await asyncio.gather(*(kota.do("addOpd", each) for each in said))
    assert [each["errors"] for each in payloads] == [[]] * 4
    assert len((await kota.store.scenarios.get(INFO.slug, "A")).changes) == 4


async def test_a_scenario_becomes_one_revision_when_it_is_published(kota: City) -> None:
    await _drafted(kota)
    published = await kota.do("publishScenario", {"name": "Tanpa jaringan"}, "changes { nodes { localId } }")
    assert (published["errors"], published["revision"]) == ([], 2)
    assert NETWORK not in (await kota.store.snapshot(INFO.slug)).nodes
    latest = (await kota.store.history(INFO.slug))[-1]
    assert (latest.author, latest.reason) == ("ani", "Skenario Tanpa jaringan: uji")
    data = await kota.ask("""{ scenario(plan: "kota", name: "Tanpa jaringan") { name }
        plan(slug: "kota") { open: scenarios(filter: { standing: OPEN }) { totalCount }
            all: scenarios(filter: { standing: PUBLISHED }) { nodes { standing publishedRevision } } } }""")
    assert data == {
        "scenario": None,
        "plan": {"open": {"totalCount": 0}, "all": {"nodes": [{"standing": "PUBLISHED", "publishedRevision": 2}]}},
    }
    again = await kota.do("publishScenario", {"name": "Tanpa jaringan"})
    assert [each["__typename"] for each in again["errors"]] == ["NotFound"]


async def test_a_scenario_on_a_past_revision_is_brought_up_to_date_before_it_is_published(kota: City) -> None:
    await _drafted(kota)
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Kesehatan"}}, actor=COLLEAGUE)
    conflict = await kota.do("publishScenario", {"name": "Tanpa jaringan"})
    [problem] = conflict["errors"]
    assert (problem["__typename"], problem["expected"], problem["actual"]) == ("RevisionConflict", 1, 2)
    assert problem["changes"]["nodes"] == [{"action": "EDITED", "localId": "opd/dkk", "label": "DKK"}]
    rebased = await kota.do("rebaseScenario", {"name": "Tanpa jaringan"}, SHOWS)
    assert (rebased["errors"], rebased["scenario"]["baseRevision"], rebased["scenario"]["changeCount"]) == ([], 2, 3)
    published = await kota.do("publishScenario", {"name": "Tanpa jaringan"})
    assert (published["errors"], published["revision"]) == ([], 3)
    plan = await kota.store.snapshot(INFO.slug)
    assert plan.nodes["opd/dkk"].name == "Kesehatan"


async def test_where_plan_and_scenario_changed_the_same_a_person_decides(kota: City) -> None:
    await kota.do("createScenario", {"name": "A"})
    await kota.do("editOpd", {"scenario": "A", "id": "opd/dkk", "opd": {"name": "Satu", "aliases": ["S"]}})
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Dua", "mandates": []}})
    refused = await kota.do("rebaseScenario", {"name": "A"})
    [problem] = refused["errors"]
    assert (problem["code"], problem["path"]) == ("CLASH", ["input", "name"])
    assert "opd/dkk (name)" in problem["message"]
    kept = await kota.do("rebaseScenario", {"name": "A", "onClash": "KEEP_SCENARIO"})
    assert kept["errors"] == []
    await kota.do("publishScenario", {"name": "A"})
    node = (await kota.store.snapshot(INFO.slug)).nodes["opd/dkk"]
    assert (node.name, node.aliases, node.mandates) == ("Satu", ("S",), ())


async def test_a_scenario_whose_changes_no_longer_fit_is_not_rebased(kota: City) -> None:
    await kota.do("createScenario", {"name": "A"})
    link = {"kind": "SUPPORTS", "originNode": "opd/dkk", "targetNode": NETWORK}
    await kota.do("addLink", {"scenario": "A", "link": link})
    await kota.do("removeOpd", {"id": "opd/dkk", "withParts": True})
    refused = await kota.do("rebaseScenario", {"name": "A"})
    assert [each["code"] for each in refused["errors"]] == ["DANGLING_REFERENCE"]


async def test_names_are_unique_among_open_scenarios_and_free_again_afterwards(kota: City) -> None:
    await kota.do("createScenario", {"name": "A"})
    await kota.do("createScenario", {"name": "B"})
    for mutation, input_, path in (
        ("createScenario", {"name": "A"}, ["input", "name"]),
        ("renameScenario", {"name": "B", "to": "A"}, ["input", "to"]),
    ):
        [problem] = (await kota.do(mutation, input_))["errors"]
        assert (problem["code"], problem["path"]) == ("DUPLICATE", path)
    for mutation, input_ in (
        ("createScenario", {"name": " "}),
        ("createScenario", {"name": "x" * 201}),
        ("publishScenario", {"name": "A"}),
    ):
        [problem] = (await kota.do(mutation, input_))["errors"]
        assert problem["code"] in {"REQUIRED", "OUT_OF_RANGE", "EMPTY"}
    discarded = await kota.do("discardScenario", {"name": "A"}, SHOWS)
    assert discarded["scenario"]["standing"] == "DISCARDED"
    renamed = await kota.do("renameScenario", {"name": "B", "to": "A"}, SHOWS)
    assert (renamed["errors"], renamed["scenario"]["name"]) == ([], "A")


async def test_a_decision_and_comments_are_shown_on_the_initiative_in_every_revision(kota: City) -> None:
    fingerprint = await _first(kota, "initiatives")
    shows = "decision { standing reason author } initiative { fingerprint decision { standing } }"
    deferred = {"fingerprint": fingerprint, "standing": "DEFERRED"}
    [problem] = (await kota.do("decideInitiative", deferred))["errors"]
    assert (problem["code"], problem["path"]) == ("REQUIRED", ["input", "reason"])
    first = await kota.do("decideInitiative", deferred | {"reason": "tunggu"}, "decision { number }")
    accepted = {"fingerprint": fingerprint, "standing": "ACCEPTED", "seenDecision": first["decision"]["number"]}
    decided = await kota.do("decideInitiative", accepted, shows)
    assert decided["decision"] == {"standing": "ACCEPTED", "reason": "", "author": "ani"}
    assert decided["initiative"] == {"fingerprint": fingerprint, "decision": {"standing": "ACCEPTED"}}
    for text in ("Setuju", "Kapan?", "Januari"):
        await kota.do("commentOnInitiative", {"fingerprint": fingerprint, "text": text}, actor=COLLEAGUE)
    await kota.do("addOpd", {"opd": {"name": "Dinas A", "shortName": "A"}})
    query = """query($f: ID!, $r: Revision) { initiative(plan: "kota", fingerprint: $f, asOf: $r) {
        decision { standing } comments(last: 2) { totalCount nodes { text author } } } }"""
    for revision in (None, 1, 2):
        found = (await kota.ask(query, f=fingerprint, r=revision))["initiative"]
        assert found["decision"] == {"standing": "ACCEPTED"}
        assert found["comments"]["totalCount"] == 3
        assert [each["text"] for each in found["comments"]["nodes"]] == ["Kapan?", "Januari"]
        assert {each["author"] for each in found["comments"]["nodes"]} == {"budi"}
    [problem] = (await kota.do("commentOnInitiative", {"fingerprint": fingerprint, "text": "  "}))["errors"]
    assert problem["code"] == "REQUIRED"


async def test_decisions_of_all_initiatives_are_read_at_once(kota: City, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    decisions = kota.store.decisions

    async def counted(slug: str) -> Any:
        asked.append(slug)
        return await decisions(slug)

    monkeypatch.setattr(kota.store, "decisions", counted)
    data = await kota.ask('{ plan(slug: "kota") { initiatives { nodes { decision { standing } } } } }')
    assert len(data["plan"]["initiatives"]["nodes"]) > 1
    assert asked == ["kota"]


ALL = "decisions { nodes { standing author } }"


async def test_a_decision_that_the_sender_has_not_seen_is_not_overwritten(kota: City) -> None:
    fingerprint = await _first(kota, "initiatives")
    mine = {"fingerprint": fingerprint, "standing": "REJECTED", "reason": "Tidak ada anggaran"}
    first = await kota.do("decideInitiative", mine | {"idempotencyKey": "k"}, "decision { number }")
    number = first["decision"]["number"]
    theirs = {"fingerprint": fingerprint, "standing": "ACCEPTED"}
    for unseen in ({}, {"seenDecision": None}, {"seenDecision": number + 1}, {"seenDecision": -1}):
        [refused] = (await kota.do("decideInitiative", theirs | unseen, CONFLICT, actor=COLLEAGUE))["said"]
        assert refused["__typename"] == "DecisionConflict"
        assert "belum Anda lihat" in refused["message"]
        stands = refused["decision"]
        assert stands.pop("madeAt")
        assert stands == {"number": number, "standing": "REJECTED", "reason": "Tidak ada anggaran", "author": "ani"}
    [own] = (await kota.do("decideInitiative", mine | {"reason": "Belum"}))["errors"]
    assert own["__typename"] == "DecisionConflict"
    seen = await kota.do("decideInitiative", theirs | {"seenDecision": number}, "decision { number }", actor=COLLEAGUE)
    assert seen["errors"] == []
    again = await kota.do("decideInitiative", mine | {"idempotencyKey": "k"}, "decision { number }")
    assert (again["errors"], again["decision"]) == ([], {"number": number})
    found = await kota.ask(f'query($f: ID!) {{ initiative(plan: "kota", fingerprint: $f) {{ {ALL} }} }}', f=fingerprint)
    assert [(each["standing"], each["author"]) for each in found["initiative"]["decisions"]["nodes"]] == [
        ("ACCEPTED", "budi"),
        ("REJECTED", "ani"),
    ]


CONFLICT = """said: errors { __typename ... on Problem { message }
    ... on DecisionConflict { decision { number standing reason author madeAt } } }"""


async def test_of_people_who_decide_at_once_one_is_heard_and_the_others_are_told(kota: City) -> None:
    fingerprint = await _first(kota, "initiatives")
    said = [{"fingerprint": fingerprint, "standing": "REJECTED", "reason": f"Alasan {n}"} for n in range(5)]
    payloads = await asyncio.gather(*(kota.do("decideInitiative", each, CONFLICT) for each in said))
    refused = [each["said"][0] for each in payloads if each["said"]]
    assert len(refused) == len(said) - 1
    [heard] = await kota.store.decisions_on(INFO.slug, {fingerprint})
    assert {each["decision"]["reason"] for each in refused} == {heard.reason}


async def test_all_decisions_of_all_initiatives_are_read_at_once(kota: City, monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint = await _first(kota, "initiatives")
    seen = None
    for n in range(3):
        made = {"fingerprint": fingerprint, "standing": "DEFERRED", "reason": str(n), "seenDecision": seen}
        seen = (await kota.do("decideInitiative", made, "decision { number }"))["decision"]["number"]
    asked: list[set[str]] = []
    read = kota.store.decisions_on

    async def counted(slug: str, fingerprints: Any) -> Any:
        asked.append(set(fingerprints))
        return await read(slug, fingerprints)

    monkeypatch.setattr(kota.store, "decisions_on", counted)
    query = 'query($a: String) { plan(slug: "kota") { initiatives { nodes { fingerprint decisions(first: 2, after: $a)'
    query += " { totalCount nodes { reason } pageInfo { endCursor } } } } } }"
    found = {each["fingerprint"]: each["decisions"] for each in (await kota.ask(query))["plan"]["initiatives"]["nodes"]}
    assert asked == [set(found)]
    assert len(found) > 1
    page = found[fingerprint]
    assert (page["totalCount"], page["nodes"]) == (3, [{"reason": "2"}, {"reason": "1"}])
    assert all(each["totalCount"] == 0 for key, each in found.items() if key != fingerprint)
    rest = """query($f: ID!, $a: String) { initiative(plan: "kota", fingerprint: $f) {
        decisions(after: $a) { nodes { reason } } } }"""
    last = (await kota.ask(rest, f=fingerprint, a=page["pageInfo"]["endCursor"]))["initiative"]["decisions"]
    assert [each["reason"] for each in last["nodes"]] == ["0"]


async def test_a_finding_set_aside_is_not_shown_until_its_day_is_past_or_it_is_lifted(kota: City) -> None:
    fingerprint = await _first(kota, "findings")
    query = '{ plan(slug: "kota") { findings { totalCount nodes { fingerprint } } } }'
    before = (await kota.ask(query))["plan"]["findings"]
    said = {"fingerprint": fingerprint, "reason": "sudah dibahas", "expires": str(TODAY)}
    shows = "suppression { message reason author holds rule } plan { findings { totalCount } }"
    kept = await kota.do("suppressFinding", said, shows)
    assert kept["plan"]["findings"]["totalCount"] == before["totalCount"] - 1
    assert kept["suppression"]["message"].startswith("Subdimensi SB-1")
    assert {key: kept["suppression"][key] for key in ("reason", "author", "holds", "rule")} == {
        "reason": "sudah dibahas",
        "author": "ani",
        "holds": True,
        "rule": "AL02",
    }
    after = (await kota.ask(query))["plan"]["findings"]
    assert fingerprint not in {each["fingerprint"] for each in after["nodes"]}
    tomorrow = City(kota.store, Evaluations(kota.store, today=lambda: TODAY + timedelta(days=1)))
    assert (await tomorrow.ask(query))["plan"]["findings"] == before
    lifted = await kota.do("liftSuppression", {"fingerprint": fingerprint})
    assert lifted["errors"] == []
    assert (await kota.ask(query))["plan"]["findings"] == before
    [problem] = (await kota.do("liftSuppression", {"fingerprint": fingerprint}))["errors"]
    assert problem["__typename"] == "NotFound"


async def test_a_suppression_needs_a_reason_and_a_day_to_come_and_can_be_prolonged(kota: City) -> None:
    fingerprint = await _first(kota, "findings")
    said = {"fingerprint": fingerprint, "reason": "", "expires": "2026-12-31"}
    [problem] = (await kota.do("suppressFinding", said))["errors"]
    assert (problem["code"], problem["path"]) == ("REQUIRED", ["input", "reason"])
    past = said | {"reason": "a", "expires": str(TODAY - timedelta(days=1))}
    [problem] = (await kota.do("suppressFinding", past))["errors"]
    assert (problem["code"], problem["path"]) == ("OUT_OF_RANGE", ["input", "expires"])
    await kota.do("suppressFinding", said | {"reason": "a"})
    longer = await kota.do("suppressFinding", said | {"reason": "b", "expires": "2027-01-31"})
    assert longer["errors"] == []
    query = '{ plan(slug: "kota") { suppressions { totalCount nodes { fingerprint reason expires } } } }'
    assert (await kota.ask(query))["plan"]["suppressions"] == {
        "totalCount": 1,
        "nodes": [{"fingerprint": fingerprint, "reason": "b", "expires": "2027-01-31"}],
    }
    await kota.do("liftSuppression", {"fingerprint": fingerprint})
    assert (await kota.ask(query))["plan"]["suppressions"]["totalCount"] == 0


async def test_a_rule_is_switched_off_with_a_reason_and_says_so_until_it_is_lifted(kota: City) -> None:
    query = """{ rule(code: "al02") { suppression(plan: "kota") { reason author expires madeAt rule { code } } }
        plan(slug: "kota") { findings(first: 100) { nodes { rule } } suppressedRules { rule { code } reason }
            suppressions { totalCount } initiatives { nodes { findings { rule } } } } }"""
    before = await kota.ask(query)
    assert before["rule"]["suppression"] is None
    assert before["plan"]["suppressedRules"] == []
    shows = 'rule { code suppression(plan: "kota") { reason } } plan { findings { totalCount } }'
    said = {"rule": "al02", "reason": "Belum ada data subdimensi"}
    kept = await kota.do("suppressRule", said, shows)
    assert kept["rule"] == {"code": "AL02", "suppression": {"reason": "Belum ada data subdimensi"}}
    off = await kota.ask(query)
    left = [each for each in before["plan"]["findings"]["nodes"] if each["rule"] != "AL02"]
    assert off["plan"]["findings"]["nodes"] == left
    assert len(left) == kept["plan"]["findings"]["totalCount"] < len(before["plan"]["findings"]["nodes"])
    rests = {each["rule"] for initiative in off["plan"]["initiatives"]["nodes"] for each in initiative["findings"]}
    assert "AL02" not in rests
    assert off["plan"]["suppressions"]["totalCount"] == 0
    assert off["plan"]["suppressedRules"] == [{"rule": {"code": "AL02"}, "reason": "Belum ada data subdimensi"}]
    switched = off["rule"]["suppression"]
    assert switched.pop("madeAt") is not None
    assert switched == {
        "reason": "Belum ada data subdimensi", "author": "ani", "expires": None, "rule": {"code": "AL02"},
    }  # fmt: skip
    assert (await kota.do("liftRuleSuppression", {"rule": "AL02"}))["errors"] == []
    assert await kota.ask(query) == before
    [problem] = (await kota.do("liftRuleSuppression", {"rule": "AL02"}))["errors"]
    assert (problem["__typename"], problem["path"]) == ("NotFound", ["input", "rule"])


async def test_a_rule_is_off_until_its_day_which_may_be_moved_and_lies_ahead(kota: City) -> None:
    query = '{ plan(slug: "kota") { suppressedRules { reason expires } } }'
    said = {"rule": "AL02", "reason": "a"}
    for wrong, code, path in (
        ({"reason": ""}, "REQUIRED", "reason"),
        ({"expires": str(TODAY - timedelta(days=1))}, "OUT_OF_RANGE", "expires"),
    ):
        [problem] = (await kota.do("suppressRule", said | wrong))["errors"]
        assert (problem["code"], problem["path"]) == (code, ["input", path])
    await kota.do("suppressRule", said)
    await kota.do("suppressRule", said | {"reason": "b", "expires": str(TODAY)})
    assert (await kota.ask(query))["plan"]["suppressedRules"] == [{"reason": "b", "expires": str(TODAY)}]
    tomorrow = City(kota.store, Evaluations(kota.store, today=lambda: TODAY + timedelta(days=1)))
    assert (await tomorrow.ask(query))["plan"]["suppressedRules"] == []


async def _first(kota: City, what: str) -> str:
    data = await kota.ask(f'{{ plan(slug: "kota") {{ {what} {{ nodes {{ fingerprint }} }} }} }}')
    return str(data["plan"][what]["nodes"][0]["fingerprint"])
