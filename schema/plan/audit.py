"""Audit: the log of who did what, when and why, for administrators."""

import datetime
from typing import Final

import strawberry
from graphql import GraphQLError

from acts import EVERYWHERE, LEAST, Operation
from graph.sentence import Sentence
from graph.store import AuditAction, AuditKind, AuditPlace
from graph.store import AuditEntry as Stored
from graph.store import AuditFilter as Wanted
from graph.vocabulary import called
from schema.core import (
    USUAL,
    Connection,
    ErrorCode,
    LaterPages,
    Place,
    Revision,
    Rows,
    TimeOrder,
    check_slice,
    connection,
    described_input,
    enumeration,
    failure,
    field,
    gone,
    in_utc,
    key_at,
)
from schema.core.described import described
from schema.plan.summary import PlanSummary, summary
from schema.request import Context, or_error

AUDIT_KIND = enumeration(
    AuditKind,
    {
        "PLAN": "A plan.",
        "REVISION": "A revision of a plan.",
        "SCENARIO": "A scenario.",
        "DECISION": "A decision on an initiative.",
        "COMMENT": "A comment on an initiative.",
        "SUPPRESSION": "The suppression of a finding or a rule.",
        "MEETING": "A meeting.",
        "TASK": "A task.",
        "VOICE": "What an agency says of a link of its own.",
        "ASSESSMENT": "An evaluation round, or an answer in it.",
        "CROSS_IMPACT": "A cross-impact round.",
        "PROPOSAL": "The answer to a proposal of the public.",
        "TOKEN": "An access token.",
        "SIGN_IN": "An attempt to sign in.",
    },
)
AUDIT_ACTION = enumeration(
    AuditAction,
    {
        "CREATED": "The thing was created.",
        "CHANGED": "The thing was changed.",
        "RENAMED": "The thing was renamed.",
        "PUBLISHED": "The scenario became a revision of the plan, or the evaluation round was opened to readers.",
        "DISCARDED": "The scenario was closed without being applied.",
        "ACCEPTED": "The initiative was accepted.",
        "REJECTED": "The initiative was rejected.",
        "DEFERRED": "The initiative was deferred.",
        "WITHDRAWN": "The decision was withdrawn.",
        "PRESENTED": "The item was shown.",
        "NOTED": "Something was written down.",
        "VOTED": "An agency voted.",
        "SCORED": "Someone scored pairs of items.",
        "CLOSED": "The meeting, the evaluation round or the cross-impact round was closed.",
        "AMENDED": "An addendum was added.",
        "REPORTED": "The progress of the task was told.",
        "CONFIRMED": "The link was confirmed.",
        "PROPOSED": "The link was proposed.",
        "LIFTED": "The suppression was lifted.",
        "REVOKED": "The token was revoked.",
        "REFUSED": "The sign-in was refused.",
    },
)


@described
class AuditEntry:
    """An entry of the audit log: one action of a user or program."""

    record: strawberry.Private[Stored]
    plan: PlanSummary | None = strawberry.field(
        description="The plan concerned, as it is now; null if the action concerns no plan, such as for a token."
    )

    @field
    def number(self) -> int:
        """Number of the entry; within a plan it rises in the order in which actions took effect."""
        return self.record.id

    @field
    def kind(self) -> AuditKind:
        """Kind of thing that the action concerns."""
        return self.record.kind

    @field
    def action(self) -> AuditAction:
        """The action, or its outcome."""
        return self.record.action

    @field
    def subject(self) -> str | None:
        """The thing that the action concerns; null for the plan itself.

        The fingerprint of an initiative or finding, the code of a rule, the name of a scenario, the number of a
        meeting, with that of the item after a slash, or of a task, the id of a link or a token; the year of an
        evaluation round, with the code of the question after a slash.
        """
        return self.record.subject or None

    @field
    def author(self) -> str:
        """Name of the user or program; empty if nobody was signed in, as on the command line."""
        return self.record.actor

    @field
    def reason(self) -> str:
        """Reason for the action; for a comment, its text."""
        return self.record.reason

    @field
    def revision(self) -> Revision | None:
        """Latest revision of the plan after the action; null if the action concerns no plan."""
        return None if self.record.revision is None else Revision(self.record.revision)

    @field
    def made_at(self) -> datetime.datetime:
        """Time of the action."""
        return self.record.made_at


