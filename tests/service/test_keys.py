"""What is asked again under its key is answered alike, byte for byte, and who writes at once waits for a turn."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from acts import Desk, Draft, Operation, on_this_machine, revise
from graph.change import ChangeSet, PutNode
from graph.model import Opd
from graph.store import Store
from schema import Evaluations
from tests.schema.city import ADMINISTRATOR, INFO, City, city

CREATE = """mutation($input: CreatePlanInput!) { createPlan(input: $input) { revision plan { id slug title revision }
    errors { ... on ValidationProblem { code path } } } }"""

SAID = """{ plan(slug: "kota") {
    initiatives(first: 1) { nodes { fingerprint } } findings(first: 1) { nodes { fingerprint } } } }"""


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


async def _created(kota: City, input_: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await kota.ask(CREATE, actor=ADMINISTRATOR, input=input_))["createPlan"]
    return found


async def test_what_was_done_under_a_key_is_answered_alike_after_others_wrote(kota: City) -> None:
    said = (await kota.ask(SAID))["plan"]
    initiative, finding = (said[each]["nodes"][0]["fingerprint"] for each in ("initiatives", "findings"))
    same = {"opd": {"name": "Dinas Kesehatan", "shortName": "DKK"}, "id": "opd/dkk"}
    await kota.do("editOpd", same)
    await kota.do("createScenario", {"name": "A"})
    deeds: list[tuple[str, dict[str, Any], str]] = [
        (
            "decideInitiative",
            {"fingerprint": initiative, "standing": "ACCEPTED"},
            "decision { number standing madeAt } initiative { id title lead { id name } }",
        ),
        ("commentOnInitiative", {"fingerprint": initiative, "text": "Baik"}, "comment { text madeAt }"),
        ("suppressFinding", {"fingerprint": finding, "reason": "a", "expires": "2026-12-31"}, "plan { id revision }"),
        ("liftSuppression", {"fingerprint": finding}, "suppression { fingerprint } plan { id revision }"),
        ("suppressRule", {"rule": "AL02", "reason": "a"}, "rule { code }"),
        ("liftRuleSuppression", {"rule": "AL02"}, "rule { code }"),
        ("renameScenario", {"name": "A", "to": "B"}, "scenario { name changedAt }"),
        ("editOpd", same, "node { id name } changes { nodes { localId } } plan { id revision }"),
        ("addOpd", {"opd": {"name": "C", "shortName": "C"}}, "node { id } plan { id revision title }"),
        ("undoRevision", {}, "changes { nodes { action localId } } plan { id revision }"),
        ("discardScenario", {"name": "B"}, "scenario { name standing }"),
    ]
    for number, (mutation, input_, shows) in enumerate(deeds):
        keyed = input_ | {"idempotencyKey": f"k-{number}"}
        first = await kota.do(mutation, keyed, shows)
        assert first["errors"] == [], mutation
        await kota.do("addOpd", {"opd": {"name": f"Lain {number}", "shortName": f"L{number}"}})
        revision = await kota.revision()
        assert await kota.do(mutation, keyed, shows) == first, mutation
        assert await kota.revision() == revision


async def test_a_plan_is_created_once_under_its_key(kota: City) -> None:
    asked = {"plan": "baru", "title": "B", "regionCode": "00.01", "regionName": "Kota", "startYear": 2025}
    keyed = asked | {"endYear": 2029, "idempotencyKey": "k"}
    made = await asyncio.gather(*(_created(kota, keyed) for _ in range(4)))
    assert made == [made[0]] * 4
    assert (made[0]["errors"], made[0]["revision"]) == ([], 0)
    await kota.store.apply("baru", ChangeSet(changes=(PutNode(node=Opd(id="opd/a", name="A", short_name="A")),)))
    assert await _created(kota, keyed) == made[0]
    other = await _created(kota, keyed | {"title": "Lain"})
    assert [(each["code"], each["path"]) for each in other["errors"]] == [("KEY_REUSED", ["input", "idempotencyKey"])]
    for without in (keyed | {"idempotencyKey": "lain"}, asked | {"endYear": 2029}):
        twice = await _created(kota, without)
        assert [each["code"] for each in twice["errors"]] == ["DUPLICATE"]
    entries = await kota.store.audit.after("baru", 0, 10)
    assert [(each.kind, each.action) for each in entries] == [("plan", "created"), ("revision", "created")]


async def test_many_who_write_at_once_on_two_servers_wait_their_turn(kota: City, address: str) -> None:
    other = Store.open(address)
    desks = [Desk.at(store, Evaluations(store), on_this_machine("ani"), INFO.slug, Operation.CHANGE_PLAN)
             for store in (kota.store, other) for _ in range(12)]  # fmt: skip

    async def added(number: int, desk: Desk) -> int:
        async def make(draft: Draft) -> None:
            draft.put(Opd(id=f"opd/{number}", name=f"Dinas {number}", short_name=f"D{number}"), ())

        return (await desk.tried(lambda each: revise(each, make))).revision

    sat = await asyncio.gather(*desks)
    made = await asyncio.gather(*(added(number, desk) for number, desk in enumerate(sat)))
    assert sorted(made) == list(range(2, 26))
    await other.close()
