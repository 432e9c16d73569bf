"""Progress: what an import is doing and how far it is, told to whoever waits for it."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, Protocol, TypeVar

T = TypeVar("T")
EVERY: Final = 500
"""So many rows are read between two words."""


class Step(StrEnum):
    """Step of an import."""

    READING = "reading"
    COMPARING = "comparing"
    WRITING = "writing"
    EVALUATING = "evaluating"
    DONE = "done"
    REFUSED = "refused"


class Progress(Protocol):
    """Is told how far an import is, from any thread and as often as it suits."""

    def __call__(
        self,
        step: Step,
        done: int = 0,
        total: int | None = None,
        file: str | None = None,
        message: str | None = None,
    ) -> None:
        """Say how far it is; ``total`` is None where nobody knows it yet."""


def silent(
    step: Step, done: int = 0, total: int | None = None, file: str | None = None, message: str | None = None
) -> None:
    """Tell nobody."""
    del step, done, total, file, message


class Rows:
    """Counts the rows of all tables of an import while they are read."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def counted(self, rows: Sequence[T], file: str) -> Iterable[T]:
        """Give the rows one by one, and say now and then how many were given."""
        return self._given(rows, file) if self._progress is not silent else rows

    def _given(self, rows: Sequence[T], file: str) -> Iterator[T]:
        for number, row in enumerate(rows):
            if number % EVERY == 0:
                self._progress(Step.READING, self._done + number, self._total, file)
            yield row
        self._done += len(rows)
