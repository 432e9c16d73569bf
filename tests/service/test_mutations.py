"""What people do to a plan: nodes, links, lists of changes, undoing, and what goes wrong, on both databases."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from schema.request import within
from tests.schema.city import ADMINISTRATOR, COLLEAGUE, INFO, PLANNER, City, city

NETWORK = "program/diskominfo/2.16.03.2.01.0003"
ABOVE = "program/diskominfo/2.16.03"
MEMBER = f"contributes:{NETWORK}>theme/spbe"
NEEDED = "depends_on/data:program/dinsos/1.06.05.2.02.0001>program/disdukcapil/2.12.04.2.01.0002"


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


async def _problem(kota: City, mutation: str, input_: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The one problem of a mutation that must change nothing."""
    before = await kota.store.plan(INFO.slug)
    payload = await kota.do(mutation, input_, **more)
    assert payload["revision"] is None
    assert await kota.store.plan(INFO.slug) == before
    [problem] = payload["errors"]
    found: dict[str, Any] = problem
    assert found["message"]
    return found


BOOK = {"name": "Buku 1", "size": 5, "sha256": "ab" * 32, "place": "https://contoh.id/1"}
KINDS = [
    ("Dimension", {"code": "SG-9", "level": "SUB_DIMENSION", "name": "Layanan", "parent": "dimension/SG"},
     {"nameEn": "Service"}, "... on Dimension { name nameEn }", {"name": "Layanan", "nameEn": "Service"}),
    ("Objective", {"level": "STRATEGY", "text": "Satu pintu", "opd": "opd/dinsos", "parent": "objective/layanan"},
     {"priority": True}, "... on Objective { text priority opd { shortName } parent { text } }",
     {"text": "Satu pintu", "priority": True, "opd": {"shortName": "DINSOS"},
      "parent": {"text": "Layanan publik digital"}}),
    ("Indicator", {"name": "Waktu", "unit": "hari", "measures": [NETWORK], "endTarget": {"text": "3", "low": 3}},
     {"direction": "DOWN", "years": [{"year": 2026, "target": {"text": "5", "low": 5}}]},
     "... on Indicator { name direction endTarget { low high } years { year target { low } } measures { label } }",
     {"name": "Waktu", "direction": "DOWN", "endTarget": {"low": 3, "high": 3},
      "years": [{"year": 2026, "target": {"low": 5}}],
      "measures": [{"label": "Penyelenggaraan Sistem Jaringan Intra Pemerintah Daerah"}]}),
    ("Program", {"level": "SUB_ACTIVITY", "name": "Pusat data", "code": "2.16.03.02.02.09", "opd": "opd/diskominfo"},
     {"location": "Kota", "tags": ["data", "data"]},
     "... on Program { name code location tags opd { shortName } }",
     {"name": "Pusat data", "code": "2.16.03.2.02.0009", "location": "Kota", "tags": ["data"],
      "opd": {"shortName": "DISKOMINFO"}}),
    ("Opd", {"name": "Dinas Perhubungan", "shortName": "DISHUB", "mandates": ["2.15"]}, {"aliases": ["Hubdat"]},
     "... on Opd { name shortName mandates }",
     {"name": "Dinas Perhubungan", "shortName": "DISHUB", "mandates": ["2.15"]}),
    ("Partner", {"name": "Universitas", "kind": "UNIVERSITY"}, {"aliases": ["Kampus"]},
     "... on Partner { name kind aliases }", {"name": "Universitas", "kind": "UNIVERSITY", "aliases": ["Kampus"]}),
    ("Asset", {"name": "Data warga", "kind": "DATASET", "producedBy": [NETWORK]}, {"kind": "APPLICATION"},
     "... on Asset { name kind }", {"name": "Data warga", "kind": "APPLICATION"}),
    ("Theme", {"name": "Pasar malam", "roles": [{"field": "2.16", "role": "LEAD"}]}, {"reason": "Ramai"},
     "... on Theme { name reason roles { field role } }",
     {"name": "Pasar malam", "reason": "Ramai", "roles": [{"field": "2.16", "role": "LEAD"}]}),
    ("Masterplan", {"name": "Kota Cerdas", "startYear": 2025, "endYear": 2029, "books": [{"name": "Buku 1"}]},
     {"legalAct": "Perwali 1/2025", "books": [BOOK]},
     """... on Masterplan { name legalAct startYear endYear vision books { name size sha256 place }
        programs { nodes { name } } }""",
     {"name": "Kota Cerdas", "legalAct": "Perwali 1/2025", "startYear": 2025, "endYear": 2029, "vision": "",
      "books": [BOOK], "programs": {"nodes": []}}),
    ("MasterplanProgram",
     {"name": "Layanan daring", "code": "1", "origin": "INNOVATION", "term": "SHORT", "startYear": 2025,
      "opd": "opd/dkk",
      "dimensions": ["dimension/SG-1"], "objectives": ["objective/layanan"], "carriers": [NETWORK],
      "indicators": ["indicator/spbe"], "supportingOpds": ["opd/dinsos"], "writtenPartners": ["PKK"],
      "years": [{"year": 2025, "target": {"text": "5", "low": 5}}], "evidence": [BOOK]},
     {"quickWin": True, "years": [{"year": 2025, "progress": "RUNNING"}],
      "funds": [{"year": 2025, "fund": "GRANT", "budget": 7, "giver": "Yayasan"}],
      "readiness": [{"aspect": "PEOPLE", "state": "READY"}], "risks": [{"text": "Sinyal", "severity": "LOW"}],
      "criteria": [{"criterion": "BENEFIT", "note": "cepat", "met": True}]},
     """... on MasterplanProgram { name code origin term startYear endYear quickWin budget writtenPartners
        opd { shortName } dimensions { code } objectives { text } carriers { name } indicators { name }
        supportingOpds { shortName } partners { name } evidence { name size sha256 place }
        years { year target { low } realised { low } progress } funds { fund budget { amount } giver }
        readiness { aspect state note } risks { text severity response } criteria { criterion note met } }""",
     {"name": "Layanan daring", "code": "1", "origin": "INNOVATION", "term": "SHORT", "startYear": 2025,
      "endYear": None, "quickWin": True, "budget": 7, "writtenPartners": ["PKK"], "opd": {"shortName": "DKK"},
      "dimensions": [{"code": "SG-1"}], "objectives": [{"text": "Layanan publik digital"}],
      "carriers": [{"name": "Penyelenggaraan Sistem Jaringan Intra Pemerintah Daerah"}],
      "indicators": [{"name": "Indeks SPBE"}], "supportingOpds": [{"shortName": "DINSOS"}], "partners": [],
      "evidence": [BOOK], "years": [{"year": 2025, "target": {"low": 5}, "realised": None, "progress": "RUNNING"}],
      "funds": [{"fund": "GRANT", "budget": {"amount": 7}, "giver": "Yayasan"}],
      "readiness": [{"aspect": "PEOPLE", "state": "READY", "note": ""}],
      "risks": [{"text": "Sinyal", "severity": "LOW", "response": ""}],
      "criteria": [{"criterion": "BENEFIT", "note": "cepat", "met": True}]}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "said", "edit", "shows", "expected"), KINDS, ids=[each[0] for each in KINDS])
