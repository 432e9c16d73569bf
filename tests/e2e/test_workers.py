"""Several processes that answer at one address: what one writes all know, and they begin and end together."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from tests.command import ran
from tests.schema.city import city
from tests.serving import TOKEN, Served, serving

BEARER = {"Authorization": f"Bearer {TOKEN}"}
WORKER = "service.cli.worker"
PATIENCE = 120
"""Seconds that anything may take on a machine that is at much else."""
ADD = """mutation($name: String!, $key: String) {
    addOpd(input: { plan: "kota", opd: { name: $name, shortName: $name }, idempotencyKey: $key }) {
        revision node { id } errors { ... on Problem { message } } } }"""
READ = '{ plan(slug: "kota") { revision opds(first: 50) { nodes { shortName } } } }'


@pytest.fixture
def service(postgres_address: str, tmp_path: Path) -> Iterator[Served]:
    async def made() -> None:
        await (await city(postgres_address)).store.close()

    asyncio.run(made())
    settings = {"SINERGI_TOKEN": TOKEN, "SINERGI_STOP_SECONDS": "5", "SINERGI_METRICS": "open"}
    with serving(tmp_path, postgres_address, workers=2, **settings) as running:
        yield running


def _workers(service: Served) -> list[int]:
    """The processes that answer, by number."""
    found = []
    for each in psutil.Process(service.process.pid).children():
        with suppress(psutil.NoSuchProcess):  # a zombie has no command line either
            if WORKER in each.cmdline():
                found.append(each.pid)
    return sorted(found)


async def _wait_for(what: Any) -> None:
    async with asyncio.timeout(PATIENCE):
        while not what():  # noqa: ASYNC110 - of other processes
            await asyncio.sleep(0.1)


@asynccontextmanager
async def _on_each(service: Served) -> AsyncIterator[list[httpx.AsyncClient]]:
    """Connections of which each is held by another worker."""
    found: dict[int, httpx.AsyncClient] = {}
    async with AsyncExitStack() as stack, asyncio.timeout(PATIENCE):
        while len(found) < 2:
            client = httpx.AsyncClient(base_url=service.address, timeout=PATIENCE, headers=BEARER)
            answer = await client.get("/healthz")
            _, port = answer.extensions["network_stream"].get_extra_info("client_addr")
            held_by = next(
                pid
                for pid in _workers(service)
                for each in psutil.Process(pid).net_connections("tcp")
                if each.raddr and each.raddr.port == port
            )
            if held_by in found:
                await client.aclose()
            else:
                found[held_by] = client
                stack.push_async_callback(client.aclose)
        yield list(found.values())


async def _ask(client: httpx.AsyncClient, query: str, **variables: object) -> Any:
    body = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in body, body
    return body["data"]


async def test_what_one_worker_writes_another_reads_at_once_and_no_kept_answer_is_old(service: Served) -> None:
    async with _on_each(service) as (one, other):
        for number in range(5):
            for client in (one, other):
                assert (await _ask(client, READ))["plan"]["revision"] == number + 1  # and is kept there
            writer, reader = (one, other) if number % 2 else (other, one)
            asked = {"query": ADD, "variables": {"name": f"OPD {number}"}}
            answer = await writer.post("/graphql", json=asked)
            added = answer.json()["data"]["addOpd"]
            assert (added["errors"], added["revision"]) == ([], number + 2)
            if number < 3:  # a front end sends the token back; without it nothing is older where there is no replica
                reader.headers["Revision-Token"] = answer.headers["Revision-Token"]
            plan = (await _ask(reader, READ))["plan"]
            assert plan["revision"] == number + 2
            assert f"OPD {number}" in [each["shortName"] for each in plan["opds"]["nodes"]]


async def test_a_key_that_one_worker_took_another_answers_as_before(service: Served) -> None:
    async with _on_each(service) as (one, other):
        first = await _ask(one, ADD, name="Baru", key="kunci-1")
        assert await _ask(other, ADD, name="Baru", key="kunci-1") == first
        assert (await _ask(one, READ))["plan"]["revision"] == 2


async def test_a_subscription_on_one_worker_hears_what_another_writes(service: Served) -> None:
    query = 'subscription { planChanged(slug: "kota", since: 1) { revision author } }'
    async with _on_each(service) as (one, other), asyncio.timeout(PATIENCE):
        events = {"Accept": "text/event-stream"}
        async with one.stream("POST", "/graphql", json={"query": query}, headers=events) as stream:
            lines = stream.aiter_lines()
            for revision in (2, 3):
                await _ask(other, ADD, name=f"OPD {revision}")
                told = await anext(line async for line in lines if line.startswith("data:") and "revision" in line)
                assert f'"revision":{revision}' in told.replace(" ", "")


def _measured(text: str, name: str) -> list[float]:
    return [float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith((f"{name} ", f"{name}{{"))]


async def test_one_worker_asks_the_rules_and_any_tells_what_all_of_them_count(service: Served) -> None:
    judged = '{ plan(slug: "kota") { initiatives(first: 50) { nodes { title score { total } } } } }'
    async with _on_each(service) as (one, other), asyncio.timeout(PATIENCE):
        first, second = [await _ask(each, judged) for each in (one, other)]
        assert first == second
        await _ask(one, ADD, name="Baru")
        first, second = await asyncio.gather(*(_ask(each, judged) for each in (one, other)))
        assert first == second
        while True:  # what comes and goes is noted each second
            told = [(await each.get("/metrics")).text for each in (one, other)]
            counted = [_measured(each, "sinergi_evaluation_seconds_count") for each in told]
            assert counted == [[2.0], [2.0]]  # one of each revision
            if sum(_measured(told[0], "sinergi_answers_bytes")) == sum(_measured(told[1], "sinergi_answers_bytes")) > 0:
                break
        assert _measured(told[0], "sinergi_plan_revision") == [2.0, 0.0]
        assert len(_measured(told[0], "process_resident_memory_bytes")) == 2
        assert "_created" not in told[0]


async def test_a_worker_that_dies_is_begun_anew_and_the_other_answers_meanwhile(service: Served) -> None:
    victim, survivor = _workers(service)
    os.kill(victim, signal.SIGKILL)
    async with httpx.AsyncClient(base_url=service.address, timeout=PATIENCE) as client:
        assert (await _ask(client, READ))["plan"]["revision"] == 1
    await _wait_for(lambda: len(_workers(service)) == 2 and victim not in _workers(service))
    assert survivor in _workers(service)
    async with _on_each(service) as clients:
        assert [(await each.get("/readyz")).status_code for each in clients] == [200, 200]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_all_end_within_the_limit_when_the_supervisor_is_told_to(service: Served, told: signal.Signals) -> None:
    everyone = psutil.Process(service.process.pid).children(recursive=True)
    assert len(everyone) >= 2
    query = 'subscription { planChanged(slug: "kota") { revision } }'
    async with httpx.AsyncClient(base_url=service.address, timeout=PATIENCE) as client:
        events = {"Accept": "text/event-stream"}
        async with client.stream("POST", "/graphql", json={"query": query}, headers=events) as stream:
            service.process.send_signal(told)
            assert [line async for line in stream.aiter_lines() if "complete" in line] == []
    assert await asyncio.to_thread(service.process.wait, PATIENCE) == 0
    assert [each for each in everyone if each.is_running() and each.status() != psutil.STATUS_ZOMBIE] == []


async def test_no_worker_outlives_a_supervisor_that_was_killed(service: Served) -> None:
    everyone = psutil.Process(service.process.pid).children(recursive=True)
    service.process.kill()
    service.process.wait()
    await _wait_for(lambda: not any(each.is_running() for each in everyone))


def test_where_the_first_cannot_begin_none_does_and_it_is_said(postgres: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    said = ran(tmp_path, "serve", "--workers", "2", "--port", "0", "--database", postgres.format("bukan_basis_data"))
    assert said.status == 1
    assert said.out == ""
    assert time.monotonic() - begun < PATIENCE


def test_several_workers_on_a_sqlite_file_or_in_a_sandbox_are_refused_with_what_to_do(tmp_path: Path) -> None:
    said = ran(tmp_path, "serve", "--workers", "2")
    assert (said.status, "PostgreSQL" in said.err, "tanpa --workers" in said.err) == (1, True, True)
    said = ran(tmp_path, "serve", "--workers", "2", "--sandbox")
    assert (said.status, "--workers" in said.err) == (1, True)
    assert list(tmp_path.iterdir()) == []
