"""Loader: reads together what is asked for together."""

from collections.abc import Awaitable
from typing import TypeVar

from strawberry.dataloader import DataLoader

K = TypeVar("K")
T = TypeVar("T")


class Loader(DataLoader[K, T]):
    """Strawberry's loader, in which nobody joins a reading that everybody has left.

    Where one part of an answer is wrong at once, the loads of the others are cancelled; when the last of a reading is,
    strawberry ends the reading, even before it has begun. It would still take loads then (those of the operation's
    second run, or of the next operation on a WebSocket), and they would wait for ever.
    """

    def load(self, key: K) -> Awaitable[T]:
        """Give what a key stands for, read with all that is asked for at the same moment."""
        if self.batch is not None and all(task.future.cancelled() for task in self.batch.tasks):
            self.batch = None
        return super().load(key)