async def test_each_kind_of_node_is_added_edited_and_removed(
    kota: City, kind: str, said: dict[str, Any], edit: dict[str, Any], shows: str, expected: dict[str, Any]
) -> None:
    word = kind[0].lower() + kind[1:]
    before = (await kota.store.snapshot(INFO.slug)).contents
    added = await kota.do(f"add{kind}", {word: said}, "node { id source } changes { nodes { action nodeKind } }")
    assert (added["errors"], added["revision"], added["node"]["source"]) == ([], 2, "ani")
    assert {"action": "ADDED", "nodeKind": re.sub("(?<=[a-z])(?=[A-Z])", "_", kind).upper()} in added["changes"][
        "nodes"
    ]
    id_ = added["node"]["id"]
    edited = await kota.do(f"edit{kind}", {"id": id_, word: edit}, f"node {{ {shows} }}")
    assert (edited["errors"], edited["revision"], edited["node"]) == ([], 3, expected)
    removed = await kota.do(f"remove{kind}", {"id": id_}, "node { id } deletedId changes { nodes { action } }")
    assert (removed["errors"], removed["node"], removed["deletedId"]) == ([], None, id_)
    assert {each["action"] for each in removed["changes"]["nodes"]} == {"REMOVED"}
    assert (await kota.store.snapshot(INFO.slug)).contents == before


async def test_an_added_program_has_the_id_that_a_file_would_give_it(kota: City) -> None:
    said = {"level": "SUB_ACTIVITY", "name": "Pusat data", "code": "2.16.03.2.02.0009", "opd": "opd/diskominfo"}
    await kota.do("addProgram", {"program": said | {"parent": ABOVE}})
    plan = await kota.store.snapshot(INFO.slug)
    assert plan.nodes["program/diskominfo/2.16.03.2.02.0009"].source == "ani"
    above = plan.parent("program/diskominfo/2.16.03.2.02.0009")
    assert above is not None
    assert above.id == ABOVE
    again = await _problem(kota, "addProgram", {"program": said})
    assert (again["code"], again["path"]) == ("DUPLICATE", ["input", "program"])


