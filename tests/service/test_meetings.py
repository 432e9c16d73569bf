"""Meetings and what follows from them: called, held, closed, followed up; who may what; on both databases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from acts import Actor, Role
from graph.record import StoredSuppression
from schema import Context, Evaluations
from tests.schema.city import COLLEAGUE, INFO, OTHER, PLANNER, City, city
from tests.schema.test_subscription import Listener

DINSOS = Actor(name="dewi", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dinsos"}))
DKK = Actor(name="eka", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dkk"}))
AWAY = Actor(name="fani", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/bkpsdm"}))
ELSEWHERE = Actor(name="gani", roles={OTHER.region_code: Role.AGENCY}, opds=frozenset({"opd/dinsos"}))
WHOLE = """meeting { number version isReadable minutesNumber signedBy closedBy revision
    invited { nodes { name node { label } } } present { nodes { name persons } } presenting { number }
    agenda { nodes { number kind title isVoted notes { nodes { text author opd { shortName } } }
        votes { nodes { choice counts opd { shortName } } } decision { number standing reason until title revision
            meetingNumber lead { shortName } opds { shortName } output due author } } }
    tasks { nodes { number title opd { shortName } due standing } } addenda { nodes { text author } } }"""
MEETING = """query($number: Int!) { plan(slug: "kota") { meeting(number: $number) { %s } } }"""


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


async def _done(
    kota: City, mutation: str, input_: dict[str, Any], shows: str = WHOLE, actor: Actor = PLANNER
) -> dict[str, Any]:
    """What a mutation that must be done gives: the meeting, the task or whatever is shown."""
    payload = await kota.do(mutation, input_, shows, actor)
    assert payload["errors"] == [], payload["errors"]
    return next(value for name, value in payload.items() if name not in {"errors", "revision", "clientMutationId"})


async def _refused(kota: City, mutation: str, input_: dict[str, Any], actor: Actor = PLANNER) -> dict[str, Any]:
    """The one problem of a mutation that must change nothing."""
    before = await kota.store.plan(INFO.slug)
    payload = await kota.do(mutation, input_, actor=actor)
    assert await kota.store.plan(INFO.slug) == before
    [problem] = payload["errors"]
    found: dict[str, Any] = problem
    assert found["message"]
    return found


async def _called(kota: City, **more: Any) -> int:
    """Call a meeting of two agencies."""
    given = {"title": "FGD stunting", "heldOn": "2026-03-02", "body": "FGD", "invited": ["DINSOS", "opd/dkk"]} | more
    return int((await _done(kota, "createMeeting", given))["number"])


async def _initiative(kota: City) -> str:
    data = await kota.ask('{ plan(slug: "kota") { initiatives(first: 1) { nodes { fingerprint } } } }')
    return str(data["plan"]["initiatives"]["nodes"][0]["fingerprint"])


async def test_a_meeting_is_called_held_and_closed_with_its_minutes(kota: City) -> None:
    number = await _called(kota, place="Ruang rapat")
    matter = await _initiative(kota)
    at = {"meeting": number}
    await _done(kota, "addToAgenda", at | {"kind": "INITIATIVE", "reference": matter, "isVoted": True, "minutes": 20})
    await _done(kota, "addToAgenda", at | {"kind": "TOPIC", "title": "Lain-lain", "presenter": "DISKOMINFO"})
    await _done(kota, "addToAgenda", at | {"kind": "NODE", "reference": "program/diskominfo/2.16.03"})
    swapped = await _done(kota, "reorderAgenda", at | {"items": [2, 1, 3]})
    assert [each["number"] for each in swapped["agenda"]["nodes"]] == [2, 1, 3]
    await _done(kota, "removeFromAgenda", at | {"item": 3})
    await _done(kota, "attendMeeting", at | {"party": "DINSOS"})
    await _done(kota, "attendMeeting", at | {"party": "dkk"})
    shown = await _done(kota, "presentItem", at | {"item": 1})
    assert shown["presenting"] == {"number": 1}
    await _done(kota, "noteItem", at | {"item": 1, "text": "Data sudah ada."}, actor=DINSOS)
    await _done(kota, "voteOnItem", at | {"item": 1, "opd": "DINSOS", "choice": "AGAINST"}, actor=DINSOS)
    await _done(kota, "voteOnItem", at | {"item": 1, "opd": "DKK", "choice": "FOR"}, actor=DKK)
    await _done(kota, "voteOnItem", at | {"item": 1, "opd": "DINSOS", "choice": "FOR"}, actor=PLANNER)
    agreed = {"standing": "ACCEPTED", "lead": "DKK", "opds": ["DINSOS"], "output": "Data bersama", "due": "2026-06-30"}
    await _done(kota, "decideItem", at | {"item": 1} | agreed)
    deferred = {"standing": "DEFERRED", "reason": "Menunggu anggaran", "until": "2026-04-01"}
    await _done(kota, "decideItem", at | {"item": 2} | deferred)
    task = {"title": "Menyerahkan data", "opd": "DINSOS", "due": "2026-05-01", "item": 1}
    assigned = await _done(kota, "assignTask", at | task, "task { number standing opd { shortName } meetingNumber }")
    assert assigned == {"number": 1, "standing": "OPEN", "opd": {"shortName": "DINSOS"}, "meetingNumber": number}
    closed = await _done(kota, "closeMeeting", at | {"minutesNumber": "000.7/1/2026", "signedBy": ["opd/dkk"]})
    [other, first] = closed["agenda"]["nodes"]
    assert other["decision"]["until"] == "2026-04-01"
    assert first["notes"]["nodes"] == [{"text": "Data sudah ada.", "author": "dewi", "opd": {"shortName": "DINSOS"}}]
    assert [(each["opd"]["shortName"], each["choice"], each["counts"]) for each in first["votes"]["nodes"]] == [
        ("DINSOS", "AGAINST", False),
        ("DKK", "FOR", True),
        ("DINSOS", "FOR", True),
    ]
    assert first["decision"] | {"number": 0} == {
        "number": 0, "standing": "ACCEPTED", "reason": "", "until": None, "title": first["title"], "revision": 1,
        "meetingNumber": number, "lead": {"shortName": "DKK"}, "opds": [{"shortName": "DINSOS"}],
        "output": "Data bersama", "due": "2026-06-30", "author": "ani",
    }  # fmt: skip
    assert (closed["minutesNumber"], closed["signedBy"], closed["closedBy"]) == (
        "000.7/1/2026",
        ["Dinas Kesehatan"],
        "ani",
    )
    assert [each["title"] for each in closed["tasks"]["nodes"]] == ["Menyerahkan data"]


async def test_a_closed_meeting_takes_addenda_and_nothing_else(kota: City) -> None:
    number = await _called(kota)
    at = {"meeting": number}
    await _done(kota, "addToAgenda", at | {"kind": "TOPIC", "title": "Satu", "isVoted": True})
    early = await _refused(kota, "addAddendum", at | {"text": "Belum"})
    assert (early["code"], early["path"]) == ("WRONG_KIND", ["input", "meeting"])
    await _done(kota, "closeMeeting", at | {"minutesNumber": "1"})
    deeds: list[tuple[str, dict[str, Any]]] = [
        ("addToAgenda", {"kind": "TOPIC", "title": "Dua"}),
        ("removeFromAgenda", {"item": 1}),
        ("reorderAgenda", {"items": [1]}),
        ("inviteToMeeting", {"invited": ["DISKOMINFO"]}),
        ("attendMeeting", {"party": "DKK"}),
        ("presentItem", {"item": 1}),
        ("noteItem", {"item": 1, "text": "x"}),
        ("voteOnItem", {"item": 1, "opd": "DKK", "choice": "FOR"}),
        ("decideItem", {"item": 1, "standing": "ACCEPTED"}),
        ("withdrawItemDecision", {"item": 1, "seenDecision": 1, "reason": "x"}),
        ("closeMeeting", {"minutesNumber": "2"}),
    ]
    for deed, more in deeds:
        problem = await _refused(kota, deed, at | more)
        assert (problem["__typename"], problem["code"]) == ("ValidationProblem", "CLOSED"), deed
    amended = await _done(kota, "addAddendum", at | {"text": "Hadir juga Dinas X."})
    assert amended["addenda"]["nodes"] == [{"text": "Hadir juga Dinas X.", "author": "ani"}]
    assert amended["minutesNumber"] == "1"


WRONG: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("createMeeting", {"title": " ", "heldOn": "2026-03-02", "body": "FGD"}, "REQUIRED", ["title"]),
    ("createMeeting", {"title": "x", "heldOn": "2026-03-02", "body": "FGD", "invited": ["opd/x"]},
     "", ["invited", "0"]),
    ("createMeeting", {"title": "x", "heldOn": "2026-03-02", "body": "FGD", "invited": ["objective/layanan"]},
     "WRONG_KIND", ["invited", "0"]),
    ("addToAgenda", {"meeting": 1, "kind": "TOPIC"}, "REQUIRED", ["title"]),
    ("addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "x", "minutes": 0}, "OUT_OF_RANGE", ["minutes"]),
    ("addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "x", "presenter": "Z"}, "", ["presenter"]),
    *[("addToAgenda", {"meeting": 1, "kind": kind, "reference": "tidak-ada"}, "", ["reference"])
      for kind in ("INITIATIVE", "ACTION", "FINDING", "NODE", "LINK", "SCENARIO", "EVALUATION")],
    *[("addToAgenda", {"meeting": 1, "kind": kind}, "REQUIRED", ["reference"])
      for kind in ("INITIATIVE", "ACTION", "FINDING", "NODE", "LINK", "SCENARIO", "EVALUATION")],
    ("addToAgenda", {"meeting": 2, "kind": "TOPIC", "title": "x"}, "", ["meeting"]),
    ("presentItem", {"meeting": 1, "item": 9}, "", ["item"]),
    ("removeFromAgenda", {"meeting": 1, "item": 9}, "", ["item"]),
    ("reorderAgenda", {"meeting": 1, "items": [1, 1]}, "CLASH", ["items"]),
    ("attendMeeting", {"meeting": 1, "party": "DKK", "persons": ["Ani"]}, "WRONG_KIND", ["persons"]),
    ("noteItem", {"meeting": 1, "item": 1, "text": ""}, "REQUIRED", ["text"]),
    ("noteItem", {"meeting": 1, "item": 9, "text": "x"}, "", ["item"]),
    ("voteOnItem", {"meeting": 1, "item": 1, "opd": "DKK", "choice": "FOR"}, "WRONG_KIND", ["item"]),
    ("voteOnItem", {"meeting": 1, "item": 1, "opd": "BKPSDM", "choice": "FOR"}, "NOT_FOUND", ["opd"]),
    ("decideItem", {"meeting": 1, "item": 1, "standing": "REJECTED"}, "REQUIRED", ["reason"]),
    ("decideItem", {"meeting": 1, "item": 1, "standing": "ACCEPTED", "until": "2027-01-01"}, "WRONG_KIND", ["until"]),
    ("decideItem", {"meeting": 1, "item": 1, "standing": "DEFERRED", "reason": "x", "until": "2026-03-01"},
     "OUT_OF_RANGE", ["until"]),
    ("decideItem", {"meeting": 1, "item": 1, "standing": "ACCEPTED", "opds": ["DKK", "Z"]}, "", ["opds", "1"]),
    ("decideItem", {"meeting": 1, "item": 9, "standing": "ACCEPTED"}, "", ["item"]),
    ("closeMeeting", {"meeting": 1, "minutesNumber": " "}, "REQUIRED", ["minutesNumber"]),
    ("closeMeeting", {"meeting": 1, "minutesNumber": "1", "signedBy": ["opd/dkk"]}, "NOT_FOUND", ["signedBy", "0"]),
    ("assignTask", {"title": "", "opd": "DKK"}, "REQUIRED", ["title"]),
    ("assignTask", {"title": "x", "opd": "Z"}, "", ["opd"]),
    ("assignTask", {"title": "x", "opd": "DKK", "meeting": 9}, "", ["meeting"]),
    ("assignTask", {"title": "x", "opd": "DKK", "meeting": 1, "item": 9}, "", ["item"]),
    ("assignTask", {"title": "x", "opd": "DKK", "item": 1}, "REQUIRED", ["meeting"]),
    ("reportTask", {"task": 9, "standing": "OPEN"}, "", ["task"]),
    ("reportTask", {"task": 1, "standing": "DONE"}, "REQUIRED", ["evidence"]),
    ("reportTask", {"task": 1, "standing": "DROPPED"}, "REQUIRED", ["note"]),
    ("reportTask", {"task": 1, "standing": "OPEN", "quarter": "2026-Q5"}, "OUT_OF_RANGE", ["quarter"]),
]  # fmt: skip


async def test_what_cannot_be_is_refused_with_its_place_and_a_code(kota: City) -> None:
    await _called(kota)
    await _done(kota, "addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "Satu"})
    await _done(kota, "assignTask", {"title": "Tugas", "opd": "DKK"}, "task { number }")
    for mutation, input_, code, path in WRONG:
        problem = await _refused(kota, mutation, input_)
        assert (problem.get("code", ""), problem["path"]) == (code, ["input", *path]), (mutation, input_)


async def test_a_repeated_key_does_it_once_whatever_was_done_since(kota: City) -> None:
    first = await _called(kota, idempotencyKey="a")
    assert await _called(kota, idempotencyKey="a") == first
    at = {"meeting": first}
    await _done(kota, "addToAgenda", at | {"kind": "TOPIC", "title": "Satu", "isVoted": True})
    deeds: list[tuple[str, dict[str, Any], str]] = [
        ("noteItem", {"item": 1, "text": "x"}, WHOLE),
        ("voteOnItem", {"item": 1, "opd": "DKK", "choice": "FOR"}, WHOLE),
        ("decideItem", {"item": 1, "standing": "ACCEPTED"}, WHOLE),
        ("assignTask", {"title": "Tugas", "opd": "DKK"}, "task { number title }"),
        ("closeMeeting", {"minutesNumber": "1"}, WHOLE),
        ("addAddendum", {"text": "x"}, WHOLE),
    ]
    answers = [await _done(kota, deed, at | more | {"idempotencyKey": deed}, shows) for deed, more, shows in deeds]
    again = [await _done(kota, deed, at | more | {"idempotencyKey": deed}, shows) for deed, more, shows in deeds]
    same = [[{k: v for k, v in each.items() if k != "tasks"} for each in found] for found in (answers, again)]
    assert same[0] == same[1]
    reused = await _refused(kota, "noteItem", at | {"item": 1, "text": "y", "idempotencyKey": "noteItem"})
    assert reused["code"] == "KEY_REUSED"
    [meeting] = await kota.store.meetings.all(INFO.slug)
    assert (len(meeting.items[0].notes), len(meeting.items[0].votes), len(meeting.addenda)) == (1, 1, 1)


async def test_who_has_not_seen_how_the_meeting_or_the_decision_stands_is_told_it(kota: City) -> None:
    number = await _called(kota)
    at = {"meeting": number}
    await _done(kota, "addToAgenda", at | {"kind": "INITIATIVE", "reference": await _initiative(kota)})
    shows = "errors { ... on MeetingConflict { meeting { version } } ... on DecisionConflict { decision { number } } }"
    moved = await kota.do("presentItem", at | {"item": 1, "seenVersion": 1}, shows)
    assert moved["errors"][0]["meeting"] == {"version": 2}
    await _done(kota, "presentItem", at | {"item": 1, "seenVersion": 2})
    first = await _done(kota, "decideItem", at | {"item": 1, "standing": "ACCEPTED"})
    seen = first["agenda"]["nodes"][0]["decision"]["number"]
    later = at | {"item": 1, "standing": "REJECTED", "reason": "Tidak perlu"}
    conflict = await kota.do("decideItem", later, shows, COLLEAGUE)
    assert conflict["errors"][0]["decision"] == {"number": seen}
    await _done(kota, "decideItem", later | {"seenDecision": seen}, actor=COLLEAGUE)


async def test_an_initiative_keeps_all_decisions_on_it_and_one_that_was_withdrawn_counts_no_more(kota: City) -> None:
    matter = await _initiative(kota)
    number = await _called(kota)
    await _done(kota, "addToAgenda", {"meeting": number, "kind": "INITIATIVE", "reference": matter})
    await _done(kota, "decideItem", {"meeting": number, "item": 1, "standing": "ACCEPTED"})
    query = """query($id: ID!) { plan(slug: "kota") { initiative(fingerprint: $id) { decision { number standing }
        decisions { nodes { number standing meetingNumber revision withdrawnBy withdrawnReason } } } } }"""

    async def now() -> dict[str, Any]:
        found: dict[str, Any] = (await kota.ask(query, None, id=matter))["plan"]["initiative"]
        return found

    before = await now()
    seen = before["decision"]["number"]
    given = {"fingerprint": matter, "seenDecision": seen, "reason": "Salah dengar"}
    assert (await _refused(kota, "withdrawDecision", given | {"reason": " "}))["code"] == "REQUIRED"
    wrong = await _refused(kota, "withdrawDecision", given | {"seenDecision": seen + 1})
    assert wrong["__typename"] == "DecisionConflict"
    await _done(kota, "withdrawDecision", given, "decision { withdrawnBy }")
    after = await now()
    assert after["decision"] is None
    assert after["decisions"]["nodes"] == [
        {"number": seen, "standing": "ACCEPTED", "meetingNumber": number, "revision": 1,
         "withdrawnBy": "ani", "withdrawnReason": "Salah dengar"}
    ]  # fmt: skip
    await _done(kota, "decideInitiative", {"fingerprint": matter, "standing": "ACCEPTED"}, "decision { number }")
    assert [each["withdrawnBy"] for each in (await now())["decisions"]["nodes"]] == [None, "ani"]


async def test_an_items_decision_is_withdrawn_while_the_meeting_is_open(kota: City) -> None:
    number = await _called(kota)
    at = {"meeting": number, "item": 1}
    await _done(kota, "addToAgenda", {"meeting": number, "kind": "TOPIC", "title": "Satu"})
    decided = await _done(kota, "decideItem", at | {"standing": "ACCEPTED"})
    seen = decided["agenda"]["nodes"][0]["decision"]["number"]
    kept = await _refused(kota, "removeFromAgenda", at)
    assert kept["code"] == "HAS_PARTS"
    taken = await _done(kota, "withdrawItemDecision", at | {"seenDecision": seen, "reason": "Keliru"})
    assert taken["agenda"]["nodes"][0]["decision"] is None
    again = await _refused(kota, "withdrawItemDecision", at | {"seenDecision": seen, "reason": "Keliru"})
    assert again["__typename"] == "DecisionConflict"


async def test_what_was_deferred_comes_back_on_its_day(kota: City) -> None:
    matter = await _initiative(kota)
    given = {"fingerprint": matter, "standing": "DEFERRED", "reason": "Nanti", "until": "2026-03-05"}
    await _done(kota, "decideInitiative", given, "decision { isBack }")
    query = """{ plan(slug: "kota") { decisions(filter: { isBack: true }) { nodes {
        fingerprint decision { isBack until } initiative { fingerprint } } } } }"""
    assert (await kota.ask(query))["plan"]["decisions"]["nodes"] == []
    later = Context(kota.store, Evaluations(kota.store, today=lambda: date(2026, 3, 5)))
    back = City(kota.store, later.evaluations)
    [found] = (await back.ask(query))["plan"]["decisions"]["nodes"]
    assert (found["fingerprint"], found["initiative"], found["decision"]["isBack"]) == (
        matter,
        {"fingerprint": matter},
        True,
    )


async def test_an_accepted_initiative_whose_reason_is_gone_is_marked_and_stays(kota: City) -> None:
    query = """{ plan(slug: "kota") { decisions { nodes { isReasonGone decision { title } initiative { title }
        initiativeThen { fingerprint } } } gone: decisions(filter: { isReasonGone: true }) { totalCount } } }"""
    matter = await _initiative(kota)
    await _done(kota, "decideInitiative", {"fingerprint": matter, "standing": "ACCEPTED"}, "decision { title }")
    [before] = (await kota.ask(query))["plan"]["decisions"]["nodes"]
    assert (before["isReasonGone"], before["initiative"]["title"]) == (False, before["decision"]["title"])
    for rule in sorted({each.rule for each in (await kota.context.evaluations.get(INFO.slug)).findings}):
        await kota.store.suppressions.add(
            INFO.slug, StoredSuppression(rule=rule, reason="uji", author="ani", expires=None)
        )
    data = (await kota.ask(query))["plan"]
    [after] = data["decisions"]["nodes"]
    assert (after["isReasonGone"], after["initiative"], data["gone"]["totalCount"]) == (True, None, 1)
    assert after["decision"] == before["decision"]


async def test_what_was_expected_of_a_decision_stands_beside_what_the_indicator_did_since(kota: City) -> None:
    data = await kota.ask(
        '{ plan(slug: "kota") { initiatives { nodes { fingerprint effects { indicator { id } } } } } }'
    )
    found = next(each for each in data["plan"]["initiatives"]["nodes"] if each["effects"])
    accepted = {"fingerprint": found["fingerprint"], "standing": "ACCEPTED"}
    await _done(kota, "decideInitiative", accepted, "decision { title }")
    given = {"id": "indicator/spbe", "indicator": {"years": [{"year": 2025, "realised": {"text": "2,6"}}]}}
    assert (await kota.do("editIndicator", given))["errors"] == []
    shows = "indicator { name years { year realised { text } } } behind"
    now = "indicatorNow { name years { year realised { text } } }"
    query = f'{{ plan(slug: "kota") {{ decisions {{ nodes {{ expected {{ effect {{ {shows} }} {now} }} }} }} }} }}'
    [decided] = (await kota.ask(query))["plan"]["decisions"]["nodes"]
    [expected] = decided["expected"]
    assert expected["effect"]["indicator"] == {"name": "Indeks SPBE", "years": []}
    assert expected["indicatorNow"]["years"] == [{"year": 2025, "realised": {"text": "2,6"}}]


async def test_a_task_is_reported_by_its_agency_and_its_history_stays(kota: City) -> None:
    shows = """task { number standing due isLate evidence
        reports { nodes { standing note quarter evidence due author } } }"""
    await _done(kota, "assignTask", {"title": "Data", "opd": "DINSOS", "due": "2026-02-01", "about": "MP1"}, shows)
    told = {"task": 1, "standing": "UNDERWAY", "note": "Setengah", "quarter": "2026-Q1"}
    first = await _done(kota, "reportTask", told, shows, DINSOS)
    assert (first["standing"], first["isLate"]) == ("UNDERWAY", True)
    moving = await _refused(kota, "reportTask", told | {"due": "2026-09-01"}, DINSOS)
    assert moving["__typename"] == "Forbidden"
    await _done(kota, "reportTask", told | {"due": "2026-09-01"}, shows)
    done = await _done(
        kota, "reportTask", {"task": 1, "standing": "DONE", "evidence": "https://contoh.go.id/1"}, shows, DINSOS
    )
    assert (done["standing"], done["due"], done["isLate"]) == ("DONE", "2026-09-01", False)
    assert [each["author"] for each in done["reports"]["nodes"]] == ["dewi", "ani", "dewi"]
    board = """{ plan(slug: "kota") { tasks(filter: { opd: "DINSOS", standing: DONE, isLate: false, about: "MP1" }) {
        nodes { title evidence } } late: tasks(filter: { isLate: true }, orderBy: OPD) { totalCount } } }"""
    data = (await kota.ask(board, None))["plan"]
    assert data["tasks"]["nodes"] == [{"title": "Data", "evidence": "https://contoh.go.id/1"}]
    assert data["late"]["totalCount"] == 0


NOT_THEIRS: list[tuple[str, dict[str, Any], Actor]] = [
    ("voteOnItem", {"meeting": 1, "item": 1, "opd": "DKK", "choice": "FOR"}, DINSOS),
    ("noteItem", {"meeting": 1, "item": 1, "text": "x", "opd": "DKK"}, DINSOS),
    ("noteItem", {"meeting": 1, "item": 1, "text": "x"}, AWAY),
    ("voteOnItem", {"meeting": 1, "item": 1, "opd": "DINSOS", "choice": "FOR"}, ELSEWHERE),
    ("reportTask", {"task": 1, "standing": "UNDERWAY"}, DINSOS),
    ("decideItem", {"meeting": 1, "item": 1, "standing": "ACCEPTED"}, DINSOS),
    ("presentItem", {"meeting": 1, "item": 1}, DINSOS),
    ("closeMeeting", {"meeting": 1, "minutesNumber": "1"}, DINSOS),
    ("assignTask", {"title": "x", "opd": "DINSOS"}, DINSOS),
    ("addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "x"}, DINSOS),
    ("giveAccess", {"name": "x", "opds": ["DINSOS"], "expires": "2027-01-01"}, PLANNER),
]


async def test_an_agency_is_refused_what_is_not_its_own(kota: City) -> None:
    await _called(kota)
    await _done(kota, "addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "Satu", "isVoted": True})
    await _done(kota, "assignTask", {"title": "Tugas", "opd": "DKK"}, "task { number }")
    for mutation, input_, actor in NOT_THEIRS:
        problem = await _refused(kota, mutation, input_, actor)
        assert problem["__typename"] == "Forbidden", (mutation, input_)


async def test_until_a_meeting_is_closed_only_planners_and_who_is_invited_read_what_is_said(kota: City) -> None:
    await _called(kota)
    at = {"meeting": 1}
    await _done(kota, "addToAgenda", at | {"kind": "TOPIC", "title": "Satu", "isVoted": True})
    await _done(kota, "attendMeeting", at | {"party": "DKK"})
    await _done(kota, "noteItem", at | {"item": 1, "text": "Rahasia"})
    await _done(kota, "voteOnItem", at | {"item": 1, "opd": "DKK", "choice": "FOR"})
    await _done(kota, "decideItem", at | {"item": 1, "standing": "ACCEPTED"})
    await _done(kota, "assignTask", at | {"title": "Tugas", "opd": "DKK"}, "task { number }")
    counts = """isReadable invited { totalCount } present { totalCount } tasks { totalCount } agenda { nodes { title
        notes { totalCount } votes { totalCount } decision { standing } } }"""

    async def read(actor: Actor | None) -> tuple[int, int]:
        data = (await kota.ask(MEETING % counts, actor, number=1))["plan"]["meeting"]
        tasks = (await kota.ask('{ plan(slug: "kota") { tasks { totalCount } } }', actor))["plan"]["tasks"]
        [item] = data["agenda"]["nodes"]
        assert item["title"] == "Satu"
        told = [data[name]["totalCount"] for name in ("invited", "present", "tasks")]
        told += [item["notes"]["totalCount"], item["votes"]["totalCount"], int(item["decision"] is not None)]
        assert data["isReadable"] is bool(sum(told))
        return sum(told), tasks["totalCount"]

    readers = [PLANNER, DINSOS, AWAY, ELSEWHERE, None]
    assert [await read(each) for each in readers] == [(7, 1), (7, 1), (0, 0), (0, 0), (0, 0)]
    await _done(kota, "closeMeeting", at | {"minutesNumber": "1"})
    assert [await read(each) for each in readers] == [(7, 1)] * 5


async def test_a_tie_that_both_its_agencies_confirm_is_shown_as_agreed(kota: City) -> None:
    needs, makes = "program/dinsos/1.06.05.2.02.0001", "program/disdukcapil/2.12.04.2.01.0002"
    shows = """voicedLink { localId isProposed isAgreed isDisputed parties { shortName }
        voices { opd { shortName } standing reason author } link { kind } }"""
    proposal = {
        "opd": "DINSOS",
        "originNode": needs,
        "targetNode": makes,
        "dependencyKind": "PEOPLE",
        "reason": "Perlu",
    }
    made = await _done(kota, "proposeLink", proposal, shows, DINSOS)
    assert (made["isProposed"], made["isAgreed"]) == (True, False)
    assert [each["shortName"] for each in made["parties"]] == ["DINSOS", "DISDUKCAPIL"]
    for wrong, code in (
        ({"reason": ""}, "REQUIRED"),
        ({"targetNode": "program/x"}, ""),
        ({"dependencyKind": None}, "WRONG_KIND"),
        ({"dependencyKind": "DATA"}, "DUPLICATE"),
    ):
        assert (await _refused(kota, "proposeLink", proposal | wrong, DINSOS)).get("code", "") == code, wrong
    say = {"link": made["localId"], "opd": "DISDUKCAPIL", "standing": "CONFIRMED"}
    assert (await _refused(kota, "sayOfLink", say, DINSOS))["__typename"] == "Forbidden"
    assert (await _refused(kota, "sayOfLink", say | {"opd": "DKK"}))["__typename"] == "Forbidden"
    assert (await _refused(kota, "sayOfLink", say | {"link": "x"}))["path"] == ["input", "link"]
    assert (await _refused(kota, "sayOfLink", say | {"standing": "REJECTED"}))["code"] == "REQUIRED"
    assert (await _done(kota, "sayOfLink", say, shows))["isAgreed"] is True
    wrong_ = await _done(kota, "sayOfLink", say | {"standing": "REJECTED", "reason": "Bukan kami"}, shows)
    assert (wrong_["isAgreed"], wrong_["isDisputed"], len(wrong_["voices"])) == (False, True, 2)
    listed = """{ plan(slug: "kota") { revision voicedLinks(filter: { isProposed: true, isAgreed: false }) {
        nodes { localId } } } }"""
    assert (await kota.ask(listed))["plan"] == {"revision": 1, "voicedLinks": {"nodes": [{"localId": made["localId"]}]}}
    await _called(kota)
    at = {"meeting": 1, "kind": "LINK", "reference": made["localId"]}
    [item] = (await _done(kota, "addToAgenda", at))["agenda"]["nodes"]
    assert (item["title"].count(" → "), (await _refused(kota, "addToAgenda", at))["code"]) == (1, "DUPLICATE")
    decided = await _done(kota, "decideItem", {"meeting": 1, "item": 1, "standing": "ACCEPTED"})
    assert decided["agenda"]["nodes"][0]["decision"]["title"] == item["title"]


async def test_everything_in_a_meeting_is_told_in_one_order_to_all_who_follow_it(kota: City) -> None:
    await _called(kota)
    await _called(kota, title="Rapat lain")
    query = """subscription($slug: String!) { meetingChanged(plan: $slug, meeting: 1) { action item author cursor
        meeting { isReadable presenting { number title } agenda { nodes { notes { totalCount } } } } } }"""
    async with Listener(kota, query) as planner, Listener(kota, query, None) as projector:
        await _done(kota, "addToAgenda", {"meeting": 2, "kind": "TOPIC", "title": "Bukan ini"})
        await _done(kota, "addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "Satu"})
        await _done(kota, "presentItem", {"meeting": 1, "item": 1})
        await _done(kota, "noteItem", {"meeting": 1, "item": 1, "text": "x"}, actor=DINSOS)
        await _done(kota, "assignTask", {"meeting": 1, "title": "Tugas", "opd": "DKK"}, "task { number }")
        told = [[await each.data() for _ in range(4)] for each in (planner, projector)]
    assert [[(each["action"], each["item"], each["author"]) for each in one] for one in told] == [
        [("CHANGED", None, "ani"), ("PRESENTED", 1, "ani"), ("NOTED", 1, "dewi"), ("CREATED", None, "ani")]
    ] * 2
    assert told[0][3]["meeting"]["presenting"] == told[1][3]["meeting"]["presenting"] == {"number": 1, "title": "Satu"}
    assert [one[3]["meeting"]["agenda"]["nodes"][0]["notes"]["totalCount"] for one in told] == [1, 0]


async def test_what_only_goes_on_within_a_meeting_is_no_news_of_the_plan(kota: City) -> None:
    query = "subscription($slug: String!) { planChanged(slug: $slug) { kind action subject reason } }"
    async with Listener(kota, query, None) as listener:
        await _called(kota)
        await _done(kota, "addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "Satu"})
        await _done(kota, "noteItem", {"meeting": 1, "item": 1, "text": "Rahasia"})
        await _done(kota, "assignTask", {"meeting": 1, "title": "Rahasia", "opd": "DKK"}, "task { number }")
        await _done(kota, "assignTask", {"title": "Terbuka", "opd": "DKK"}, "task { number }")
        told = [await listener.data() for _ in range(2)]
        await _done(kota, "closeMeeting", {"meeting": 1, "minutesNumber": "1"})
        told.append(await listener.data())
    assert [(each["kind"], each["action"], each["reason"]) for each in told] == [
        ("MEETING", "CREATED", "FGD stunting"),
        ("TASK", "CREATED", "Terbuka"),
        ("MEETING", "CLOSED", "1"),
    ]


async def test_what_many_say_at_once_is_all_kept(kota: City) -> None:
    await _called(kota)
    await _done(kota, "addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "Satu"})
    people = [Actor(name=f"orang {number}", roles=PLANNER.roles) for number in range(10)]
    said: list[tuple[str, dict[str, Any], Actor]] = [
        ("noteItem", {"meeting": 1, "item": 1, "text": f"{each.name} {at}"}, each) for each in people for at in range(3)
    ]
    await asyncio.gather(*(_done(kota, *each[:2], actor=each[2]) for each in said))
    [meeting] = await kota.store.meetings.all(INFO.slug)
    assert sorted(each.text for each in meeting.items[0].notes) == sorted(each[1]["text"] for each in said)
    assert meeting.version == 2 + len(said)


async def test_an_administrator_gives_access_by_a_secret_that_is_shown_once_and_takes_it_back(kota: City) -> None:
    chief = Actor(name="citra", roles={INFO.region_code: Role.ADMINISTRATOR})
    given = {"name": "Dewi", "role": "AGENCY", "opds": ["DINSOS"], "expires": "2999-12-31", "idempotencyKey": "k"}
    shows = "secret access { number name role opds expires revokedAt }"
    payload = await kota.do("giveAccess", given, shows, chief)
    token = await kota.store.tokens.bearer(payload["secret"])
    assert (token.name, token.role, token.opds, token.region_code) == ("Dewi", "agency", ("opd/dinsos",), "00.01")
    again = await kota.do("giveAccess", given, shows, chief)
    assert (again["secret"], again["access"]) == (None, payload["access"])
    for wrong, path in (
        ({"opds": []}, ["opds"]),
        ({"role": "VIEWER"}, ["opds"]),
        ({"opds": ["Z"]}, ["opds", "0"]),
        ({"expires": "2020-01-01"}, ["name"]),
        ({"name": ""}, ["name"]),
    ):
        problem = await _refused(kota, "giveAccess", given | {"idempotencyKey": None} | wrong, chief)
        assert problem["path"] == ["input", *path], wrong
    query = '{ plan(slug: "kota") { accesses(filter: { counts: true }) { nodes { number name opds } } } }'
    [listed] = (await kota.ask(query, chief))["plan"]["accesses"]["nodes"]
    assert listed["name"] == "Dewi"
    assert (await kota.answer(query, PLANNER)).errors[0].extensions["code"] == "FORBIDDEN"
    elsewhere = await kota.store.tokens.create("Lain", token.role, OTHER.region_code, opds=("opd/x",))
    for id_ in (elsewhere.token.id, "x"):
        assert (await _refused(kota, "revokeAccess", {"access": id_}, chief))["path"] == ["input", "access"]
    revoked = await _done(kota, "revokeAccess", {"access": token.id}, "access { revokedAt }", chief)
    assert revoked["revokedAt"]
    assert (await kota.ask(query, chief))["plan"]["accesses"]["nodes"] == []


async def test_meetings_are_listed_by_their_day_and_found_by_their_id(kota: City) -> None:
    await _called(kota, title="Lama", heldOn="2026-01-05")
    await _called(kota, title="Baru", heldOn="2026-04-05", body="COUNCIL")
    query = """{ plan(slug: "kota") { meetings { nodes { id title body } }
        council: meetings(filter: { body: COUNCIL, isClosed: false }) { nodes { title } } } }"""
    data = (await kota.ask(query))["plan"]
    assert [each["title"] for each in data["meetings"]["nodes"]] == ["Baru", "Lama"]
    assert data["council"]["nodes"] == [{"title": "Baru"}]
    await _done(kota, "assignTask", {"title": "Tugas", "opd": "DKK"}, "task { id }")
    tasks = (await kota.ask('{ plan(slug: "kota") { tasks { nodes { id title } } } }'))["plan"]["tasks"]["nodes"]
    for each in (*data["meetings"]["nodes"], *tasks):
        again = "query($id: ID!) { node(id: $id) { id ... on Meeting { title body } ... on Task { title } } }"
        assert (await kota.ask(again, id=each["id"]))["node"] == each
