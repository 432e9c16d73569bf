"""Plan change: one thing that was done to a plan or said beside it, as news and with what came of it."""

import datetime
from collections.abc import AsyncGenerator
from enum import Enum
from typing import Final

import strawberry
from graphql import GraphQLError

from graph.record import StoredPlan
from graph.store import AuditAction, AuditEntry, AuditKind, FellBehind, StoreError
from rules.configuration import Suppression
from rules.engine import Evaluation
from rules.rule import rule_named
from rules.scenario import Difference, difference
from schema.advice import Change, Comparison, Finding, Initiative, Rule, Sides, changes_between, changes_page
from schema.core import (
    Pages,
    Revision,
    enumeration,
    field,
    invalid,
    old_field,
    paged,
)
from schema.core.described import described
from schema.plan.plan import Plan
from schema.request import Context, Info, refusal, told

SLOW_CLIENT: Final = "SLOW_CLIENT"


class PlanChangeKind(Enum):
    """What was done to a plan or said beside it."""

    REVISION = "revision"
    DECISION = "decision"
    COMMENT = "comment"
    SUPPRESSION = "suppression"
    SCENARIO = "scenario"


PLAN_CHANGE_KIND = enumeration(
    PlanChangeKind,
    {
        "REVISION": "The plan was changed.",
        "DECISION": "An initiative was accepted, rejected or put off.",
        "COMMENT": "Somebody wrote a comment on an initiative.",
        "SUPPRESSION": "A finding or a whole rule was set aside, or is seen again.",
        "SCENARIO": "A scenario was made, changed, renamed, published or discarded.",
    },
)
_KINDS: Final = frozenset(each.value for each in PlanChangeKind)


_LISTS_GO: Final = (
    "2026-11-26: After an import it may hold a thousand. Use `comparison { %s }`, page by page. "
    "Removed after 2027-05-31."
)


