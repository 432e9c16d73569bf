"""Advice mutation: decisions, comments, and suppressions of findings and rules."""

import datetime
from typing import Annotated

import strawberry

from acts import (
    Agreed,
    Operation,
    comment,
    decide,
    lift_finding,
    lift_rule,
    suppress_finding,
    suppress_rule,
    withdraw,
)
from graph.record import DecisionStanding
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput
from schema.edit.payload import CommentPayload, DecisionPayload, RuleSuppressionPayload, SuppressionPayload
from schema.edit.recording import recorded
from schema.request import Info, within


@described_input
class DecideInitiativeInput(MutationInput):
    """Input of `decideInitiative`."""

    fingerprint: strawberry.ID = strawberry.field(
        description="Fingerprint or id of the initiative, or fingerprint of an action in it."
    )
    standing: DecisionStanding = strawberry.field(description="Whether to accept, reject or defer the initiative.")
    reason: str = strawberry.field(default="", description="Reason; required to reject or defer.")
    until: datetime.date | None = strawberry.field(
        default=None, description="Day on which what is deferred comes back."
    )
    lead: strawberry.ID = strawberry.field(
        default=strawberry.ID(""), description="Id or short name of the OPD that leads what was agreed."
    )
    opds: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Ids or short names of the OPDs that take part in what was agreed."
    )
    output: str = strawberry.field(default="", description="What is to be there at the end.")
    due: datetime.date | None = strawberry.field(default=None, description="Until when it is to be there.")
    seen_decision: int | None = strawberry.field(
        default=None,
        description="Number of the latest decision on the initiative that the client has seen; left out or null if it "
        "saw none. If another decision is the latest, nothing is changed and `DecisionConflict` gives that one.",
    )


@described_input
class WithdrawDecisionInput(MutationInput):
    """Input of `withdrawDecision`."""

    fingerprint: strawberry.ID = strawberry.field(
        description="Fingerprint or id of the initiative, or fingerprint of an action in it."
    )
    seen_decision: int = strawberry.field(description="Number of the decision to withdraw.")
    reason: str = strawberry.field(description="Reason for the withdrawal.")


@described_input
class CommentOnInitiativeInput(MutationInput):
    """Input of `commentOnInitiative`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint or id of the initiative.")
    text: str = strawberry.field(description="Text of the comment, at most 10,000 characters.")
    opd: strawberry.ID = strawberry.field(
        default=strawberry.ID(""),
        description="Id or short name of the OPD for which it is written; an agency with one OPD may leave it out.",
    )
    reply_to: int | None = strawberry.field(
        default=None, description="Number of the comment on the same initiative that it replies to."
    )


@described_input
class SuppressFindingInput(MutationInput):
    """Input of `suppressFinding`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint or id of the finding.")
    reason: str = strawberry.field(description="Reason why the finding need not be shown.")
    expires: datetime.date = strawberry.field(description="Last day on which the finding is suppressed.")


@described_input
class LiftSuppressionInput(MutationInput):
    """Input of `liftSuppression`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint or id of the finding.")


@described_input
class SuppressRuleInput(MutationInput):
    """Input of `suppressRule`."""

    rule: str = strawberry.field(description="Code of the rule, such as SY01.")
    reason: str = strawberry.field(description="Reason for switching the rule off.")
    expires: datetime.date | None = strawberry.field(
        default=None,
        description="Last day on which the rule is switched off; if left out, it stays off until someone switches it "
        "on again.",
    )


@described_input
class LiftRuleSuppressionInput(MutationInput):
    """Input of `liftRuleSuppression`."""

    rule: str = strawberry.field(description="Code of the rule, such as SY01.")


@described
class AdviceMutation:
    """Decisions, comments and suppressions."""

    @field
    async def decide_initiative(
        self,
        info: Info,
        input: Annotated[DecideInitiativeInput, said("The initiative, and the decision on it.")],
    ) -> DecisionPayload | None:
        """Accept, reject or defer an initiative. The latest decision counts, whatever the plan's revision.

        `seenDecision` must name the decision before, so that nobody overrules a decision without having seen it.
        """
        agreed = Agreed(
            standing=input.standing,
            reason=input.reason,
            until=input.until,
            lead=within(input.lead, input.plan),
            opds=tuple(within(each, input.plan) for each in input.opds),
            output=input.output,
            due=input.due,
        )
        return DecisionPayload(
            outcome=await recorded(
                info,
                input,
                Operation.DECIDE,
                lambda desk: decide(desk, within(input.fingerprint, input.plan), agreed, input.seen_decision),
            )
        )

    @field
    async def withdraw_decision(
        self,
        info: Info,
        input: Annotated[WithdrawDecisionInput, said("The initiative, the decision, and why.")],
    ) -> DecisionPayload | None:
        """Withdraw the decision on an initiative, so that none stands; it stays in `decisions`."""
        return DecisionPayload(
            outcome=await recorded(
                info,
                input,
                Operation.DECIDE,
                lambda desk: withdraw(desk, within(input.fingerprint, input.plan), input.seen_decision, input.reason),
            )
        )

    @field
    async def comment_on_initiative(
        self,
        info: Info,
        input: Annotated[CommentOnInitiativeInput, said("The initiative, and the comment on it.")],
    ) -> CommentPayload | None:
        """Write a comment on an initiative. Agencies may, for their own OPDs."""
        return CommentPayload(
            outcome=await recorded(
                info,
                input,
                Operation.COMMENT,
                lambda desk: comment(
                    desk,
                    within(input.fingerprint, input.plan),
                    input.text,
                    within(input.opd, input.plan),
                    input.reply_to,
                ),
            )
        )

    @field
    async def suppress_finding(
        self,
        info: Info,
        input: Annotated[SuppressFindingInput, said("The finding.")],
    ) -> SuppressionPayload | None:
        """Suppress a finding until a day: it is not shown and leads to no initiative."""
        return SuppressionPayload(
            outcome=await recorded(
                info,
                input,
                Operation.SUPPRESS,
                lambda desk: suppress_finding(desk, within(input.fingerprint, input.plan), input.reason, input.expires),
            )
        )

    @field
    async def lift_suppression(
        self,
        info: Info,
        input: Annotated[LiftSuppressionInput, said("The finding.")],
    ) -> SuppressionPayload | None:
        """Lift the suppression of a finding before its last day."""
        return SuppressionPayload(
            outcome=await recorded(
                info, input, Operation.SUPPRESS, lambda desk: lift_finding(desk, within(input.fingerprint, input.plan))
            )
        )

    @field
    async def suppress_rule(
        self,
        info: Info,
        input: Annotated[SuppressRuleInput, said("The rule.")],
    ) -> RuleSuppressionPayload | None:
        """Switch a rule off in a plan: its findings are not shown and lead to no initiatives, in any revision."""
        return RuleSuppressionPayload(
            outcome=await recorded(
                info,
                input,
                Operation.SUPPRESS,
                lambda desk: suppress_rule(desk, input.rule, input.reason, input.expires),
            )
        )

    @field
    async def lift_rule_suppression(
        self,
        info: Info,
        input: Annotated[LiftRuleSuppressionInput, said("The rule.")],
    ) -> RuleSuppressionPayload | None:
        """Switch a rule on again; its findings that were suppressed one by one stay suppressed."""
        return RuleSuppressionPayload(
            outcome=await recorded(info, input, Operation.SUPPRESS, lambda desk: lift_rule(desk, input.rule))
        )
