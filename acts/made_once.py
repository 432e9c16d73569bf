"""Made once: what the rules find in a plan as it is stored, asked by one of the processes that share a database."""

import hashlib
import logging
from asyncio import Semaphore
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Final, Protocol, TypeVar

import msgspec

from graph.record.gist import Basis
from graph.snapshot import PlanGraph
from graph.store import Store, StoreError
from rules.configuration import Configuration
from rules.country import basis
from rules.engine import Asked
from rules.knowledge import configured
from rules.stored import UnusableEvaluation, packed, unpacked

R = TypeVar("R")
_LOG: Final = logging.getLogger("sinergi.evaluations")
_AT_ONCE: Final = 2
"""Turns that are waited for or held at the same time; each takes a connection."""


class Compute(Protocol):
    """Does work where nobody who is answered waits for it."""

    def __call__(self, work: Callable[[], R], /) -> Awaitable[R]:
        """Do it."""


class MadeOnce:
    """Reads what another process found, and else sees that one alone asks the rules.

    What is stored only spares work: where the database cannot be used, or what stands there is none of ours, the rules
    are asked here.
    """

    def __init__(self, store: Store, configuration: Configuration, compute: Compute) -> None:
        self._stored = store.evaluations
        self._configuration = configuration
        self._known = configured(configuration)
        self._compute = compute
        self._places = Semaphore(_AT_ONCE)
        self._rests_on: Basis | None = None

    async def read(self, plan: PlanGraph) -> Asked | None:
        """Give what was found in a plan; None where nobody asked the rules of it yet, or where nothing is shared."""
        return await self._read(plan, await self._basis(plan)) if self._stored.are_shared else None

    async def asked(self, plan: PlanGraph, ask: Callable[[], Awaitable[Asked]]) -> Asked:
        """Give what was found in a plan; where nobody has asked the rules yet, they are asked, and it is kept."""
        if not self._stored.are_shared:
            return await ask()
        on = await self._basis(plan)
        async with self._places, self._stored.turn(plan.info.slug, plan.revision, on):
            found = await self._read(plan, on)
            if found is None:
                found = await ask()
                await self._keep(found, on)
        return found

    async def _read(self, plan: PlanGraph, on: str) -> Asked | None:
        slug, revision = plan.info.slug, plan.revision
        with suppress(StoreError):
            body = await self._stored.read(slug, revision, on)
            if body is not None:
                try:
                    return await self._compute(partial(unpacked, body, plan, self._known))
                except UnusableEvaluation as error:
                    _LOG.warning("stored evaluation of %s at revision %d is made anew: %s", slug, revision, error)
        return None

    async def _keep(self, found: Asked, on: str) -> None:
        body = await self._compute(partial(packed, found))
        if body is not None:
            with suppress(StoreError):
                await self._stored.put(found.stored.info.slug, found.stored.revision, on, body)

    async def _basis(self, plan: PlanGraph) -> str:
        """Give what it rests on beside the revision: what a plan is called may change without one."""
        if self._rests_on is None:
            self._rests_on = await self._compute(self._resting)
        return hashlib.sha256(msgspec.json.encode((plan.info, self._rests_on))).hexdigest()

    def _resting(self) -> Basis:
        return basis(0, msgspec.structs.replace(self._configuration, suppressions=()))
