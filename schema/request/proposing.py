"""Proposing: whether the public may propose, and how often one reader may; shared by all requests of a process."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from schema.limit.rate import Readers

BURST: Final = 5
"""Proposals that one reader may send at once."""
SECONDS: Final = 600
"""After so many seconds they may send another one."""


class Proposing:
    """Whether the service takes proposals of the public, and what each reader has left of theirs.

    Parameters
    ----------
    is_open
        Whether it takes any.
    """

    def __init__(self, *, is_open: bool = False, clock: Callable[[], float] = monotonic) -> None:
        self.is_open = is_open
        self._readers = Readers(BURST * SECONDS, 1, clock)

    def spend(self, reader: str | None) -> None:
        """Take one proposal from what a reader has left; nobody's is not counted.

        Raises
        ------
        GraphQLError
            Where that is none: with code ``RATE_LIMITED`` and the seconds after which it is one.
        """
        if reader is not None:
            self._readers.spend(reader, SECONDS)
