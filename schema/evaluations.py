"""Evaluations: the evaluated plans, computed once per revision and shared by all who ask."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from time import perf_counter

import msgspec

from graph.change import Change
from graph.snapshot import PlanGraph
from graph.store import Scenario, Store, StoredPlan, StoredSuppression
from rules.configuration import DEFAULT, Configuration, Suppression
from rules.engine import Evaluation, evaluate
from rules.knowledge import configured
from rules.scenario import what_if

_Variant = tuple[int, int, frozenset[str]]
"""Scenario, its version, and what is set aside: fingerprints of findings and codes of rules."""
_Key = tuple[str, int, _Variant]


def _today() -> date:
    return datetime.now(UTC).date()


class Evaluations:
    """Gives a plan at a revision, or a what-if, evaluated.

    The latest few are kept, equal requests wait for one computation, and each computation begins from the one of the
    same plan that was asked for last, so that a change asks only what it touches.
    """

    def __init__(
        self,
        store: Store,
        configuration: Configuration = DEFAULT,
        most: int = 8,
        today: Callable[[], date] = _today,
        timed: Callable[[PlanGraph, float], None] = lambda _, __: None,
    ) -> None:
        self._store = store
        self._configuration = configuration
        self._most = most
        self._today = today
        self._timed = timed
        self._kept: OrderedDict[_Key, asyncio.Future[Evaluation]] = OrderedDict()
        self._at_hand: dict[tuple[str, int], tuple[int, date, Evaluation]] = {}
        self._suppressions: dict[str, tuple[int, asyncio.Future[tuple[StoredSuppression, ...]]]] = {}

    @property
    def configuration(self) -> Configuration:
        """The configuration that all evaluations use, beside what people set aside in a plan."""
        return self._configuration

    async def configuration_of(self, stored: StoredPlan) -> Configuration:
        """The configuration that a plan is evaluated with today: with what people set aside in it."""
        return self._configuration.of_plan(await self._said(stored), self.today)

    @property
    def today(self) -> date:
        """The day that decides which suppressions still hold."""
        return self._configuration.today or self._today()

    async def get(self, slug: str, revision: int | None = None) -> Evaluation:
        """The plan at a revision, or at its latest one, with its findings and initiatives.

        Raises
        ------
        UnknownPlan, UnknownRevision
            Where there is no such plan or revision.
        """
        return await self.of(await self._store.plan(slug), revision)

    async def of(self, stored: StoredPlan, revision: int | None = None) -> Evaluation:
        """The same, for a plan whose latest revision is known.

        Raises
        ------
        UnknownRevision
            Where it has no such revision.
        """
        number = stored.revision if revision is None else revision
        plan = await self._store.snapshot(stored.info.slug, number)
        found = await self._evaluated(stored, plan, (0, 0))
        self._at_hand[stored.info.slug, number] = (stored.stamp, self.today, found)
        if len(self._at_hand) > self._most:
            del self._at_hand[next(iter(self._at_hand))]
        return found

    def at_hand(self, stored: StoredPlan, revision: int | None = None) -> Evaluation | None:
        """What ``of`` would give, without waiting; None where it was not given since the plan was written to last."""
        number = stored.revision if revision is None else revision
        stamp, day, found = self._at_hand.get((stored.info.slug, number), (None, None, None))
        return found if stamp == stored.stamp and day == self.today else None

    async def what_if(self, stored: StoredPlan, scenario: Scenario) -> Evaluation:
        """The plan as it would be with a scenario's changes, at the revision that they were made on.

        Raises
        ------
        InvalidChangeSet
            Where the changes do not fit that revision.
        """
        base = await self._store.snapshot(stored.info.slug, scenario.base_revision)
        plan = base.apply(scenario.changes, base.revision)
        return await self._evaluated(stored, plan, (scenario.id, scenario.version))

    async def tried(self, stored: StoredPlan, before: Evaluation, changes: tuple[Change, ...]) -> Evaluation:
        """The plan of an evaluation as it would be with some more changes; nothing is kept of it.

        Raises
        ------
        InvalidChangeSet
            Where the changes do not fit.
        """
        configuration = await self.configuration_of(stored)
        return (await asyncio.to_thread(what_if, before, changes, configuration))[0]

    async def suppressing(
        self, stored: StoredPlan, revision: int, one: Suppression, *, is_suppressed: bool
    ) -> Evaluation:
        """A plan at a revision as it is, or would be, with or without one finding or rule set aside."""
        plan = await self._store.snapshot(stored.info.slug, revision)
        configuration = await self.configuration_of(stored)
        others = tuple(each for each in configuration.suppressions if each.subject != one.subject)
        chosen = (*others, one) if is_suppressed else others
        return await self._with(msgspec.structs.replace(configuration, suppressions=chosen), plan, (0, 0))

    async def rules_aside(self, stored: StoredPlan) -> dict[str, StoredSuppression]:
        """The rules that are switched off in a plan today, by code; what was said in the plan counts first."""
        every = (*map(_as_stored, self._configuration.suppressions), *await self._said(stored))
        return {each.rule: each for each in every if not each.fingerprint and each.holds(self.today)}

    async def _evaluated(self, stored: StoredPlan, plan: PlanGraph, variant: tuple[int, int]) -> Evaluation:
        return await self._with(await self.configuration_of(stored), plan, variant)

    async def _with(self, configuration: Configuration, plan: PlanGraph, variant: tuple[int, int]) -> Evaluation:
        key = (plan.info.slug, plan.revision, (*variant, configuration.aside))
        if key not in self._kept:
            work = partial(self._evaluate, plan, configuration, self._latest(plan.info.slug))
            self._kept[key] = asyncio.ensure_future(asyncio.to_thread(work))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        try:
            return await asyncio.shield(self._kept[key])
        except Exception:
            self._kept.pop(key, None)
            raise

    def _evaluate(self, plan: PlanGraph, configuration: Configuration, before: Evaluation | None) -> Evaluation:
        begun = perf_counter()
        evaluation = evaluate(plan, configuration, known=configured(configuration), before=before)
        self._timed(plan, perf_counter() - begun)
        return evaluation

    def _latest(self, slug: str) -> Evaluation | None:
        """The evaluation of a plan that was asked for last, where it is done."""
        for key, future in reversed(self._kept.items()):
            if key[0] == slug and future.done() and not future.cancelled() and future.exception() is None:
                return future.result()
        return None

    async def _said(self, stored: StoredPlan) -> tuple[StoredSuppression, ...]:
        """What people set aside in a plan, read once while nothing is written to it."""
        slug = stored.info.slug
        known = self._suppressions.get(slug)
        if known is None or known[0] != stored.stamp:
            known = self._suppressions[slug] = (stored.stamp, asyncio.ensure_future(self._store.suppressions.all(slug)))
        try:
            return await asyncio.shield(known[1])
        except BaseException:
            if self._suppressions.get(slug) is known:
                del self._suppressions[slug]
            raise


def _as_stored(one: Suppression) -> StoredSuppression:
    return StoredSuppression(**msgspec.structs.asdict(one))
