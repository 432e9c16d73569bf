"""A whole FGD over a real service: two planners, three agencies and a projector; eight items, and what follows."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import httpx
import pdfplumber
import pptx
import pytest
import websockets

from graph.store import Store
from graph.store.token import TokenRole
from tests.schema.city import INFO, city
from tests.serving import Served, serving

PEOPLE = {
    "Ani": (TokenRole.PLANNER, ()),
    "Budi": (TokenRole.PLANNER, ()),
    "Dewi": (TokenRole.AGENCY, ("opd/dinsos",)),
    "Eka": (TokenRole.AGENCY, ("opd/dkk",)),
    "Fani": (TokenRole.AGENCY, ("opd/disdukcapil",)),
    **{f"Orang {number}": (TokenRole.PLANNER, ()) for number in range(5)},
}
NOTES = 6
"""So many notes each of ten people writes at once."""
FOLLOW = """subscription { meetingChanged(plan: "kota", meeting: 1) { cursor action item author
    meeting { version isReadable presenting { number title } } } }"""
ERRORS = """errors { __typename ... on Problem { message } ... on ValidationProblem { code path }
    ... on DecisionConflict { decision { number author } } ... on Forbidden { role } }"""
INPUTS = {"removeFromAgenda": "AgendaItemDeed"}


Told = asyncio.Queue[dict[str, Any]]
"""What a screen is told, in order."""


class Room:
    """A meeting room: who is in it, each with a connection of their own."""

    def __init__(self, service: Served, tokens: dict[str, str], http: httpx.AsyncClient) -> None:
        self.service = service
        self.tokens = tokens
        self.http = http

    async def ask(self, who: str, query: str, **variables: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        body = {"query": query, "variables": variables}
        answer = (await self.http.post(self.service.graphql, json=body, headers=headers)).json()
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    async def does(self, who: str, mutation: str, shows: str = "", **input_: Any) -> dict[str, Any]:
        """What a mutation answers, problems as well."""
        kind = INPUTS.get(mutation, mutation[0].upper() + mutation[1:] + "Input")
        query = f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ {shows} {ERRORS} }} }}"
        found: dict[str, Any] = (await self.ask(who, query, input={"plan": "kota"} | input_))[mutation]
        return found

    async def done(self, who: str, mutation: str, shows: str = "", **input_: Any) -> dict[str, Any]:
        """What a mutation answers that must be done."""
        found = await self.does(who, mutation, shows, **input_)
        assert found["errors"] == [], found["errors"]
        return found

    async def refused(self, who: str, mutation: str, **input_: Any) -> dict[str, Any]:
        """The one problem of a mutation that must not be done."""
        [problem] = (await self.does(who, mutation, **input_))["errors"]
        found: dict[str, Any] = problem
        return found

    @asynccontextmanager
    async def following(self, who: str = "") -> AsyncIterator[Told]:
        """Follow the meeting as a screen does."""
        told: Told = asyncio.Queue()
        async with websockets.connect(
            self.service.socket,
            subprotocols=["graphql-transport-ws"],  # type: ignore[list-item]
        ) as socket:
            payload = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": FOLLOW}}))

            async def listen() -> None:
                async for message in socket:
                    said = json.loads(message)
                    if said["type"] == "next":
                        assert "errors" not in said["payload"], said
                        told.put_nowait(said["payload"]["data"]["meetingChanged"])

            listening = asyncio.create_task(listen())
            await asyncio.sleep(1)
            yield told
            listening.cancel()


@pytest.fixture
def tokens(sqlite_address: str) -> dict[str, str]:
    async def made() -> dict[str, str]:
        opened = await city(sqlite_address)
        expires = datetime.now(UTC).date() + timedelta(days=30)
        found = {
            name: (await opened.store.tokens.create(name, role, INFO.region_code, expires, opds=opds)).text
            for name, (role, opds) in PEOPLE.items()
        }
        await opened.store.close()
        return found

    return asyncio.run(made())


@pytest.fixture
def service(sqlite_address: str, tokens: dict[str, str], tmp_path: Path) -> Iterator[Served]:
    del tokens  # the city is there once these are
    with serving(tmp_path, sqlite_address) as running:
        yield running


async def _heard(told: Told, count: int) -> list[dict[str, Any]]:
    """The next things that a screen is told."""
    async with asyncio.timeout(60):
        return [await told.get() for _ in range(count)]


async def _agenda(room: Room) -> str:
    """Call the meeting and put eight items on its agenda; gives the fingerprint of the first one's matter."""
    found = await room.ask(
        "Ani",
        """{ plan(slug: "kota") { initiatives(first: 3) { nodes { fingerprint actions { fingerprint } } }
        findings(first: 1) { nodes { fingerprint } } links(first: 1) { nodes { id } } } }""",
    )
    plan = found["plan"]
    matters = [each["fingerprint"] for each in plan["initiatives"]["nodes"]]
    await room.done(
        "Ani",
        "createMeeting",
        title="FGD sinergi perangkat daerah",
        heldOn="2026-03-02",
        body="FGD",
        place="Ruang rapat Bappeda",
        invited=["DINSOS", "DKK", "DISDUKCAPIL", "DISKOMINFO"],
    )
    about: list[dict[str, Any]] = [
        *({"kind": "INITIATIVE", "reference": each, "isVoted": True} for each in matters),
        {"kind": "FINDING", "reference": plan["findings"]["nodes"][0]["fingerprint"]},
        {"kind": "LINK", "reference": plan["links"]["nodes"][0]["id"]},
        {"kind": "NODE", "reference": "program/diskominfo/2.16.03"},
        {"kind": "TOPIC", "title": "Jadwal rapat berikutnya"},
        {"kind": "TOPIC", "title": "Lain-lain", "presenter": "DISKOMINFO", "minutes": 5},
    ]
    for each in about[: 8 - max(0, 3 - len(matters))]:
        await room.done("Ani", "addToAgenda", meeting=1, **each)
    for each in ("DINSOS", "DKK", "DISDUKCAPIL"):
        await room.done("Budi", "attendMeeting", meeting=1, party=each)
    return str(matters[0])


