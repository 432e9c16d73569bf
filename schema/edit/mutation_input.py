"""Mutation input: the fields that all mutations take, and how a mutation is carried out, with problems as data."""

import dataclasses
import json
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Final, Generic, TypeVar

import strawberry

import acts
from acts import Desk, Draft, Forbidden, Given, Operation, Refused, Revised, Role, missing, unusable
from acts.refusal import ProblemCode
from acts.text import text
from graph.store import (
    CrossImpactClosed,
    DuplicateScenario,
    MeetingClosed,
    MeetingMoved,
    NotSuppressed,
    ProposalAnswered,
    ReusedKey,
    RuleNotSuppressed,
    StoreError,
    TooManyProposals,
    UnknownCrossImpact,
    UnknownItem,
    UnknownMeeting,
    UnknownPlan,
    UnknownProposal,
    UnknownRevision,
    UnknownScenario,
    UnknownTask,
)
from graph.store import DecisionConflict as StoreDecided
from graph.store import RevisionConflict as StoreConflict
from schema.advice import Decision
from schema.core import Revision, described_input
from schema.edit.problem import AnyProblem, DecisionConflict, MeetingConflict, RevisionConflict, shown
from schema.request import Info, refusal

T = TypeVar("T")
_MISSING: Final[dict[type[StoreError], str]] = {
    UnknownPlan: "plan",
    UnknownScenario: "scenario",
    UnknownRevision: "revision",
    NotSuppressed: "fingerprint",
    RuleNotSuppressed: "rule",
    UnknownMeeting: "meeting",
    UnknownItem: "item",
    UnknownTask: "task",
    UnknownCrossImpact: "round",
    UnknownProposal: "proposal",
}
"""The field of the input that names what the store lacks."""
_CLOSED: Final[dict[type[StoreError], str]] = {
    MeetingClosed: "meeting",
    CrossImpactClosed: "round",
    ProposalAnswered: "proposal",
    TooManyProposals: "plan",
}
"""The field of the input that names what takes no more."""
KEY: Final = (
    "A key that the client makes up, at most 200 characters. The same request with the same key is carried out once "
    "and gets the same answer each time."
)


@described_input
class MutationInput:
    """Fields that every mutation takes."""

    plan: str = strawberry.field(description="Slug of the plan.")
    client_mutation_id: str | None = strawberry.field(
        default=None, description="Any text that identifies the mutation for the client; returned in the payload."
    )
    expected_revision: Revision | None = strawberry.field(
        default=None,
        description="Revision that the client has seen. If the plan has changed since, nothing is changed and "
        "`RevisionConflict` lists what changed in between. If left out, the mutation applies to the latest revision.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=KEY,
    )


@described_input
class PlanMutationInput(MutationInput):
    """Fields that every mutation takes that changes the plan."""

    reason: str = strawberry.field(default="", description="Reason for the change, for the plan's history.")
    scenario: str | None = strawberry.field(
        default=None,
        description="Name of the open scenario to change instead of the plan; `expectedRevision` then refers to its "
        "base revision.",
    )


@dataclasses.dataclass(frozen=True)
class Outcome(Generic[T]):
    """Outcome of a mutation: its result, or the problems that prevented it."""

    client_mutation_id: str | None
    result: T | None = None
    problems: tuple[AnyProblem, ...] = ()


async def perform(
    info: Info, input: MutationInput, operation: Operation, work: Callable[[Desk], Awaitable[T]]
) -> Outcome[T]:
    """Carry out a mutation; problems that its sender can correct are given as data.

    Raises
    ------
    GraphQLError
        Where the database cannot be used.
    """
    name = input.client_mutation_id
    try:
        desk = await _desk(info, input, operation)
        return Outcome(name, result=await desk.tried(work))
    except Refused as refused:
        return Outcome(name, problems=tuple(map(shown, refused.problems)))
    except StoreError as error:
        return Outcome(name, problems=_problems(input, error))


async def revise(
    info: Info, input: PlanMutationInput, operation: Operation, make: Callable[[Draft], Awaitable[str | None]]
) -> Outcome[Revised]:
    """Change a plan or a scenario; ``make`` drafts the changes and gives the id of the node or link concerned."""

    async def work(desk: Desk) -> Revised:
        return await acts.revise(desk, make, scenario=input.scenario, reason=input.reason)

    return await perform(info, input, operation, work)


async def _desk(info: Info, input: MutationInput, operation: Operation) -> Desk:
    context = info.context
    expected = None if input.expected_revision is None else int(input.expected_revision)
    given = given_by(info, input, input.idempotency_key, expected)
    try:
        return await Desk.at(context.store, context.evaluations, context.actor, input.plan, operation, given)
    except (UnknownPlan, Refused) as refused:
        message = await context.unreadable(input.plan)
        if message is None:
            raise
        raise Refused(Forbidden(message=message, role=Role.VIEWER)) from refused


def given_by(info: Info, input: object, key: str | None, expected: int | None = None) -> Given:
    """Give how a mutation is to be done: under which key, with all that is asked.

    Raises
    ------
    Refused
        Where the key is no text.
    """
    said = {"actor": info.context.actor.name, "mutation": info.field_name, "input": _plain(input)}
    body = json.dumps(said, sort_keys=True).encode()
    return Given(expected=expected, key=text(key or "", ("idempotencyKey",)), body=body)


def _problems(input: MutationInput, error: StoreError) -> tuple[AnyProblem, ...]:
    if isinstance(error, StoreConflict):
        expected, actual = Revision(error.expected), Revision(error.actual)
        return (RevisionConflict(sentence=error.message, expected=expected, actual=actual, slug=input.plan),)
    if isinstance(error, StoreDecided):
        standing = Decision(record=error.standing, slug=input.plan) if error.standing else None
        return (DecisionConflict(sentence=error.message, decision=standing),)
    if isinstance(error, MeetingMoved):
        return (MeetingConflict(sentence=error.message, slug=input.plan, number=error.meeting.id),)
    return tuple(map(shown, _refused(input, error).problems))


def _refused(input: MutationInput, error: StoreError) -> Refused:
    if type(error) in _CLOSED:
        return unusable((_CLOSED[type(error)],), ProblemCode.CLOSED, error.message)
    if isinstance(error, ReusedKey):
        return key_reused(error)
    if isinstance(error, DuplicateScenario):
        named = next(each for each in ("to", "name", "scenario") if hasattr(input, each))
        return unusable((named,), ProblemCode.DUPLICATE, error.message)
    if isinstance(error, UnknownScenario) and hasattr(input, "name"):
        return missing(("name",), error.message)
    if type(error) in _MISSING:
        return missing((_MISSING[type(error)],), error.message)
    raise refusal(error) from error


def key_reused(error: ReusedKey) -> Refused:
    """Give the refusal of a key that stands for something else."""
    return unusable(("idempotencyKey",), ProblemCode.KEY_REUSED, error.message)


def _plain(value: object) -> object:
    """Give an input as JSON values, so that equal requests can be recognised."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in dataclasses.fields(value) if field.name != "client_mutation_id")
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.name
    return value if value is None or isinstance(value, str | int | float) else repr(value)
