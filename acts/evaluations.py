"""Evaluations: the evaluated plans, computed once per revision and shared by all who ask."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, date, datetime
from functools import partial
from time import perf_counter
from typing import TypeVar

import msgspec

from acts.made_once import MadeOnce
from acts.state import State
from acts.workers import Workers
from graph.record import Scenario, StoredPlan, StoredSuppression
from graph.snapshot import PlanGraph
from graph.store import Store
from rules.configuration import DEFAULT, Configuration, Suppression
from rules.engine import Asked, Evaluation, ask, conclude
from rules.finding import Finding
from rules.knowledge import configured
from rules.knowledge.link import link
from rules.rule import rule_named
from rules.scenario import what_if

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
_Variant = tuple[int, int, frozenset[str]]
"""Scenario, its version, and what is set aside: fingerprints of findings and codes of rules."""
_THREADS = 2
"""Plans that are evaluated at the same time; they do not stop with a request, for others wait for them as well."""
_AS_STORED = (0, 0)
"""No scenario."""
_Key = tuple[str, int, _Variant]
_State = tuple[str, int, int, int]
"""Plan, revision, scenario and its version."""


def _today() -> date:
    return datetime.now(UTC).date()


class SeenPlan:
    """A plan with the links of knowledge laid over it; the rules are asked only when somebody wants what they find."""

    def __init__(
        self,
        plan: PlanGraph,
        stored: PlanGraph,
        evaluate: Callable[[], Awaitable[Evaluation]],
        state: State,
    ) -> None:
        self.plan = plan
        """The plan with the links of knowledge."""
        self.stored = stored
        """The plan as it is stored."""
        self.state = state
        """Which state of the plan it is."""
        self.name = f"{plan.info.slug}{state}"
        """The plan and its state, as ids begin."""
        self._evaluate = evaluate
        self._found: Evaluation | None = None

    async def evaluation(self) -> Evaluation:
        """What the rules make of it."""
        if self._found is None:
            self._found = await self._evaluate()
        return self._found


class Evaluations:
    """Gives a plan at a revision, or a what-if, evaluated.

    The latest few are kept, and equal requests wait for one computation. What the rules find is kept apart from what
    people set aside of it, so that setting aside asks no rule again.
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
        self._known = configured(configuration)
        self._most = most
        self._today = today
        self._timed = timed
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="evaluation")
        self._once = MadeOnce(store, configuration, self._computed)
        self._found: OrderedDict[_State, asyncio.Future[Asked | None]] = OrderedDict()
        self._asked: OrderedDict[_State, asyncio.Future[Asked]] = OrderedDict()
        self._kept: OrderedDict[_Key, asyncio.Future[Evaluation]] = OrderedDict()
        self._linked: OrderedDict[_State, asyncio.Future[PlanGraph]] = OrderedDict()
        self._tried: OrderedDict[tuple[PlanGraph, frozenset[str], str], Evaluation] = OrderedDict()
        self._at_hand: dict[tuple[str, int | None], tuple[int, date, SeenPlan]] = {}
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
        return await (await self.seen(stored, revision)).evaluation()

    async def seen(self, stored: StoredPlan, revision: int | None = None) -> SeenPlan:
        """The plan at a revision, or as it is, before any rule is asked.

        Raises
        ------
        UnknownRevision
            Where it has no such revision.
        """
        number = stored.revision if revision is None else revision
        plan = await self._store.snapshot(stored.info.slug, number)
        found = await self._seen(stored, plan, _AS_STORED, State(revision=revision))
        self._at_hand[stored.info.slug, revision] = (stored.stamp, self.today, found)
        if len(self._at_hand) > self._most:
            del self._at_hand[next(iter(self._at_hand))]
        return found

    def at_hand(self, stored: StoredPlan, revision: int | None = None) -> SeenPlan | None:
        """What ``seen`` would give, without waiting; None where it was not given since the plan was written to last."""
        stamp, day, found = self._at_hand.get((stored.info.slug, revision), (None, None, None))
        return found if stamp == stored.stamp and day == self.today else None

    async def what_if(self, stored: StoredPlan, scenario: Scenario) -> SeenPlan:
        """The plan as it would be with a scenario's changes, at the revision that they were made on.

        Raises
        ------
        InvalidChangeSet
            Where the changes do not fit that revision.
        """
        base = await self._store.snapshot(stored.info.slug, scenario.base_revision)
        state = State(scenario=scenario.id)
        return await self._seen(stored, scenario.on(base), (scenario.id, scenario.version), state)

    async def after(self, stored: StoredPlan, revision: int) -> SeenPlan:
        """The plan as it became: as it is where nothing has been changed since, else at that revision.

        Raises
        ------
        UnknownRevision
            Where it has no such revision.
        """
        return await self.seen(stored, None if stored.revision == revision else revision)

    async def then(self, stored: StoredPlan, revision: int) -> SeenPlan:
        """The plan as it was right after a revision, named as the plan was then: as it is.

        For answers that must be the same whenever they are given.

        Raises
        ------
        UnknownRevision
            Where it has no such revision.
        """
        if stored.revision == revision:
            return await self.seen(stored)
        return await self._seen(stored, await self._store.snapshot(stored.info.slug, revision), _AS_STORED, State())

    async def tried(self, stored: StoredPlan, before: SeenPlan, finding: Finding, workers: Workers) -> SeenPlan:
        """A plan as it would be with a finding mended; the latest few are kept.

        It ends where nobody waits for it any more.

        Raises
        ------
        InvalidChangeSet
            Where the changes do not fit.
        """
        configuration, was = await self.configuration_of(stored), await before.evaluation()
        key = (was.stored, configuration.aside, finding.fingerprint)
        found = self._tried.get(key)
        if found is None:
            found = (await workers.run(lambda check: what_if(was, finding.remedy, configuration, check)))[0]
            self._tried[key] = found
            while len(self._tried) > self._most:
                self._tried.popitem(last=False)
        remedies = (*before.state.remedies, finding.fingerprint)
        return _known(found, msgspec.structs.replace(before.state, remedies=remedies))

    async def suppressing(self, stored: StoredPlan, revision: int, subject: str, *, is_suppressed: bool) -> SeenPlan:
        """A plan at a revision as it is, or would be, with or without one finding or rule set aside."""
        configuration = await self.configuration_of(stored)
        others = tuple(each for each in configuration.suppressions if each.subject != subject)
        if is_suppressed is (len(others) < len(configuration.suppressions)):
            return await self.after(stored, revision)
        plan = await self._store.snapshot(stored.info.slug, revision)
        chosen = (*others, self._aside(subject)) if is_suppressed else others
        found = await self._with(msgspec.structs.replace(configuration, suppressions=chosen), plan, _AS_STORED)
        state = State(revision=revision, without=subject) if is_suppressed else State(revision=revision, within=subject)
        return _known(found, state)

    def _aside(self, subject: str) -> Suppression:
        """The suppression of a finding or a rule, as it would hold today."""
        if rule_named(subject):
            return Suppression(rule=subject, reason="", author="")
        return Suppression(fingerprint=subject, reason="", author="", expires=self.today)

    async def rules_aside(self, stored: StoredPlan) -> dict[str, StoredSuppression]:
        """The rules that are switched off in a plan today, by code; what was said in the plan counts first."""
        every = (*map(_as_stored, self._configuration.suppressions), *await self._said(stored))
        return {each.rule: each for each in every if not each.fingerprint and each.holds(self.today)}

    async def _seen(self, stored: StoredPlan, plan: PlanGraph, variant: tuple[int, int], state: State) -> SeenPlan:
        async def evaluated() -> Evaluation:
            return await self._with(await self.configuration_of(stored), plan, variant)

        return SeenPlan(await self._laid(plan, variant), plan, evaluated, state)

    async def _laid(self, plan: PlanGraph, variant: tuple[int, int]) -> PlanGraph:
        """The plan with the links of knowledge."""
        state = (plan.info.slug, plan.revision, *variant)

        async def laid() -> PlanGraph:
            found = await self._found_elsewhere(plan, variant)
            return found.plan if found else await self._computed(partial(link, plan, self._known))

        return await _shared(self._linked, state, self._most, laid)

    async def _found_elsewhere(self, plan: PlanGraph, variant: tuple[int, int]) -> Asked | None:
        """What another process found in the plan as it is stored, read once."""
        if variant != _AS_STORED:
            return None
        return await _shared(
            self._found, (plan.info.slug, plan.revision, *variant), self._most, lambda: self._once.read(plan)
        )

    async def _with(self, configuration: Configuration, plan: PlanGraph, variant: tuple[int, int]) -> Evaluation:
        state = (plan.info.slug, plan.revision, *variant)

        async def rules_asked() -> Asked:
            laid = await self._laid(plan, variant)

            async def here() -> Asked:
                return await self._computed(partial(self._ask, plan, laid))

            if variant != _AS_STORED:
                return await here()
            found = await self._found_elsewhere(plan, variant) or await self._once.asked(plan, here)
            return msgspec.structs.replace(found, plan=laid)

        async def concluded() -> Evaluation:
            asked = await _shared(self._asked, state, self._most, rules_asked)
            return await self._computed(partial(conclude, asked, configuration))

        key = (plan.info.slug, plan.revision, (*variant, configuration.aside))
        return await _shared(self._kept, key, self._most, concluded)

    def _computed(self, work: Callable[[], R]) -> "asyncio.Future[R]":
        """Do a piece of work in the threads of evaluations, as a part of the request that needs it."""
        return asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, work)

    def _ask(self, plan: PlanGraph, linked: PlanGraph) -> Asked:
        begun = perf_counter()
        asked = ask(plan, self._configuration, linked=linked)
        self._timed(plan, perf_counter() - begun)
        return asked

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


async def _shared(kept: "OrderedDict[K, asyncio.Future[R]]", key: K, most: int, work: Callable[[], Awaitable[R]]) -> R:
    """Give what a piece of work gives, done once for all who ask; the latest few are kept, failures are not."""
    future = kept.get(key)
    if future is None:
        future = kept[key] = asyncio.ensure_future(work())
        while len(kept) > most:
            kept.popitem(last=False)
    else:
        kept.move_to_end(key)
    try:
        return await asyncio.shield(future)
    except Exception:
        if kept.get(key) is future:
            del kept[key]
        raise


def _as_stored(one: Suppression) -> StoredSuppression:
    return StoredSuppression(**msgspec.structs.asdict(one))


def _known(found: Evaluation, state: State) -> SeenPlan:
    """A plan of which it is known already what the rules make of it."""

    async def evaluation() -> Evaluation:
        return found

    return SeenPlan(found.plan, found.stored, evaluation, state)
