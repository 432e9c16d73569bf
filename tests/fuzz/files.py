"""Damages real files again and again, and reads each up to a plan: a clear refusal or a correct load, within 500 MB.

Usage: python -m tests.fuzz.files [--count N] [--first N] [--seed S] [--workers K] [--only NUMBER] [--state FOLDER]

Two workers of a low priority share the numbers; each has its memory limited by the system. Where one dies or hangs, the
file on which it did is read as the service reads it (in a process of its own) and must be refused, and another worker
goes on behind it. The seed is printed; with it ``--only`` replays one file and shows what it is.
"""

import argparse
import asyncio
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Final

from graph.intake import look
from graph.intake.limits import MIB
from graph.snapshot import PlanInfo
from graph.store import Store
from tests.graph.intake.mutating import mutated
from tests.graph.intake.promise import Ending, held, read_here, stored

MEMORY: Final = 500 * MIB
"""What a worker may take: of address space above what it has when it begins, and of resident memory in all."""
TWICE: Final = 8
"""One file in so many is read a second time beside its plan."""
STORED: Final = 100
"""One file in so many is imported into a plan in a database."""
_BATCH: Final = 100
_SILENT: Final = 180.0
"""Seconds without a word after which a worker hangs."""


def _info(number: int) -> PlanInfo:
    return PlanInfo(slug=f"r{number}", title="R", region_code="00.01", region_name="R", start_year=2022, end_year=2026)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


async def _one(seed: str, number: int, folder: Path, store: Store, told: Counter[str]) -> str | None:
    """Read one damaged file; give what is wrong with how it ended."""
    file = mutated(seed, number)
    path = folder / file.name
    path.write_bytes(file.data)
    kind = path.suffix[1:]
    try:
        with read_here() as here:
            ending, plan = held(path, here, twice=number % TWICE == 0)
            if number % STORED == 0:
                await stored(store, _info(number), path, plan if ending is Ending.LOADED else None)
                told["stored"] += 1
        told[f"{kind}: {ending}"] += 1
        told.update(f"reader ended by {each}" for each in here.ended)
    except Exception as error:
        return f"{number} {file.done}: {type(error).__name__}: {error}\n{traceback.format_exc(limit=-4)}"
    finally:
        path.unlink()
    return None


async def _work(seed: str, first: int, count: int, step: int, state: Path) -> None:
    """Read each so many-th file, and write down how far it is."""
    os.nice(15)
    with tempfile.TemporaryDirectory() as scratch:
        store = Store.open(f"sqlite+aiosqlite:///{scratch}/plans.db")
        await store.upgrade()
        mutated(seed, first)
        limit = _address_space() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        told: Counter[str] = Counter()
        wrong: list[str] = []
        place = os.open(state / "at", os.O_WRONLY | os.O_CREAT)
        for at, number in enumerate(range(first, count, step), 1):
            os.pwrite(place, b"%12d" % number, 0)
            if found := await _one(seed, number, Path(scratch), store, told):
                wrong.append(found)
            if at % _BATCH == 0 or number + step >= count:
                word = {"told": told, "wrong": wrong, "peak": _peak(), "next": number + step}
                with (state / "words").open("a") as out:
                    out.write(json.dumps(word) + "\n")
                told, wrong = Counter(), []
        await store.close()


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


