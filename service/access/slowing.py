"""Slowing: wrong tokens of one address are answered the later, the more of them came of late."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final

from graph.sentence import Sentence
from schema.core import ErrorCode
from service.http import RefusalError

FREE: Final = 10
"""Wrong tokens of an address that are answered at once."""
FORGIVEN_SECONDS: Final = 10
"""After so long without another, one of them is forgotten."""
LONGEST: Final = 5.0
"""Seconds that an answer is held back at most."""
_STEP: Final = 0.5
WAITING: Final = 5
"""Answers to one address that are held back at the same time."""
_ALL_WAITING: Final = 100
_ADDRESSES: Final = 10_000
"""Addresses that are remembered; that which came longest ago is forgotten first."""


class Slowing:
    """Holds back answers to wrong tokens; a right one is answered before anybody looks here, so nothing hinders it."""

    def __init__(
        self, clock: Callable[[], float] = monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._wrong: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._waiting: Counter[str] = Counter()

    async def wrong(self, address: str | None) -> None:
        """Wait before a wrong token is answered; None is this machine's own commands, which wait for nothing.

        Raises
        ------
        RefusalError
            429 where as many answers to the address are held back as may be.
        """
        if address is None:
            return
        seconds = min(LONGEST, (self._counted(address) - FREE) * _STEP)
        if seconds <= 0:
            return
        if self._waiting[address] >= WAITING or self._waiting.total() >= _ALL_WAITING:
            message = Sentence(
                "Terlalu banyak token salah dari alamat Anda. Coba lagi nanti.",
                "Too many wrong tokens came from your address. Try again later.",
            )
            headers = {"Retry-After": str(FORGIVEN_SECONDS), "Cache-Control": "no-store"}
            raise RefusalError(429, ErrorCode.RATE_LIMITED, message, headers)
        self._waiting[address] += 1
        try:
            await self._sleep(seconds)
        finally:
            self._waiting -= Counter((address,))

    def _counted(self, address: str) -> float:
        """Count one more, less those that are forgotten."""
        count, then = self._wrong.pop(address, (0.0, 0.0))
        now = self._clock()
        count = max(0.0, count - (now - then) / FORGIVEN_SECONDS) + 1
        self._wrong[address] = count, now
        if len(self._wrong) > _ADDRESSES:
            self._wrong.popitem(last=False)
        return count
