"""GraphQL over HTTP as its draft says: every audit of npm's ``graphql-http`` in Python, and what they leave out.

The audits themselves run in ``tests/clients``.
"""

import asyncio
import gzip
import http.client
import json
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import pytest_asyncio
import strawberry
import uvicorn
import zstandard
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from strawberry.extensions import SchemaExtension
from strawberry.file_uploads import Upload

from graph.store import Store
from schema import Context, Evaluations
from schema.limit import LimitedSchema, Limits, Persisted
from schema.limit.persisted import sha256
from service.app import create_app
from service.endpoint import Endpoint
from service.http import GRAPHQL, JSON, Compression
from tests.service.conftest import Client

TYPE = "query Type($name: String!) { __type(name: $name) { name } }"
UNKNOWN = "{ 8f31403dfe404bccbb0e835f2629c6a7 }"
OK = {"query": "{ __typename }"}


@strawberry.type
class Query:
    @strawberry.field
    def twice(self, number: int) -> int:
        return 2 * number

    @strawberry.field
    def broken(self) -> int | None:
        raise ValueError("Angka tidak ada.")

    @strawberry.field
    def all_broken(self) -> int:
        raise ValueError("Angka tidak ada.")

    @strawberry.field
    async def sleeps(self) -> bool:
        await asyncio.sleep(30)
        return True

    @strawberry.field
    def long_text(self) -> str:
        return "keterkaitan " * 2000


COUNTED: list[int] = []


@strawberry.type
class Mutation:
    @strawberry.mutation
    def count(self, number: int) -> int:
        COUNTED.append(number)
        return len(COUNTED)

    @strawberry.mutation
    async def weigh(self, file: Upload) -> int:
        return len(await cast("Any", file).read())


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def numbers(self) -> AsyncIterator[int]:
        yield 1


SMALL = LimitedSchema(Query, mutation=Mutation, subscription=Subscription)
STORE = Store.open("sqlite://")  # nothing is asked of it
CONTEXT = Context(STORE, Evaluations(STORE))


