"""Proposal mutation: the public proposes, where the service lets it; planners answer."""

from typing import Annotated

import strawberry

import acts
from acts import Desk, Draft, Operation, Submitted, Taken, unusable
from acts.refusal import ProblemCode
from graph import record
from graph.record import ProposalKind
from graph.sentence import Sentence
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.link_draft import LinkInput, add_link
from schema.edit.mutation_input import MutationInput, perform
from schema.edit.payload import ProposalPayload, Recorded
from schema.edit.recording import recorded
from schema.request import Info, within


@described_input
class SubmitProposalInput(MutationInput):
    """Input of `submitProposal`."""

    kind: ProposalKind = strawberry.field(
        default=ProposalKind.PROPOSAL, description="Whether something is proposed or objected to."
    )
    text: str = strawberry.field(description="What is proposed or objected to, as plain text; at most 2,000 letters.")
    about: strawberry.ID | None = strawberry.field(
        default=None, description="Id of the node that it is about; the plan as a whole if left out."
    )
    name: str = strawberry.field(
        default="", description="Who sends it, at most 100 letters; seen by planners alone, deleted after 90 days."
    )
    contact: str = strawberry.field(
        default="",
        description="How the sender can be reached, at most 200 letters; seen by planners alone, deleted after 90 "
        "days.",
    )


@described_input
class TakeOverProposalInput(MutationInput):
    """Input of `takeOverProposal`; exactly one of `commentOn`, `link` and `scenario`."""

    proposal: int = strawberry.field(description="Number of the proposal.")
    answer: str = strawberry.field(description="What the public is told; at most 2,000 letters.")
    text: str = strawberry.field(
        default="",
        description="The words that are taken over and shown to all, such as without names of people; the proposal's "
        "own if left out.",
    )
    comment_on: strawberry.ID | None = strawberry.field(
        default=None, description="Fingerprint of the initiative on which it becomes a comment."
    )
    link: LinkInput | None = strawberry.field(default=None, description="The link as which it is added to the plan.")
    scenario: str | None = strawberry.field(
        default=None, description="Name of the scenario that is opened for it, with no changes yet."
    )


@described_input
class DeclineProposalInput(MutationInput):
    """Input of `declineProposal`."""

    proposal: int = strawberry.field(description="Number of the proposal.")
    reason: str = strawberry.field(description="Why; the public reads it. At most 2,000 letters.")


@described
class ProposalMutation:
    """Proposals of the public, and what becomes of them."""

    @field
    async def submit_proposal(
        self, info: Info, input: Annotated[SubmitProposalInput, said("What is proposed.")]
    ) -> ProposalPayload | None:
        """Send a proposal or an objection, without signing in where the service is open to them (else the problem has
        code CLOSED). A reader may send five at once and then one in ten minutes, else the error is RATE_LIMITED.
        """
        proposing, reader = info.context.proposing, info.context.reader
        about = within(input.about, input.plan) if input.about else ""
        sent = Submitted(kind=input.kind, text=input.text, about=about, name=input.name, contact=input.contact)

        async def work(desk: Desk) -> Recorded[record.Proposal]:
            if not proposing.is_open:
                message = Sentence(
                    "Layanan ini tidak menerima usulan publik.", "This service takes no proposals of the public."
                )
                raise unusable(("plan",), ProblemCode.CLOSED, message)
            made = await acts.propose(desk, sent, lambda: proposing.spend(reader))
            return Recorded(desk.slug, made.revision, made)

        return ProposalPayload(outcome=await perform(info, input, Operation.PROPOSE, work))

    @field
    async def take_over_proposal(
        self, info: Info, input: Annotated[TakeOverProposalInput, said("The proposal, and what it becomes.")]
    ) -> ProposalPayload | None:
        """Take a proposal over as a comment, a link or a scenario; both are written together, and the public reads
        what became of it. A proposal is answered once.
        """
        taken = Taken(number=input.proposal, answer=input.answer, text=input.text)

        async def link(draft: Draft) -> str:
            assert input.link is not None  # noqa: S101 - for the type checker
            return await add_link(draft, input.link, ("link",))

        async def work(desk: Desk) -> record.Proposal:
            match input.comment_on, input.link, input.scenario:
                case str(on), None, None:
                    return await acts.take_over_as_comment(desk, taken, within(on, input.plan))
                case None, LinkInput(), None:
                    return await acts.take_over_as_link(desk, taken, link)
                case None, None, str(name):
                    return await acts.take_over_as_scenario(desk, taken, name)
            message = Sentence(
                "Isi tepat satu dari commentOn, link dan scenario.", "Give exactly one of commentOn, link and scenario."
            )
            raise unusable((), ProblemCode.REQUIRED, message)

        return ProposalPayload(outcome=await recorded(info, input, Operation.ANSWER_PROPOSAL, work))

    @field
    async def decline_proposal(
        self, info: Info, input: Annotated[DeclineProposalInput, said("The proposal, and why.")]
    ) -> ProposalPayload | None:
        """Decline a proposal. The public reads the reason, not the proposal. A proposal is answered once."""

        return ProposalPayload(
            outcome=await recorded(
                info,
                input,
                Operation.ANSWER_PROPOSAL,
                lambda desk: acts.decline(desk, input.proposal, input.reason),
            )
        )
