"""Context: what resolvers work with: the store, the evaluations and the user of the request."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from typing import Final, TypeVar

import strawberry
from graphql import GraphQLError

from acts import ANONYMOUS, EVERYWHERE, Actor, Evaluations, Operation, SeenPlan, State, Workers, may
from acts.state import MARK
from graph.record import Comment, Decision, Scenario, ScenarioStanding, StoredPlan, StoredSuppression
from graph.sentence import Sentence
from graph.store import Store, StoreError, Unavailable, UnknownPlan
from rules.finding import Finding
from rules.recommend import Acceptance
from rules.recommend.acceptance import acceptance
from schema.core import ErrorCode, Language, alike, cut, failure, invalid, suggesting
from schema.request.live import Confirm, Live
from schema.request.load import reader
from schema.request.loader import Loader
from schema.request.progress import Imports
from schema.request.proposing import Proposing
from schema.request.read_plans import ReadPlans

T = TypeVar("T")
S = TypeVar("S", Comment, Decision)
Initiative = tuple[str, str]
"""Slug of the plan and fingerprint."""
_State = tuple[str, int | None]
"""Slug of the plan and revision; None for the latest."""


class Context:
    """The surroundings of one request: all requests of a process share store and evaluations; each has its own actor.

    What is asked together is read together: however many nodes of however many plans an operation names, their plans
    are one statement.
    """

    def __init__(
        self,
        store: Store,
        evaluations: Evaluations,
        actor: Actor = ANONYMOUS,
        *,
        reading_open: bool = True,
        live: Live | None = None,
        imports: Imports | None = None,
        workers: Workers | None = None,
        proposing: Proposing | None = None,
    ) -> None:
        self.live = live or Live()
        self.workers = workers or Workers(self.live.limits.computations, "computation")
        self.imports = imports or Imports(store.bus)
        self.proposing = proposing or Proposing()
        self.evaluations = evaluations
        self.actor = actor
        self.reading_open = reading_open
        self.read_plans = ReadPlans()
        self._store = store
        self.language = Language.ID
        """The language of sentences, as whoever asks reads best."""
        self.resumes: str | None = None
        """The cursor of the last event that a client has which comes back to a stream."""
        self.address: str | None = None
        """The address from which it is asked; None for commands of the same machine."""
        self.place: str | None = None
        """The cursor of the event that is being answered."""
        self.connection_params: dict[str, object] = {}
        """The parameters with which a WebSocket was opened."""
        self.confirm: Confirm | None = None
        """Checks again whether the user is still signed in; None for someone who did not sign in."""
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def reader(self) -> str | None:
        """Who spends what an answer costs: a signed-in user, else an address; None where that is not counted."""
        return reader(self.actor, self.address)

    @property
    def store(self) -> Store:
        """The store; its use is noted."""
        self.read_plans.is_store_asked = True
        return self._store

    def acting(self, actor: Actor) -> "Context":
        """Give the context of one request of a user."""
        return Context(
            self._store,
            self.evaluations,
            actor,
            reading_open=self.reading_open,
            live=self.live,
            imports=self.imports,
            workers=self.workers,
            proposing=self.proposing,
        )

    def may(self, operation: Operation, region_code: str) -> bool:
        """Say whether the user may do something in a region; reading may be open to all."""
        if operation is Operation.READ and self.reading_open:
            return True
        return may(self.actor, operation, region_code)

    async def readable(self, slug: str) -> StoredPlan:
        """Give a plan that the user may read.

        Raises
        ------
        GraphQLError
            Where there is no such plan, or where they may not read it. Who may not read all plans is told the same of
            both, so that nobody learns from it which plans there are.
        """
        self._bind()
        stored = await self._plans.load(slug)
        if not self.may(Operation.READ, stored.info.region_code):
            raise self._no_plan(slug, [each.info.slug for each in await self.all_readable()])
        return stored

    async def unreadable(self, slug: str) -> Sentence | None:
        """Say that the user may not even know whether there is a plan; None where they may."""
        if self.may(Operation.READ, EVERYWHERE):
            return None
        try:
            await self.readable(slug)
        except GraphQLError as error:
            if isinstance(error.message, Sentence) and (error.extensions or {}).get("code") == ErrorCode.FORBIDDEN:
                return error.message
            raise
        return None

    async def drafts_readable(self, slug: str) -> StoredPlan:
        """Give a plan whose open scenarios the user may read.

        Raises
        ------
        GraphQLError
            Where there is no such plan, or where they may not read these.
        """
        stored = await self.readable(slug)
        if not self.may(Operation.READ_SCENARIO, stored.info.region_code):
            message = Sentence(
                "Skenario yang masih terbuka hanya dibaca perencana dan perangkat daerah wilayah ini.",
                "Open scenarios are read by planners and agencies of this region only.",
            )
            raise failure(ErrorCode.FORBIDDEN, message)
        return stored

    async def all_readable(self) -> list[StoredPlan]:
        """Give all plans that the user may read, in the order of their slugs."""
        found = await or_error(self._store.plans())
        self.read_plans.are_all_asked = True
        for each in found:
            self.read_plans.add(each)
        return [each for each in found if self.may(Operation.READ, each.info.region_code)]

    async def readable_in(self, region: str) -> list[StoredPlan]:
        """Give the plans of a region that the user may read; those asked for together are read together."""
        self._bind()
        return await self._regions.load(region)

    async def seen(self, slug: str, revision: int | None = None) -> SeenPlan:
        """Give a plan with the links of knowledge; the rules are asked where it is asked for its evaluation.

        Raises
        ------
        GraphQLError
            Where there is no such plan or revision, or where the user may not read it.
        """
        found = self._at_hand(slug, revision)
        if found is not None:
            return found
        self._bind()
        return await self._seen_plans.load((slug, revision))

    def _at_hand(self, slug: str, revision: int | None) -> SeenPlan | None:
        """Give the same without waiting; None if it is not at hand, or if the user may not read it."""
        stored = self._store.at_hand(slug)
        found = self.evaluations.at_hand(stored, revision) if stored else None
        if stored is None or found is None or not self.may(Operation.READ, stored.info.region_code):
            return None
        self.read_plans.add(stored)
        self.read_plans.is_latest_asked |= revision is None
        return found

    async def what_if(self, slug: str, name: str) -> tuple[Scenario, SeenPlan]:
        """Give an open scenario, and the plan as it would be with its changes.

        Raises
        ------
        GraphQLError
            Where there is no such plan or scenario, or where the user may not read it.
        """
        stored = await self.drafts_readable(slug)
        scenario = await or_error(self._store.scenarios.get(slug, name))
        return scenario, await self.evaluations.what_if(stored, scenario)

    async def state(self, name: str, as_of: int | None = None) -> SeenPlan | None:
        """Give the state of a plan that an id begins with; None where it is no more, such as a scenario's.

        Raises
        ------
        GraphQLError
            Where there is no such plan or revision, where the user may not read it, or where the id names no state, or
            another revision than is asked for.
        """
        slug, _, said = name.partition(MARK)
        try:
            state = State.read(said)
        except ValueError as error:
            raise invalid(
                Sentence(
                    f"Id ini menyebut keadaan rencana yang tidak dikenal: {said}.",
                    f"This id names an unknown state of the plan: {said}.",
                )
            ) from error
        if said and as_of is not None and state != State(revision=as_of):
            raise invalid(
                Sentence(
                    f"Id ini menyebut keadaan {said}, jadi tidak dapat dibaca pada revisi {as_of}.",
                    f"This id names the state {said}, so it cannot be read at revision {as_of}.",
                )
            )
        return await self._in(slug, state, as_of)

    async def _in(self, slug: str, state: State, as_of: int | None) -> SeenPlan | None:
        subject = state.without or state.within
        if state.scenario is not None:
            stored = await self.readable(slug)
            found = [each for each in await self.scenarios(slug) if each.id == state.scenario]
            seen = await self.evaluations.what_if(stored, found[0]) if found else None
        elif subject and state.revision is not None:
            stored = await self.readable(slug)
            aside = self.evaluations.suppressing(stored, state.revision, subject, is_suppressed=bool(state.without))
            seen = await or_error(aside)
        else:
            seen = await self.seen(slug, as_of if state.revision is None else state.revision)
        for fingerprint in state.remedies:
            mended = (await or_error(seen.evaluation())).finding(fingerprint) if seen else None
            seen = await self.tried(seen, mended) if seen and mended else None
        return seen

    async def after(self, slug: str, revision: int) -> SeenPlan:
        """Give the plan as it became: as it is where nothing has been changed since, else at that revision.

        Raises
        ------
        GraphQLError
            Where there is no such plan or revision, or where the user may not read it.
        """
        return await or_error(self.evaluations.after(await self.readable(slug), revision))

    async def then(self, slug: str, revision: int) -> SeenPlan:
        """Give the plan as it was right after a revision, for answers that are the same whenever they are given.

        Raises
        ------
        GraphQLError
            Where there is no such plan or revision, or where the user may not read it.
        """
        return await or_error(self.evaluations.then(await self.readable(slug), revision))

    async def tried(self, before: SeenPlan, finding: Finding) -> SeenPlan:
        """Give the plan of an evaluation as it would be with a finding mended.

        Raises
        ------
        GraphQLError
            Where there is no such plan any more, or where the user may not read it.
        """
        return await self.evaluations.tried(await self.readable(before.plan.info.slug), before, finding, self.workers)

    async def acceptance(self, slug: str) -> dict[str, Acceptance]:
        """Give the decisions on a plan's initiatives, counted by rule; read once for all rules."""
        self._bind()
        return await self._acceptances.load(slug)

    async def rules_aside(self, slug: str) -> dict[str, StoredSuppression]:
        """Give the rules that are switched off in a plan, by code; read once for all rules.

        Raises
        ------
        GraphQLError
            Where there is no such plan, or where the user may not read it.
        """
        return await or_error(self.evaluations.rules_aside(await self.readable(slug)))

    async def decision(self, initiative: Initiative) -> Decision | None:
        """Give the latest decision on an initiative; decisions asked for together are read together."""
        self._bind()
        return await self._decisions.load(initiative)

    async def standing_decisions(self, slug: str) -> tuple[Decision, ...]:
        """Give the decisions that stand in a plan that was read before; those asked for together are read together."""
        self._bind()
        return await self._standing.load(slug)

    async def decisions(self, initiative: Initiative) -> list[Decision]:
        """Give all decisions on an initiative, newest first; decisions asked for together are read together."""
        self._bind()
        return await self._all_decisions.load(initiative)

    async def comments(self, initiative: Initiative) -> list[Comment]:
        """Give the comments on an initiative; comments asked for together are read together."""
        self._bind()
        return await self._comments.load(initiative)

    async def scenarios(self, slug: str) -> tuple[Scenario, ...]:
        """Give the scenarios of a plan that was read before, open ones to those who may read drafts; those asked for
        together are read together.
        """
        self._bind()
        found = await self._scenarios.load(slug)
        if self.may(Operation.READ_SCENARIO, (await self._plans.load(slug)).info.region_code):
            return found
        return tuple(each for each in found if each.standing is not ScenarioStanding.OPEN)

    def _bind(self) -> None:
        """Make the loaders of this event loop; they keep no answers, because decisions and comments may change
        meanwhile.
        """
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._decisions: Loader[Initiative, Decision | None] = Loader(self._read_decisions, cache=False)
            self._all_decisions: Loader[Initiative, list[Decision]] = Loader(
                lambda keys: _by_initiative(keys, self._store.decisions_on), cache=False
            )
            self._comments: Loader[Initiative, list[Comment]] = Loader(
                lambda keys: _by_initiative(keys, self._store.comments.of), cache=False
            )
            self._standing: Loader[str, tuple[Decision, ...]] = Loader(self._read_standing, cache=False)
            self._acceptances: Loader[str, dict[str, Acceptance]] = Loader(self._read_acceptances, cache=False)
            self._scenarios: Loader[str, tuple[Scenario, ...]] = Loader(self._read_scenarios, cache=False)
            self._plans: Loader[str, StoredPlan] = Loader(self._read_plans, cache=False)
            self._regions: Loader[str, list[StoredPlan]] = Loader(self._read_regions, cache=False)
            self._seen_plans: Loader[_State, SeenPlan] = Loader(self._see, cache=False)

    async def _read_scenarios(self, slugs: list[str]) -> list[tuple[Scenario, ...]]:
        found = {slug: await or_error(self._store.scenarios.all(slug)) for slug in dict.fromkeys(slugs)}
        return [found[slug] for slug in slugs]

    async def _read_plans(self, slugs: list[str]) -> list[StoredPlan | BaseException]:
        found = {each.info.slug: each for each in await or_error(self._store.plans(set(slugs)))}
        for each in found.values():
            self.read_plans.add(each)
        missing = [slug for slug in slugs if slug not in found]
        known = [each.info.slug for each in await self.all_readable()] if missing else []
        return [found.get(slug) or self._no_plan(slug, known) for slug in slugs]

    def _no_plan(self, slug: str, known: list[str]) -> GraphQLError:
        """Make the error for a plan that is not there for the user, with those like it that they may read."""
        near, said = alike(slug, known), cut(slug if slug.isprintable() else ascii(slug))
        if self.may(Operation.READ, EVERYWHERE):
            return failure(ErrorCode.UNKNOWN_PLAN, suggesting(UnknownPlan(said).message, near), suggestions=near)
        message = Sentence(
            f"Rencana {said!r} tidak ada, atau Anda tidak berhak membacanya.",
            f"There is no plan {said!r}, or you may not read it.",
        )
        return failure(ErrorCode.FORBIDDEN, suggesting(message, near), suggestions=near)

    async def _read_regions(self, codes: list[str]) -> list[list[StoredPlan]]:
        found: dict[str, list[StoredPlan]] = defaultdict(list)
        for each in await self.all_readable():
            found[each.info.region_code].append(each)
        return [found[code] for code in codes]

    async def _see(self, states: list[_State]) -> list[SeenPlan | BaseException]:
        wanted = list(dict.fromkeys(states))
        found = await asyncio.gather(*(self._seen(*state) for state in wanted), return_exceptions=True)
        by_state = dict(zip(wanted, found, strict=True))
        return [by_state[state] for state in states]

    async def _seen(self, slug: str, revision: int | None) -> SeenPlan:
        self.read_plans.is_latest_asked |= revision is None
        return await or_error(self.evaluations.seen(await self.readable(slug), revision))

    async def _read_decisions(self, keys: list[Initiative]) -> list[Decision | None]:
        found = {
            (slug, each.fingerprint): each
            for slug in sorted({slug for slug, _ in keys})
            for each in await or_error(self._store.decisions(slug))
        }
        return [found.get(key) for key in keys]

    async def _read_standing(self, slugs: list[str]) -> list[tuple[Decision, ...]]:
        found = {slug: tuple(await or_error(self._store.decisions(slug))) for slug in dict.fromkeys(slugs)}
        return [found[slug] for slug in slugs]

    async def _read_acceptances(self, slugs: list[str]) -> list[dict[str, Acceptance]]:
        found: dict[str, dict[str, Acceptance]] = {}
        for slug in sorted(set(slugs)):
            initiatives = (await or_error((await self.seen(slug)).evaluation())).initiatives
            decided = {each.fingerprint: each.standing for each in await or_error(self._store.decisions(slug))}
            found[slug] = acceptance(initiatives, decided)
        return [found[slug] for slug in slugs]


