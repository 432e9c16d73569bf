"""Clock: takes the time of tasks and of what they are held against, in turns."""

import gc
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from types import FrameType
from typing import Final

Call = Callable[[], object]
Prepared = Callable[[], AbstractContextManager[Call]]
"""Makes ready what a call needs, gives the call, and clears up after it; only the call is timed."""

SLOW: Final = 10.0
"""Seconds from which on a call is made only once."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that we do, and another way to do the same."""

    name: str
    ours: Prepared
    other: Prepared | None = None
    other_name: str = ""
    sampled: float = 1.0
    """By how much the time of the other way is to be multiplied, where it does only a sample of the work."""


@dataclass(frozen=True, kw_only=True)
class Timed:
    """The best times of a task in seconds; None where a call took too long or there is none."""

    task: Task
    ours: float | None
    other: float | None


class _TooLong(BaseException):
    """A call that took too long; no Exception, so that no rule engine catches it."""


def just(call: Call) -> Prepared:
    """A call that needs nothing."""
    return lambda: nullcontext(call)


def measure(tasks: Sequence[Task], times: int, limit: float, other_limit: float) -> list[Timed]:
    """Time each task and its other way in turns, all tasks once and then all again, and keep the best.

    Parameters
    ----------
    tasks
        What to time.
    times
        How often; what takes long is timed only once.
    limit, other_limit
        Seconds after which a call is broken off: one of ours, one of the other ways.
    """
    ours: list[list[float]] = [[] for _ in tasks]
    other: list[list[float]] = [[] for _ in tasks]
    for turn in range(times):
        for number, task in enumerate(tasks):
            _turn(task.ours, ours[number], turn, limit)
            if task.other:
                _turn(task.other, other[number], turn, other_limit)
    return [
        Timed(task=task, ours=min(mine, default=None), other=_best(theirs, task.sampled))
        for task, mine, theirs in zip(tasks, ours, other, strict=True)
    ]


def _turn(prepared: Prepared, found: list[float], turn: int, limit: float) -> None:
    if len(found) == turn and (turn == 0 or min(found) < SLOW):
        seconds = _seconds(prepared, limit)
        if seconds is not None:
            found.append(seconds)


def _best(seconds: list[float], factor: float) -> float | None:
    return min(seconds) * factor if seconds else None


def _seconds(prepared: Prepared, limit: float) -> float | None:
    with prepared() as call, _quiet():
        try:
            with _limited(limit):
                start = time.perf_counter()
                call()
                return time.perf_counter() - start
        except _TooLong:
            return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the garbage collector, as in ``timeit``."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
