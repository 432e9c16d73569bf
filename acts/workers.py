"""Workers: threads for what computes long, so that it ends with its request and nothing else waits behind it."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")
Check = Callable[[], None]


class Stopped(BaseException):
    """Nobody waits for this work any more; no fault, and whoever takes faults for an answer lets it through."""


class Workers:
    """So many threads at most, apart from those that all else shares."""

    def __init__(self, most: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(most, thread_name_prefix=name)
        self.left = 0
        """How many pieces of work go on though nobody waits for them."""

    async def run(self, work: Callable[[Check], T]) -> T:
        """Do work in a thread, when one is free; where whoever waits for it is cancelled, it ends.

        Parameters
        ----------
        work
            Is given a function to call again and again in its loops; that raises once nobody waits any more.
        """
        loop = asyncio.get_running_loop()
        is_over = threading.Event()

        def check() -> None:
            if is_over.is_set():
                raise Stopped

        begun: Future[T] = self._threads.submit(copy_context().run, work, check)
        try:
            return await asyncio.wrap_future(begun)
        finally:
            is_over.set()
            if not begun.done() and not begun.cancel():
                self.left += 1
                begun.add_done_callback(lambda _: self._tell(loop))

    def _tell(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop has been closed meanwhile
            loop.call_soon_threadsafe(self._ended)

    def _ended(self, *_: Any) -> None:
        self.left -= 1
