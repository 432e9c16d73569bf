"""Desk: where something is done to a plan: who does it, on which revision, and under which key."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final, Self, TypeVar

import msgspec

from acts.access import EVERYWHERE, LEAST, Actor, Operation, Role, may, speaks_for
from acts.evaluations import Evaluations
from acts.new_plan import checked
from acts.refusal import Forbidden, ProblemCode, Refused, unusable
from graph.record import StoredPlan
from graph.sentence import Sentence
from graph.snapshot import PlanInfo
from graph.store import LONGEST_KEY, NO_REQUEST, Answer, Request, RevisionConflict, ScenarioMoved, Store, request
from graph.vocabulary import called

T = TypeVar("T")
_TRIES: Final = 60
"""How often something is tried anew when others write at the same time and no revision is expected."""
_LONGEST_PAUSE: Final = 0.3
"""Seconds between two tries."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """How something is to be done, whatever it is."""

    expected: int | None = None
    """The revision that the sender has seen; None where the latest counts."""
    key: str = ""
    """A key of the sender's own making, under which it is done once; empty for none."""
    body: bytes = b""
    """All that was asked, so that another request under the same key is told from the same one."""


NOTHING_GIVEN: Final = Given()


class Desk:
    """Where something is done: the plan as it is stored, who does it, and under which key."""

    def __init__(
        self,
        store: Store,
        evaluations: Evaluations,
        actor: Actor,
        stored: StoredPlan,
        *,
        expected: int | None = None,
        asked: Request = NO_REQUEST,
    ) -> None:
        self.store = store
        self.evaluations = evaluations
        self.actor = actor
        self.stored = stored
        self.expected = expected
        self.asked = asked
        self.is_new = False
        """Whether the plan is yet to be made."""

    @classmethod
    async def of(cls, store: Store, evaluations: Evaluations, actor: Actor, info: PlanInfo) -> Self:
        """Sit down at the desk of a plan to import into it, even where it is yet to be made.

        Raises
        ------
        Refused
            Where whoever asks may not, or where what is said of a new plan cannot be used.
        """
        stored = next(iter(await store.plans({info.slug})), None)
        if stored is not None:
            desk = cls(store, evaluations, actor, stored)
            desk.demand(Operation.IMPORT)
            return desk
        made = checked(info)
        desk = cls(store, evaluations, actor, StoredPlan(info=made, revision=0, created_at=datetime.now(UTC)))
        desk.demand(Operation.CREATE_PLAN)
        desk.is_new = True
        return desk

    @classmethod
    async def at(
        cls,
        store: Store,
        evaluations: Evaluations,
        actor: Actor,
        slug: str,
        operation: Operation,
        given: Given = NOTHING_GIVEN,
    ) -> Self:
        """Sit down at the desk of a plan to do something.

        Raises
        ------
        Refused
            Where whoever asks may not do it, or where the key is too long.
        UnknownPlan
            Where there is no such plan.
        """
        said = asked(given, actor)
        desk = cls(store, evaluations, actor, await store.plan(slug), expected=given.expected, asked=said)
        desk.demand(operation)
        return desk

    @property
    def slug(self) -> str:
        """What the plan is called."""
        return self.stored.info.slug

    @property
    def author(self) -> str:
        """What whoever does it is called in history."""
        return self.actor.name

    def on(self, revision: int) -> "Desk":
        """The desk as it was when the plan was at a revision, with nothing expected and no key."""
        stored = msgspec.structs.replace(self.stored, revision=revision)
        return Desk(self.store, self.evaluations, self.actor, stored)

    async def earlier(self) -> Answer | None:
        """What was answered to the same request before."""
        return await self.store.requests.answer(self.slug, self.asked)

    def demand(self, operation: Operation) -> None:
        """Refuse whoever may not do this in the plan's region.

        Raises
        ------
        Refused
            Where they may not.
        """
        demand(self.actor, operation, self.stored.info.region_code)

    def demand_for(self, opd: str) -> None:
        """Refuse whoever may not speak for an agency.

        Raises
        ------
        Refused
            Where it is none of theirs.
        """
        if not speaks_for(self.actor, opd, self.stored.info.region_code):
            own = ", ".join(sorted(self.actor.opds)) or "-"
            message = Sentence(
                f"Anda hanya berhak berbicara untuk {own}, bukan untuk {opd}. Mintalah perencana mencatatnya.",
                f"You may speak for {own} only, not for {opd}. Ask a planner to write it down.",
            )
            raise Refused(Forbidden(message=message, role=Role.PLANNER))

    async def tried(self, work: Callable[["Desk"], Awaitable[T]]) -> T:
        """Do the work; where others wrote meanwhile and no revision is expected, wait for a turn and do it on theirs.

        Of one process, those who wait take turns; those of others may come between, so the pauses differ and grow.
        """
        if (done := await self._attempted(work)) is not None:
            return done[0]
        async with self.store.turn(self.slug):
            for number in range(_TRIES):
                self.stored = await self.store.plan(self.slug)
                if (done := await self._attempted(work)) is not None:
                    return done[0]
                await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.01 * 2**number)))  # noqa: S311 - no secret
            self.stored = await self.store.plan(self.slug)
            return await work(self)

    async def _attempted(self, work: Callable[["Desk"], Awaitable[T]]) -> tuple[T] | None:
        """What the work gives; None where others wrote meanwhile and it can be done on what they wrote."""
        try:
            return (await work(self),)
        except RevisionConflict as conflict:
            if self.expected is not None or conflict.lasting:
                raise
        except ScenarioMoved:
            pass
        return None


def asked(given: Given, actor: Actor) -> Request:
    """The request of a key and of all that is asked under it.

    Raises
    ------
    Refused
        Where the key is too long.
    """
    if len(given.key) > LONGEST_KEY:
        message = Sentence(
            f"Kunci paling panjang {LONGEST_KEY} huruf, bukan {len(given.key)}.",
            f"A key has at most {LONGEST_KEY} letters, not {len(given.key)}.",
        )
        raise unusable(("idempotencyKey",), ProblemCode.OUT_OF_RANGE, message)
    return request(given.key, given.body, given.expected, actor.name)


def demand(actor: Actor, operation: Operation, region_code: str) -> None:
    """Refuse whoever may not do something in a region.

    Raises
    ------
    Refused
        Where they may not.
    """
    if not may(actor, operation, region_code):
        role = LEAST[operation]
        message = Sentence(
            f"Hanya {called(role).id} wilayah ini yang berhak melakukannya. Masuklah dengan akun yang sesuai.",
            f"Only a {called(role).en} of this region may do this. Sign in with such an account.",
        )
        raise Refused(Forbidden(message=message, role=role))


def on_this_machine(name: str) -> Actor:
    """Whoever works at the command line: who can open the database may do everything."""
    return Actor(name=name, roles={EVERYWHERE: Role.ADMINISTRATOR})
