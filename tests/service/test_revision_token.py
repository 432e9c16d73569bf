"""Who has written brings a token, and is answered from no older state."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.responses import PlainTextResponse

from service.access import AccessChoice, SignIn
from service.app import create_app
from service.origins import origins
from service.revision_token import HEADER, RevisionToken
from tests.schema.city import INFO, City, city
from tests.service.sender import TOKEN

READ = {"query": '{ plan(slug: "kota") { revision } }'}
UNDO = {"query": 'mutation { undoRevision(input: { plan: "kota", revision: 1 }) { revision } }'}
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    made = await city(address)
    yield made
    await made.store.close()


@pytest.fixture
async def client(kota: City) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, AccessChoice(token=TOKEN)))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as found:
        yield found


async def test_a_mutation_gives_a_token_that_rises_and_a_query_none(client: httpx.AsyncClient) -> None:
    tokens = []
    for _ in range(2):
        answer = await client.post("/graphql", json=UNDO, headers=BEARER)
        assert "errors" not in answer.json()
        tokens.append(int(answer.headers[HEADER]))
        for _ in range(2):  # worked out, and kept
            read = await client.post("/graphql", json=READ, headers={HEADER: str(tokens[-1])})
            assert read.json()["data"]["plan"]["revision"] == 2
            assert HEADER not in read.headers
    assert tokens[0] <= tokens[1]


async def test_a_database_that_has_not_reached_a_token_answers_nothing(client: httpx.AsyncClient) -> None:
    token = int((await client.post("/graphql", json=UNDO, headers=BEARER)).headers[HEADER])
    answer = await client.post("/graphql", json=READ, headers={HEADER: str(token + 1)})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


@pytest.mark.parametrize("token", ["", "-1", "x", "1.0", "kota=1", "9" * 19, "\u0661"])
async def test_what_is_no_token_is_refused_in_words(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.post("/graphql", json=READ, headers={HEADER: token.encode()})
    assert (answer.status_code, HEADER in answer.json()["errors"][0]["message"]) == (400, True)


async def test_whoever_comes_too_early_waits_until_it_is_reached(kota: City) -> None:
    paused: list[float] = []

    async def pause(seconds: float) -> None:
        paused.append(seconds)
        if len(paused) == 3:
            await kota.store.comments.add(INFO.slug, "abc", "Baik.", "ani")

    app = RevisionToken(PlainTextResponse("ada"), kota.store.stamps, pause)
    token = sum((await kota.store.stamps.of(None)).values()) + 1
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        assert (await http.get("/", headers={HEADER: str(token)})).text == "ada"
    assert len(paused) == 3


async def test_pages_of_other_sites_may_read_and_send_it(kota: City) -> None:
    there = "https://dasbor.kota.go.id"
    app = create_app(kota.store, origins=origins({"SINERGI_ORIGINS": there}))
    asks = {"Origin": there, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": HEADER}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        assert (await http.options("/graphql", headers=asks)).status_code == 200
        answer = await http.post("/graphql", json=READ, headers={"Origin": there})
        assert HEADER in answer.headers["access-control-expose-headers"]
