"""Evaluations: the evaluated plans, computed once per revision and shared by all who ask."""

import asyncio
from collections import OrderedDict

from graph.snapshot import PlanGraph
from graph.store import Store
from rules.configuration import DEFAULT, Configuration
from rules.engine import Evaluation, evaluate


class Evaluations:
    """Gives a plan at a revision, evaluated; the latest few are kept, and equal requests wait for one computation."""

    def __init__(self, store: Store, configuration: Configuration = DEFAULT, most: int = 8) -> None:
        self._store = store
        self._configuration = configuration
        self._most = most
        self._kept: OrderedDict[tuple[str, int], asyncio.Future[Evaluation]] = OrderedDict()

    @property
    def configuration(self) -> Configuration:
        """The configuration that all evaluations use."""
        return self._configuration

    async def get(self, slug: str, revision: int | None = None) -> Evaluation:
        """The plan at a revision, or at its latest one, with its findings and initiatives.

        Raises
        ------
        UnknownPlan, UnknownRevision
            Where there is no such plan or revision.
        """
        plan = await self._store.snapshot(slug, revision)
        key = (slug, plan.revision)
        if key not in self._kept:
            self._kept[key] = asyncio.ensure_future(self._evaluate(plan))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        try:
            return await asyncio.shield(self._kept[key])
        except Exception:
            self._kept.pop(key, None)
            raise

    async def _evaluate(self, plan: PlanGraph) -> Evaluation:
        return await asyncio.to_thread(evaluate, plan, self._configuration)