async def test_an_edit_leaves_what_it_leaves_out_and_null_empties_what_may_be_empty(kota: City) -> None:
    years = [{"year": 2026, "budget": 7, "spent": 5, "quarter": 2}]
    await kota.do("editProgram", {"id": NETWORK, "program": {"location": "Utara", "years": years}})
    shows = "node { name location opd { shortName } years { year budget { amount text } spent { amount } quarter } }"
    program = {"location": None, "years": [{"year": 2025, "budget": 1_000_000}, {"year": 2026, "budget": 8}]}
    edited = await kota.do("editProgram", {"id": NETWORK, "program": program}, shows)
    assert edited["node"] == {
        "name": "Penyelenggaraan Sistem Jaringan Intra Pemerintah Daerah",
        "location": "",
        "opd": {"shortName": "DISKOMINFO"},
        "years": [
            {"year": 2025, "budget": {"amount": 1_000_000, "text": "1.000.000"}, "spent": None, "quarter": 4},
            {"year": 2026, "budget": {"amount": 8, "text": "8"}, "spent": {"amount": 5}, "quarter": 2},
        ],
    }
    gone = {"years": [{"year": 2026, "budget": None, "spent": None}], "opd": "opd/dkk", "parent": None}
    moved = await kota.do("editProgram", {"id": NETWORK, "program": gone}, "node { opd { shortName } years { year } }")
    assert moved["node"] == {"opd": {"shortName": "DKK"}, "years": [{"year": 2025}]}


async def test_a_year_is_edited_by_stage_and_quarter_and_the_latest_stage_counts(kota: City) -> None:
    shows = (
        "node { years { year budget { amount } stage stages { stage budget { amount } } "
        "spent { amount } quarter quarters { quarter spent { amount } } } }"
    )
    stages = [{"stage": "CHANGED", "budget": 7}, {"stage": "ORIGINAL", "budget": 9}]
    quarters = [{"quarter": 1, "spent": 2}, {"quarter": 2, "spent": 3}]
    said = {"year": 2026, "stages": stages, "spent": 5, "quarter": 2, "quarters": quarters}
    edited = await kota.do("editProgram", {"id": NETWORK, "program": {"years": [said]}}, shows)
    year = {
        "year": 2026,
        "budget": {"amount": 7},
        "stage": "CHANGED",
        "stages": [{"stage": "ORIGINAL", "budget": {"amount": 9}}, {"stage": "CHANGED", "budget": {"amount": 7}}],
        "spent": {"amount": 5},
        "quarter": 2,
        "quarters": [{"quarter": 1, "spent": {"amount": 2}}, {"quarter": 2, "spent": {"amount": 3}}],
    }
    assert edited["node"]["years"][-1] == year
    sums = await kota.do(
        "editProgram", {"id": NETWORK, "program": {}}, "node { budget budgetByStage { stage rupiah } }"
    )
    assert sums["node"]["budgetByStage"] == [{"stage": None, "rupiah": 1_000_000}, {"stage": "CHANGED", "rupiah": 7}]
    assert sums["node"]["budget"] == 1_000_007
    said = {"year": 2026, "budget": 6, "stages": [{"stage": "ORIGINAL", "budget": None}], "quarters": quarters[:1]}
    edited = await kota.do("editProgram", {"id": NETWORK, "program": {"years": [said]}}, shows)
    assert edited["node"]["years"][-1] == year | {
        "budget": {"amount": 6},
        "stages": [{"stage": "CHANGED", "budget": {"amount": 6}}],
    }
    gone = {"year": 2026, "budget": None, "spent": None, "quarters": [{"quarter": n, "spent": None} for n in (1, 2)]}
    edited = await kota.do("editProgram", {"id": NETWORK, "program": {"years": [gone]}}, "node { years { year } }")
    assert edited["node"]["years"] == [{"year": 2025}]


async def test_an_indicator_s_year_is_edited_by_quarter(kota: City) -> None:
    quarters = [{"quarter": 3, "realised": {"text": "WTP"}}]
    shows = "node { years { year quarters { quarter realised { text low } } } }"
    said = {"years": [{"year": 2030, "quarters": quarters}]}
    edited = await kota.do("editIndicator", {"id": "indicator/spbe", "indicator": said}, shows)
    assert edited["node"]["years"][-1] == {
        "year": 2030,
        "quarters": [{"quarter": 3, "realised": {"text": "WTP", "low": None}}],
    }


async def test_an_edit_that_says_nothing_new_makes_no_revision(kota: City) -> None:
    payload = await kota.do("editOpd", {"id": "opd/dkk", "opd": {"shortName": "DKK"}}, "changes { totalCount }")
    assert (payload["errors"], payload["revision"], payload["changes"]["totalCount"]) == ([], 1, 0)


async def test_what_has_parts_is_removed_with_them_or_not_at_all(kota: City) -> None:
    refused = await _problem(kota, "removeProgram", {"id": ABOVE})
    assert (refused["code"], refused["path"]) == ("HAS_PARTS", ["input", "id"])
    leads = await _problem(kota, "removeOpd", {"id": "opd/dkk"})
    assert leads["code"] == "HAS_PARTS"
    await kota.do("removeProgram", {"id": ABOVE, "withParts": True})
    plan = await kota.store.snapshot(INFO.slug)
    assert not {ABOVE, NETWORK, "indicator/spbe"} & plan.nodes.keys()
    assert "program/diskominfo/2.16.03.2.02.0007" in plan.nodes
    await kota.do("removeOpd", {"id": "opd/dkk", "withParts": True})
    assert "program/dkk/1.02.02.2.03.0002" in (await kota.store.snapshot(INFO.slug)).nodes


