"""Plan change: one change of a plan, or one decision, comment, suppression or scenario, with its effect on findings."""

import datetime
from collections.abc import AsyncGenerator
from enum import Enum
from typing import Final

import strawberry

from acts import Operation, SeenPlan, takes_part
from graph.record import StoredPlan
from graph.sentence import Sentence
from graph.store import AuditAction, AuditEntry, AuditKind, FellBehind, StoreError
from rules.rule import rule_named
from rules.scenario import Difference, difference
from schema.advice import (
    Change,
    Comparison,
    Finding,
    Initiative,
    Rule,
    Sides,
    changes_between,
    changes_page,
    initiative_of,
)
from schema.core import (
    ErrorCode,
    Pages,
    Revision,
    cut,
    enumeration,
    failure,
    field,
    invalid,
    old_field,
    paged,
)
from schema.core.described import described
from schema.meeting import readable_tasks
from schema.plan.plan import Plan
from schema.request import Context, Info, or_error, refusal

SLOW_CLIENT: Final = ErrorCode.SLOW_CLIENT


class PlanChangeKind(Enum):
    """Kind of change of a plan."""

    REVISION = "revision"
    DECISION = "decision"
    COMMENT = "comment"
    SUPPRESSION = "suppression"
    SCENARIO = "scenario"
    MEETING = "meeting"
    TASK = "task"
    VOICE = "voice"
    CROSS_IMPACT = "cross_impact"


PLAN_CHANGE_KIND = enumeration(
    PlanChangeKind,
    {
        "REVISION": "The plan has a new revision.",
        "DECISION": "An initiative was accepted, rejected or deferred.",
        "COMMENT": "A user commented on an initiative.",
        "SUPPRESSION": "A finding or a rule was suppressed, or a suppression was lifted.",
        "SCENARIO": "A scenario was created, changed, renamed, published or discarded.",
        "MEETING": "A meeting was called or closed, or its minutes were amended; `meetingChanged` tells all of it.",
        "TASK": "A task was assigned, or its progress was told.",
        "VOICE": "An agency said something of a link of its own, or proposed one.",
        "CROSS_IMPACT": "A cross-impact round was opened or closed; those who take part in it are told of all that is "
        "done in it.",
    },
)
_KINDS: Final = frozenset(each.value for each in PlanChangeKind)
_OF_MEETINGS: Final = frozenset({AuditAction.CREATED, AuditAction.CLOSED, AuditAction.AMENDED})


_LISTS_GO: Final = (
    "2026-11-26: After an import it may hold a thousand. Use `comparison { %s }`, page by page. "
    "Removed after 2027-05-31."
)


