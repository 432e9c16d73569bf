"""Spreading: the same work for many things, in processes of this machine or on a cluster."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")
RENEWED: Final = 64
"""So many things a process does, about, before another takes its place, so that its memory does not grow."""


async def in_processes(
    work: Callable[[T], R], things: Sequence[T], processes: int
) -> AsyncIterator[tuple[T, R | Exception]]:
    """Do work for many things in so many processes of this machine, and give each with what came of it, when it came.

    A process that dies takes along what the others were doing, and nobody can say whose fault it was. Each of those is
    done again in a process that does nothing else; where that one dies as well, the fault is its own.

    Parameters
    ----------
    work
        A function that a module has by name, for other processes look it up there.
    """
    # whole pools are renewed: max_tasks_per_child may wait for ever (github.com/python/cpython/issues/115634)
    at_once = processes * RENEWED
    for begin in range(0, len(things), at_once):
        unsure = []
        with _processes(processes) as pool:
            async for thing, came in through(pool, work, things[begin : begin + at_once]):
                if isinstance(came, BrokenExecutor):
                    unsure.append(thing)
                else:
                    yield thing, came
        for each in unsure:
            with _processes(1) as alone:
                async for thing, came in through(alone, work, [each]):
                    yield thing, came


async def through(
    executor: Executor, work: Callable[[T], R], things: Sequence[T]
) -> AsyncIterator[tuple[T, R | Exception]]:
    """Do work for many things wherever an executor does it, and give each with what came of it, when it came."""

    async def done(thing: T) -> tuple[T, R | Exception]:
        try:
            return thing, await asyncio.wrap_future(executor.submit(work, thing))
        except Exception as error:
            return thing, error

    for each in asyncio.as_completed([done(thing) for thing in things]):
        yield await each


@contextmanager
def _processes(most: int) -> Iterator[Executor]:
    pool = ProcessPoolExecutor(most, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)  # where nobody waits any more, what has not begun does not begin
