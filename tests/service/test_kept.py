"""An answer that was given before is given again as it was then, and only while that still holds."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request

from graph.store import Store
from graph.store.token import TokenRole
from schema.limit import Limits
from service.access import AccessChoice, SignIn
from service.access_log import REQUEST_ID
from service.answers import Kept
from service.app import create_app
from service.endpoint import Endpoint
from service.http import GRAPHQL
from service.metrics import MetricsReaders
from tests.schema.city import INFO, City, city

WHO = "{ viewer { name roles { role region } } }"
PLAN = 'query Ringkas { plan(slug: "kota") { revision programs { nodes { name code } } } }'
DAY = date(2026, 3, 1)


class Service:
    """A service, how often it ran an operation, and another program over the same file."""

    def __init__(self, kota: City, path: Path, ran: list[str]) -> None:
        self.kota = kota
        self.path = path
        self._ran = ran
        self.app = create_app(
            kota.store, sign_in=SignIn(kota.store.tokens, AccessChoice()), readers=MetricsReaders.OPEN
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://test")

    async def is_kept(self, query: str = PLAN, token: str = "", **headers: str) -> bool:
        """Ask; say whether the answer was one that was sent before."""
        before = len(self._ran)
        await self.ask(query, token, **headers)
        return len(self._ran) == before

    async def ask(self, query: str = PLAN, token: str = "", **headers: str) -> httpx.Response:
        """Ask by POST."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            given["authorization"] = f"Bearer {token}"
        return await self.http.post("/graphql", json={"query": query}, headers=given)

    async def token(self, name: str, role: TokenRole = TokenRole.VIEWER) -> tuple[str, str]:
        """Make a token; give its id and its text."""
        made = await self.kota.store.tokens.create(name, role, INFO.region_code, expires=date(2998, 1, 1))
        return made.token.id, made.text


@pytest.fixture
async def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    ran: list[str] = []
    run = Endpoint.execute_operation

    async def noting(self: Endpoint, *, request: Request, **given: Any) -> Any:
        ran.append(request.method)
        return await run(self, request=request, **given)

    monkeypatch.setattr(Endpoint, "execute_operation", noting)
    path = tmp_path / "sinergi.db"
    kota = await city(f"sqlite:///{path}")
    yield Service(kota, path, ran)
    await kota.store.close()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("encoding", ["identity", "gzip", "zstd"])
@pytest.mark.parametrize("accept", ["application/json", GRAPHQL])
async def test_it_is_answered_as_before_to_the_byte_and_only_its_id_is_another(
    service: Service, method: str, encoding: str, accept: str
) -> None:
    given: dict[str, Any] = {"params": {"query": PLAN}} if method == "GET" else {"json": {"query": PLAN}}
    headers = {"Accept": accept, "Accept-Encoding": encoding}
    answers = [await service.http.request(method, "/graphql", headers=headers, **given) for _ in range(3)]
    assert service._ran == [method]
    first, *others = answers
    assert first.headers["content-encoding" if encoding != "identity" else "vary"]
    assert first.headers["x-content-type-options"] == "nosniff"
    for each in others:
        assert (each.status_code, each.content) == (200, first.content)
        assert each.headers[REQUEST_ID] != first.headers[REQUEST_ID]
        assert {**each.headers, "x-request-id": ""} == {**first.headers, "x-request-id": ""}
        assert each.headers.get_list("x-request-id") == [each.headers[REQUEST_ID]]
    own = await service.http.request(method, "/graphql", headers={**headers, REQUEST_ID: "satu"}, **given)
    assert own.headers[REQUEST_ID] == "satu"
    assert service._ran == [method]
    if method == "GET":
        known = headers | {"If-None-Match": first.headers["etag"]}
        for _ in range(3):
            again = await service.http.get("/graphql", headers=known, **given)
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert service._ran == ["GET"]


async def test_it_is_counted_timed_and_written_as_any_other(service: Service) -> None:
    for _ in range(3):
        await service.ask()
    assert len(service._ran) == 1
    text = (await service.http.get("/metrics")).text
    assert 'sinergi_operation_seconds_count{operation="Ringkas"} 3.0' in text
    assert 'sinergi_answers_total{kept="hit"} 2.0' in text
    assert 'sinergi_answers_total{kept="miss"} 1.0' in text
    assert 'sinergi_responses_total{status="200"} 3.0' in text


async def test_what_was_written_by_anyone_since_is_seen_by_the_very_next_request(service: Service) -> None:
    assert [await service.is_kept() for _ in range(3)] == [False, True, True]
    with closing(sqlite3.connect(service.path, isolation_level=None)) as other:
        for _ in range(3):
            other.execute("UPDATE plan SET stamp = stamp + 1 WHERE slug = 'kota'")  # no turn of the loop in between
            assert [await service.is_kept() for _ in range(3)] == [False, True, True]
        other.execute("UPDATE plan SET stamp = stamp + 1 WHERE slug = 'lain'")
        assert await service.is_kept()
    await service.kota.store.comments.add(INFO.slug, "sidik", "Baik", "ani")
    assert not await service.is_kept()