@described_input
class AuditFilter:
    """Filter for entries of the audit log; all conditions must hold."""

    plan: str | None = strawberry.field(default=None, description="Only actions on the plan with this slug.")
    region: str | None = strawberry.field(
        default=None, description="Only actions on plans of the region with this code."
    )
    author: str | None = strawberry.field(
        default=None, description="Only actions of the user or program with this name."
    )
    kind: AuditKind | None = strawberry.field(default=None, description="Only actions on things of this kind.")
    action: AuditAction | None = strawberry.field(
        default=None, description="Only this action or outcome, such as REFUSED."
    )
    since: datetime.datetime | None = strawberry.field(
        default=None, description="Only actions at or after this time; UTC if it names no other time zone."
    )
    until: datetime.datetime | None = strawberry.field(
        default=None, description="Only actions before this time; UTC if it names no other time zone."
    )


def audit_log(context: Context, wanted: AuditFilter | None, order: TimeOrder) -> LaterPages[AuditEntry]:
    """Give the audit log of the regions in which the user is an administrator; only the page asked for is read."""
    return lambda place: _page(context, wanted, order, place)


async def _page(context: Context, wanted: AuditFilter | None, order: TimeOrder, place: Place) -> Connection[AuditEntry]:
    """Give a page of the audit log of the regions in which the user is an administrator.

    Raises
    ------
    GraphQLError
        Where they are none of the region that is asked for, or of any; where there is no such plan; where an argument
        cannot be followed.
    """
    asked = wanted or AuditFilter()
    check_slice(place.first, place.last)
    hidden = None if asked.plan is None else await context.unreadable(asked.plan)
    if hidden is not None:
        raise failure(ErrorCode.FORBIDDEN, hidden)
    chosen = Wanted(
        slug=asked.plan,
        regions=_regions(context, asked.region),
        actor=asked.author,
        kind=asked.kind,
        action=asked.action,
        since=in_utc(asked.since, "since"),
        until=in_utc(asked.until, "until"),
    )
    context.read_plans.is_unstamped = True
    found = await or_error(context.store.audit.page(chosen, _place(place, order)))
    if found.region_code is not None and not context.may(Operation.READ_AUDIT, found.region_code):
        raise _forbidden()
    return connection(
        Rows(found.entries, lambda each: (each.id,)),
        lambda each: AuditEntry(record=each, plan=None if each.slug is None else summary(found.plans[each.slug])),
        place.of,
        earlier=found.earlier,
        later=found.total - found.earlier - len(found.entries),
        total=found.total,
    )


def _regions(context: Context, region: str | None) -> frozenset[str] | None:
    """The regions to read: those asked for, if the user may read them; None for all of them."""
    if region is not None:
        if not context.may(Operation.READ_AUDIT, region):
            raise _forbidden()
        return frozenset((region,))
    if context.may(Operation.READ_AUDIT, EVERYWHERE):
        return None
    allowed = frozenset(code for code in context.actor.roles if context.may(Operation.READ_AUDIT, code))
    if not allowed:
        raise _forbidden()
    return allowed


def _forbidden() -> GraphQLError:
    role = called(LEAST[Operation.READ_AUDIT])
    message = Sentence(
        f"Hanya {role.id} wilayah ini yang berhak membaca catatan audit. Masuklah dengan akun yang sesuai.",
        f"Only an {role.en} of this region may read the audit log. Sign in with such an account.",
    )
    return failure(ErrorCode.FORBIDDEN, message)


def _place(place: Place, order: TimeOrder) -> AuditPlace:
    first, after, last, before, of, _ = place
    return AuditPlace(
        most=last if last is not None else USUAL if first is None else first,
        after=None if after is None else _number_at(after, of),
        before=None if before is None else _number_at(before, of),
        is_from_start=last is None,
        is_newest_first=order is TimeOrder.NEWEST,
    )


_GREATEST: Final = 2**31 - 1
"""The greatest number of an entry."""


def _number_at(cursor: str, of: str) -> int:
    match key_at(cursor, of):
        case (int(number),) if 0 <= number <= _GREATEST:
            return number
    raise gone()
