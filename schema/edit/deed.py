"""Deed: what all mutations have in common: who may do it, on which revision, once per key, with problems as data."""

import dataclasses
import json
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Final, Generic, TypeVar

import strawberry

from graph.record import StoredPlan
from graph.store import (
    LONGEST_KEY,
    Answer,
    DuplicateScenario,
    NotSuppressed,
    Request,
    ReusedKey,
    RuleNotSuppressed,
    ScenarioMoved,
    StoreError,
    UnknownPlan,
    UnknownRevision,
    UnknownScenario,
    request,
)
from graph.store import DecisionConflict as StoreDecided
from graph.store import RevisionConflict as StoreConflict
from schema.advice import Decision
from schema.core import Revision, described_input
from schema.edit.problem import AnyProblem, DecisionConflict, Forbidden, Refused, RevisionConflict, missing, unusable
from schema.edit.record import text
from schema.request import LEAST, TITLE, Context, Info, Operation, refusal

T = TypeVar("T")
_TRIES: Final = 5
"""How often something is tried anew when others write at the same time and no revision is expected."""

_MISSING: Final[dict[type[StoreError], str]] = {
    UnknownPlan: "plan",
    UnknownScenario: "scenario",
    UnknownRevision: "revision",
    NotSuppressed: "fingerprint",
    RuleNotSuppressed: "rule",
}
"""Which field of the input names what the store does not have."""


@described_input
class Deed:
    """What every mutation takes."""

    plan: str = strawberry.field(description="What the plan is called, as `slug` gives it.")
    client_mutation_id: str | None = strawberry.field(default=None, description="Given back in the answer.")
    expected_revision: Revision | None = strawberry.field(
        default=None,
        description="The revision that the sender has seen; where the plan has moved on, nothing is done and "
        "`RevisionConflict` says what changed. Where it is left out, the latest revision counts.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A key of the sender's own making, at most 200 characters. The same request under the same key "
        "is done once and answered alike each time.",
    )


@described_input
class PlanDeed(Deed):
    """What every mutation takes that changes the plan."""

    reason: str = strawberry.field(default="", description="Why, for the plan's history.")
    scenario: str | None = strawberry.field(
        default=None,
        description="Name of the scenario that is changed in the plan's place; the expected revision is then its base.",
    )


class Desk:
    """Where a deed is done: the plan as it is stored, who does it, and under which key."""

    def __init__(self, context: Context, deed: Deed, stored: StoredPlan, asked: Request) -> None:
        self.context = context
        self.store = context.store
        self.stored = stored
        self.asked = asked
        self.slug = stored.info.slug
        self.expected = None if deed.expected_revision is None else int(deed.expected_revision)
        self.author = context.actor.name

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
        if not self.context.may(operation, self.stored.info.region_code):
            role = LEAST[operation]
            message = f"Hanya {TITLE[role]} wilayah ini yang berhak melakukannya. Masuklah dengan akun yang sesuai."
            raise Refused(Forbidden(message=message, role=role))


@dataclasses.dataclass(frozen=True)
class Outcome(Generic[T]):
    """What came of a deed: its result, or why it was not done."""

    client_mutation_id: str | None
    result: T | None = None
    problems: tuple[AnyProblem, ...] = ()


async def perform(info: Info, deed: Deed, operation: Operation, work: Callable[[Desk], Awaitable[T]]) -> Outcome[T]:
    """Do a deed, and give what people can mend as data.

    Raises
    ------
    GraphQLError
        Where the database cannot be used.
    """
    name = deed.client_mutation_id
    try:
        desk = await _desk(info, deed, operation)
        return Outcome(name, result=await _tried(desk, work))
    except Refused as refused:
        return Outcome(name, problems=refused.problems)
    except StoreError as error:
        return Outcome(name, problems=_problems(deed, error))


async def _desk(info: Info, deed: Deed, operation: Operation) -> Desk:
    context = info.context
    key = text(deed.idempotency_key or "", ("idempotencyKey",))
    if len(key) > LONGEST_KEY:
        raise unusable(
            ("idempotencyKey",), "OUT_OF_RANGE", f"Kunci paling panjang {LONGEST_KEY} huruf, bukan {len(key)}."
        )
    stored = await context.store.plan(deed.plan)
    said = {"actor": context.actor.name, "mutation": info.field_name, "input": _plain(deed)}
    asked = request(key, json.dumps(said, sort_keys=True).encode(), deed.expected_revision, context.actor.name)
    desk = Desk(context, deed, stored, asked)
    desk.demand(operation)
    return desk


async def _tried(desk: Desk, work: Callable[[Desk], Awaitable[T]]) -> T:
    """Do the work; where others wrote meanwhile and the sender expects no revision, do it on what they wrote."""
    for _ in range(_TRIES - 1):
        try:
            return await work(desk)
        except StoreConflict:
            if desk.expected is not None:
                raise
        except ScenarioMoved:
            pass
        desk.stored = await desk.store.plan(desk.slug)
    return await work(desk)


def _problems(deed: Deed, error: StoreError) -> tuple[AnyProblem, ...]:
    if isinstance(error, StoreConflict):
        expected, actual = Revision(error.expected), Revision(error.actual)
        return (RevisionConflict(message=error.message, expected=expected, actual=actual, slug=deed.plan),)
    if isinstance(error, StoreDecided):
        standing = Decision(record=error.standing) if error.standing else None
        return (DecisionConflict(message=error.message, decision=standing),)
    if isinstance(error, ReusedKey | DuplicateScenario):
        named = "to" if hasattr(deed, "to") else "name"
        field, code = ("idempotencyKey", "KEY_REUSED") if isinstance(error, ReusedKey) else (named, "DUPLICATE")
        return unusable((field,), code, error.message).problems
    if isinstance(error, UnknownScenario) and hasattr(deed, "name"):
        return missing(("name",), error.message).problems
    if type(error) in _MISSING:
        return missing((_MISSING[type(error)],), error.message).problems
    raise refusal(error) from error


def _plain(value: object) -> object:
    """An input as JSON can hold it, so that equal requests are told from others."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in dataclasses.fields(value) if field.name != "client_mutation_id")
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.name
    return value if value is None or isinstance(value, str | int | float) else repr(value)
