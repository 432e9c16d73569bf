"""Proposal: what the public proposed for a plan, and what became of it."""

import datetime

import strawberry

from acts import Operation, SeenPlan
from graph import record
from graph.record import ProposalKind, ProposalOutcome, ProposalStanding
from schema.core import described_input, enumeration, field
from schema.core.described import described
from schema.node import PlanNode, all_shown
from schema.request import Context, Info, or_error

PROPOSAL_KIND = enumeration(
    ProposalKind, {"PROPOSAL": "Something is proposed.", "OBJECTION": "Something is objected to."}
)
PROPOSAL_STANDING = enumeration(
    ProposalStanding,
    {
        "OPEN": "It waits for an answer.",
        "TAKEN_OVER": "A planner took it over.",
        "DECLINED": "A planner declined it; `answer` says why.",
    },
)
PROPOSAL_OUTCOME = enumeration(
    ProposalOutcome,
    {
        "COMMENT": "A comment on an initiative.",
        "LINK": "A link between two nodes of the plan.",
        "SCENARIO": "A scenario, in which its changes are tried.",
    },
)


@described
class Proposal:
    """A proposal or an objection of somebody of the public. Before a planner takes it over, its text is shown to
    planners of the region alone; who sent it never is to anybody else.
    """

    record: strawberry.Private[record.Proposal]
    seen: strawberry.Private[SeenPlan]

    @field
    def number(self) -> int:
        """Number of the proposal, by which its sender looks it up."""
        return self.record.number

    @field
    def kind(self) -> ProposalKind:
        """Whether it is a proposal or an objection."""
        return self.record.kind

    @field
    def about(self) -> PlanNode | None:
        """The node that it is about; null if it is about the plan as a whole, or if the plan has that node no more."""
        return next(iter(all_shown(self.seen, (self.record.about,))), None) if self.record.about else None

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which it was sent."""
        return self.record.made_at

    @field
    def standing(self) -> ProposalStanding:
        """What became of it."""
        return self.record.standing

    @field
    def answer(self) -> str | None:
        """What planners say of it; null while it waits for an answer."""
        return self.record.answer or None

    @field
    def answered_at(self) -> datetime.datetime | None:
        """Time at which it was answered; null while it waits for an answer."""
        return self.record.answered_at

    @field
    def outcome(self) -> ProposalOutcome | None:
        """What it was taken over as; null if it was not."""
        return self.record.outcome

    @field
    async def subject(self, info: Info) -> str | None:
        """Fingerprint of the initiative that was commented on, id of the link, or name of the scenario; null if it was
        not taken over, or if the user may not read the scenario yet.
        """
        if self.record.outcome is ProposalOutcome.SCENARIO and not self._may(info.context, Operation.READ_SCENARIO):
            read = {each.name for each in await info.context.scenarios(self.seen.plan.info.slug)}
            return self.record.subject if self.record.subject in read else None
        return self.record.subject or None

    @field
    def text(self, info: Info) -> str | None:
        """What was sent, for planners of the region; for others as it was taken over, and null if it was not."""
        if self._may(info.context, Operation.ANSWER_PROPOSAL):
            return self.record.text
        return self.record.taken_text or None

    @field
    def name(self, info: Info) -> str | None:
        """Who sent it, for planners of the region; null if they did not say so, and after 90 days."""
        return self.record.name or None if self._may(info.context, Operation.ANSWER_PROPOSAL) else None

    @field
    def contact(self, info: Info) -> str | None:
        """How the sender can be reached, for planners of the region; null if they did not say so, and after 90 days."""
        return self.record.contact or None if self._may(info.context, Operation.ANSWER_PROPOSAL) else None

    def _may(self, context: Context, operation: Operation) -> bool:
        return context.may(operation, self.seen.plan.info.region_code)


@described_input
class ProposalFilter:
    """Filter for proposals; all conditions must hold."""

    kind: ProposalKind | None = strawberry.field(default=None, description="Only those of this kind.")
    standing: ProposalStanding | None = strawberry.field(default=None, description="Only those of which this became.")

    def fits(self, each: record.Proposal) -> bool:
        """Say whether a proposal passes."""
        return self.kind in (None, each.kind) and self.standing in (None, each.standing)


async def proposed(context: Context, seen: SeenPlan) -> tuple[record.Proposal, ...]:
    """Give the proposals for a plan, oldest first; what rests on them is not kept, for sending one leaves the plan's
    stamp as it is.
    """
    context.read_plans.is_unstamped = True
    return await or_error(context.store.proposals.all(seen.plan.info.slug))