class _Worker:
    """One worker, and those that follow it where it dies."""

    def __init__(self, seed: str, first: int, count: int, step: int, state: Path) -> None:
        self._seed, self._count, self._step, self._state = seed, count, step, state
        self.next = first
        self._read = 0
        state.mkdir(parents=True, exist_ok=True)
        self._start()

    def _start(self) -> None:
        part = (self._seed, str(self.next), str(self._count), str(self._step), str(self._state))
        with (self._state / "said").open("ab") as said:  # what readers say of damaged files, and how a worker died
            command = (sys.executable, "-m", "tests.fuzz.files", "--work", *part)
            self._process = subprocess.Popen(command, stderr=said)
        self._heard = time.monotonic()

    def hear(self, told: Counter[str], wrong: list[str]) -> int:
        """Take what it says; give its peak of memory. One that is gone before its end is followed by another."""
        words = self._state / "words"
        lines = words.read_text().splitlines() if words.exists() else []
        peak = 0
        for line in lines[self._read :]:
            word = json.loads(line)
            told.update(word["told"])
            wrong += word["wrong"]
            peak = max(peak, word["peak"])
            self.next = word["next"]
            self._heard = time.monotonic()
        self._read = len(lines)
        is_dead = self._process.poll() is not None
        if not is_dead and time.monotonic() - self._heard > _SILENT:
            self._process.kill()
            self._process.wait()
            is_dead = True
        if is_dead and self.next < self._count:
            number = int((self._state / "at").read_text())
            if found := _read_apart(self._seed, number, told):
                wrong.append(found)
            self.next = number + self._step  # what it read since its last word is not counted
            self._start()
        return peak

    @property
    def is_done(self) -> bool:
        return self.next >= self._count and self._process.poll() is not None


def _read_apart(seed: str, number: int, told: Counter[str]) -> str | None:
    """Read as the service does the file on which a worker died; it must be refused with a word for people."""
    file = mutated(seed, number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(file.data)
        try:
            ending, _ = held(path)
        except Exception as error:
            return f"{number} {file.done}: {type(error).__name__}: {error}\n{traceback.format_exc(limit=-4)}"
    told.update(("a worker died", f"{path.suffix[1:]}: {ending}"))
    return f"{number} {file.done}: a worker died, and the service reads it" if ending is Ending.LOADED else None


def main() -> None:
    """Run the workers until all files are read, and say what came of it; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seed", default=secrets.token_hex(4))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--first", type=int, default=0, help="the number to begin with, where an earlier run ended")
    parser.add_argument("--only", type=int)
    parser.add_argument("--state", type=Path, default=None)
    parser.add_argument("--work", nargs=5, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        seed, first, count, step, state = chosen.work
        asyncio.run(_work(seed, int(first), int(count), int(step), Path(state)))
    elif chosen.only is not None:
        sys.exit(_show(chosen.seed, chosen.only))
    else:
        sys.exit(
            _run(chosen.seed, chosen.first, chosen.count, chosen.workers, chosen.state or Path(tempfile.mkdtemp()))
        )


def _show(seed: str, number: int) -> int:
    file = mutated(seed, number)
    path = Path(tempfile.mkdtemp()) / file.name
    path.write_bytes(file.data)
    print(path, file.done)
    with read_here() as here:
        print(held(path, here, twice=True)[0], here.ended)
    for problem in look([path]).problems:
        print(problem.severity, problem)
    return 0


def _run(seed: str, first: int, count: int, workers: int, state: Path) -> int:
    print(f"seed {seed}, files {first:,} to {count:,}, {workers} workers, state in {state}", flush=True)
    told: Counter[str] = Counter()
    wrong: list[str] = []
    peak = shown = 0
    began = heard = time.monotonic()
    running = [_Worker(seed, first + at, count, workers, state / str(at)) for at in range(workers)]
    while not all(worker.is_done for worker in running):
        time.sleep(1)
        peak = max(peak, *(worker.hear(told, wrong) for worker in running))
        for each in wrong[shown:]:
            print(each, flush=True)
        shown = len(wrong)
        if time.monotonic() - heard > 60:
            heard = time.monotonic()
            print(f"{_read(told):,} files in {heard - began:.0f} s, peak {peak // MIB} MiB", flush=True)
    print(f"seed {seed}: {_read(told):,} files in {time.monotonic() - began:.0f} s, peak {peak // MIB} MiB")
    for what, number in sorted(told.items()):
        print(f"{number:>9,}  {what}")
    print(f"{len(wrong)} broken promises")
    return 1 if wrong or peak > MEMORY else 0


def _read(told: Counter[str]) -> int:
    return sum(number for what, number in told.items() if any(what.endswith(str(ending)) for ending in Ending))


if __name__ == "__main__":
    main()
