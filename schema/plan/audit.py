"""Audit: who did what, when and why, for those who answer for a region."""

import datetime

import strawberry
from graphql import GraphQLError

from acts import EVERYWHERE, LEAST, TITLE, Operation
from graph.store import AuditAction, AuditKind, AuditPlace
from graph.store import AuditEntry as Stored
from graph.store import AuditFilter as Wanted
from schema.core import (
    USUAL,
    Connection,
    LaterPages,
    Place,
    Revision,
    TimeOrder,
    check_slice,
    connection,
    described_input,
    enumeration,
    field,
    invalid,
    number_at,
)
from schema.core.described import described
from schema.plan.summary import PlanSummary, summary
from schema.request import Context, told

AUDIT_KIND = enumeration(
    AuditKind,
    {
        "PLAN": "A plan.",
        "REVISION": "A revision of a plan.",
        "SCENARIO": "A scenario.",
        "DECISION": "What was decided on an initiative.",
        "COMMENT": "A comment on an initiative.",
        "SUPPRESSION": "A finding or a rule that was set aside.",
        "TOKEN": "A token that lets someone write.",
        "SIGN_IN": "An attempt to sign in.",
    },
)
AUDIT_ACTION = enumeration(
    AuditAction,
    {
        "CREATED": "It was made.",
        "CHANGED": "It says something else.",
        "RENAMED": "It has another name.",
        "PUBLISHED": "It became a revision of the plan.",
        "DISCARDED": "It was closed without being applied.",
        "ACCEPTED": "The initiative was accepted.",
        "REJECTED": "The initiative was rejected.",
        "DEFERRED": "The initiative was put off.",
        "LIFTED": "It no longer holds.",
        "REVOKED": "It no longer counts.",
        "REFUSED": "It was refused.",
    },
)


@described
class AuditEntry:
    """One thing that was done."""

    record: strawberry.Private[Stored]
    plan: PlanSummary | None = strawberry.field(
        description="The plan that it was done to, as it is now; null for what concerns no plan, such as a token."
    )

    @field
    def number(self) -> int:
        """Rises within a plan in the order in which things took effect."""
        return self.record.id

    @field
    def kind(self) -> AuditKind:
        """What it was done to."""
        return self.record.kind

    @field
    def action(self) -> AuditAction:
        """What was done."""
        return self.record.action

    @field
    def subject(self) -> str | None:
        """What it was done to in particular; null for the plan itself.

        The fingerprint of an initiative or finding, the code of a rule, the name of a scenario, the id of a token.
        """
        return self.record.subject or None

    @field
    def author(self) -> str:
        """Who did it; empty where nobody signed in, as on the command line."""
        return self.record.actor

    @field
    def reason(self) -> str:
        """Why; of a comment its text."""
        return self.record.reason

    @field
    def revision(self) -> Revision | None:
        """The plan's latest revision after it; null for what concerns no plan."""
        return None if self.record.revision is None else Revision(self.record.revision)

    @field
    def made_at(self) -> datetime.datetime:
        """When."""
        return self.record.made_at


@described_input
class AuditFilter:
    """Which entries of the audit log to give; all conditions must hold."""

    plan: str | None = strawberry.field(default=None, description="Done to the plan of this slug.")
    region: str | None = strawberry.field(default=None, description="Done to plans of the region with this code.")
    author: str | None = strawberry.field(default=None, description="Done by the person or program of this name.")
    kind: AuditKind | None = strawberry.field(default=None, description="Done to something of this kind.")
    action: AuditAction | None = strawberry.field(default=None, description="Of this outcome, such as REFUSED.")
    since: datetime.datetime | None = strawberry.field(
        default=None, description="From this time on; in UTC where it names no other zone."
    )
    until: datetime.datetime | None = strawberry.field(
        default=None, description="Before this time; in UTC where it names no other zone."
    )


def audit_log(context: Context, wanted: AuditFilter | None, order: TimeOrder) -> LaterPages[AuditEntry]:
    """Give what was done where whoever asks is an administrator, of which only the page is read."""
    return lambda place: _page(context, wanted, order, place)


async def _page(context: Context, wanted: AuditFilter | None, order: TimeOrder, place: Place) -> Connection[AuditEntry]:
    """Give a page of what was done where whoever asks is an administrator.

    Raises
    ------
    GraphQLError
        Where they are none of the region that is asked for, or of any; where there is no such plan; where an argument
        cannot be followed.
    """
    asked = wanted or AuditFilter()
    check_slice(place[0], place[2])
    chosen = Wanted(
        slug=asked.plan,
        regions=_regions(context, asked.region),
        actor=asked.author,
        kind=asked.kind,
        action=asked.action,
        since=_utc(asked.since, "since"),
        until=_utc(asked.until, "until"),
    )
    context.read_plans.is_unstamped = True
    found = await told(context.store.audit.page(chosen, _place(place, order)))
    if found.region_code is not None and not context.may(Operation.READ_AUDIT, found.region_code):
        raise _forbidden()
    return connection(
        found.entries,
        lambda each: AuditEntry(record=each, plan=None if each.slug is None else summary(found.plans[each.slug])),
        lambda each: str(each.id),
        earlier=found.earlier,
        later=found.total - found.earlier - len(found.entries),
        total=found.total,
    )


def _regions(context: Context, region: str | None) -> frozenset[str] | None:
    """The regions that are asked for, of those that may be; None for all of them."""
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
    title = TITLE[LEAST[Operation.READ_AUDIT]]
    message = f"Hanya {title} wilayah ini yang berhak membaca catatan audit. Masuklah dengan akun yang sesuai."
    return GraphQLError(message, extensions={"code": "FORBIDDEN"})


def _place(place: Place, order: TimeOrder) -> AuditPlace:
    first, after, last, before = place
    return AuditPlace(
        most=last if last is not None else USUAL if first is None else first,
        after=None if after is None else number_at(after),
        before=None if before is None else number_at(before),
        is_from_start=last is None,
        is_newest_first=order is TimeOrder.NEWEST,
    )


def _utc(given: datetime.datetime | None, name: str) -> datetime.datetime | None:
    if given is None:
        return None
    try:
        zoned = given.replace(tzinfo=datetime.UTC) if given.tzinfo is None else given
        return zoned.astimezone(datetime.UTC)
    except OverflowError as error:
        raise invalid(f"{name} terletak di luar kalender yang dapat disimpan.") from error
