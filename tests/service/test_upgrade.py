"""A filled database of an earlier version is upgraded, and nothing of it is lost."""

import asyncio
import re
import subprocess
from pathlib import Path

import pytest

from acts import Evaluations
from graph.record import Decision
from graph.store import Holdings, Store
from service import demo
from tests.command import ran
from tools import old_database

SLUG = "percobaan"
HISTORY = subprocess.run(["git", "cat-file", "-e", old_database.COMMIT], cwd=old_database.HOME, check=False)


async def _held(address: str) -> Holdings:
    store = Store.open(address)
    try:
        return await store.holdings()
    finally:
        await store.close()


@pytest.mark.skipif(HISTORY.returncode != 0, reason="the commit is not in this copy of git's history")
def test_a_filled_database_of_the_first_version_is_upgraded_and_nothing_is_lost(
    empty_address: str, tmp_path: Path
) -> None:
    secret = old_database.fill(empty_address)
    before = asyncio.run(_held(empty_address))
    assert before.structure == "0005"
    assert all(before.rows.values()), before.rows
    upgraded = ran(tmp_path, "db", "upgrade", "--database", empty_address)
    assert upgraded.status == 0
    first, second = upgraded.out.splitlines()
    counts = [dict(re.findall(r"(\w+) (\d+)[,\s]", line.partition(": ")[2])) for line in (first, second)]
    assert counts[0] == {table: str(count) for table, count in before.rows.items()}
    assert {table: counts[1][table] for table in counts[0]} == counts[0]
    assert ran(tmp_path, "db", "check", "--database", empty_address).status == 0

    async def used() -> tuple[set[str], tuple[Decision, ...]]:
        store = Store.open(empty_address)
        assert (await store.tokens.bearer(secret)).name == "ani"
        assert [each.author for each in await store.history(SLUG)] == ["ani"] * 12 + ["budi"]
        assert [each.standing for each in await store.scenarios.all(SLUG)] == ["open", "open", "discarded"]
        assert len(await store.suppressions.all(demo.FIRST)) == 4
        found = await Evaluations(store).get(demo.FIRST)
        decided = await store.decisions(demo.FIRST)
        await store.close()
        return {each.fingerprint for each in found.initiatives}, decided

    initiatives, decided = asyncio.run(used())
    assert len(decided) == 9
    # they go along with their matters, as far as these are still recommended
    assert len([each for each in decided if each.fingerprint in initiatives]) >= 5
