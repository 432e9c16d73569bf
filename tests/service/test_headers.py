"""An answer depends on the headers of one list, and whoever makes it reads no others."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access import AccessChoice, SignIn
from service.access_log import REQUEST_ID
from service.answers import HEADERS
from service.app import create_app
from service.http import GRAPHQL
from tests.schema.city import City, city
from tests.service.sender import TOKEN

QUERIES: tuple[dict[str, Any], ...] = (
    {"query": '{ plan(slug: "kota") { revision programs { nodes { name } } findings { totalCount } } }'},
    {"query": "query Siapa { viewer { name roles { role region } } }", "operationName": "Siapa"},
    {"query": "query($at: Revision) { plan(slug: \"kota\", asOf: $at) { title } }", "variables": {"at": 1}},
    {"query": '{ plan(slug: "tidak") { title } }'},
    {"query": "{"},
    {"query": 'mutation { undoRevision(input: { plan: "kota", revision: 0 }) { errors { __typename } } }'},
    {"documentId": "sha256:0"},
)  # fmt: skip
USUAL: tuple[dict[str, str], ...] = (
    {},
    {"Accept-Encoding": "gzip", "Accept": GRAPHQL},
    {"Accept-Encoding": "zstd", "Accept": "application/json, text/event-stream"},
    {"Authorization": f"Bearer {TOKEN}", "If-None-Match": "*"},
    {"Authorization": "Bearer salah"},
    {"Accept": "text/html"},
    {"Accept": "image/png"},
    {"Content-Encoding": "gzip"},
    {"Content-Type": "text/plain"},
)
BESIDE = {
    "Cache-Control": "no-cache", "Cookie": "bahasa=en", "DNT": "1", "Expect": "x",
    "Forwarded": "for=192.0.2.7;host=lain", "From": "a@b.id", "Host": "lain.test", "If-Match": '"a"',
    "If-Modified-Since": "Sat, 29 Oct 1994 19:43:31 GMT", "If-Range": '"a"', "Max-Forwards": "1", "Origin": "null",
    "Pragma": "no-cache", "Prefer": "respond-async", "Range": "bytes=0-1", "Referer": "http://lain.test/",
    "Save-Data": "on", "Sec-Fetch-Site": "cross-site", "TE": "trailers", "Traceparent": "00-1", "Upgrade": "h2c",
    "User-Agent": "lain", "Via": "1.1 lain", "X-Forwarded-For": "192.0.2.7", "X-Forwarded-Host": "lain.test",
    "X-Forwarded-Proto": "https", "X-HTTP-Method-Override": "DELETE", "X-Real-IP": "192.0.2.7", "X-Requested-With": "a",
}  # fmt: skip
"""What a request may bring beside: browsers, proxies and programs do."""


class _Name(bytes):
    """The name of a header of a request, which tells when somebody looks for it."""

    told: Callable[[str], None]

    def __eq__(self, other: object) -> bool:
        is_same = bytes(self) == other
        if is_same:
            self.told(self.decode("latin-1"))
        return is_same

    __hash__ = bytes.__hash__


class Read:
    """The names of the headers that somebody looked for in a request, whether or not it had them."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def over(self, app: ASGIApp) -> ASGIApp:
        """Watch how an application reads the headers of its requests."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            named = type("Named", (_Name,), {"told": staticmethod(self.names.add)})
            headers = [(named(name), value) for name, value in scope["headers"]]
            await app({**scope, "headers": headers}, receive, send)

        return watched


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """What is looked for by way of Starlette, also where the request does not have it, and what without."""
    made = Read()
    begin = Headers.__init__

    def begun(self: Headers, *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        self.of_a_request = named.get("scope") is not None  # type: ignore[attr-defined]

    def noting(name: str) -> Callable[..., Any]:
        found = getattr(Headers, name)

        def noted(self: Headers, *given: str) -> Any:
            if self.of_a_request:  # type: ignore[attr-defined]
                made.names.add(given[0].lower() if given else "*")
            return found(self, *given)

        return noted

    monkeypatch.setattr(Headers, "__init__", begun)
    for name in ("__getitem__", "__contains__", "getlist", "keys", "values", "items", "__iter__"):
        monkeypatch.setattr(Headers, name, noting(name))
    yield made


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _client(app: ASGIApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


def _app(kota: City) -> Starlette:
    return create_app(kota.store, sign_in=SignIn(kota.store.tokens, AccessChoice(token=TOKEN)))


async def _ask(http: httpx.AsyncClient, method: str, query: dict[str, Any], headers: dict[str, str]) -> Any:
    """What is answered, but for its id."""
    written = {key: each if isinstance(each, str) else json.dumps(each) for key, each in query.items()}
    given: dict[str, Any] = {"params": written} if method == "GET" else {"content": json.dumps(query)}
    kind = {"Content-Type": "application/json"} if method == "POST" else {}
    answer = await http.request(method, "/graphql", headers=kind | headers, **given)
    shown = {name: value for name, value in answer.headers.items() if name != REQUEST_ID.lower()}
    return answer.status_code, shown, answer.content


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_who_makes_an_answer_reads_no_header_but_those_that_it_may_depend_on(
    kota: City, read: Read, method: str
) -> None:
    listed = {name.decode() for name in HEADERS}
    async with _client(read.over(_app(kota))) as http:
        for query in QUERIES:
            for headers in USUAL:
                for _ in range(2):  # worked out, and kept
                    await _ask(http, method, query, BESIDE | headers)
    assert read.names >= {"accept", "accept-encoding", "accept-language", "authorization", "if-none-match"}
    # these are looked at before: whoever names another host, or has written what is not there yet, is given nothing
    assert read.names - listed == {"host", "revision-token"}


async def test_no_other_header_changes_an_answer(kota: City) -> None:
    async with _client(_app(kota)) as keeping, _client(_app(kota)) as beside:
        for query in QUERIES[:-2]:
            for headers in USUAL:
                for method in ("GET", "POST"):
                    plain = [await _ask(keeping, method, query, headers) for _ in range(2)]
                    found = [await _ask(http, method, query, BESIDE | headers) for http in (beside, keeping, beside)]
                    assert [plain[0]] * 5 == plain + found, (query, headers, method)


async def test_a_header_that_is_read_is_noticed_however_it_is_read(read: Read) -> None:
    async def reading(request: Request) -> PlainTextResponse:
        request.headers.get("x-there")
        request.headers.get("x-not-there")
        return PlainTextResponse(str([value for name, value in request.scope["headers"] if name == b"x-raw"]))

    async with _client(read.over(Starlette(routes=[Route("/", reading)]))) as http:
        await http.get("/", headers={"X-There": "1", "X-Raw": "2", "X-Unread": "3"})
    assert read.names == {"x-there", "x-not-there", "x-raw"}
