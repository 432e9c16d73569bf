"""What the page needs first is made before anyone comes."""

from collections.abc import AsyncIterator

import httpx
import pytest

from schema.plan.search_index import SearchIndex
from service import page
from service.app import create_app
from service.cli.server import warm
from service.metrics import MetricsReaders
from service.page.visit import questions, visit
from tests.schema.city import INFO, City, city


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def test_after_the_first_visit_every_question_of_the_first_view_is_answered_from_what_is_kept(kota: City) -> None:
    app = create_app(kota.store, readers=MetricsReaders.OPEN)
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:

        async def searches(kept: str) -> float:
            lines = (await http.get("/metrics")).text.splitlines()
            return next(
                float(line.split()[-1]) for line in lines if line.startswith(f'sinergi_answers_total{{kept="{kept}"')
            )

        await visit(app.state.answering, INFO.slug)
        missed, found = await searches("miss"), await searches("hit")
        asked = list(questions(INFO.slug))
        for body in asked:
            headers = {"content-type": "application/json", "accept-encoding": "gzip"}
            answer = await http.post("/graphql", content=body, headers=headers)
            assert "errors" not in answer.json()
        assert (await searches("miss"), await searches("hit")) == (missed, found + len(asked))


async def test_after_the_first_visit_a_search_makes_no_index_any_more(
    kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(kota.store)
    await visit(app.state.answering, INFO.slug)
    monkeypatch.setattr(SearchIndex, "__init__", lambda *_: pytest.fail("made again"))
    query = '{ plan(slug: "%s") { search(text: "b") { totalCount } searchAll(text: "b") { suggestion } } }'
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        answer = await http.post("/graphql", json={"query": query % INFO.slug})
    assert "errors" not in answer.json()


async def test_the_service_is_ready_before_it_is_warm_and_says_so(
    kota: City, capsys: pytest.CaptureFixture[str]
) -> None:
    app = create_app(kota.store)
    app.state.warming.add(INFO.slug)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        ready = await http.get("/readyz")
        assert (ready.status_code, ready.json()) == (200, {"status": "ready", "warming": [INFO.slug]})
        await warm(app, INFO.slug)
        assert "temuan" in capsys.readouterr().out
        assert (await http.get("/readyz")).json() == {"status": "ready"}
        await warm(app, "tidak-ada")
        assert "tidak-ada" in capsys.readouterr().err


async def test_after_the_first_visit_no_file_of_the_page_is_read_and_compressed_again(
    kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(kota.store)
    await visit(app.state.answering, INFO.slug)
    monkeypatch.setattr(page, "compressed", lambda *_: pytest.fail("compressed again"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        for path in page.FOLDER.rglob("*.js"):
            address = f"/page/{path.relative_to(page.FOLDER).as_posix()}"
            assert (await http.get(address, headers={"accept-encoding": "zstd"})).status_code == 200
