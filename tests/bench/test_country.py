"""The bench of the country says of what it measured what it was."""

import asyncio
from pathlib import Path

from bench import country
from graph.record.gist import Basis, Gist
from graph.store import Store

CAME = Gist(basis=Basis(revision=1, configuration="", program=""))


def test_the_table_tells_ratios_and_what_each_process_held() -> None:
    found = [country.Took(CAME, process, 2.0, 0.5, (100 + at) * 2**20) for process in (1, 2) for at in range(8)]
    whole, ratios, first, second = country.told(found, 44.0, 30.0)
    assert whole.startswith("- 16 regions: 30 s by the clock, 44.0 s of processor time, 32.0 s of it evaluating, 8.0 s")
    assert "as a multiple of evaluating: 1.38; of evaluating and reading: 1.10" in ratios
    assert first == second
    assert "8 plans held at most 100 MiB after 1, 102 MiB after 3, 104 MiB after 5, 107 MiB after 8" in first


def test_a_batch_evaluates_what_was_filled_in_and_keeps_it(tmp_path: Path) -> None:
    async def run() -> None:
        address = f"sqlite:///{tmp_path}/negeri.db"
        store = Store.open(address)
        await country.fill(store, 1)
        (took,) = await country.batch(store, address, 1)
        (kept,) = (await store.gists.of(["wilayah-001"])).values()
        await store.close()
        assert isinstance(took.came, Gist)
        assert took.came.initiatives == kept.initiatives
        assert kept.initiatives
        assert took.evaluating > 0
        assert took.peak > 50 * 2**20

    asyncio.run(run())
