"""Pages of other sites may ask where the operator has named them, over HTTP and over WebSockets, and nowhere else."""

from collections.abc import AsyncIterator

import httpx
import pytest

from service.app import create_app
from service.origins import origins
from service.server_settings import server_settings
from tests.schema.city import City, city
from tests.service.talk import Socket

THERE = "https://dasbor.kota.go.id"
ALLOWED = frozenset({THERE, "https://sinergi.kota.go.id"})
QUERY = {"query": '{ plan(slug: "kota") { title } }'}


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    made = await city(sqlite_address)
    yield made
    await made.store.close()


def _http(kota: City, allowed: frozenset[str]) -> httpx.AsyncClient:
    app = create_app(kota.store, origins=allowed)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def test_a_page_that_is_named_may_ask_and_read_kept_answers_too(kota: City) -> None:
    asks = {"Origin": THERE, "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type, last-event-id"}  # fmt: skip
    async with _http(kota, ALLOWED) as http:
        begun = await http.options("/graphql", headers=asks)
        assert (begun.status_code, begun.headers["access-control-allow-origin"]) == (200, THERE)
        assert "authorization" in begun.headers["access-control-allow-headers"].lower()
        for _ in range(2):  # worked out, and kept
            answer = await http.post("/graphql", json=QUERY, headers={"Origin": THERE})
            assert answer.headers["access-control-allow-origin"] == THERE
            assert "access-control-allow-credentials" not in answer.headers
            assert "Origin" in answer.headers["vary"]
            other = await http.post("/graphql", json=QUERY, headers={"Origin": "https://lain.id"})
            assert "access-control-allow-origin" not in other.headers
        refused = await http.options("/graphql", headers=asks | {"Origin": "https://lain.id"})
        assert refused.status_code == 400
        schema = await http.get("/schema.graphql", headers={"Origin": THERE})
        assert schema.headers["access-control-allow-origin"] == THERE


async def test_without_the_setting_nothing_is_said_of_origins(kota: City) -> None:
    async with _http(kota, frozenset()) as http:
        answer = await http.post("/graphql", json=QUERY, headers={"Origin": THERE})
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(("origin", "is_open"), [(THERE, True), ("https://sinergi.kota.go.id", True),
                                                 ("https://lain.id", False), ("null", False)])  # fmt: skip
async def test_so_it_is_with_websockets(kota: City, origin: str, is_open: bool) -> None:
    headers = [(b"origin", origin.encode()), (b"host", b"dalam:8000")]
    socket = Socket(create_app(kota.store, origins=ALLOWED), headers)
    assert ((await socket.opened())["type"] == "websocket.accept") is is_open
    await socket.close()


@pytest.mark.parametrize("wrong", ["*", "kota.go.id", "https://a.id/", "https://a.id/x", "ftp://a.id", "https://",
                                   "https://a@b.id", "https://*.a.id", "https://a.id:x", "null"])  # fmt: skip
def test_what_is_no_origin_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(ValueError, match="SINERGI_ORIGINS"):
        origins({"SINERGI_ORIGINS": f"https://a.id, {wrong}"})


def test_names_behind_a_proxy_count_as_origins_of_our_own() -> None:
    found = server_settings({"SINERGI_HOSTS": "sinergi.kota.go.id, dalam:8443"}).origins
    assert found == {
        f"{scheme}://{host}" for scheme in ("http", "https") for host in ("sinergi.kota.go.id", "dalam:8443")
    }
