"""Rate: what one reader may spend over time, so that nobody takes the service from the others."""

from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from time import monotonic
from typing import Final

from graph.sentence import Sentence
from schema.core import ErrorCode
from schema.limit.error import beyond

_READERS: Final = 10_000
"""Readers that are remembered; whoever spent longest ago is forgotten first."""


class Readers:
    """What each reader has left: it is filled to the brim at first, and again as time goes by.

    Parameters
    ----------
    burst
        Cost that a reader may spend at once.
    rate
        Cost that comes back each second.
    """

    def __init__(self, burst: int, rate: int, clock: Callable[[], float] = monotonic) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, reader: str, cost: int) -> None:
        """Take a cost from what a reader has left.

        Raises
        ------
        GraphQLError
            Where that is less: with code ``RATE_LIMITED`` and the seconds after which it is enough.
        """
        left = self._at(reader)
        if cost > left:
            seconds = ceil((min(cost, self._burst) - left) / self._rate)
            message = Sentence(
                f"Terlalu banyak permintaan dari Anda; ulangi setelah {seconds} detik.",
                f"Too many requests of yours; repeat this after {seconds} seconds.",
            )
            error = beyond(ErrorCode.RATE_LIMITED, message, int(left), cost)
            error.extensions = {**(error.extensions or {}), "retryAfter": seconds}
            raise error
        self._put(reader, left - cost)

    def settle(self, reader: str, estimated: int, actual: int) -> None:
        """Correct what was taken by an estimate, once it is known what was made."""
        self._put(reader, min(self._burst, self._at(reader) + estimated - actual))

    def _at(self, reader: str) -> float:
        left, then = self._left.get(reader, (float(self._burst), 0.0))
        return min(self._burst, left + (self._clock() - then) * self._rate)

    def _put(self, reader: str, left: float) -> None:
        self._left[reader] = left, self._clock()
        self._left.move_to_end(reader)
        if len(self._left) > _READERS:
            self._left.popitem(last=False)