def small(limits: Limits | None = None, *, uploads: bool = False) -> httpx.AsyncClient:
    """A client of an application over the schema above, with some limits."""
    endpoint = Endpoint(SMALL.within(limits or Limits()), CONTEXT, uploads=uploads)
    app = Starlette(routes=[Route("/graphql", endpoint, name="graphql")], middleware=[Middleware(Compression)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


@pytest_asyncio.fixture
async def asked() -> AsyncIterator[httpx.AsyncClient]:
    async with small() as client:
        yield client


def wrong(kind: str) -> list[object]:
    """Values that are no string, or no object."""
    return [{"obj": "ect"} if kind == "string" else "string", 0, False, ["array"]]


FAILS = {"query": "query CoerceFailure($id: ID!){ __typename }", "variables": {"id": None}}
NAMED = {"query": "query Query { __typename }", "operationName": "Query"}
TYPED = {"query": TYPE, "variables": {"name": "sometype"}}
OPTIONAL = ("variables", "operationName", "extensions")
# What is posted, the accepted media type, the status, and whether there is data; by the audits that ask for it.
POSTED: dict[str, tuple[object, str | None, int, bool]] = {
    "22EB 34A2": (OK, GRAPHQL, 200, True),
    "4655 13EE": (OK, JSON, 200, True),
    "47DE": (OK, "*/*", 200, True),
    "80D8 82A3 78D5 2C94 03D4": (OK, None, 200, True),
    "BF61": ({"query": '{ __type(name: "Run🏃Swim🏊") { name } }'}, None, 200, True),
    "423L": ({"notquery": "{ __typename }"}, GRAPHQL, 400, False),
    **{f"LKJ{i}": ({"query": each}, None, 400, False) for i, each in enumerate(wrong("string"))},
    **{f"6C0{i}": ({**OK, "operationName": each}, None, 400, False) for i, each in enumerate(wrong("string"))},
    "8161": (NAMED, GRAPHQL, 200, True),
    "B8B3": (NAMED, JSON, 200, True),
    **{f"94B{i}": ({**OK, key: None}, GRAPHQL, 200, True) for i, key in enumerate(OPTIONAL)},
    **{f"022{i}": ({**OK, key: None}, JSON, 200, True) for i, key in enumerate(OPTIONAL)},
    **{f"476{i}": ({**OK, "variables": each}, None, 400, False) for i, each in enumerate(wrong("object"))},
    "2EA1": (TYPED, GRAPHQL, 200, True),
    "28B9": (TYPED, JSON, 200, True),
    **{f"58B{i}": ({**OK, "extensions": each}, None, 400, False) for i, each in enumerate(wrong("object"))},
    "428F": ({**OK, "extensions": {"some": "value"}}, GRAPHQL, 200, True),
    "1B7A": ({**OK, "extensions": {"some": "value"}}, JSON, 200, True),
    "8764 3E3A": ({"qeury": "{ __typename }"}, None, 400, False),
    "572B": ({"query": "{"}, JSON, 200, False),
    "FDE2": ({"query": UNKNOWN}, JSON, 200, False),
    "7B9B": (FAILS, JSON, 200, False),
    "865D 556A D586": ({"query": "{"}, GRAPHQL, 400, False),
    "51FE 74FF 5E5B": ({"query": UNKNOWN}, GRAPHQL, 400, False),
    "86EE": (FAILS, GRAPHQL, 400, False),
}
ELSEWHERE = "5A70 D6D5 6A70 9C48 9ABE A5BF B6DC BCF8 B7N8"
"""Audits that the other tests of this file repeat."""


@pytest.mark.parametrize("audits", POSTED)
async def test_what_is_posted_is_answered_as_the_audit_says(asked: httpx.AsyncClient, audits: str) -> None:
    body, accept, status, has_data = POSTED[audits]
    asked.headers.pop("accept", None)
    answer = await asked.post("/graphql", json=body, headers={"accept": accept} if accept else {})
    assert answer.status_code == status
    assert answer.headers["content-type"] == f"{accept if accept in {GRAPHQL, JSON} else JSON}; charset=utf-8"
    assert ("data" in answer.json(), "errors" in answer.json()) == (has_data, not has_data)


async def test_what_is_asked_by_get_is_answered(asked: httpx.AsyncClient) -> None:
    assert (await asked.get("/graphql", params=OK)).json()["data"] == {"__typename": "Query"}  # 5A70
    for accept in (GRAPHQL, JSON):  # D6D5, 6A70
        params = {"query": TYPE, "variables": json.dumps({"name": "sometype"}), "operationName": ""}
        answer = await asked.get("/graphql", params=params, headers={"accept": accept})
        assert (answer.status_code, answer.json()["data"]) == (200, {"__type": None})
    answer = await asked.get("/graphql", params={"query": "{ twice(number: 1) }", "variables": "{no"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_JSON")
    assert (await asked.get("/graphql")).status_code == 400


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
async def test_what_is_no_json_is_refused_with_400(asked: httpx.AsyncClient, accept: str) -> None:
    headers = {"content-type": JSON, "accept": accept}
    for content in (b'{ "not a JSON', b"", b"\xff", b"[" * 100_000, b'"text"', b"null"):  # A5BF, B6DC, BCF8, B7N8
        answer = await asked.post("/graphql", content=content, headers=headers)
        assert answer.status_code == 400
        assert answer.headers["content-type"].startswith(accept)
        assert answer.json()["errors"][0]["message"]


async def test_a_mutation_by_get_is_refused_and_changes_nothing(asked: httpx.AsyncClient) -> None:
    before = list(COUNTED)
    for query in ("mutation { count(number: 1) }", "mutation A { count(number: 1) } query B { __typename }"):
        params = {"query": query, "operationName": "A"} if "A" in query else {"query": query}
        answer = await asked.get("/graphql", params=params, headers={"accept": GRAPHQL})  # 9C48
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert before == COUNTED


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text/plain", json.dumps({"query": "mutation { count(number: 2) }"})),
        ("text/plain; application/json", json.dumps({"query": "mutation { count(number: 2) }"})),
        ("application/x-www-form-urlencoded", "query=mutation+%7B+count(number%3A2)+%7D"),
        ("multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{a}\r\n--x--'),
        ("application/json; charset=utf-16", json.dumps({"query": "mutation { count(number: 2) }"}).encode("utf-16")),
        (None, json.dumps({"query": "mutation { count(number: 2) }"})),
    ],
)
async def test_what_a_page_of_another_site_can_send_without_asking_is_refused_and_changes_nothing(
    asked: httpx.AsyncClient, kind: str | None, content: str | bytes
) -> None:
    before = list(COUNTED)
    answer = await asked.post("/graphql", content=content, headers={"content-type": kind} if kind else {})  # 9ABE
    assert (answer.status_code, answer.headers["accept-post"]) == (415, JSON)
    assert before == COUNTED


async def test_files_are_taken_only_with_a_header_that_another_site_cannot_set() -> None:
    operations = {"query": "mutation($file: Upload!) { weigh(file: $file) }", "variables": {"file": None}}
    form = {"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.file"]})}
    async with small(uploads=True) as client:
        files = {"0": ("a.txt", b"12345")}
        answer = await client.post("/graphql", data=form, files=files)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, "PREFLIGHT_REQUIRED")
        for header in ("GraphQL-Require-Preflight", "X-Requested-With"):
            answer = await client.post("/graphql", data=form, files=files, headers={header: "1"})
            assert answer.json()["data"] == {"weigh": 5}
    async with small(Limits(upload=1000), uploads=True) as client:
        files = {"0": ("a.txt", b"1" * 2000)}
        answer = await client.post("/graphql", data=form, files=files, headers={"X-Requested-With": "1"})
        assert answer.status_code == 413
    async with small() as client:
        assert (await client.post("/graphql", data=form, files=files)).status_code == 415