WRONG: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("addOpd", {"opd": {"name": " ", "shortName": "X"}}, "REQUIRED", ["opd", "name"]),
    ("addOpd", {"opd": {"name": "X", "shortName": "X", "mandates": ["99.9"]}}, "OUT_OF_RANGE",
     ["opd", "mandates", "0"]),
    ("addMasterplan", {"masterplan": {"name": "X", "startYear": 2029, "endYear": 2025}}, "OUT_OF_RANGE",
     ["masterplan", "endYear"]),
    ("addMasterplan", {"masterplan": {"name": "X", "startYear": 29}}, "OUT_OF_RANGE", ["masterplan", "startYear"]),
    ("addMasterplan", {"masterplan": {"name": "X", "books": [{"name": "B", "sha256": "zz"}]}}, "OUT_OF_RANGE",
     ["masterplan", "books", "0", "sha256"]),
    ("addMasterplan", {"masterplan": {"name": "X", "books": [{"name": "B", "size": -1}]}}, "OUT_OF_RANGE",
     ["masterplan", "books", "0", "size"]),
    ("addMasterplanProgram", {"masterplanProgram": {"name": "X", "funds": [{"year": 1, "fund": "APBD"}]}},
     "OUT_OF_RANGE", ["masterplanProgram", "funds", "0", "year"]),
    ("addMasterplanProgram", {"masterplanProgram": {"name": "X", "carriers": ["opd/dkk"]}}, "WRONG_KIND",
     ["masterplanProgram", "carriers"]),
    ("addOpd", {"opd": {"id": "partner/x", "name": "X", "shortName": "X"}}, "OUT_OF_RANGE", ["opd", "id"]),
    ("addPartner", {"partner": {"name": "!!!", "kind": "MEDIA"}}, "REQUIRED", ["partner", "id"]),
    ("addOpd", {"opd": {"name": "x" * 10_001, "shortName": "X"}}, "OUT_OF_RANGE", ["opd", "name"]),
    ("editOpd", {"id": "opd/dkk", "opd": {"name": None}}, "REQUIRED", ["opd", "name"]),
    ("editProgram", {"id": NETWORK, "program": {"code": "2.16.03"}}, "OUT_OF_RANGE", ["program", "code"]),
    ("editProgram", {"id": NETWORK, "program": {"opd": ABOVE}}, "WRONG_KIND", ["program", "opd"]),
    ("editProgram", {"id": NETWORK, "program": {"years": [{"year": 12, "budget": 1}]}}, "OUT_OF_RANGE",
     ["program", "years", "0", "year"]),
    ("editProgram", {"id": NETWORK, "program": {"years": [{"year": 2026, "budget": 1, "quarter": 5}]}}, "OUT_OF_RANGE",
     ["program", "years", "0", "quarter"]),
    ("editProgram", {"id": NETWORK, "program": {"years": [{"year": 2026, "quarters": [{"quarter": 0, "spent": 1}]}]}},
     "OUT_OF_RANGE", ["program", "years", "0", "quarters", "0", "quarter"]),
    ("editProgram", {"id": ABOVE, "program": {"parent": NETWORK}}, "CIRCLE", ["program", "parent"]),
    ("editIndicator", {"id": "indicator/spbe", "indicator": {"baseline": {"text": "a", "low": 3, "high": 2}}},
     "OUT_OF_RANGE", ["indicator", "baseline", "high"]),
    ("addTheme", {"theme": {"name": "T", "roles": [{"field": "0.0", "role": "LEAD"}]}}, "OUT_OF_RANGE",
     ["theme", "roles", "0", "field"]),
    ("addLink", {"link": {"kind": "LEADS", "originNode": "opd/dkk", "targetNode": "opd/dinsos"}}, "WRONG_KIND",
     ["link"]),
    ("addLink", {"link": {"kind": "USES", "originNode": "opd/dkk", "targetNode": "opd/dkk"}}, "SELF_REFERENCE",
     ["link"]),
    ("addLink", {"link": {"kind": "DEPENDS_ON", "originNode": NETWORK, "targetNode": ABOVE}}, "WRONG_KIND", ["link"]),
    ("addLink", {"link": {"kind": "LEADS", "originNode": "opd/diskominfo", "targetNode": NETWORK}}, "DUPLICATE",
     ["link"]),
    ("addLink", {"link": {"kind": "SUPPORTS", "originNode": "opd/dkk", "targetNode": NETWORK, "confidence": 2}},
     "OUT_OF_RANGE", ["link"]),
    ("addLink", {"link": {"kind": "SUPPORTS", "originNode": "opd/dkk", "targetNode": NETWORK, "lagMonths": -1}},
     "OUT_OF_RANGE", ["link", "lagMonths"]),
    ("removeLink", {"id": MEMBER}, "WRONG_KIND", ["id"]),
    ("undoRevision", {"revision": 1, "idempotencyKey": "k" * 201}, "OUT_OF_RANGE", ["idempotencyKey"]),
]  # fmt: skip


