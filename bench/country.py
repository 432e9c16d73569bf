"""The country: what all regions together take beside the sum of what each takes, and how much each process holds.

``python -m bench.country --regions 20 --processes 2`` draws regions (``bench/region.py``) into a new database,
evaluates all of them as ``sinergi recommend --all`` does, and prints what it took.
"""

import argparse
import asyncio
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from typing import NamedTuple

from acts import Came, Due, Evaluations, Failed, country, due, in_processes, judge_all
from bench.region import REGIONS, regions
from graph.change import EMPTY, ChangeSet, difference
from graph.snapshot import PlanGraph
from graph.store import Store
from rules.configuration import Configuration
from rules.engine import Evaluation, evaluate

_MIB = 2**20


class Took(NamedTuple):
    """What came of a plan in another process, and what it took there."""

    came: Came
    process: int
    evaluating: float
    """Processor time of evaluating it."""
    reading: float
    """Processor time of all else that the process did for it: reading, and saying it in short."""
    peak: int
    """Most bytes that the process has held so far."""


def took(asked: Due) -> Took:
    """Do what a process of the batch does for one plan, with a look at the clock around its evaluation."""
    spent = 0.0

    def timed(plan: PlanGraph, configuration: Configuration) -> Evaluation:
        nonlocal spent
        begun = time.process_time()
        try:
            return evaluate(plan, configuration)
        finally:
            spent += time.process_time() - begun

    country.evaluate = timed  # type: ignore[assignment]
    begun = time.process_time()
    came = country.judge(asked)
    whole = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Took(came, os.getpid(), spent, whole - spent, peak)


async def fill(store: Store, many: int) -> None:
    """Put so many regions into a database."""
    await store.upgrade()
    for info, contents in regions(many):
        await store.create_plan(info)
        await store.apply(info.slug, ChangeSet(changes=tuple(difference(EMPTY, contents))))


async def batch(store: Store, address: str, processes: int) -> list[Took]:
    """Evaluate all plans, and give what each took."""
    found: list[Took] = []

    async def spread(_: Callable[[Due], Came], asked: Sequence[Due]) -> AsyncIterator[tuple[Due, Came | Exception]]:
        async for each, told in in_processes(took, asked, processes):
            if isinstance(told, Took):
                found.append(told)
            yield each, told.came if isinstance(told, Took) else told

    asked, _ = await due(store, Evaluations(store), address)
    failed = [
        f"{each.slug}: {came}" async for each, came in judge_all(store, asked, spread) if isinstance(came, Failed)
    ]
    assert not failed, failed
    return found


def told(found: Sequence[Took], processor: float, wall: float) -> list[str]:
    """Say what it took, in lines."""
    evaluating, reading = sum(each.evaluating for each in found), sum(each.reading for each in found)
    peaks: dict[int, list[int]] = defaultdict(list)
    for each in found:
        peaks[each.process].append(each.peak)
    lines = [
        f"- {len(found)} regions: {wall:,.0f} s by the clock, {processor:,.1f} s of processor time, "
        f"{evaluating:,.1f} s of it evaluating, {reading:,.1f} s reading plans and saying them in short",
        f"- processor time of the batch, as a multiple of evaluating: {processor / evaluating:.2f}; "
        f"of evaluating and reading: {processor / (evaluating + reading):.2f} (at most 1.1 is the goal)",
    ]
    for each in peaks.values():
        at = sorted({0, len(each) // 4, len(each) // 2, len(each) - 1})
        held = ", ".join(f"{each[place] / _MIB:,.0f} MiB after {place + 1}" for place in at)
        lines.append(f"- a process of {len(each)} plans held at most {held}")
    return lines


def main() -> None:
    """Draw the regions, evaluate them, and print what it took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--regions", type=int, default=REGIONS)
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        address = f"sqlite:///{folder}/country.db"
        store = Store.open(address)
        runner.run(fill(store, chosen.regions))
        size = os.path.getsize(f"{folder}/country.db")
        before, begun = _processor(), time.perf_counter()
        found = runner.run(batch(store, address, chosen.processes))
        lines = told(found, _processor() - before, time.perf_counter() - begun)
        print(
            "\n".join(
                [*lines, f"- the database holds {size / _MIB:,.0f} MiB, {size / _MIB / chosen.regions:.1f} a region"]
            )
        )
        runner.run(store.close())


def _processor() -> float:
    """Processor time of this process and of those that it has waited for."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