async def test_an_fgd_is_held_by_two_planners_and_three_agencies_before_a_projector(
    service: Served, tokens: dict[str, str], sqlite_address: str
) -> None:
    async with httpx.AsyncClient(timeout=120) as http:
        room = Room(service, tokens, http)
        matter = await _agenda(room)
        asked = await room.ask("", '{ plan(slug: "kota") { meeting(number: 1) { agenda { totalCount } } } }')
        assert asked["plan"]["meeting"]["agenda"]["totalCount"] == 8
        async with room.following("Ani") as ani, room.following("Eka") as eka, room.following() as projector:
            await room.done("Ani", "presentItem", meeting=1, item=1)
            first = [await _heard(each, 1) for each in (ani, eka, projector)]
            assert first[2][0]["meeting"]["presenting"]["number"] == 1
            await room.done("Dewi", "noteItem", meeting=1, item=1, text="Data keluarga miskin siap dibagi.")
            votes = {"Dewi": ("DINSOS", "FOR"), "Eka": ("DKK", "FOR"), "Fani": ("DISDUKCAPIL", "AGAINST")}
            await asyncio.gather(
                *(
                    room.done(who, "voteOnItem", meeting=1, item=1, opd=opd, choice=choice)
                    for who, (opd, choice) in votes.items()
                )
            )
            await _conflict(room)
            await room.done("Ani", "presentItem", meeting=1, item=2)
            late: dict[str, Any] = {"standing": "DEFERRED", "reason": "Menunggu APBD", "until": "2999-01-10"}
            await room.done("Ani", "decideItem", meeting=1, item=2, **late)
            await room.done(
                "Budi", "assignTask", meeting=1, item=1, title="Menyerahkan data", opd="DINSOS", due="2026-05-01"
            )
            await _not_theirs(room)
            await room.done("Dewi", "reportTask", task=1, standing="UNDERWAY", note="Sedang disalin", quarter="2026-Q1")
            assert (await http.get(_minutes(service, "pdf"))).status_code == 403
            await room.done("Ani", "closeMeeting", meeting=1, minutesNumber="000.7/12/2026")
            screens = [begun + await _heard(each, 10) for begun, each in zip(first, (ani, eka, projector), strict=True)]
            orders = [[(each["cursor"], each["action"], each["item"]) for each in told] for told in screens]
            assert orders[0] == orders[1] == orders[2]
            assert [action for _, action, _ in orders[0]] == [
                "PRESENTED", "NOTED", "VOTED", "VOTED", "VOTED", "ACCEPTED", "PRESENTED", "DEFERRED", "CREATED",
                "REPORTED", "CLOSED",
            ]  # fmt: skip
            assert [told[1]["meeting"]["isReadable"] for told in screens] == [True, True, False]
        assert (await room.refused("Budi", "noteItem", meeting=1, item=1, text="Terlambat"))["code"] == "CLOSED"
        await _opened(http, service)
        data = await room.ask("", 'query($id: ID!) { plan(slug: "kota") { initiative(fingerprint: $id) { decision {'
                                  " standing meetingNumber author lead { shortName } } } } }", id=matter)  # fmt: skip
        assert data["plan"]["initiative"]["decision"] == {
            "standing": "ACCEPTED", "meetingNumber": 1, "author": "Ani", "lead": {"shortName": "DINSOS"},
        }  # fmt: skip
    store = Store.open(sqlite_address)
    [meeting] = await store.meetings.all(INFO.slug)
    assert {each.opd: str(each.choice) for each in meeting.items[0].counted} == {
        "opd/dinsos": "for",
        "opd/dkk": "for",
        "opd/disdukcapil": "against",
    }
    await store.close()


