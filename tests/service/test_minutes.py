"""Minutes of a meeting: who may have them when, and that they are the same each time."""

from collections.abc import AsyncIterator

import httpx
import pytest

from acts import Actor
from graph.store.token import TokenRole
from service.app import create_app
from tests.schema.city import INFO, PLANNER, City, city
from tests.service.test_meetings import _called, _done

TASK = "task { number }"
MINUTES = ("berita-acara.docx", "berita-acara.pdf", "butir-rapat.pptx")
DATA = "data-rapat.json"
FILES = (*MINUTES, DATA)


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def test_minutes_are_a_draft_for_who_is_invited_and_all_may_have_them_once_the_meeting_is_closed(
    kota: City,
) -> None:
    await _called(kota)
    await _done(kota, "addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "Satu"})
    listed = '{ plan(slug: "kota") { meeting(number: 1) { files { name url } } } }'

    async def offered(actor: Actor | None) -> dict[str, str]:
        found = (await kota.ask(listed, actor))["plan"]["meeting"]["files"]
        return {each["name"]: each["url"] for each in found}

    urls = await offered(PLANNER)
    assert (tuple(urls), await offered(None)) == (FILES, {})
    tokens = kota.store.tokens
    invited = await tokens.create("Dewi", TokenRole.AGENCY, INFO.region_code, opds=("opd/dinsos",))
    away = await tokens.create("Fani", TokenRole.AGENCY, INFO.region_code, opds=("opd/bkpsdm",))
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:

        async def got(name: str, token: str = "") -> httpx.Response:
            headers = {"authorization": f"Bearer {token}"} if token else {}
            return await http.get(urls[name], headers=headers)

        for name in FILES:
            statuses = [(await got(name, token)).status_code for token in (invited.text, away.text, "")]
            assert statuses == [200, 403, 403], name
        draft = await got("berita-acara.docx", invited.text)
        assert 'filename="kota-rapat-1-berita-acara.docx"' in draft.headers["content-disposition"]
        await _done(kota, "closeMeeting", {"meeting": 1, "minutesNumber": "1"})
        closed = {name: (await got(name)).content for name in FILES}
        assert closed["berita-acara.docx"] != draft.content
        assert {name: (await got(name)).content for name in FILES} == closed
        assert tuple(await offered(None)) == FILES
        for path, code in (("1/lain.pdf", "UNKNOWN_FILE"), ("2/berita-acara.pdf", "UNKNOWN_MEETING")):
            refused = await http.get(f"/export/kota/rapat/{path}")
            assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (404, code)


async def test_nothing_that_comes_after_a_meeting_changes_its_minutes_but_an_addendum(kota: City) -> None:
    await _called(kota)
    await _done(kota, "addToAgenda", {"meeting": 1, "kind": "TOPIC", "title": "Satu"})
    await _done(kota, "decideItem", {"meeting": 1, "item": 1, "standing": "ACCEPTED", "lead": "BKPSDM"})
    await _done(kota, "assignTask", {"meeting": 1, "title": "Sewaktu rapat", "opd": "DKK"}, TASK)
    await _done(kota, "closeMeeting", {"meeting": 1, "minutesNumber": "1"})
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:

        async def files() -> list[bytes]:
            return [(await http.get(f"/export/kota/rapat/1/{name}")).raise_for_status().content for name in MINUTES]

        closed = await files()
        await _done(kota, "assignTask", {"meeting": 1, "title": "Sesudah rapat", "opd": "DKK"}, TASK)
        await _done(kota, "reportTask", {"task": 1, "standing": "UNDERWAY", "note": "x"}, TASK)
        renamed = {"id": "opd/bkpsdm", "opd": {"name": "Badan Lain", "shortName": "BL"}}
        assert (await kota.do("editOpd", renamed))["errors"] == []
        assert await files() == closed
        await _done(kota, "addAddendum", {"meeting": 1, "text": "DKK hadir."})
        assert all(now != then for now, then in zip(await files(), closed, strict=True))
        data = (await http.get(f"/export/kota/rapat/1/{DATA}")).json()
        assert data["meeting"]["items"][0]["decision"]["lead"] == "opd/bkpsdm"
        assert [each["text"] for each in data["meeting"]["addenda"]] == ["DKK hadir."]
        assert [(each["title"], [told["standing"] for told in each["reports"]]) for each in data["tasks"]] == [
            ("Sewaktu rapat", ["underway"]), ("Sesudah rapat", []),
        ]  # fmt: skip