@described
class PlanChange:
    """One thing that was done to a plan or said beside it."""

    entry: strawberry.Private[AuditEntry]
    stored: strawberry.Private[StoredPlan]

    @field
    def cursor(self) -> str:
        """Its place in the order of all that is done, for `after` of `planChanged`."""
        return str(self.entry.id)

    @field
    def kind(self) -> PlanChangeKind:
        """What was done."""
        return PlanChangeKind(str(self.entry.kind))

    @field
    def action(self) -> AuditAction:
        """What was done in particular, such as that an initiative was accepted."""
        return self.entry.action

    @field
    def subject(self) -> str | None:
        """Fingerprint of the initiative or finding, code of the rule, or name of the scenario; null for a revision."""
        return self.entry.subject or None

    @field
    def revision(self) -> Revision:
        """The plan's latest revision after it."""
        return Revision(self.number)

    @field
    def before(self) -> Revision:
        """The plan's latest revision before it; the same where it made no revision."""
        return Revision(self.earlier)

    @field
    def author(self) -> str:
        """Who did it; empty where nobody signed in, as on the command line."""
        return self.entry.actor

    @field
    def reason(self) -> str:
        """Why; of a comment its text."""
        return self.entry.reason

    @field
    def at(self) -> datetime.datetime:
        """When."""
        return self.entry.made_at

    @field
    async def plan(self, info: Info) -> Plan:
        """The plan at that revision."""
        return Plan(evaluation=await self._after(info.context))

    @paged
    async def changes(
        self,
        info: Info,
    ) -> Pages[Change]:
        """What was added, edited and removed; empty where it made no revision."""
        found = changes_between(await self._sides(info.context)) if self.number != self.earlier else []
        return changes_page(found)

    @field
    async def comparison(self, info: Info) -> Comparison:
        """The plan before and after it beside each other, with the findings and initiatives that came and went."""
        return Comparison(sides=await self._sides(info.context))

    @old_field(_LISTS_GO % "findingsCame")
    async def findings_came(self, info: Info) -> list[Finding]:
        """What the rules find since then."""
        later = await self._after(info.context)
        return [Finding(record=each, evaluation=later) for each in (await self._difference(info.context)).came]

    @old_field(_LISTS_GO % "findingsGone")
    async def findings_gone(self, info: Info) -> list[Finding]:
        """What the rules no longer find, as it was before."""
        earlier = await self._before(info.context)
        return [Finding(record=each, evaluation=earlier) for each in (await self._difference(info.context)).gone]

    @field
    async def initiatives_came(self, info: Info) -> list[Initiative]:
        """The initiatives that are new, in rank order."""
        later = await self._after(info.context)
        found = (await self._difference(info.context)).initiatives_came
        return [Initiative(record=each, evaluation=later) for each in found]

    @field
    async def initiatives_gone(self, info: Info) -> list[Initiative]:
        """The initiatives that are no more, as they were before, in rank order."""
        earlier = await self._before(info.context)
        found = (await self._difference(info.context)).initiatives_gone
        return [Initiative(record=each, evaluation=earlier) for each in found]

    @field
    async def initiative(self, info: Info) -> Initiative | None:
        """The initiative that was decided on or commented; null for anything else, or where it is no more."""
        if self.entry.kind not in {AuditKind.DECISION, AuditKind.COMMENT}:
            return None
        seen = await self._after(info.context)
        found = (each for each in seen.initiatives if each.fingerprint == self.entry.subject)
        return next((Initiative(record=each, evaluation=seen) for each in found), None)

    @field
    def rule(self) -> Rule | None:
        """The rule that was switched off or on again; null for anything else, or where it is no more."""
        found = rule_named(self.entry.subject) if self.entry.kind is AuditKind.SUPPRESSION else None
        return Rule(record=found) if found else None

    @property
    def number(self) -> int:
        """The plan's latest revision after it."""
        return self.entry.revision or 0

    @property
    def earlier(self) -> int:
        """The plan's latest revision before it."""
        return self.number - 1 if self.entry.kind is AuditKind.REVISION else self.number

    async def _sides(self, context: Context) -> Sides:
        store, slug = context.store, self.stored.info.slug
        before = await told(store.snapshot(slug, self.earlier))
        after = before if self.number == self.earlier else await told(store.snapshot(slug, self.number))
        return Sides(before, after, self._before, self._after)

    async def _difference(self, context: Context) -> Difference:
        return difference(await self._before(context), await self._after(context))

    async def _before(self, context: Context) -> Evaluation:
        return await self._seen(context, self.earlier, is_before=True)

    async def _after(self, context: Context) -> Evaluation:
        return await self._seen(context, self.number, is_before=False)

    async def _seen(self, context: Context, revision: int, *, is_before: bool) -> Evaluation:
        """The plan evaluated at a revision; where a finding or a rule was set aside or lifted, with or without it."""
        if self.entry.kind is not AuditKind.SUPPRESSION:
            return await told(context.evaluations.of(self.stored, revision))
        is_lifted = self.entry.action is AuditAction.LIFTED
        is_suppressed = is_lifted if is_before else not is_lifted
        return await told(
            context.evaluations.suppressing(self.stored, revision, self._aside(context), is_suppressed=is_suppressed)
        )

    def _aside(self, context: Context) -> Suppression:
        """What was set aside, as it would hold today."""
        subject = self.entry.subject
        if rule_named(subject):
            return Suppression(rule=subject, reason="", author="")
        return Suppression(fingerprint=subject, reason="", author="", expires=context.evaluations.today)


async def plan_changes(
    context: Context, slug: str, since: int | None, after: str | None
) -> AsyncGenerator[PlanChange, None]:
    """Give what is done to a plan and said beside it: what was missed first, then what comes.

    Raises
    ------
    GraphQLError
        Where there is no such plan or revision, where whoever asks may not read it, or with code ``SLOW_CLIENT``
        where they read so slowly that what comes is no longer kept for them.
    """
    await context.readable(slug)
    start = await _start(context, slug, since, after)
    try:
        async for entry in context.store.feed.follow(slug, start):
            if entry.kind.value in _KINDS:
                yield PlanChange(entry=entry, stored=await context.readable(slug))
    except FellBehind as behind:
        raise GraphQLError(behind.message, extensions={"code": SLOW_CLIENT}) from behind
    except StoreError as error:
        raise refusal(error) from error


async def _start(context: Context, slug: str, since: int | None, after: str | None) -> int | None:
    """The number of the last thing that whoever asks has seen; None where they ask for no more than what comes."""
    if since is not None and after is not None:
        raise invalid("Berikan since atau after, bukan keduanya.")
    if since is not None:
        return await told(context.store.audit.number_of(slug, since))
    if after is None:
        return None
    latest = await told(context.store.audit.latest(slug))
    if not after.isascii() or not after.isdecimal() or not 0 <= int(after[:20]) <= latest:
        raise invalid(f"after {after!r} bukan cursor perubahan rencana {slug}.")
    return int(after)