@pytest.mark.parametrize("encoding", ["gzip", "zstd", "br", "gzip, deflate"])
async def test_a_body_that_is_compressed_is_refused_by_the_name_of_its_encoding(
    asked: httpx.AsyncClient, encoding: str
) -> None:
    answer = await asked.post("/graphql", json=OK, headers={"content-encoding": encoding})
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")
    assert encoding in answer.json()["errors"][0]["message"]
    assert (await asked.post("/graphql", json=OK, headers={"content-encoding": "Identity"})).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "TRACE"])
async def test_another_method_is_refused_and_told_which_are_allowed(asked: httpx.AsyncClient, method: str) -> None:
    answer = await asked.request(method, "/graphql", params=OK)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST, OPTIONS")
    assert (await asked.options("/graphql")).headers["allow"] == "GET, POST, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8", GRAPHQL),
        (f"{JSON}, {GRAPHQL};q=0.9", JSON),
        (f"{GRAPHQL};q=0, */*", JSON),
        ("application/*", JSON),
        ("text/html,application/xhtml+xml,*/*;q=0.8", JSON),
        (f"{JSON};charset=latin-1, {GRAPHQL};q=0.1", GRAPHQL),
        ("image/png", None),
        (f"{JSON};q=0", None),
    ],
)
async def test_the_client_gets_the_best_media_type_that_it_can_read_or_406(
    asked: httpx.AsyncClient, accept: str, given: str | None
) -> None:
    answer = await asked.post("/graphql", json=OK, headers={"accept": accept})
    assert answer.status_code == (200 if given else 406)
    assert answer.headers["content-type"] == f"{given or JSON}; charset=utf-8"
    assert "Accept" in answer.headers["vary"]


