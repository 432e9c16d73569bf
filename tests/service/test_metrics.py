"""What a process counts and times is read over HTTP by whom the setting says, and does not grow without end."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from graph.store.token import ALL_REGIONS, TokenRole
from service.access_log import Asked, Ended
from service.app import create_app
from service.metrics import MOST_NAMES, Metrics, MetricsReaders, metrics_readers
from tests.schema.city import INFO, City, city
from tests.service.talk import Socket

DOCS = Path(__file__).parents[2] / "docs/operation.md"
ASKED = 'query Ringkas { plan(slug: "kota") { revision findings { totalCount } } }'


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _client(kota: City, readers: MetricsReaders = MetricsReaders.OPEN, host: str = "127.0.0.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(kota.store, readers=readers), client=(host, 4711))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


async def _samples(http: httpx.AsyncClient) -> dict[tuple[str, str], float]:
    """Each sample by its name and the value of its label."""
    answer = await http.get("/metrics")
    assert answer.status_code == 200, answer.text
    return {
        (each.name, next(iter(each.labels.values()), "")): each.value
        for family in text_string_to_metric_families(answer.text)
        for each in family.samples
    }


async def test_operations_kept_answers_revisions_and_evaluations_are_counted(kota: City) -> None:
    async with _client(kota) as http:
        for query in (ASKED, ASKED, '{ plan(slug: "kota") { revision } }', "{"):
            await http.post("/graphql", json={"query": query})
        await http.get("/graphql", params={"query": ASKED, "operationName": "Ringkas"})
        await http.post("/graphql", content=b"")
        found = await _samples(http)
    assert found["sinergi_operation_seconds_count", "Ringkas"] == 3
    assert found["sinergi_operation_seconds_sum", "Ringkas"] > 0
    assert found["sinergi_operation_seconds_count", "unnamed"] == 2
    assert found["sinergi_answers_total", "hit"] == 1
    assert found["sinergi_answers_total", "miss"] == 4
    assert found["sinergi_answers_bytes", ""] > 0
    assert found["sinergi_plan_revision", INFO.slug] == (await kota.store.plan(INFO.slug)).revision
    assert found["sinergi_evaluation_seconds_count", ""] == 1
    assert found["sinergi_responses_total", "200"] >= 4
    assert found["sinergi_responses_total", "415"] == 1


async def test_operations_over_a_websocket_are_timed_and_are_no_http_answers(kota: City) -> None:
    app = create_app(kota.store, readers=MetricsReaders.OPEN)
    socket = Socket(app)
    await socket.opened()
    socket.say(type="connection_init")
    assert await socket.heard() == "connection_ack"
    socket.say(type="subscribe", id="1", payload={"query": ASKED})
    assert [await socket.heard() for _ in range(2)] == ["next", "complete"]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        found = await _samples(http)
    await socket.close()
    assert found["sinergi_operation_seconds_count", "Ringkas"] == 1
    assert found["sinergi_operation_seconds_sum", "Ringkas"] > 0
    assert ("sinergi_responses_total", "200") not in found


async def test_each_application_counts_for_itself(kota: City) -> None:
    async with _client(kota) as one, _client(kota) as other:
        await one.post("/graphql", json={"query": ASKED})
        assert ("sinergi_operation_seconds_count", "Ringkas") in await _samples(one)
        assert ("sinergi_operation_seconds_count", "Ringkas") not in await _samples(other)


async def test_every_metric_is_described(kota: City) -> None:
    async with _client(kota) as http:
        text = (await http.get("/metrics")).text
    described = DOCS.read_text("utf-8")
    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE sinergi_")}
    assert len(names) >= 8
    for name in names:
        assert f"`{name}" in described or name.endswith("_created"), name


async def test_open_subscriptions_are_counted_while_they_are_open(kota: City) -> None:
    async def silent() -> AsyncGenerator[int, None]:
        await asyncio.Event().wait()
        yield 0

    app = create_app(kota.store, readers=MetricsReaders.OPEN)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        assert (await _samples(http))["sinergi_subscriptions_open", ""] == 0
        waiting = asyncio.create_task(anext(app.state.context.live.carry(silent())))
        await asyncio.sleep(0)
        assert (await _samples(http))["sinergi_subscriptions_open", ""] == 1
        waiting.cancel()
        await asyncio.wait((waiting,))
        assert (await _samples(http))["sinergi_subscriptions_open", ""] == 0


@pytest.mark.parametrize(
    ("readers", "host", "headers", "status"),
    [
        (MetricsReaders.LOOPBACK, "127.0.0.1", {}, 200),
        (MetricsReaders.LOOPBACK, "::1", {}, 200),
        (MetricsReaders.LOOPBACK, "192.0.2.7", {}, 403),
        (MetricsReaders.LOOPBACK, "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        (MetricsReaders.OPEN, "192.0.2.7", {}, 200),
        (MetricsReaders.OFF, "127.0.0.1", {}, 404),
    ],
)
async def test_the_setting_says_who_may_read_them(
    kota: City, readers: MetricsReaders, host: str, headers: dict[str, str], status: int
) -> None:
    async with _client(kota, readers, host) as http:
        assert (await http.get("/metrics", headers=headers)).status_code == status


@pytest.mark.parametrize(
    ("region", "status"), [(ALL_REGIONS, 200), (INFO.region_code, 403), (None, 403), ("salah", 401)]
)
async def test_usually_they_are_for_those_whose_token_counts_everywhere_also_behind_a_silent_proxy(
    kota: City, region: str | None, status: int
) -> None:
    assert metrics_readers({}) is MetricsReaders.TOKEN
    made = await kota.store.tokens.create("Prometheus", TokenRole.VIEWER, region or ALL_REGIONS)
    token = made.text + ("x" if region == "salah" else "")
    headers = {} if region is None else {"Authorization": f"Bearer {token}"}
    async with _client(kota, MetricsReaders.TOKEN) as http:
        answer = await http.get("/metrics", headers=headers)
    assert answer.status_code == status
    assert (INFO.slug in answer.text) == (status == 200)


def test_a_setting_that_says_nothing_known_is_refused() -> None:
    with pytest.raises(ValueError, match="SINERGI_METRICS"):
        metrics_readers({"SINERGI_METRICS": "semua"})


def test_names_beyond_the_most_count_together_and_those_never_answered_take_no_place() -> None:
    metrics = Metrics(lambda: 0, lambda: 0, most_names=2)
    before: dict[str, float] = {}

    def counts() -> dict[str, float]:
        [family] = [each for each in metrics._registry.collect() if each.name == "sinergi_operation_seconds"]
        return {each.labels["operation"]: each.value for each in family.samples if each.name.endswith("_count")}

    def ask(name: str, status: int = 200) -> str:
        metrics.ended(Ended("POST", "/graphql", status, "id", 0.1, Asked(operation=name)))
        now = counts()
        [label] = [each for each in now if now[each] != before.get(each, 0)]
        before.update(now)
        return label

    assert [ask("Salah", 400), ask("A"), ask("tidak sah"), ask("x" * 65), ask("B"), ask("C"), ask("A", 500)] == [
        "other", "A", "other", "other", "B", "other", "A",
    ]  # fmt: skip
    assert MOST_NAMES == 100