@pytest.mark.parametrize(("mutation", "input_", "code", "path"), WRONG)
async def test_a_value_that_cannot_be_used_is_named_with_its_place(
    kota: City, mutation: str, input_: dict[str, Any], code: str, path: list[str]
) -> None:
    problem = await _problem(kota, mutation, input_, actor=ADMINISTRATOR)
    assert (problem["__typename"], problem["code"], problem["path"]) == ("ValidationProblem", code, ["input", *path])


@pytest.mark.parametrize(
    ("mutation", "input_", "path"),
    [
        ("removeOpd", {"plan": "hilang", "id": "opd/dkk"}, ["plan"]),
        ("removeOpd", {"id": "opd/hilang"}, ["id"]),
        ("editOpd", {"id": "opd/hilang", "opd": {}}, ["id"]),
        ("addProgram", {"program": {"level": "PROGRAM", "name": "X", "opd": "opd/hilang"}}, ["program", "opd"]),
        ("addLink", {"link": {"kind": "LEADS", "originNode": "opd/x", "targetNode": NETWORK}}, ["link", "originNode"]),
        ("rejectLink", {"id": "leads:x>y"}, ["id"]),
        ("removeLink", {"id": "leads:x>y"}, ["id"]),
        ("removeOpd", {"scenario": "hilang", "id": "opd/dkk"}, ["scenario"]),
        ("publishScenario", {"name": "hilang"}, ["name"]),
        ("undoRevision", {"revision": 9}, ["revision"]),
        ("decideInitiative", {"fingerprint": "0", "standing": "ACCEPTED"}, ["fingerprint"]),
        ("commentOnInitiative", {"fingerprint": "0", "text": "a"}, ["fingerprint"]),
        ("suppressFinding", {"fingerprint": "0", "reason": "a", "expires": "2026-12-31"}, ["fingerprint"]),
        ("liftSuppression", {"fingerprint": "0"}, ["fingerprint"]),
        ("suppressRule", {"rule": "XX99", "reason": "a"}, ["rule"]),
        ("liftRuleSuppression", {"rule": "XX99"}, ["rule"]),
        ("liftRuleSuppression", {"rule": "AL02"}, ["rule"]),
    ],
)
async def test_what_is_not_there_is_named(kota: City, mutation: str, input_: dict[str, Any], path: list[str]) -> None:
    problem = await _problem(kota, mutation, input_)
    assert (problem["__typename"], problem["path"]) == ("NotFound", ["input", *path])


async def test_an_expected_revision_that_is_past_is_a_conflict_with_the_changes_between(kota: City) -> None:
    await kota.do("addOpd", {"opd": {"name": "Dinas A", "shortName": "A"}}, actor=COLLEAGUE)
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Kesehatan"}}, actor=COLLEAGUE)
    wanted = {"id": "opd/dkk", "opd": {"name": "Dinas K"}, "expectedRevision": 1, "clientMutationId": "m-1"}
    conflict = await _problem(kota, "editOpd", wanted)
    assert (conflict["__typename"], conflict["expected"], conflict["actual"]) == ("RevisionConflict", 1, 3)
    assert conflict["changes"]["nodes"] == [
        {"action": "ADDED", "localId": "opd/a", "label": "A"},
        {"action": "EDITED", "localId": "opd/dkk", "label": "DKK"},
    ]
    done = await kota.do("editOpd", wanted | {"expectedRevision": 3})
    assert (done["errors"], done["revision"], done["clientMutationId"]) == ([], 4, "m-1")


async def test_an_expected_revision_counts_for_what_is_said_beside_the_plan_too(kota: City) -> None:
    [initiative] = (await _initiatives(kota))[:1]
    await kota.do("addOpd", {"opd": {"name": "Dinas A", "shortName": "A"}})
    said = {"fingerprint": initiative, "standing": "ACCEPTED", "expectedRevision": 1}
    assert (await _problem(kota, "decideInitiative", said))["__typename"] == "RevisionConflict"
    assert await kota.store.decisions(INFO.slug) == ()


async def test_without_an_expected_revision_people_who_write_at_once_all_succeed(kota: City) -> None:
    added = [kota.do("addOpd", {"opd": {"name": f"Dinas {n}", "shortName": f"D{n}"}}, "node { id }") for n in range(4)]
    payloads = await asyncio.gather(*added)
    assert [each["errors"] for each in payloads] == [[]] * 4
    assert {each["revision"] for each in payloads} == {2, 3, 4, 5}