async def test_an_operation_that_ran_is_200_with_data_even_where_errors_took_all_of_it(
    asked: httpx.AsyncClient,
) -> None:
    partial = await asked.post("/graphql", json={"query": "{ twice(number: 2) broken }"}, headers={"accept": GRAPHQL})
    assert (partial.status_code, partial.json()["data"]) == (200, {"twice": 4, "broken": None})
    nothing = await asked.post("/graphql", json={"query": "{ allBroken }"}, headers={"accept": GRAPHQL})
    assert (nothing.status_code, nothing.json()["data"]) == (200, None)
    assert nothing.json()["errors"][0]["path"] == ["allBroken"]


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{", {}, "BAD_DOCUMENT"),
        ("{ nope }", {}, "BAD_DOCUMENT"),
        ('{ twice(number: "x") }', {}, "BAD_DOCUMENT"),
        ("query($n: Int!) { twice(number: $n) }", {"n": "x"}, "BAD_VARIABLES"),
        ("query($n: Int!) { twice(number: $n) }", {}, "BAD_VARIABLES"),
    ],
)
async def test_what_graphql_itself_refuses_has_a_code(
    asked: httpx.AsyncClient, query: str, variables: dict[str, Any], code: str, accept: str
) -> None:
    answer = await asked.post("/graphql", json={"query": query, "variables": variables}, headers={"accept": accept})
    assert "data" not in answer.json()
    assert {error["extensions"]["code"] for error in answer.json()["errors"]} == {code}


