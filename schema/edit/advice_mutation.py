"""Beside mutation: what people say beside the plan: decisions, comments, findings and rules set aside."""

import datetime
from typing import Annotated

import strawberry

from acts import Desk, Operation, comment, decide, lift_finding, lift_rule, suppress_finding, suppress_rule
from graph.record import Comment, Decision, DecisionStanding, StoredSuppression
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput, perform
from schema.edit.payload import CommentPayload, DecisionPayload, RuleSuppressionPayload, Said, SuppressionPayload
from schema.request import Info


@described_input
class DecideInitiativeInput(MutationInput):
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
class CommentOnInitiativeInput(MutationInput):
    """Input of `commentOnInitiative`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the initiative.")
    text: str = strawberry.field(description="What to write, at most 10,000 characters.")


@described_input
class SuppressFindingInput(MutationInput):
    """Input of `suppressFinding`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the finding.")
    reason: str = strawberry.field(description="Why it need not be shown.")
    expires: datetime.date = strawberry.field(description="The last day on which it is not shown.")


@described_input
class LiftSuppressionInput(MutationInput):
    """Input of `liftSuppression`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the finding.")


@described_input
class SuppressRuleInput(MutationInput):
    """Input of `suppressRule`."""

    rule: str = strawberry.field(description="Code of the rule, such as SY01.")
    reason: str = strawberry.field(description="Why the plan need not be asked this.")
    expires: datetime.date | None = strawberry.field(
        default=None,
        description="The last day on which it is switched off; where it is left out, until someone lifts it.",
    )


@described_input
class LiftRuleSuppressionInput(MutationInput):
    """Input of `liftRuleSuppression`."""

    rule: str = strawberry.field(description="Code of the rule, such as SY01.")


@described
class BesideMutation:
    """What people say beside the plan."""

    @field
    async def decide_initiative(
        self,
        info: Info,
        input: Annotated[DecideInitiativeInput, said("What is decided.")],
    ) -> DecisionPayload:
        """Accept, reject or defer an initiative; the latest decision counts, whatever the plan's revision, and whoever
        decides must have seen the one before.
        """

        async def work(desk: Desk) -> Said[Decision]:
            made = await decide(desk, input.fingerprint, input.standing, input.reason, input.seen_decision)
            return Said(desk.slug, desk.stored.revision, made)

        return DecisionPayload(outcome=await perform(info, input, Operation.DECIDE, work))

    @field
    async def comment_on_initiative(
        self,
        info: Info,
        input: Annotated[CommentOnInitiativeInput, said("What to write.")],
    ) -> CommentPayload:
        """Write a comment on an initiative."""

        async def work(desk: Desk) -> Said[Comment]:
            made = await comment(desk, input.fingerprint, input.text)
            return Said(desk.slug, desk.stored.revision, made)

        return CommentPayload(outcome=await perform(info, input, Operation.COMMENT, work))

    @field
    async def suppress_finding(
        self,
        info: Info,
        input: Annotated[SuppressFindingInput, said("Which finding.")],
    ) -> SuppressionPayload:
        """Set a finding aside until a day: it is not shown and makes no initiative."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            kept = await suppress_finding(desk, input.fingerprint, input.reason, input.expires)
            return Said(desk.slug, desk.stored.revision, kept)

        return SuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))

    @field
    async def lift_suppression(
        self,
        info: Info,
        input: Annotated[LiftSuppressionInput, said("Which finding.")],
    ) -> SuppressionPayload:
        """Let a finding be seen again before its day."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            return Said(desk.slug, desk.stored.revision, await lift_finding(desk, input.fingerprint))

        return SuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))

    @field
    async def suppress_rule(
        self,
        info: Info,
        input: Annotated[SuppressRuleInput, said("Which rule.")],
    ) -> RuleSuppressionPayload:
        """Switch a rule off in a plan: nothing that it finds is shown or makes an initiative, in any revision."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            kept = await suppress_rule(desk, input.rule, input.reason, input.expires)
            return Said(desk.slug, desk.stored.revision, kept)

        return RuleSuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))

    @field
    async def lift_rule_suppression(
        self,
        info: Info,
        input: Annotated[LiftRuleSuppressionInput, said("Which rule.")],
    ) -> RuleSuppressionPayload:
        """Switch a rule on again; its findings that were set aside one by one stay so."""

        async def work(desk: Desk) -> Said[StoredSuppression]:
            return Said(desk.slug, desk.stored.revision, await lift_rule(desk, input.rule))

        return RuleSuppressionPayload(outcome=await perform(info, input, Operation.SUPPRESS, work))
