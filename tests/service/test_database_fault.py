"""A database that cannot be used is answered with 503 and a code that says why, whatever was asked and however."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from graph.store import DatabaseGone
from service.access import AccessChoice, SignIn
from service.app import create_app
from service.http import GRAPHQL, JSON
from tests.schema.city import City, city
from tests.service.sender import TOKEN

READ = '{ plan(slug: "kota") { revision opds(first: 1) { totalCount } } }'
WRITE = """mutation { addPartner(input: { plan: "kota", partner: { name: "Mitra", kind: COMMUNITY } })
    { revision errors { __typename } } }"""


class Served:
    """The service over a SQLite file, and who asks it."""

    def __init__(self, kota: City, http_: httpx.AsyncClient, path: Path) -> None:
        self.kota = kota
        self.http = http_
        self.path = path

    async def ask(self, query: str, media: str = JSON, token: str = "") -> httpx.Response:
        headers = {"Accept": media} | ({"Authorization": f"Bearer {token}"} if token else {})
        return await self.http.post("/graphql", json={"query": query}, headers=headers)


@pytest.fixture
async def served(sqlite_address: str) -> AsyncIterator[Served]:
    kota = await city(sqlite_address)
    choice = AccessChoice(token=TOKEN)
    app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, choice))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sinergi.test") as client:
        yield Served(kota, client, Path(sqlite_address.removeprefix("sqlite:///")))
    await kota.store.close()


@pytest.mark.parametrize("media", [JSON, GRAPHQL])
async def test_a_file_that_is_away_is_503_for_all_who_ask_and_well_again_when_it_is_back(
    served: Served, media: str
) -> None:
    assert (await served.ask(READ, media)).status_code == 200
    away = served.path.rename(served.path.with_name("lain.db"))
    for query, token in ((READ, ""), (READ, TOKEN), (WRITE, TOKEN), ("{ viewer { name } }", "sinergi_tidak-ada_x")):
        answer = await served.ask(query, media, token)
        assert answer.status_code == 503, answer.text
        assert [each["extensions"]["code"] for each in answer.json()["errors"]] == ["DATABASE_GONE"]
    ready = await served.http.get("/readyz")
    assert (ready.status_code, ready.json()["code"]) == (503, "DATABASE_GONE")
    export = await served.http.get("/export/kota/rencana.json")
    assert (export.status_code, export.json()["errors"][0]["extensions"]["code"]) == (503, "DATABASE_GONE")
    assert not served.path.exists()
    assert (await served.http.get("/healthz")).status_code == 200
    away.rename(served.path)
    assert (await served.http.get("/readyz")).json() == {"status": "ready"}
    assert (await served.ask(READ, media)).status_code == 200
    assert (await served.ask(WRITE, media, TOKEN)).json()["data"]["addPartner"]["errors"] == []


@pytest.mark.parametrize(
    ("reading", "file"),
    [
        ("snapshot", "rencana.json"),
        ("snapshot", "templat.xlsx"),
        ("reports", "temuan.csv"),
        ("decisions", "temuan.csv"),
    ],
)
async def test_a_database_that_goes_while_a_file_is_asked_for_is_503_as_well(
    served: Served, monkeypatch: pytest.MonkeyPatch, reading: str, file: str
) -> None:
    async def gone(*_: object) -> None:
        raise DatabaseGone

    monkeypatch.setattr(served.kota.store, reading, gone)
    export = await served.http.get(f"/export/kota/{file}")
    assert (export.status_code, export.json()["errors"][0]["extensions"]["code"]) == (503, "DATABASE_GONE")


async def test_what_needs_no_database_is_answered_beside_what_does(served: Served) -> None:
    served.path.rename(served.path.with_name("lain.db"))
    assert (await served.ask("{ rules { code } }")).status_code == 200