async def test_a_fault_of_our_own_is_500_and_says_nothing_of_its_cause() -> None:
    class Faulty(SchemaExtension):
        def on_execute(self) -> Iterator[None]:
            raise RuntimeError("the secret place of the database")
            yield

    endpoint = Endpoint(LimitedSchema(Query, extensions=[Faulty]), CONTEXT)
    transport = httpx.ASGITransport(Starlette(routes=[Route("/graphql", endpoint)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.post("/graphql", json=OK, headers={"accept": GRAPHQL})
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (500, {"code": "INTERNAL"})
        assert "secret" not in answer.text


async def test_an_operation_that_cannot_be_told_is_a_request_error(asked: httpx.AsyncClient) -> None:
    two = "query A { __typename } query B { twice(number: 3) }"
    for body in ({"query": two}, {"query": two, "operationName": "C"}, {"query": "fragment F on Query { __typename }"}):
        answer = await asked.post("/graphql", json=body, headers={"accept": GRAPHQL})
        assert (answer.status_code, "data" in answer.json()) == (400, False)
        assert (await asked.post("/graphql", json=body)).status_code == 200
    answer = await asked.post("/graphql", json={"query": two, "operationName": "B"})
    assert answer.json()["data"] == {"twice": 6}


async def test_a_subscription_needs_a_stream(asked: httpx.AsyncClient) -> None:
    for send in (asked.post("/graphql", json={"query": "subscription { numbers }"}),
                 asked.get("/graphql", params={"query": "subscription { numbers }"})):  # fmt: skip
        assert (await send).json()["errors"][0]["extensions"]["code"] == "STREAM_NEEDED"


async def test_a_browser_gets_the_explorer_and_its_question_an_answer(asked: httpx.AsyncClient) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    page = await asked.get("/graphql", headers=browser)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (await asked.get("/graphql", params=OK, headers=browser)).headers["content-type"].startswith(JSON)


async def test_lists_of_operations_are_refused_until_a_setting_allows_them_and_then_run_in_their_order() -> None:
    several = [{"query": f"mutation {{ count(number: {each}) }}"} for each in (7, 8, 9)]
    async with small() as client:
        answer = await client.post("/graphql", json=several)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BATCH_OFF")
    async with small(Limits(batch=3)) as client:
        before = len(COUNTED)
        answer = await client.post("/graphql", json=[*several[:2], {"query": "{"}], headers={"accept": GRAPHQL})
        assert (answer.status_code, answer.headers["content-type"]) == (200, f"{JSON}; charset=utf-8")
        first, second, third = answer.json()
        assert (first["data"]["count"], second["data"]["count"]) == (before + 1, before + 2)
        assert COUNTED[before:] == [7, 8]
        assert "data" not in third
        for wrong_count in ([], several * 2):
            answer = await client.post("/graphql", json=wrong_count)
            assert answer.status_code == 400
            told = {"code": "BATCH_SIZE", "limit": 3, "actual": len(wrong_count)}
            assert answer.json()["errors"][0]["extensions"] == told


async def test_a_body_that_is_too_long_is_refused_before_it_is_read() -> None:
    async with small(Limits(body=1000)) as client:
        answer = await client.post("/graphql", json={"query": "{ __typename }" + " " * 1000})
        assert answer.status_code == 413
        actual = len(answer.request.content)
        told = {"code": "REQUEST_TOO_LARGE", "limit": 1000, "actual": actual}
        assert answer.json()["errors"][0]["extensions"] == told

        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(100):
                yield b" " * 100
            raise AssertionError("read to the end")

        answer = await client.post("/graphql", content=pieces(), headers={"content-type": JSON})
        assert answer.status_code == 413
        assert answer.json()["errors"][0]["extensions"] == {"code": "REQUEST_TOO_LARGE", "limit": 1000, "actual": 1100}


async def test_a_trusted_document_is_asked_for_by_its_identifier(tmp_path: Path) -> None:
    documents = ["query Q($n: Int!) { twice(number: $n) }", "mutation { count(number: 5) }"]
    query, mutation = ids = [f"sha256:{sha256(each)}" for each in documents]
    path = tmp_path / "documents.json"
    path.write_text(json.dumps(dict(zip(ids, documents, strict=True))), "utf-8")
    async with small(Limits(persisted=Persisted.ONLY, documents=str(path))) as client:
        body = {"documentId": query, "variables": {"n": 6}}
        assert (await client.post("/graphql", json=body)).json()["data"] == {"twice": 12}
        by_get = await client.get("/graphql", params={"documentId": query, "variables": '{"n":7}'})
        assert by_get.json()["data"] == {"twice": 14}
        before = len(COUNTED)
        assert (await client.get("/graphql", params={"documentId": mutation})).status_code == 405
        assert len(COUNTED) == before
        for refused in ({"documentId": "sha256:" + "0" * 64}, {"documentId": "other"}, OK):
            answer = await client.post("/graphql", json=refused, headers={"accept": GRAPHQL})
            assert (answer.status_code, len(answer.json()["errors"])) == (400, 1)
        assert (await client.post("/graphql", json={"documentId": 7})).status_code == 400


async def test_what_runs_too_long_is_503_and_plain_json_says_so_in_its_body() -> None:
    async with small(Limits(seconds=0.05)) as client:
        body = {"query": "{ sleeps }"}
        answer = await client.post("/graphql", json=body, headers={"accept": GRAPHQL})
        assert (answer.status_code, "data" in answer.json()) == (503, False)
        answer = await client.post("/graphql", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (200, "TIMEOUT")


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
async def test_whoever_asks_too_much_of_late_is_told_by_the_header_too_when_to_come_back(accept: str) -> None:
    async with small(Limits(burst=1, rate=1, batch=2)) as client:
        first, refused = [await client.post("/graphql", json=OK, headers={"accept": accept}) for _ in range(2)]
        assert "retry-after" not in first.headers
        [error] = refused.json()["errors"]
        assert error["extensions"]["code"] == "RATE_LIMITED"
        assert refused.headers["retry-after"] == str(error["extensions"]["retryAfter"])
        several = await client.post("/graphql", json=[OK, OK])
        assert several.headers["retry-after"].isdecimal()


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip;q=0, identity", None),
        ("identity", None),
        ("*", "zstd"),
    ],
)
async def test_a_long_answer_is_sent_smaller_to_who_can_read_it(
    asked: httpx.AsyncClient, accept: str, encoding: str | None
) -> None:
    async with asked.stream(
        "POST", "/graphql", json={"query": "{ longText }"}, headers={"accept-encoding": accept}
    ) as answer:
        raw = b"".join([piece async for piece in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == encoding
    assert "Accept-Encoding" in answer.headers["vary"]
    assert int(answer.headers["content-length"]) == len(raw)
    read = {"zstd": zstandard.decompress, "gzip": gzip.decompress}.get(encoding or "", bytes)(raw)
    assert json.loads(read)["data"]["longText"] == "keterkaitan " * 2000
    assert len(raw) < 1000 or encoding is None


async def test_a_short_answer_is_sent_as_it_is(asked: httpx.AsyncClient) -> None:
    answer = await asked.post("/graphql", json=OK, headers={"accept-encoding": "zstd, gzip"})
    assert "content-encoding" not in answer.headers


async def test_a_stream_is_compressed_piece_by_piece_and_each_piece_can_be_read_at_once() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
        for number in range(3):
            await send({"type": "http.response.body", "body": b"%d;" % number * 500, "more_body": number < 2})

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"zstd")]}
    await Compression(app)(scope, cast("Any", None), send)
    reader = zstandard.ZstdDecompressor().decompressobj()
    assert [reader.decompress(each["body"]) for each in sent[1:]] == [b"%d;" % each * 500 for each in range(3)]


async def test_a_client_that_has_the_answer_already_is_told_so(asked: httpx.AsyncClient) -> None:
    first = await asked.get("/graphql", params={"query": "{ twice(number: 4) }"})
    tag = first.headers["etag"]
    again = await asked.get(
        "/graphql", params={"query": "{ twice(number: 4) }"}, headers={"if-none-match": f'"other", {tag}'}
    )
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = await asked.get("/graphql", params={"query": "{ twice(number: 5) }"}, headers={"if-none-match": tag})
    assert other.status_code == 200
    assert "etag" not in (await asked.post("/graphql", json=OK)).headers


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole application, served by uvicorn on a free port."""
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('audit')}/sinergi.db")
    server = uvicorn.Server(uvicorn.Config(create_app(store), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/graphql"
    server.should_exit = True
    thread.join(30)
    asyncio.run(store.close())


def test_a_running_service_survives_a_body_that_never_ends(address: str) -> None:
    host = address.removeprefix("http://").split("/", maxsplit=1)[0]
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.putrequest("POST", "/graphql")
    connection.putheader("content-type", JSON)
    connection.putheader("transfer-encoding", "chunked")
    connection.endheaders()
    piece = b"%x\r\n%s\r\n" % (65_536, b" " * 65_536)
    sent = 0
    try:
        while sent < 100:
            connection.send(piece)
            sent += 1
    except OSError:
        pass
    assert sent < 100 or connection.getresponse().status == 413
    again = http.client.HTTPConnection(host, timeout=30)
    again.request("POST", "/graphql", json.dumps(OK), {"content-type": JSON})
    assert json.loads(again.getresponse().read())["data"] == {"__typename": "Query"}


async def test_a_mark_of_the_byte_order_before_json_is_ignored(client: Client) -> None:
    body = b'\xef\xbb\xbf{"query": "{ __typename }"}'
    answer = await client.http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["data"] == {"__typename": "Query"}


async def test_whole_numbers_may_be_written_as_r_and_php_write_them(client: Client) -> None:
    body = '{"query": "query($y: Year) { plans(filter: { year: $y }) { totalCount } }", "variables": {"y": 2.024e3}}'
    answer = await client.http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["data"]["plans"]["totalCount"] == 1
    wrong = body.replace("2.024e3", "2024.5")
    answer = await client.http.post("/graphql", content=wrong, headers={"Content-Type": "application/json"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_VARIABLES"
