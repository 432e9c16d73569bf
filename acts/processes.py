"""Processes: what takes long and keeps nothing is done apart from what answers, and ends with its request."""

import os
import pickle
import signal
import traceback
import weakref
from asyncio import Lock
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple, ParamSpec, TypeVar, cast

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from acts.handed import Thing, read, write
from acts.workers import Check, Workers
from graph.scratch import scratch_folder

P = ParamSpec("P")
T = TypeVar("T")
_IDLE_SECONDS: Final = 60.0
_NICE: Final = 5
"""By how much they give way to the process that answers."""


class Processes:
    """So many processes at most; one starts when it is needed, and ends when it has not been for a while.

    Work waits for its turn. Where whoever waits for it is cancelled, its process is ended, whatever it is at.
    """

    def __init__(self, most: int, idle_seconds: float = _IDLE_SECONDS) -> None:
        self._limiter = CapacityLimiter(most)
        self._idle_seconds = idle_seconds
        self._writing = Workers(1, "handing")
        self._lock = Lock()
        self._paths: dict[int, Path] = {}
        self._names = count(1)
        self._folder: Path | None = None

    async def run(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do work when it is its turn.

        Plans and evaluations among its arguments are handed over once for as long as they live; all else is sent each
        time, as is what comes of it. An error comes back with a note of where it was raised.
        """
        try:
            given = [await self._handed(each) for each in args]
            also = {name: await self._handed(each) for name, each in named.items()}
        except OSError:  # no room on the disk to hand it over: it is done here
            return await self._writing.run(lambda _: work(*args, **named))
        return cast("T", await self._answered(pickle.dumps((work, given, also), pickle.HIGHEST_PROTOCOL)))

    async def _answered(self, request: bytes) -> object:
        asked = partial(to_process.run_sync, _answer, request, self._idle_seconds)
        try:
            return await asked(cancellable=True, limiter=self._limiter)
        except BrokenWorkerProcess:  # it ended just when it was asked
            return await asked(cancellable=True, limiter=self._limiter)

    async def _handed(self, thing: object) -> object:
        """Give what stands for a plan or an evaluation, which is written where it was not; all else as it is."""
        if not isinstance(thing, Thing):
            return thing
        async with self._lock:
            path = self._paths.get(id(thing))
            if path is None:
                path = self._place() / str(next(self._names))
                await self._writing.run(partial(_written, path, thing))
                self._paths[id(thing)] = path
                weakref.finalize(thing, self._forget, id(thing))
        return _Place(str(path))

    def _place(self) -> Path:
        if self._folder is None:
            stack = ExitStack()
            self._folder = stack.enter_context(scratch_folder())
            weakref.finalize(self, stack.close)
        return self._folder

    def _forget(self, name: int) -> None:
        self._paths.pop(name).unlink(missing_ok=True)


class _Place(NamedTuple):
    """Where a plan or an evaluation lies."""

    path: str


def _written(path: Path, thing: Thing, check: Check) -> None:
    try:
        write(path, thing, check)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _answer(request: bytes, idle_seconds: float) -> object:
    """Do what is asked in a process of its own, which ends itself where nothing is asked for so many seconds."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    _give_way()
    try:
        return answer(request)
    finally:
        signal.setitimer(signal.ITIMER_REAL, idle_seconds)


@cache
def _give_way() -> None:
    os.nice(_NICE)


def answer(request: bytes) -> object:
    """Do what is asked.

    Raises
    ------
    Exception
        What the work raises, with a note of where.
    """
    work, given, also = pickle.loads(request)  # noqa: S301 - our own process wrote it
    try:
        return work(*map(_there, given), **{name: _there(each) for name, each in also.items()})
    except Exception as error:
        error.add_note(traceback.format_exc())
        raise


def _there(given: object) -> object:
    return read(given.path) if isinstance(given, _Place) else given