async def test_the_same_request_under_one_key_is_done_once_and_answered_alike(kota: City) -> None:
    request = {"opd": {"name": "Dinas A", "shortName": "A"}, "idempotencyKey": "k-1"}
    shows = "node { id name } changes { nodes { action localId } }"
    first = await kota.do("addOpd", request, shows)
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Kesehatan"}})
    again = await asyncio.gather(*(kota.do("addOpd", request, shows) for _ in range(5)))
    assert again == [first] * 5  # others wrote since: what was answered is of that revision
    assert await kota.revision() == 3
    other = await _problem(kota, "addOpd", {"opd": {"name": "Dinas B", "shortName": "B"}, "idempotencyKey": "k-1"})
    assert (other["code"], other["path"]) == ("KEY_REUSED", ["input", "idempotencyKey"])
    stranger = await _problem(kota, "addOpd", request, actor=COLLEAGUE)
    assert stranger["code"] == "KEY_REUSED"


async def test_the_same_request_sent_ten_times_at_once_is_done_once(kota: City) -> None:
    request = {"opd": {"name": "Dinas A", "shortName": "A"}, "idempotencyKey": "k-1"}
    payloads = await asyncio.gather(*(kota.do("addOpd", request, "node { id }") for _ in range(10)))
    assert payloads == [payloads[0]] * 10
    assert (payloads[0]["errors"], await kota.revision()) == ([], 2)


async def test_every_other_deed_is_done_once_per_key_as_well(kota: City) -> None:
    [initiative] = (await _initiatives(kota))[:1]
    [finding] = (await _findings(kota))[:1]
    await kota.do("addOpd", {"opd": {"name": "Dinas A", "shortName": "A"}})
    deeds: list[tuple[str, dict[str, Any], str]] = [
        ("decideInitiative", {"fingerprint": initiative, "standing": "ACCEPTED"}, "decision { standing madeAt }"),
        ("commentOnInitiative", {"fingerprint": initiative, "text": "Baik"}, "comment { number text madeAt }"),
        ("suppressFinding", {"fingerprint": finding, "reason": "a", "expires": "2026-12-31"}, "suppression { madeAt }"),
        ("liftSuppression", {"fingerprint": finding}, "suppression { fingerprint }"),
        ("suppressRule", {"rule": "AL02", "reason": "a", "expires": "2026-12-31"}, "rule { code }"),
        ("liftRuleSuppression", {"rule": "AL02"}, "rule { code }"),
        ("createScenario", {"name": "A"}, "scenario { name changedAt }"),
        ("addOpd", {"scenario": "A", "opd": {"name": "B", "shortName": "B"}}, "node { id } scenario { changeCount }"),
        ("renameScenario", {"name": "A", "to": "B"}, "scenario { name changedAt }"),
        ("undoRevision", {}, "changes { nodes { localId } }"),
        ("rebaseScenario", {"name": "B"}, "scenario { baseRevision changedAt }"),
        ("publishScenario", {"name": "B"}, "changes { nodes { localId } }"),
    ]
    for number, (mutation, input_, shows) in enumerate(deeds):
        keyed = input_ | {"idempotencyKey": f"k-{number}"}
        first = await kota.do(mutation, keyed, shows)
        assert first["errors"] == [], mutation
        stamp = (await kota.store.plan(INFO.slug)).stamp
        assert await kota.do(mutation, keyed, shows) == first, mutation
        assert (await kota.store.plan(INFO.slug)).stamp == stamp
    assert len(await kota.store.comments.of(INFO.slug, [initiative])) == 1


async def test_a_comment_replies_to_another_one_on_the_same_initiative(kota: City) -> None:
    one, other = (await _initiatives(kota))[:2]
    shows = "comment { number replyTo { number author text } }"
    first = (await kota.do("commentOnInitiative", {"fingerprint": one, "text": "Kapan?"}, shows))["comment"]
    assert first["replyTo"] is None
    answer = {"fingerprint": one, "text": "Maret.", "replyTo": first["number"], "idempotencyKey": "k"}
    reply = await kota.do("commentOnInitiative", answer, shows)
    assert reply["errors"] == []
    assert reply["comment"]["replyTo"] == {"number": first["number"], "author": "ani", "text": "Kapan?"}
    assert await kota.do("commentOnInitiative", answer, shows) == reply
    for astray in ({"fingerprint": other}, {"replyTo": 99}):
        problem = await _problem(kota, "commentOnInitiative", answer | astray | {"idempotencyKey": None})
        assert (problem["__typename"], problem["path"]) == ("NotFound", ["input", "replyTo"])
    assert len(await kota.store.comments.all(INFO.slug)) == 2


