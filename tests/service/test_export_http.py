"""Files of a plan are listed by the API and given over HTTP to whoever may read the plan."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Callable
from typing import Any

import docx
import httpx
import pytest

from acts import Processes
from graph.export import EXPORTS, FileFormat, What
from graph.export import json as plan_json
from graph.record import Decision, DecisionStanding
from schema.plan import export_files
from schema.request import LiveLimits
from service.access import AccessChoice, SignIn
from service.app import create_app
from tests.schema.city import INFO, City, city

TOKEN = "kunci-uji-yang-cukup-panjang-0123456789"  # noqa: S105 - for these tests only
MANY = LiveLimits(exports_per_reader=12, requests_per_address=64)
LISTED = '{ plan(slug: "kota") { revision exports { format name mediaType title url } } }'


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _http(kota: City, *, reading_open: bool = True) -> httpx.AsyncClient:
    choice = AccessChoice(token=TOKEN, reading_open=reading_open)
    app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, choice), live=MANY)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=120)


def test_what_is_listed_is_all_that_can_be_made() -> None:
    media = {each.name: each.media_type for each in export_files("kota", 1)}
    assert list(media) == [each.name for each in EXPORTS]
    assert len(media) == len(EXPORTS) == len({(each.what, each.format) for each in EXPORTS})
    assert {each.what for each in EXPORTS} == set(What)
    assert {each.format for each in EXPORTS} == set(FileFormat)
    assert media["bahan-rapat.pdf"] == "application/pdf"


async def test_every_listed_file_is_given_with_its_media_type_and_a_name(kota: City) -> None:
    async with _http(kota) as http:
        plan = (await http.post("/graphql", json={"query": LISTED})).json()["data"]["plan"]
        for each in plan["exports"]:
            answer = await http.get(each["url"])
            assert answer.status_code == 200, each
            assert answer.headers["content-type"].partition(";")[0] == each["mediaType"].partition(";")[0]
            assert answer.headers["content-disposition"].startswith('attachment; filename="kota-')
            assert answer.content
            again = await http.get(each["url"], headers={"If-None-Match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b""), each
        read = plan_json.read((await http.get("/export/kota/rencana.json")).content)
        assert read == (await kota.store.snapshot(INFO.slug)).contents
        tables = (await http.get("/export/kota/rencana.zip")).content
        assert any(name.endswith(".csv") for name in zipfile.ZipFile(io.BytesIO(tables)).namelist())


async def test_a_decision_is_in_the_files_as_soon_as_it_is_made(kota: City) -> None:
    async with _http(kota) as http:
        before = await http.get("/export/kota/rekomendasi.json")
        made = Decision(fingerprint=before.json()[0]["fingerprint"], standing=DecisionStanding.DEFERRED, author="Ani")
        await kota.store.decide(INFO.slug, made)
        after = await http.get("/export/kota/rekomendasi.json", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert (after.json()[0]["decision"]["standing"], after.json()[0]["decision"]["author"]) == ("deferred", "Ani")
        assert [each["decision"]["standing"] for each in after.json()[1:]] == [None] * (len(after.json()) - 1)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/export/kota/rahasia.xlsx", 404, "UNKNOWN_FILE"),
        ("/export/kota/..%2f..%2fetc", 404, "UNKNOWN_FILE"),
        ("/export/tidak-ada/rencana.json", 404, "UNKNOWN_PLAN"),
        ("/export/kota/rencana.json?revision=99", 404, "UNKNOWN_REVISION"),
        ("/export/kota/rencana.json?revision=-1", 400, "BAD_ARGUMENT"),
    ],
)
async def test_what_is_not_there_is_refused_with_a_code(kota: City, path: str, status: int, code: str) -> None:
    async with _http(kota) as http:
        answer = await http.get(path)
        if answer.status_code == 404 and not answer.headers["content-type"].startswith("application/json"):
            return  # the path is none of ours
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (status, code)


async def test_where_reading_is_closed_a_file_takes_a_token_too(kota: City) -> None:
    async with _http(kota, reading_open=False) as http:
        answer = await http.get("/export/kota/rencana.json")
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN")
        signed = {"Authorization": f"Bearer {TOKEN}"}
        assert (await http.get("/export/kota/rencana.json", headers=signed)).status_code == 200
        assert (await http.get("/export/kota/rencana.json", headers={"Authorization": "Bearer x"})).status_code == 401


class Slow:
    """Makes files once it is let go."""

    def __init__(self) -> None:
        self.begun = 0
        self.left = 0
        self.go = asyncio.Event()

    async def run(self, make: Callable[..., object], *args: Any, **named: Any) -> object:
        self.begun += 1
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.left += 1
            raise
        return make(*args, **named)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(Processes, "run", lambda _, *args, **named: made.run(*args, **named))
    return made


async def _ended(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - what is waited for says nothing
            await asyncio.sleep(0.01)


async def _leaves(app: Any) -> None:
    """Ask for a file and leave at once."""
    scope = {
        "type": "http", "method": "GET", "path": "/export/kota/rencana.json", "raw_path": b"/export/kota/rencana.json",
        "query_string": b"", "root_path": "", "scheme": "http", "client": ("127.0.0.1", 1), "server": ("test", 80),
        "headers": [(b"host", b"test")], "http_version": "1.1",
    }  # fmt: skip
    said = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Any:
        await asyncio.sleep(0)
        return next(said, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        del message

    await app(scope, receive, send)


async def test_files_of_those_who_left_are_made_no_more(kota: City, slow: Slow) -> None:
    async with _http(kota) as http:
        async with asyncio.timeout(30):
            await asyncio.gather(*(_leaves(http._transport.app) for _ in range(40)))  # type: ignore[attr-defined]
        assert slow.left == slow.begun > 0
        waiting = [asyncio.ensure_future(http.get("/export/kota/rencana.json")) for _ in range(MANY.exports)]
        await _ended(lambda: slow.begun - slow.left == MANY.exports)
        slow.go.set()
        assert {each.status_code for each in await asyncio.gather(*waiting)} == {200}


async def test_more_files_than_may_wait_are_refused_and_later_ones_are_not(kota: City, slow: Slow) -> None:
    async with _http(kota) as http:
        waiting = [asyncio.ensure_future(http.get("/export/kota/rencana.json")) for _ in range(MANY.exports)]
        await _ended(lambda: slow.begun == MANY.exports)
        refused = await http.get("/export/kota/rencana.json")
        assert (refused.status_code, refused.headers["retry-after"].isdecimal()) == (503, True)
        assert refused.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_EXPORTS"
        slow.go.set()
        assert {each.status_code for each in await asyncio.gather(*waiting)} == {200}
        assert (await http.get("/export/kota/rencana.json")).status_code == 200


async def test_a_report_of_chosen_recommendations_and_findings_holds_these_alone(kota: City) -> None:
    asked = """{ plan(slug: "kota") { initiatives(first: 2) { nodes { fingerprint title } }
        findings(first: 2) { nodes { fingerprint message } } } }"""
    found = (await kota.ask(asked))["plan"]
    [first, *rest] = found["initiatives"]["nodes"]
    [finding, other] = found["findings"]["nodes"]
    only = f"{first['fingerprint']},{finding['fingerprint']}"
    async with _http(kota) as http:
        word = await http.get(f"/export/kota/bahan-rapat.docx?only={only}")
        assert word.status_code == 200
        text = "\n".join(_words(word.content))
        assert first["title"] in text
        assert finding["message"] in text
        assert all(each["title"] not in text for each in rest)
        assert other["message"] not in text
        assert len(text) < len("\n".join(_words((await http.get("/export/kota/bahan-rapat.docx")).content)))
        for ending in ("pdf", "pptx"):
            assert (await http.get(f"/export/kota/bahan-rapat.{ending}?only={only}")).status_code == 200
        rows = (await http.get(f"/export/kota/temuan.json?only={only}")).json()
        assert [each["fingerprint"] for each in rows] == [finding["fingerprint"]]
        rows = (await http.get(f"/export/kota/rekomendasi.json?only={only}")).json()
        assert [each["fingerprint"] for each in rows] == [first["fingerprint"]]
        for name, wrong in (("bahan-rapat.docx", "tidak-ada"), ("rencana.json", only)):
            refused = await http.get(f"/export/kota/{name}?only={wrong}")
            assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_ARGUMENT")


def _words(data: bytes) -> list[str]:
    found = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return [*(each.text for each in found.paragraphs), *cells]


async def test_one_reader_waits_for_so_many_files_and_others_still_get_theirs(kota: City, slow: Slow) -> None:
    app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, AccessChoice(token=TOKEN)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=120) as http:
        waiting = [asyncio.ensure_future(http.get("/export/kota/rencana.json")) for _ in range(4)]
        await _ended(lambda: slow.begun == 4)
        refused = await http.get("/export/kota/rencana.json")
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (503, "TOO_MANY_EXPORTS")
        signed = {"Authorization": f"Bearer {TOKEN}"}
        waiting.append(asyncio.ensure_future(http.get("/export/kota/rencana.json", headers=signed)))
        await _ended(lambda: slow.begun == 5)
        slow.go.set()
        assert {each.status_code for each in await asyncio.gather(*waiting)} == {200}