async def test_ten_people_on_one_meeting_lose_nothing_and_all_hear_the_same_in_one_order(
    service: Served, tokens: dict[str, str], sqlite_address: str
) -> None:
    async with httpx.AsyncClient(timeout=120) as http, AsyncExitStack() as screens:
        room = Room(service, tokens, http)
        await _agenda(room)
        followed = [await screens.enter_async_context(room.following(who)) for who in PEOPLE]

        async def writes(who: str) -> None:
            opds = PEOPLE[who][1]
            for number in range(NOTES):
                said = {"meeting": 1, "item": number % 2 + 4, "text": f"{who} {number}"}
                await room.done(who, "noteItem", **said, **({"opd": opds[0]} if opds else {}))

        async def decides() -> None:
            for item in (6, 7, 8):
                await room.done("Ani", "decideItem", meeting=1, item=item, standing="ACCEPTED")

        await asyncio.gather(decides(), *map(writes, PEOPLE))
        count = len(PEOPLE) * NOTES + 3
        heard = [[each["cursor"] for each in await _heard(told, count)] for told in followed]
    assert all(each == heard[0] for each in heard)
    assert heard[0] == sorted(set(heard[0]), key=int)
    store = Store.open(sqlite_address)
    [meeting] = await store.meetings.all(INFO.slug)
    await store.close()
    assert sorted(note.text for item in meeting.items for note in item.notes) == sorted(
        f"{who} {number}" for who in PEOPLE for number in range(NOTES)
    )
    assert [str(item.decision.standing) for item in meeting.items if item.decision] == ["accepted"] * 3


async def _conflict(room: Room) -> None:
    """Both planners decide at once; one is told what the other decided, and neither is lost."""
    agreed: dict[str, Any] = {"standing": "ACCEPTED", "lead": "DINSOS", "opds": ["DKK"]}
    agreed |= {"output": "Data bersama", "due": "2026-06-30"}
    await room.done("Ani", "decideItem", meeting=1, item=1, **agreed)
    problem = await room.refused("Budi", "decideItem", meeting=1, item=1, standing="REJECTED", reason="Belum siap")
    assert (problem["__typename"], problem["decision"]["author"]) == ("DecisionConflict", "Ani")


async def _not_theirs(room: Room) -> None:
    """What an agency is refused: the votes, notes and tasks of others, and all that planners do."""
    for who, mutation, input_ in (
        ("Dewi", "voteOnItem", {"meeting": 1, "item": 1, "opd": "DKK", "choice": "AGAINST"}),
        ("Dewi", "noteItem", {"meeting": 1, "item": 1, "text": "x", "opd": "DKK"}),
        ("Eka", "reportTask", {"task": 1, "standing": "DONE", "evidence": "x"}),
        ("Eka", "decideItem", {"meeting": 1, "item": 3, "standing": "ACCEPTED"}),
        ("Eka", "closeMeeting", {"meeting": 1, "minutesNumber": "1"}),
        ("Eka", "assignTask", {"title": "x", "opd": "DKK"}),
    ):
        problem = await room.refused(who, mutation, **input_)
        assert problem["__typename"] == "Forbidden", (who, mutation)


def _minutes(service: Served, ending: str) -> str:
    name = "butir-rapat" if ending == "pptx" else "berita-acara"
    return f"{service.address}export/kota/rapat/1/{name}.{ending}"


async def _opened(http: httpx.AsyncClient, service: Served) -> None:
    """The minutes and the slides, as anyone may read them now, hold what was said, voted and decided."""
    files = {kind: (await http.get(_minutes(service, kind))).content for kind in ("docx", "pdf", "pptx")}
    word = docx.Document(io.BytesIO(files["docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    texts = {"docx": "\n".join([*(each.text for each in word.paragraphs), *cells])}
    with pdfplumber.open(io.BytesIO(files["pdf"])) as paper:
        texts["pdf"] = "\n".join(page.extract_text() for page in paper.pages)
    shown = [shape for slide in pptx.Presentation(io.BytesIO(files["pptx"])).slides for shape in slide.shapes]
    texts["pptx"] = "\n".join(shape.text_frame.text for shape in shown if shape.has_text_frame)
    slides = [cell.text for shape in shown if shape.has_table for row in shape.table.rows for cell in row.cells]
    texts["pptx"] += "\n".join(slides)
    for kind, text in texts.items():
        for wanted in ("000.7/12/2026", "Data bersama", "Dinas Sosial", "Diterima", "10 Januari 2999",
                       "Menyerahkan data", "Lain-lain"):  # fmt: skip
            assert wanted in text, (kind, wanted)
    for kind in ("docx", "pdf"):
        assert "Notulis" in texts[kind]
        assert "tidak hadir" in texts[kind]
