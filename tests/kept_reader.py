"""Kept reader: the process that reads foreign files goes from one reading to the next; it is not started anew."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from graph.intake.opening import Reader, child

_COMMAND = (sys.executable, "-c", "import openpyxl; from graph.intake.opening.worker import main; main()")
"""A worker whose copies, one for each file, need not import again what most of them need."""


@contextmanager
def kept_reader() -> Iterator[None]:
    """Have a reader leave its worker to the next one; a worker that was broken off or runs another command is ended."""
    idle: list[child._Worker] = []
    start, leave, command = Reader.start, Reader.__exit__, child.COMMAND
    child.COMMAND = _COMMAND  # type: ignore[misc]

    def started(reader: Reader) -> None:
        if idle and child.COMMAND is _COMMAND:
            reader._worker = idle.pop()
        else:
            start(reader)

    def left(
        reader: Reader, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if reader._worker is not None and error is None and child.COMMAND is _COMMAND:
            idle.append(reader._worker)
            reader._worker = None
        leave(reader, kind, error, traceback)

    Reader.start, Reader.__exit__ = started, left  # type: ignore[method-assign]
    try:
        yield
    finally:
        Reader.start, Reader.__exit__, child.COMMAND = start, leave, command  # type: ignore[method-assign,misc]
        for worker in idle:
            worker.end()
