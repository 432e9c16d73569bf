"""Forgetting: who of the public proposed something is forgotten after 90 days, by the process that serves."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from graph.store import Store, StoreError

DAY: Final = 86_400.0
_AGAIN: Final = 3_600.0
"""How soon it is tried again where the database could not be written."""


async def forget_daily(store: Store, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Forget at once what is due, and again each day, until it is cancelled."""
    while True:
        wait = _AGAIN
        with suppress(StoreError):  # what is due is shown to nobody meanwhile
            await store.proposals.forget()
            wait = DAY
        await pause(wait)
