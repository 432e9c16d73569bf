"""Loader: answers requests made at the same moment with one read."""

from collections.abc import Awaitable
from typing import TypeVar

from strawberry.dataloader import DataLoader

K = TypeVar("K")
T = TypeVar("T")


class Loader(DataLoader[K, T]):
    """Strawberry's loader, except that no load joins a batch whose loads have all been cancelled.

    Where one part of an answer is wrong at once, the loads of the others are cancelled; when the last of a reading is,
    strawberry ends the reading, even before it has begun. It would still take loads then (those of the operation's
    second run, or of the next operation on a WebSocket), and they would wait for ever.
    """

    def load(self, key: K) -> Awaitable[T]:
        """Load the value of a key, together with all keys asked for at the same moment."""
        if self.batch is not None and all(task.future.cancelled() for task in self.batch.tasks):
            self.batch = None
        return super().load(key)