async def test_a_rejected_link_of_knowledge_is_not_followed_and_does_not_come_back(kota: City) -> None:
    themes = "query($id: ID!) { node(id: $id) { ... on Program { themes { name } } } }"
    id_ = await _id(kota, NETWORK)
    before = {each["name"] for each in (await kota.ask(themes, id=id_))["node"]["themes"]}
    rejected = await kota.do(
        "rejectLink",
        {"id": MEMBER, "reason": "Bukan SPBE"},
        "link { standing origin entry } changes { nodes { localId } }",
    )
    assert rejected["errors"] == []
    assert rejected["link"] == {"standing": "REJECTED", "origin": "DERIVED", "entry": "spbe/domain-jaringan"}
    assert rejected["changes"]["nodes"] == [{"localId": MEMBER}]
    await kota.do("addOpd", {"opd": {"name": "Dinas A", "shortName": "A"}})
    after = {each["name"] for each in (await kota.ask(themes, id=id_))["node"]["themes"]}
    assert before - after == {"Sistem pemerintahan berbasis elektronik"}
    history = await kota.store.history(INFO.slug)
    assert (history[1].author, history[1].reason) == ("ani", "Bukan SPBE")


async def test_judging_one_link_does_not_freeze_what_knowledge_says_of_its_theme(kota: City) -> None:
    theme = 'query { plan(slug: "kota") { themes(first: 100) { nodes { name source roles { field } } } } }'
    before = await kota.ask(theme)
    await kota.do("rejectLink", {"id": MEMBER})
    assert await kota.ask(theme) == before
    await kota.do("undoRevision", {})
    assert not any(id_.startswith("theme/") for id_ in (await kota.store.snapshot(INFO.slug)).nodes)
    await kota.do("rejectLink", {"id": MEMBER})
    await kota.do("removeLink", {"id": MEMBER})
    assert not any(id_.startswith("theme/") for id_ in (await kota.store.snapshot(INFO.slug)).nodes)
    assert await kota.ask(theme) == before


async def test_a_theme_of_knowledge_that_is_edited_becomes_the_plans_own(kota: City) -> None:
    await kota.do("rejectLink", {"id": MEMBER})
    edited = await kota.do("editTheme", {"id": "theme/spbe", "theme": {"team": "Tim Kita"}},
                           "node { name team source roles { field } }")  # fmt: skip
    assert edited["errors"] == []
    assert (edited["node"]["team"], edited["node"]["source"]) == ("Tim Kita", "ani")
    assert edited["node"]["roles"]


async def test_a_link_is_confirmed_and_a_derived_one_edited_becomes_declared(kota: City) -> None:
    confirmed = await kota.do("confirmLink", {"id": NEEDED}, "link { standing origin confidence }")
    assert confirmed["link"] == {"standing": "CONFIRMED", "origin": "DERIVED", "confidence": 0.9}
    edit = {"confidence": 0.5, "lagMonths": 3, "reason": None}
    edited = await kota.do(
        "editLink", {"id": NEEDED, "link": edit}, "link { origin confidence lagMonths reason entry }"
    )
    assert edited["link"] == {"origin": "DECLARED", "confidence": 0.5, "lagMonths": 3, "reason": "", "entry": ""}


async def test_a_link_is_added_and_removed(kota: City) -> None:
    link = {"kind": "DEPENDS_ON", "originNode": await _id(kota, NETWORK), "targetNode": ABOVE, "dependencyKind": "LAND"}
    added = await kota.do("addLink", {"link": link}, "link { id source weight originNode { label } }")
    assert added["errors"] == []
    assert (added["link"]["source"], added["link"]["weight"]) == ("ani", 1.0)
    removed = await kota.do(
        "removeLink", {"id": added["link"]["id"]}, "link { id } deletedId changes { nodes { localId linkKind } }"
    )
    assert (removed["errors"], removed["link"], removed["deletedId"]) == ([], None, added["link"]["id"])
    own = within(added["link"]["id"], "kota")
    assert removed["changes"]["nodes"] == [{"localId": own, "linkKind": "DEPENDS_ON"}]


async def test_a_list_of_changes_is_applied_whole_and_later_ones_name_what_earlier_ones_add(kota: City) -> None:
    changes = [
        {"putNode": {"opd": {"name": "Dinas A", "shortName": "A"}}},
        {"putNode": {"program": {"level": "PROGRAM", "name": "Taman", "opd": "opd/a"}}},
        {"putLink": {"kind": "SUPPORTS", "originNode": "opd/dkk", "targetNode": "program/a/~taman"}},
        {"putNode": {"opd": {"name": "Dinas Sosial Baru", "shortName": "DINSOS", "id": "opd/dinsos"}}},
        {"removeLink": "measures:indicator/spbe>program/diskominfo/2.16.03"},
        {"removeNode": "indicator/spbe"},
    ]
    shows = "changes { totalCount nodes { action localId fields { name before after } } }"
    done = await kota.do("applyChanges", {"changes": changes, "reason": "rapat"}, shows)
    assert (done["errors"], done["revision"]) == ([], 2)
    assert [(each["action"], each["localId"]) for each in done["changes"]["nodes"]] == [
        ("REMOVED", "indicator/spbe"),
        ("ADDED", "opd/a"),
        ("EDITED", "opd/dinsos"),
        ("ADDED", "program/a/~taman"),
        ("ADDED", "leads:opd/a>program/a/~taman"),
        ("REMOVED", "measures:indicator/spbe>program/diskominfo/2.16.03"),
        ("ADDED", "supports:opd/dkk>program/a/~taman"),
    ]
    edited = next(each for each in done["changes"]["nodes"] if each["localId"] == "opd/dinsos")
    assert {"name": "name", "before": "Dinas Sosial", "after": "Dinas Sosial Baru"} in edited["fields"]


