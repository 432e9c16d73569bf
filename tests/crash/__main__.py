"""Kills as many times as one likes, on each kind of database, and says what came of it and how to replay it."""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from graph.store import Store
from tests.crash.database import Databases, databases
from tests.crash.trial import Told, befallen, restored, tried, upgraded
from tests.serving import serving

BATCH = 25
"""So many kills a database lives through; then a new one is begun, since all of it is looked through at the end."""


def main() -> None:
    """Kill, and end with 1 where anything was lost, doubled or broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="how often on each kind of database")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append", help="both where left out")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    chosen = parser.parse_args()
    print(f"--seed {chosen.seed}", flush=True)
    faults = [
        fault
        for kind in chosen.database or ("sqlite", "postgresql")
        for fault in _killed(kind, chosen.kills, chosen.seed)
    ]
    sys.exit(bool(faults))


def _killed(database: str, kills: int, seed: int) -> list[str]:
    chance, total = random.Random(seed), Told()  # noqa: S311 - no secret
    begun = time.monotonic()

    def add(told: Told) -> None:
        total.kills += told.kills
        total.counts += told.counts
        total.faults += told.faults
        seconds = time.monotonic() - begun
        print(
            f"{database}, {seconds:.0f} s, {total.kills} kills: {dict(total.counts)}",
            *told.faults,
            sep="\n",
            flush=True,
        )

    with tempfile.TemporaryDirectory(prefix="crash-") as folder, databases(database, Path(folder)) as made:
        while total.kills < kills and not total.faults:
            for told in _round(made, Path(folder), min(BATCH, kills - total.kills), chance):
                add(told)
        address = made.new()
        add(befallen(address, made.faults(address), chance.randrange(10**9)))
    return total.faults


def _round(made: Databases, folder: Path, kills: int, chance: random.Random) -> Iterator[Told]:
    address = made.new()
    yield tried(address, max(1, kills - 2), chance.randrange(10**9), folder)
    print(f"ready after {_ready(address, folder):.1f} s of processor time", flush=True)
    saved = folder / f"{uuid.uuid4().hex}.gz"
    asyncio.run(_saved(address, saved))
    yield upgraded(made.new(), chance.randrange(10**9))
    yield restored(made.new(), saved, chance.randrange(10**9))


def _ready(address: str, folder: Path) -> float:
    """What the service takes of processor time from nothing until it listens, in a process of its own."""
    with serving(folder, address) as served:
        stat = Path(f"/proc/{served.process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, stat[11:13])) / os.sysconf("SC_CLK_TCK")


async def _saved(address: str, file: Path) -> None:
    store = Store.open(address)
    with file.open("wb") as written:
        await store.backups.write(written)
    await store.close()


if __name__ == "__main__":
    main()
