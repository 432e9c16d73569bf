"""Beside mutation: what people say beside the plan: decisions, comments, findings and rules set aside."""

import datetime
from typing import Annotated

import strawberry

from graph.record import Comment, Decision, DecisionStanding, StoredSuppression
from rules.engine import Evaluation
from schema.advice import rule_named
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.deed import Deed, Desk, perform
from schema.edit.payload import CommentPayload, DecisionPayload, RuleSuppressionPayload, Said, SuppressionPayload
from schema.edit.problem import missing, unusable
from schema.edit.record import required, text
from schema.request import Info, Operation


@described_input
class DecideInitiativeInput(Deed):
    """Input of `decideInitiative`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the initiative.")
    standing: DecisionStanding = strawberry.field(description="What is decided.")
    reason: str = strawberry.field(default="", description="Why; needed where it is rejected or deferred.")
    seen_decision: int | None = strawberry.field(
        default=None,
        description="Number of the latest decision on the initiative that the sender has seen; left out or null where "
        "they saw none. Where another one stands, nothing is done and `DecisionConflict` gives it.",
    )


@described_input
class CommentOnInitiativeInput(Deed):
    """Input of `commentOnInitiative`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the initiative.")
    text: str = strawberry.field(description="What to write, at most 10,000 characters.")


@described_input
class SuppressFindingInput(Deed):
    """Input of `suppressFinding`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the finding.")
    reason: str = strawberry.field(description="Why it need not be shown.")
    expires: datetime.date = strawberry.field(description="The last day on which it is not shown.")


@described_input
class LiftSuppressionInput(Deed):
    """Input of `liftSuppression`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the finding.")


@described_input
class SuppressRuleInput(Deed):
    """Input of `suppressRule`."""

    rule: str = strawberry.field(description="Code of the rule, such as SY01.")
    reason: str = strawberry.field(description="Why the plan need not be asked this.")
    expires: datetime.date | None = strawberry.field(
        default=None,
        description="The last day on which it is switched off; where it is left out, until someone lifts it.",
    )


@described_input
class LiftRuleSuppressionInput(Deed):
    """Input of `liftRuleSuppression`."""

    rule: str = strawberry.field(description="Code of the rule, such as SY01.")