async def test_a_list_with_one_wrong_change_does_nothing_and_says_which_one(kota: City) -> None:
    changes = [
        {"putNode": {"opd": {"name": "Dinas A", "shortName": "A"}}},
        {"putLink": {"kind": "LEADS", "originNode": "opd/a", "targetNode": "opd/dkk"}},
    ]
    problem = await _problem(kota, "applyChanges", {"changes": changes})
    assert (problem["code"], problem["path"]) == ("WRONG_KIND", ["input", "changes", "1", "putLink"])


async def test_a_change_must_be_exactly_one_thing(kota: City) -> None:
    query = "mutation($i: ApplyChangesInput!) { applyChanges(input: $i) { revision } }"
    change = {"removeNode": "opd/dkk", "removeLink": "x"}
    answer = await kota.answer(query, PLANNER, i={"plan": INFO.slug, "changes": [change]})
    assert answer.errors
    assert await kota.revision() == 1


async def test_the_latest_revision_is_undone_and_the_undoing_can_be_undone(kota: City) -> None:
    before = (await kota.store.snapshot(INFO.slug)).contents
    await kota.do("removeProgram", {"id": ABOVE, "withParts": True})
    after = (await kota.store.snapshot(INFO.slug)).contents
    undone = await kota.do("undoRevision", {}, "changes { totalCount }")
    assert (undone["errors"], undone["revision"]) == ([], 3)
    assert (await kota.store.snapshot(INFO.slug)).contents == before
    await kota.do("undoRevision", {"reason": "jadi dihapus"})
    assert (await kota.store.snapshot(INFO.slug)).contents == after
    assert [each.reason for each in await kota.store.history(INFO.slug)][2:] == [
        "Membatalkan revisi 2.",
        "jadi dihapus",
    ]


async def test_an_earlier_revision_is_undone_and_what_later_ones_changed_stays(kota: City) -> None:
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Satu"}})
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"aliases": ["Dua"]}})
    await kota.do("undoRevision", {"revision": 2})
    node = (await kota.store.snapshot(INFO.slug)).nodes["opd/dkk"]
    assert (node.name, node.aliases) == ("Dinas Kesehatan", ("Dua",))
    again = await _problem(kota, "undoRevision", {"revision": 2})
    assert (again["code"], again["path"]) == ("EMPTY", ["input", "revision"])


async def test_an_earlier_revision_is_not_undone_where_a_later_one_changed_the_same(kota: City) -> None:
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Satu"}})
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Dua"}})
    clash = await _problem(kota, "undoRevision", {"revision": 2})
    assert clash["code"] == "CLASH"
    assert "opd/dkk (name)" in clash["message"]


async def test_planners_undo_what_they_did_and_administrators_what_anyone_did(kota: City) -> None:
    await kota.do("editOpd", {"id": "opd/dkk", "opd": {"name": "Satu"}})
    refused = await _problem(kota, "undoRevision", {}, actor=COLLEAGUE)
    assert (refused["__typename"], refused["role"]) == ("Forbidden", "ADMINISTRATOR")
    done = await kota.do("undoRevision", {}, actor=ADMINISTRATOR)
    assert (done["errors"], done["revision"]) == ([], 3)


async def test_characters_that_no_database_keeps_are_left_out(kota: City) -> None:
    added = await kota.do("addOpd", {"opd": {"name": "Dinas\0 \ud800A", "shortName": "A"}, "idempotencyKey": "k"},
                          "node { name }")  # fmt: skip
    assert (added["errors"], added["node"]["name"]) == ([], "Dinas ?A")


async def _id(kota: City, local: str) -> str:
    """The id by which the API knows a program."""
    code = local.rpartition("/")[2]
    query = 'query($code: Code!) { program(plan: "kota", code: $code) { id } }'
    return str((await kota.ask(query, code=code))["program"]["id"])


async def _initiatives(kota: City) -> list[str]:
    data = await kota.ask('{ plan(slug: "kota") { initiatives { nodes { fingerprint } } } }')
    return [each["fingerprint"] for each in data["plan"]["initiatives"]["nodes"]]


async def _findings(kota: City) -> list[str]:
    data = await kota.ask('{ plan(slug: "kota") { findings { nodes { fingerprint } } } }')
    return [each["fingerprint"] for each in data["plan"]["findings"]["nodes"]]
