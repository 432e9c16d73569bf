"""Ten clients write to one plan at once, over HTTP: nothing is lost, nothing is done twice, each conflict is told."""

import asyncio
import random
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.store import Store
from tests.effort import long
from tests.schema.city import INFO, city
from tests.serving import TOKEN, serving

CLIENTS, EACH = 10, 5
ADD = """mutation($name: String!, $key: String!, $seen: Revision) { addOpd(input: { plan: "kota", idempotencyKey: $key,
    expectedRevision: $seen, opd: { name: $name, shortName: $name } }) { revision errors { __typename
    ... on Problem { message } ... on RevisionConflict { expected actual changes { totalCount } } } } }"""


class Writer:
    """Adds agencies on the revision that it has seen, asks anew after a conflict, and now and then asks twice."""

    def __init__(self, name: str, addresses: list[str]) -> None:
        self.name = name
        self.addresses = addresses
        self.made: dict[str, int] = {}
        self.conflicts = 0
        self._chance = random.Random(name)  # noqa: S311

    async def write(self, http: httpx.AsyncClient) -> None:
        seen = 1
        for number in range(EACH):
            title = f"{self.name}-{number}"
            while title not in self.made:
                key = str(uuid.uuid4())
                answer = await self._ask(http, title, key, seen)
                if self._chance.random() < 0.5:  # as after a lost answer
                    again = await self._ask(http, title, key, seen)
                    assert again["errors"] == [] or answer["errors"] != []
                    assert again["revision"] == answer["revision"] or answer["errors"] != []
                    answer = again
                if answer["errors"]:
                    [conflict] = answer["errors"]
                    assert conflict["__typename"] == "RevisionConflict", conflict
                    assert conflict["expected"] == seen < conflict["actual"]
                    assert conflict["changes"]["totalCount"] > 0
                    self.conflicts += 1
                    seen = conflict["actual"]
                else:
                    self.made[title] = seen = answer["revision"]

    async def _ask(self, http: httpx.AsyncClient, title: str, key: str, seen: int) -> dict[str, Any]:
        variables = {"name": title, "key": key, "seen": seen}
        answer = await http.post(
            self._chance.choice(self.addresses),
            json={"query": ADD, "variables": variables},
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
        found: dict[str, Any] = answer.json()["data"]["addOpd"]
        return found


@pytest.mark.parametrize("processes", [long(1), 2])
async def test_ten_clients_write_at_once_and_nothing_is_lost_doubled_or_hidden(
    address: str, tmp_path: Path, processes: int
) -> None:
    if address.startswith("sqlite") and processes == 2:
        pytest.skip("SQLite is for one process")
    await (await city(address)).store.close()
    with ExitStack() as running:
        services = [running.enter_context(serving(tmp_path, address, SINERGI_TOKEN=TOKEN)) for _ in range(processes)]
        writers = [Writer(f"w{number}", [each.graphql for each in services]) for number in range(CLIENTS)]
        async with httpx.AsyncClient(timeout=120) as http:
            await asyncio.gather(*(writer.write(http) for writer in writers))
    made = {title: revision for writer in writers for title, revision in writer.made.items()}
    assert sorted(made.values()) == list(range(2, 2 + CLIENTS * EACH))
    assert sum(writer.conflicts for writer in writers) > 0
    store = Store.open(address)
    plan = await store.snapshot(INFO.slug)
    assert plan.revision == 1 + CLIENTS * EACH
    assert sorted(opd.short_name for opd in plan.opds if opd.short_name.startswith("w")) == sorted(made)
    history = await store.history(INFO.slug)
    assert [(each.number, each.change_count) for each in history[1:]] == [(n, 1) for n in range(2, plan.revision + 1)]
    noted = [each for each in await store.audit.after(INFO.slug, 0, 1000) if each.kind.value == "revision"]
    assert [each.revision for each in noted] == list(range(1, plan.revision + 1))
    await store.close()