@described
class BesideMutation:
    """What people say beside the plan."""

    @field
    async def decide_initiative(
        self,
        info: Info,
        input: Annotated[DecideInitiativeInput, said("What is decided.")],  # noqa: A002
    ) -> DecisionPayload:
        """Accept, reject or defer an initiative; the latest decision counts, whatever the plan's revision, and whoever
        decides must have seen the one before.
        """

        async def work(desk: Desk) -> Said[Decision]:
            if await desk.earlier() is None:
                await _has_initiative(desk, input.fingerprint)
            reason = text(input.reason, ("reason",))
            if input.standing is not DecisionStanding.ACCEPTED:
                reason = required(reason, ("reason",))
            made = Decision(fingerprint=input.fingerprint, standing=input.standing, reason=reason, author=desk.author)
            decided = await desk.store.decide(desk.slug, made, desk.asked, seen=input.seen_decision)
            return Said(desk.slug, desk.stored.revision, decided)

        return DecisionPayload(outcome=await perform(info, input, Operation.DECIDE, work))

    @field
    async def comment_on_initiative(
        self,
        info: Info,
        input: Annotated[CommentOnInitiativeInput, said("What to write.")],  # noqa: A002
    ) -> CommentPayload:
        """Write a comment on an initiative."""

        async def work(desk: Desk) -> Said[Comment]:
            if await desk.earlier() is None:
                await _has_initiative(desk, input.fingerprint)
            words = required(input.text, ("text",))
            made = await desk.store.comments.add(desk.slug, input.fingerprint, words, desk.author, desk.asked)
            return Said(desk.slug, desk.stored.revision, made)

        return CommentPayload(outcome=await perform(info, input, Operation.COMMENT, work))

    @field
    async def suppress_finding(
        self,
        info: Info,
        input: Annotated[SuppressFindingInput, said("Which finding.")],  # noqa: A002
    ) -> SuppressionPayload:
        """Set a finding aside until a day: it is not shown and makes no initiative."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            made = await _suppression(desk, input)
            kept = await desk.store.suppressions.add(desk.slug, made, desk.asked)
            return Said(desk.slug, desk.stored.revision, kept)

        return SuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))

    @field
    async def lift_suppression(
        self,
        info: Info,
        input: Annotated[LiftSuppressionInput, said("Which finding.")],  # noqa: A002
    ) -> SuppressionPayload:
        """Let a finding be seen again before its day."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            lifted = await desk.store.suppressions.lift(desk.slug, input.fingerprint, desk.author, desk.asked)
            return Said(desk.slug, desk.stored.revision, lifted)

        return SuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))

    @field
    async def suppress_rule(
        self,
        info: Info,
        input: Annotated[SuppressRuleInput, said("Which rule.")],  # noqa: A002
    ) -> RuleSuppressionPayload:
        """Switch a rule off in a plan: nothing that it finds is shown or makes an initiative, in any revision."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            reason, rule = required(input.reason, ("reason",)), _rule(input.rule)
            if input.expires is not None:
                await _to_come(desk, input.expires)
            made = StoredSuppression(rule=rule, reason=reason, author=desk.author, expires=input.expires)
            kept = await desk.store.suppressions.add(desk.slug, made, desk.asked)
            return Said(desk.slug, desk.stored.revision, kept)

        return RuleSuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))

    @field
    async def lift_rule_suppression(
        self,
        info: Info,
        input: Annotated[LiftRuleSuppressionInput, said("Which rule.")],  # noqa: A002
    ) -> RuleSuppressionPayload:
        """Switch a rule on again; its findings that were set aside one by one stay so."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            lifted = await desk.store.suppressions.lift_rule(desk.slug, _rule(input.rule), desk.author, desk.asked)
            return Said(desk.slug, desk.stored.revision, lifted)

        return RuleSuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))


async def _evaluation(desk: Desk) -> Evaluation:
    return await desk.context.evaluations.of(desk.stored)


async def _has_initiative(desk: Desk, fingerprint: str) -> None:
    """See that the plan's latest revision has an initiative, or that people spoke of it before."""
    initiatives = (await _evaluation(desk)).initiatives
    if any(each.fingerprint == fingerprint for each in initiatives):
        return
    if all(each.fingerprint != fingerprint for each in await desk.store.decisions(desk.slug)):
        raise missing(("fingerprint",), f"Inisiatif {fingerprint} tidak ada di rencana {desk.slug}.")


async def _to_come(desk: Desk, expires: datetime.date) -> None:
    """See that a day is not past, unless the same was asked before and is only answered again."""
    if expires < desk.context.evaluations.today and await desk.earlier() is None:
        raise unusable(("expires",), "OUT_OF_RANGE", "expires harus hari ini atau sesudahnya.")


def _rule(code: str) -> str:
    found = rule_named(code)
    if found is None:
        raise missing(("rule",), f"Aturan {code} tidak ada.")
    return found.code


async def _suppression(desk: Desk, deed: SuppressFindingInput) -> StoredSuppression:
    """What is to be kept: the finding as it stands now, or as it was said when it was set aside before."""
    reason = required(deed.reason, ("reason",))
    await _to_come(desk, deed.expires)
    shown = {each.fingerprint: each for each in (await _evaluation(desk)).findings}
    if deed.fingerprint in shown:
        finding = shown[deed.fingerprint]
        rule, message, message_en = finding.rule, finding.message.id, finding.message.en
    else:
        kept = {each.fingerprint: each for each in await desk.store.suppressions.all(desk.slug)}
        if deed.fingerprint not in kept:
            raise missing(("fingerprint",), f"Temuan {deed.fingerprint} tidak ada di rencana {desk.slug}.")
        before = kept[deed.fingerprint]
        rule, message, message_en = before.rule, before.message, before.message_en
    return StoredSuppression(
        fingerprint=deed.fingerprint,
        rule=rule,
        message=message,
        message_en=message_en,
        reason=reason,
        author=desk.author,
        expires=deed.expires,
    )