async def test_a_token_gets_its_own_answer_and_none_after_it_is_revoked_or_has_expired(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, one = await service.token("ani")
    second, other = await service.token("budi")
    same, alike = await service.token("ani", TokenRole.PLANNER)
    said = {
        token: [(await service.ask(WHO, token)).json()["data"]["viewer"] for _ in range(3)]
        for token in ("", one, other, alike)
    }
    assert all(each == found[0] for found in said.values() for each in found)
    assert len({str(found[0]) for found in said.values()}) == 4
    assert all([await service.is_kept(WHO, token) for token in ("", one, other, alike)])
    await service.kota.store.tokens.revoke(first)
    for _ in range(2):
        assert (await service.ask(WHO, one)).status_code == 401
    assert all([await service.is_kept(WHO, token) for token in ("", other, alike)])
    late = datetime(2999, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(service.kota.store.tokens, "_clock", lambda: late)
    for _ in range(2):
        assert (await service.ask(WHO, other)).status_code == 401
    assert (await service.ask(WHO, f"{other}x")).status_code == 401
    assert await service.is_kept(WHO)
    assert second != same


async def test_another_day_is_another_answer(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluations = service.app.state.context.evaluations
    for day in (DAY, DAY.replace(day=2), DAY.replace(day=3)):
        monkeypatch.setattr(evaluations, "_today", lambda day=day: day)
        assert not await service.is_kept()
        assert await service.is_kept()


async def test_mutations_subscriptions_and_errors_are_never_kept(service: Service) -> None:
    mutation = 'mutation { undoRevision(input: { plan: "kota", revision: 0 }) { errors { __typename } } }'
    for query in (mutation, "{ plan }", "{", '{ plan(slug: "tidak") { revision } }', "subscription { a }"):
        assert [await service.is_kept(query) for _ in range(3)] == [False] * 3, query


async def test_a_mutation_is_neither_looked_for_nor_counted(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[object] = []
    find = Kept.find

    async def noting(self: Kept, key: tuple[object, ...]) -> object:
        looked_for.append(key)
        return await find(self, key)

    monkeypatch.setattr(Kept, "find", noting)
    mutation = 'mutation Ubah { undoRevision(input: { plan: "kota", revision: 0 }) { errors { __typename } } }'
    escaped = json.dumps({"query": mutation}).replace("mutation", "\\u006dutation")
    for body in (json.dumps({"query": mutation}), escaped, json.dumps([{"query": mutation}])):
        await service.http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert looked_for == []
    assert (await service.http.get("/graphql", params={"query": mutation})).status_code == 405
    text = (await service.http.get("/metrics")).text
    assert 'sinergi_operation_seconds_count{operation="Ubah"} 3.0' in text
    for kept in ("hit", "miss"):
        assert f'sinergi_answers_total{{kept="{kept}"}} 0.0' in text
    word = '{ plan(slug: "kota") { title } __schema { mutationType { name } } }'
    assert [await service.is_kept(word) for _ in range(2)] == [False, True]


async def test_variables_may_come_in_any_order_and_bodies_in_any_writing(service: Service) -> None:
    query = "query($a: String!, $b: Int) { plan(slug: $a) { programs(first: $b) { totalCount } } }"
    for number, body in enumerate((
        json.dumps({"query": query, "variables": {"a": "kota", "b": 1}}),
        json.dumps({"variables": {"b": 1, "a": "kota"}, "query": query}, indent=2),
    )):  # fmt: skip
        for _ in range(2):
            answer = await service.http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
            assert "errors" not in answer.json(), answer.text
        assert len(service._ran) == 1, number


async def test_a_page_of_another_site_is_refused_also_what_was_answered_to_ours(service: Service) -> None:
    for _ in range(2):
        assert (await service.ask()).status_code == 200
        plain = await service.http.post(
            "/graphql", content=service.http.build_request("POST", "/graphql", json={"query": PLAN}).content,
            headers={"Content-Type": "text/plain"},
        )  # fmt: skip
        assert plain.status_code == 415


async def test_where_no_answers_are_kept_none_is_kept(service: Service) -> None:
    app = create_app(service.kota.store, limits=Limits(cached_answers=0))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        for number in range(1, 3):
            await http.post("/graphql", json={"query": PLAN})
            assert len(service._ran) == number


async def test_over_postgresql_they_are_kept_and_seen_to_be_over_as_well(
    postgres_address: str,
) -> None:
    kota, other = await city(postgres_address), Store.open(postgres_address)
    transport = httpx.ASGITransport(create_app(kota.store, readers=MetricsReaders.OPEN))
    http = httpx.AsyncClient(transport=transport, base_url="http://test")
    query = {"query": '{ plan(slug: "kota") { revision opds { totalCount } } }'}
    first = [(await http.post("/graphql", json=query)).json() for _ in range(3)]
    assert first[0] == first[1] == first[2]
    latest = (await other.plan(INFO.slug)).revision
    await other.undo(INFO.slug, latest, "ani")
    after = (await http.post("/graphql", json=query)).json()
    assert after["data"]["plan"]["revision"] == latest + 1
    text = (await http.get("/metrics")).text
    assert 'sinergi_answers_total{kept="hit"} 2.0' in text
    await kota.store.close()
    await other.close()