async def _by_initiative(
    keys: list[Initiative], read: Callable[[str, set[str]], Awaitable[Iterable[S]]]
) -> list[list[S]]:
    """Give the decisions or comments on each initiative, read once for each plan."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for slug, fingerprint in keys:
        wanted[slug].add(fingerprint)
    found: dict[Initiative, list[S]] = defaultdict(list)
    for slug in sorted(wanted):
        for each in await or_error(read(slug, wanted[slug])):
            found[slug, each.fingerprint].append(each)
    return [found[key] for key in keys]


async def or_error(asked: Awaitable[T]) -> T:
    """Wait for an answer of the store; raise its refusal as an error with a code.

    Raises
    ------
    GraphQLError
        Where the store refuses.
    """
    try:
        return await asked
    except StoreError as error:
        raise refusal(error) from error


def refusal(error: StoreError) -> GraphQLError:
    """Give a refusal of the store as an error with its code."""
    return failure(code_of(type(error)), error.message)


def code_of(kind: type[StoreError]) -> ErrorCode:
    """Give the error code of a kind of refusal of the store.

    >>> str(code_of(UnknownPlan))
    'UNKNOWN_PLAN'
    """
    return ErrorCode[re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).upper()]


_KINDS: Final[tuple[type[StoreError], ...]] = (Unavailable, *Unavailable.__subclasses__())
UNAVAILABLE: Final = frozenset(map(code_of, _KINDS))
"""The error codes of an unavailable database; the same request may succeed later."""


Info = strawberry.Info[Context, None]
