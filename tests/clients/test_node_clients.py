"""Clients that others wrote for Node, as they come: urql, Apollo, graphql-ws and graphql-sse against a process."""

import asyncio
import json
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.clients.conftest import Service
from tests.node import HOME, needs_packages
from tests.schema.city import INFO, city
from tests.serving import TOKEN, Served, serving

HERE = HOME / "tests" / "clients"
PATIENCE = 120
"""Seconds in which something must happen; other work may keep the cores busy."""
ADD = """mutation($name: String!) { addOpd(input: { plan: "kota", opd: { name: $name, shortName: $name } }) {
    revision errors { ... on Problem { message } } } }"""


def _said(script: str, *arguments: str) -> dict[str, Any]:
    """What a script tells, line by line."""
    done = subprocess.run(
        ["node", script, *arguments], cwd=HERE, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    said: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        said |= json.loads(line)
    return said


@needs_packages(HERE)
def test_urql_asks_pages_writes_and_hears_of_it_over_an_event_stream(service: Service) -> None:
    said = _said("urql.mjs", *service)
    assert said["post"] == said["get"]
    ranks = [[each["rank"] for each in said[name]["plan"]["initiatives"]["nodes"]] for name in ("page", "next")]
    assert ranks == [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]
    assert said["again"] == said["page"]
    revision = said["post"]["plan"]["revision"] + 1
    assert said["mutation"]["addPartner"] == {"errors": [], "revision": revision}
    assert said["event"]["planChanged"]["revision"] == revision


@needs_packages(HERE)
def test_apollo_asks_pages_writes_and_hears_of_it_over_http_and_over_a_websocket(service: Service) -> None:
    said = _said("apollo.mjs", *service)
    assert (said["page"], said["joined"], said["kept"]) == ([1, 2, 3, 4, 5], [*range(1, 11)], [*range(1, 11)])
    before, after, errors = said["mutation"]
    assert (after, errors) == (before + 1, [])
    assert said["events"] == [after, after]
    assert said["kept revision"] == after


@needs_packages(HERE)
def test_caches_by_id_show_what_the_network_answers_before_and_after_and_in_every_state(
    address: str, tmp_path: Path
) -> None:
    with serving(tmp_path, address, SINERGI_TOKEN=TOKEN) as served:
        said = _said("caches.mjs", served.graphql, INFO.slug, TOKEN)
    assert len(said) == 13
    wrong = {name: found for name, found in said.items() if found[0] != found[1] or found[0] != found[2]}
    assert wrong == {}
    [change] = said["before and after"][0]["compare"]["changes"]["nodes"]
    assert (change["nodeBefore"]["name"], change["nodeAfter"]["name"]) == ("Dinas Kesehatan", "Dinas Sehat")
    assert said["now after the scenario"][0]["plan"]["opd"]["name"] == "Dinas Sehat"
    ranks = [said[name][0]["plan"]["initiatives"]["nodes"] for name in ("ranks", "ranks by other weights")]
    assert ranks[0] != ranks[1]


CLIENTS = {"ws", "sse", "apollo", "urql"}
Heard = Callable[[Callable[[dict[str, Any]], bool]], list[dict[str, Any]]]


@contextmanager
def following(service: Served) -> Iterator[Heard]:
    """Follow the plan by both clients; gives what waits until each of them has said something fit, and gives all."""
    command = ["node", "reconnect.mjs", service.graphql, service.socket, INFO.slug]
    with subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin is not None
        assert node.stdout is not None
        lines: queue.Queue[str] = queue.Queue()
        out = node.stdout
        threading.Thread(target=lambda: [lines.put(line) for line in out], daemon=True).start()

        def heard(is_fit: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
            said: list[dict[str, Any]] = []
            while {each["client"] for each in said if is_fit(each)} != CLIENTS:
                said.append(json.loads(lines.get(timeout=PATIENCE)))
            return said

        try:
            yield heard
        finally:
            node.stdin.write("end\n")
            node.stdin.flush()


@pytest.fixture
def address(sqlite_address: str) -> str:
    async def made() -> None:
        await (await city(sqlite_address)).store.close()

    asyncio.run(made())
    return sqlite_address


def _add(service: Served, name: str) -> int:
    answer = httpx.post(
        service.graphql, json={"query": ADD, "variables": {"name": name}}, timeout=PATIENCE,
        headers={"Authorization": f"Bearer {TOKEN}"},
    ).json()  # fmt: skip
    assert answer["data"]["addOpd"]["errors"] == []
    return int(answer["data"]["addOpd"]["revision"])


@needs_packages(HERE)
def test_after_a_restart_both_standard_clients_come_back_by_themselves(address: str, tmp_path: Path) -> None:
    with serving(tmp_path, address, SINERGI_TOKEN=TOKEN) as first, following(first) as heard:
        before = _add(first, "Sebelum")
        heard(lambda each: each.get("revision") == before)
        first.process.terminate()
        first.process.wait(PATIENCE)
        with serving(tmp_path, address, port=first.port, SINERGI_TOKEN=TOKEN) as again:
            after = _add(again, "Sesudah")
            said = heard(lambda each: each.get("revision") == after)
    assert not [each for each in said if each["what"] in {"complete", "error", "refused"}], said
    closed = [(each["code"], each["reason"]) for each in said if each["what"] == "closed"]
    assert closed[0][0] == 1001
    assert "dihentikan" in closed[0][1]


@needs_packages(HERE)
def test_whoever_followed_for_as_long_as_may_be_comes_back_and_goes_on(address: str, tmp_path: Path) -> None:
    with (
        serving(tmp_path, address, SINERGI_TOKEN=TOKEN, SINERGI_LIVE_SECONDS="2") as service,
        following(service) as heard,
    ):
        first = _add(service, "Satu")
        heard(lambda each: each.get("revision") == first)
        told = dict.fromkeys(CLIENTS, 0)

        def again(each: dict[str, Any]) -> bool:
            told[each["client"]] += each.get("revision") == first
            return told[each["client"]] >= 2  # it began anew twice since, and was told again

        said = heard(again)
        last = _add(service, "Dua")
        said += heard(lambda each: each.get("revision") == last)
    assert not [each for each in said if each["what"] in {"complete", "error", "refused"}], said
    assert {each["code"] for each in said if each["what"] == "closed"} == {1001}
