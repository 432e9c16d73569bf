"""A request that came before is answered before it is read: as it was then, and only while that still holds."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from graph.store import Store
from graph.store.token import TokenRole
from schema.limit import Limits
from service.access import AccessChoice, SignIn
from service.answers import Answer, Answers
from service.answers.kept import MOST_REQUESTS, Sent
from service.answers.request import AUTHORIZATION, LONGEST, READ, parts
from service.app import create_app
from service.endpoint import Endpoint
from service.http import GRAPHQL
from service.watch import REQUEST_ID
from tests.schema.city import INFO, City, city

WHO = "{ viewer { name roles { role region } } }"
PLAN = 'query Ringkas { plan(slug: "kota") { revision programs { nodes { name code } } } }'
DAY = date(2026, 3, 1)


class Service:
    """A service, how often its endpoint was reached, and another program over the same file."""

    def __init__(self, kota: City, path: Path, reached: list[str]) -> None:
        self.kota = kota
        self.path = path
        self._reached = reached
        self.app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, AccessChoice()))
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://test")

    async def is_repeated(self, query: str = PLAN, token: str = "", **headers: str) -> bool:
        """Ask; say whether the answer was one that was sent before."""
        before = len(self._reached)
        await self.ask(query, token, **headers)
        return len(self._reached) == before

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
    reached: list[str] = []
    call = Endpoint.__call__

    async def noting(self: Endpoint, scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["method"])
        await call(self, scope, receive, send)

    monkeypatch.setattr(Endpoint, "__call__", noting)
    path = tmp_path / "sinergi.db"
    kota = await city(f"sqlite:///{path}")
    yield Service(kota, path, reached)
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
    assert service._reached == [method]
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
    assert service._reached == [method]
    if method == "GET":
        known = headers | {"If-None-Match": first.headers["etag"]}
        for _ in range(3):
            again = await service.http.get("/graphql", headers=known, **given)
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert service._reached == ["GET", "GET"]


async def test_it_is_counted_timed_and_written_as_any_other(service: Service) -> None:
    for _ in range(3):
        await service.ask()
    assert len(service._reached) == 1
    text = (await service.http.get("/metrics")).text
    assert 'sinergi_operation_seconds_count{operation="Ringkas"} 3.0' in text
    assert 'sinergi_answers_total{kept="hit"} 2.0' in text
    assert 'sinergi_answers_total{kept="miss"} 1.0' in text
    assert 'sinergi_responses_total{status="200"} 3.0' in text


async def test_what_was_written_by_anyone_since_is_seen_by_the_very_next_request(service: Service) -> None:
    assert [await service.is_repeated() for _ in range(3)] == [False, True, True]
    with closing(sqlite3.connect(service.path, isolation_level=None)) as other:
        for _ in range(3):
            other.execute("UPDATE plan SET stamp = stamp + 1 WHERE slug = 'kota'")  # no turn of the loop in between
            assert [await service.is_repeated() for _ in range(3)] == [False, True, True]
        other.execute("UPDATE plan SET stamp = stamp + 1 WHERE slug = 'lain'")
        assert await service.is_repeated()
    await service.kota.store.comments.add(INFO.slug, "sidik", "Baik", "ani")
    assert not await service.is_repeated()


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
    assert all([await service.is_repeated(WHO, token) for token in ("", one, other, alike)])
    await service.kota.store.tokens.revoke(first)
    for _ in range(2):
        assert (await service.ask(WHO, one)).status_code == 401
    assert all([await service.is_repeated(WHO, token) for token in ("", other, alike)])
    late = datetime(2999, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(service.kota.store.tokens, "_clock", lambda: late)
    for _ in range(2):
        assert (await service.ask(WHO, other)).status_code == 401
    assert (await service.ask(WHO, f"{other}x")).status_code == 401
    assert await service.is_repeated(WHO)
    assert second != same


async def test_another_day_is_another_answer(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluations = service.app.state.context.evaluations
    for day in (DAY, DAY.replace(day=2), DAY):
        monkeypatch.setattr(evaluations, "_today", lambda day=day: day)
        assert not await service.is_repeated()
        assert await service.is_repeated()


async def test_mutations_subscriptions_errors_and_pages_are_never_repeated(service: Service) -> None:
    mutation = 'mutation { undoRevision(input: { plan: "kota", revision: 0 }) { errors { __typename } } }'
    for query in (mutation, "{ plan }", "{", '{ plan(slug: "tidak") { revision } }', "subscription { a }"):
        assert [await service.is_repeated(query) for _ in range(3)] == [False] * 3, query
    for headers in ({"Accept": "text/html"}, {"Accept": "image/png"}):
        before = len(service._reached)
        for _ in range(2):
            await service.http.get("/graphql", headers=headers)
        assert len(service._reached) == before + 2


async def test_a_page_of_another_site_is_refused_also_what_was_answered_to_ours(service: Service) -> None:
    for _ in range(2):
        assert (await service.ask()).status_code == 200
        plain = await service.http.post(
            "/graphql", content=service.http.build_request("POST", "/graphql", json={"query": PLAN}).content,
            headers={"Content-Type": "text/plain"},
        )  # fmt: skip
        assert plain.status_code == 415


async def test_all_that_is_read_of_a_request_is_part_of_what_it_is_known_by(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()
    for name in ("__getitem__", "getlist", "__contains__"):
        own = getattr(Headers, name)

        def noting(self: Headers, key: str, own: Any = own) -> Any:
            if any(each == b"user-agent" for each, _ in self.raw):  # a request's, not an answer's
                read.add(key.lower())
            return own(self, key)

        monkeypatch.setattr(Headers, name, noting)
    token = (await service.token("ani"))[1]
    for headers in ({}, {"authorization": f"Bearer {token}"}, {"accept-encoding": "gzip"}, {"if-none-match": "*"}):
        await service.http.get("/graphql", params={"query": PLAN}, headers=headers)
        await service.http.post("/graphql", json={"query": PLAN}, headers=headers)
    known = {each.decode() for each in (*READ, AUTHORIZATION)}
    assert known <= read
    assert read <= known


def scope(*headers: tuple[bytes, bytes], method: str = "POST") -> Scope:
    return {"type": "http", "method": method, "path": "/graphql", "query_string": b"", "headers": headers}


def test_a_header_that_comes_twice_and_other_methods_make_a_request_that_is_not_known() -> None:
    once, twice = scope((b"accept", b"a"), (b"x", b"1"), (b"x", b"2")), scope((b"accept", b"a"), (b"accept", b"a"))
    assert parts(once) is not None
    assert parts(twice) is None
    assert parts(scope((b"authorization", b"a"), (b"authorization", b"b"))) is None
    assert all(parts(scope(method=each)) is None for each in ("HEAD", "OPTIONS", "PUT", "get"))


def test_a_token_is_not_kept_in_memory() -> None:
    found = parts(scope((b"authorization", b"Bearer rahasia")))
    assert found is not None
    assert not any(b"rahasia" in each for each in found if isinstance(each, bytes))
    assert found != parts(scope((b"authorization", b"Bearer lain")))


async def test_a_body_is_known_in_whatever_pieces_it_comes_and_a_long_one_is_read_whole(service: Service) -> None:
    body = b'{"query": "{ plan(slug: \\"kota\\") { revision } }"}'
    for pieces in ([body], [body[:10], body[10:]], [body, b""], [body + b" " * LONGEST]):
        for _ in range(2):
            messages: list[Message] = [
                {"type": "http.request", "body": each, "more_body": number < len(pieces)}
                for number, each in enumerate(pieces, 1)
            ]
            sent: list[Message] = []

            async def receive(messages: list[Message] = messages) -> Message:
                return messages.pop(0)

            async def send(message: Message, sent: list[Message] = sent) -> None:
                sent.append(message)

            await service.app(scope((b"content-type", b"application/json")), receive, send)
            assert [sent[0]["status"], sent[1]["body"][:9]] == [200, b'{"data":{']
    assert len(service._reached) == 1 + 2  # once, and each time that it was too long
    assert len(service.app.state.endpoint._answers) == 1


async def test_many_requests_for_one_answer_take_no_more_room_than_it_may(service: Service) -> None:
    answers = Answers(service.kota.store.stamps, 60_000)
    kept = Answer(b"x" * 900, {})
    answers.keep(b"key", kept)
    size = answers.size
    actor = service.kota.context.actor

    def note(number: int, key: bytes = b"key", answer: Answer = kept) -> bytes:
        request = b"%d" % number
        answers.note((request,), Sent(key, answer, actor, DAY, "", 200, (), b""))
        return request

    last = MOST_REQUESTS * 3 - 1
    for number in range(last + 1):
        note(number)
        note(number)
        assert answers.size <= 60_000
    assert len(kept.requests) == MOST_REQUESTS
    assert answers.sent((b"0",)) is None
    assert answers.sent((b"%d" % last,)) is not None
    other = Answer(b"y", {})
    answers.keep(b"other", other)
    note(last, b"other", other)  # the day has changed, say
    assert len(kept.requests) == MOST_REQUESTS - 1
    stale = Sent(b"key", Answer(b"x" * 900, {}), actor, DAY, "", 200, (), b"")
    answers.note((b"stale",), stale)
    assert answers.sent((b"stale",)) is None
    assert not await answers.stands(stale)
    answers.keep(b"key", Answer(b"x" * 900, {}))
    answers.keep(b"other", Answer(b"y", {}))
    assert answers.size <= size + 513
    assert answers.sent((b"%d" % last,)) is None


async def test_where_no_answers_are_kept_none_is_repeated(service: Service) -> None:
    app = create_app(service.kota.store, limits=Limits(cached_answers=0))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        for number in range(1, 3):
            await http.post("/graphql", json={"query": PLAN})
            assert len(service._reached) == number


async def test_over_postgresql_they_are_repeated_and_seen_to_be_over_as_well(
    postgres_address: str,
) -> None:
    kota, other = await city(postgres_address), Store.open(postgres_address)
    http = httpx.AsyncClient(transport=httpx.ASGITransport(create_app(kota.store)), base_url="http://test")
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