@described
class PlanChange:
    """A change of a plan: a new revision, or a decision, comment, suppression or scenario that was recorded."""

    entry: strawberry.Private[AuditEntry]
    stored: strawberry.Private[StoredPlan]

    @field
    def cursor(self) -> str:
        """Cursor of the change; `planChanged(after:)` continues after it."""
        return str(self.entry.id)

    @field
    def kind(self) -> PlanChangeKind:
        """Kind of change."""
        return PlanChangeKind(str(self.entry.kind))

    @field
    def action(self) -> AuditAction:
        """What was done in detail, such as ACCEPTED for an initiative."""
        return self.entry.action

    @field
    def subject(self) -> str | None:
        """Fingerprint of the initiative or finding, code of the rule, name of the scenario, number of the meeting, the
        task or the cross-impact round, or id of the link concerned; null for a revision.
        """
        return self.entry.subject or None

    @field
    def revision(self) -> Revision:
        """Latest revision of the plan after the change."""
        return Revision(self.number)

    @field
    def before(self) -> Revision:
        """Latest revision of the plan before the change; equal to `revision` if the change made no revision."""
        return Revision(self.earlier)

    @field
    def author(self) -> str:
        """Name of the user who made the change; empty if nobody was signed in, as on the command line."""
        return self.entry.actor

    @field
    def reason(self) -> str:
        """Reason for the change; for a comment, its text."""
        return self.entry.reason

    @field
    def at(self) -> datetime.datetime:
        """Time of the change."""
        return self.entry.made_at

    @field
    async def plan(self, info: Info) -> Plan:
        """The plan at `revision`."""
        return Plan(seen=await self._after(info.context))

    @paged
    async def changes(
        self,
        info: Info,
    ) -> Pages[Change]:
        """The nodes and links that were added, edited or removed; empty if the change made no revision."""
        found = changes_between(await self._sides(info.context)) if self.number != self.earlier else []
        return changes_page(found)

    @field
    async def comparison(self, info: Info) -> Comparison:
        """The plan before and after the change compared, with the findings and initiatives that came and went."""
        return Comparison(sides=await self._sides(info.context))

    @old_field(_LISTS_GO % "findingsCame")
    async def findings_came(self, info: Info) -> list[Finding]:
        """The findings that are new since the change."""
        later = await self._after(info.context)
        return [Finding(record=each, seen=later) for each in (await self._difference(info.context)).came]

    @old_field(_LISTS_GO % "findingsGone")
    async def findings_gone(self, info: Info) -> list[Finding]:
        """The findings that the change removed, as they were before."""
        earlier = await self._before(info.context)
        return [Finding(record=each, seen=earlier) for each in (await self._difference(info.context)).gone]

    @field
    async def initiatives_came(self, info: Info) -> list[Initiative]:
        """The initiatives that are new since the change, by rank."""
        later = await self._after(info.context)
        found = (await self._difference(info.context)).initiatives_came
        return [Initiative(record=each, seen=later) for each in found]

    @field
    async def initiatives_gone(self, info: Info) -> list[Initiative]:
        """The initiatives that the change removed, as they were before, by rank."""
        earlier = await self._before(info.context)
        found = (await self._difference(info.context)).initiatives_gone
        return [Initiative(record=each, seen=earlier) for each in found]

    @field
    async def initiative(self, info: Info) -> Initiative | None:
        """The initiative that was decided or commented on; null for other changes, or if the initiative is gone."""
        if self.entry.kind not in {AuditKind.DECISION, AuditKind.COMMENT}:
            return None
        seen = await self._after(info.context)
        return await initiative_of(seen, self.entry.subject)

    @field
    def rule(self) -> Rule | None:
        """The rule that was switched off or on again; null for other changes, or if the rule is no longer installed."""
        found = rule_named(self.entry.subject) if self.entry.kind is AuditKind.SUPPRESSION else None
        return Rule(record=found) if found else None

    @property
    def number(self) -> int:
        """Latest revision of the plan after the change."""
        return self.entry.revision or 0

    @property
    def earlier(self) -> int:
        """Latest revision of the plan before the change."""
        return self.number - 1 if self.entry.kind is AuditKind.REVISION else self.number

    async def _sides(self, context: Context) -> Sides:
        store, slug = context.store, self.stored.info.slug
        before = await or_error(store.snapshot(slug, self.earlier))
        after = before if self.number == self.earlier else await or_error(store.snapshot(slug, self.number))
        return Sides(before, after, self._before, self._after)

    async def _difference(self, context: Context) -> Difference:
        before, after = await self._before(context), await self._after(context)
        return difference(await or_error(before.evaluation()), await or_error(after.evaluation()))

    async def _before(self, context: Context) -> SeenPlan:
        return await self._seen(context, self.earlier, is_before=True)

    async def _after(self, context: Context) -> SeenPlan:
        return await self._seen(context, self.number, is_before=False)

    async def _seen(self, context: Context, revision: int, *, is_before: bool) -> SeenPlan:
        """The plan evaluated at a revision; for a suppression or its lifting, with or without the finding or rule."""
        if self.entry.kind is not AuditKind.SUPPRESSION:
            if is_before and self.earlier != self.number:
                return await or_error(context.evaluations.seen(self.stored, revision))
            return await or_error(context.evaluations.after(self.stored, revision))
        is_lifted = self.entry.action is AuditAction.LIFTED
        is_suppressed = is_lifted if is_before else not is_lifted
        return await or_error(
            context.evaluations.suppressing(self.stored, revision, self.entry.subject, is_suppressed=is_suppressed)
        )


async def plan_changes(
    context: Context, slug: str, since: int | None, after: str | None
) -> AsyncGenerator[PlanChange, None]:
    """Give the changes of a plan: first those that the subscriber missed, then new ones as they happen.

    Raises
    ------
    GraphQLError
        Where there is no such plan or revision, where the user may not read it, or with code ``SLOW_CLIENT``
        where they read so slowly that what comes is no longer kept for them.
    """
    await context.readable(slug)
    start = await started_at(context, slug, since, after)
    try:
        async for entry in context.store.feed.follow(slug, start):
            if entry.kind.value in _KINDS and await _is_for(context, slug, entry):
                yield PlanChange(entry=entry, stored=await context.readable(slug))
    except FellBehind as behind:
        raise failure(SLOW_CLIENT, behind.message) from behind
    except StoreError as error:
        raise refusal(error) from error


async def _is_for(context: Context, slug: str, entry: AuditEntry) -> bool:
    """Whether something that was done is news to whoever follows the plan: not what only goes on within a meeting, nor
    what they may not read yet.
    """
    if entry.kind is AuditKind.MEETING:
        return entry.action in _OF_MEETINGS
    if entry.kind is AuditKind.CROSS_IMPACT and entry.action not in {AuditAction.CREATED, AuditAction.CLOSED}:
        of = await or_error(context.store.cross_impacts.get(slug, int(entry.subject)))
        return takes_part(context.actor, (await context.readable(slug)).info.region_code, of)
    if entry.kind is AuditKind.SCENARIO:
        return context.may(Operation.READ_SCENARIO, (await context.readable(slug)).info.region_code)
    if entry.kind is AuditKind.TASK:
        tasks = await readable_tasks(context, await context.seen(slug))
        return any(str(each.id) == entry.subject for each in tasks)
    return True


async def started_at(context: Context, slug: str, since: int | None, after: str | None) -> int | None:
    """The number of the last change that the subscriber has seen; None if they ask only for new ones."""
    if since is not None and after is not None:
        raise invalid(Sentence("Berikan since atau after, bukan keduanya.", "Give since or after, not both."))
    if since is not None:
        return await or_error(context.store.audit.number_of(slug, since))
    if after is None:
        return None
    latest = await or_error(context.store.audit.latest(slug))
    if not after.isascii() or not after.isdecimal() or not 0 <= int(after[:20]) <= latest:
        raise invalid(
            Sentence(
                f"after {after!r} bukan cursor perubahan rencana {slug}.",
                f"after {cut(after)!r} is no cursor of a change of plan {slug}.",
            )
        )
    return int(after)
