"""The process that serves forgets who proposed something long ago, as it starts."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.record import Proposal, ProposalKind
from graph.store import NO_REQUEST, Store
from service import demo
from tests.example import example_database
from tests.serving import serving


def test_who_proposed_something_long_ago_is_forgotten_when_the_service_starts(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/sinergi.db"
    example_database(tmp_path / "sinergi.db")
    long_ago = datetime.now(UTC) - timedelta(days=91)
    said = Proposal(kind=ProposalKind.PROPOSAL, text="Lama", name="Siti Aminah", made_at=long_ago)

    async def add() -> None:
        store = Store.open(address, lambda: long_ago)
        await store.proposals.add(demo.FIRST, said, NO_REQUEST)
        await store.close()

    async def known() -> str:
        store = Store.open(address, lambda: long_ago)
        [found] = await store.proposals.all(demo.FIRST)
        await store.close()
        return found.name

    asyncio.run(add())
    assert asyncio.run(known()) == "Siti Aminah"
    with serving(tmp_path, address):
        until = time.monotonic() + 30
        while asyncio.run(known()) and time.monotonic() < until:
            time.sleep(0.1)
    assert asyncio.run(known()) == ""
    assert b"Siti Aminah" not in (tmp_path / "sinergi.db").read_bytes()
