"""Meeting mutation: agencies are called together, come, note, vote and decide, and leave with minutes."""

import datetime
from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry

import acts
from acts import Desk, Operation
from graph import agreement
from graph.agreement import AgendaKind, MeetingBody, VoteChoice
from graph.record import DecisionStanding
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput
from schema.edit.payload import MeetingPayload
from schema.edit.recording import recorded
from schema.request import Info, within

_SEEN = (
    "Version of the meeting that the client has seen. If another stands, nothing is changed and `MeetingConflict` "
    "gives the meeting. If left out, the mutation applies to whatever stands."
)


@described_input
class CreateMeetingInput(MutationInput):
    """Input of `createMeeting`."""

    title: str = strawberry.field(description="Title of the meeting.")
    held_on: datetime.date = strawberry.field(description="Day of the meeting.")
    body: MeetingBody = strawberry.field(description="Who meets.")
    place: str = strawberry.field(default="", description="Place of the meeting.")
    names_persons: bool = strawberry.field(
        default=False,
        description="Whether attendance names persons; otherwise only OPDs and partners are written down.",
    )
    invited: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Ids of the OPDs and partners to invite; of OPDs short names as well."
    )


@described_input
class MeetingDeed(MutationInput):
    """Fields that every mutation of a meeting takes."""

    meeting: int = strawberry.field(description="Number of the meeting.")


@described_input
class InviteToMeetingInput(MeetingDeed):
    """Input of `inviteToMeeting`."""

    invited: list[strawberry.ID] = strawberry.field(
        description="Ids of the OPDs and partners to invite; of OPDs short names as well."
    )


@described_input
class AttendMeetingInput(MeetingDeed):
    """Input of `attendMeeting`."""

    party: strawberry.ID = strawberry.field(description="Id of the OPD or partner; of an OPD its short name as well.")
    persons: list[str] = strawberry.field(
        default_factory=list, description="Who came for it; only if the meeting names persons."
    )
    is_present: bool = strawberry.field(default=True, description="False: it did not come after all.")


@described_input
class AddToAgendaInput(MeetingDeed):
    """Input of `addToAgenda`."""

    kind: AgendaKind = strawberry.field(description="What the item is about.")
    reference: strawberry.ID = strawberry.field(
        default=strawberry.ID(""), description="Fingerprint, id or name of what it is about; not needed for a topic."
    )
    title: str = strawberry.field(
        default="", description="Title; required for a topic, otherwise that of what it is about if left out."
    )
    minutes: int | None = strawberry.field(default=None, description="Minutes that are planned for it.")
    presenter: strawberry.ID = strawberry.field(
        default=strawberry.ID(""), description="Id or short name of the OPD that presents it."
    )
    is_voted: bool = strawberry.field(default=False, description="Whether OPDs vote on it.")


@described_input
class AgendaItemDeed(MeetingDeed):
    """Input of the mutations of an agenda item."""

    item: int = strawberry.field(description="Number of the item.")


@described_input
class ReorderAgendaInput(MeetingDeed):
    """Input of `reorderAgenda`."""

    items: list[int] = strawberry.field(description="Numbers of all items of the agenda, in their new order.")


@described_input
class PresentItemInput(MeetingDeed):
    """Input of `presentItem`."""

    item: int | None = strawberry.field(description="Number of the item to show; null for none.")
    seen_version: int | None = strawberry.field(default=None, description=_SEEN)


@described_input
class NoteItemInput(AgendaItemDeed):
    """Input of `noteItem`."""

    text: str = strawberry.field(description="What was said, at most 10,000 characters.")
    opd: strawberry.ID = strawberry.field(
        default=strawberry.ID(""),
        description="Id or short name of the OPD for which it was said; an agency with one OPD may leave it out.",
    )


@described_input
class VoteOnItemInput(AgendaItemDeed):
    """Input of `voteOnItem`."""

    opd: strawberry.ID = strawberry.field(description="Id or short name of the OPD that votes.")
    choice: VoteChoice = strawberry.field(description="What it votes.")
    reason: str = strawberry.field(default="", description="Reason for the vote.")


@described_input
class DecideItemInput(AgendaItemDeed):
    """Input of `decideItem`."""

    standing: DecisionStanding = strawberry.field(description="Whether it is accepted, rejected or deferred.")
    reason: str = strawberry.field(default="", description="Reason; required to reject or defer.")
    until: datetime.date | None = strawberry.field(
        default=None, description="Day on which what is deferred comes back."
    )
    lead: strawberry.ID = strawberry.field(
        default=strawberry.ID(""), description="Id or short name of the OPD that leads it."
    )
    opds: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Ids or short names of the OPDs that take part in it."
    )
    output: str = strawberry.field(default="", description="What is to be there at the end.")
    due: datetime.date | None = strawberry.field(default=None, description="Until when it is to be there.")
    seen_decision: int | None = strawberry.field(
        default=None,
        description="Number of the latest decision on the matter that the client has seen; left out or null if it saw "
        "none. If another stands, nothing is changed and `DecisionConflict` gives that one.",
    )


@described_input
class WithdrawItemDecisionInput(AgendaItemDeed):
    """Input of `withdrawItemDecision`."""

    seen_decision: int = strawberry.field(description="Number of the decision to withdraw.")
    reason: str = strawberry.field(description="Reason for the withdrawal.")


@described_input
class CloseMeetingInput(MeetingDeed):
    """Input of `closeMeeting`."""

    minutes_number: str = strawberry.field(description="Number of the minutes (nomor berita acara).")
    signed_by: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Ids of the parties that sign the minutes; all that came if left out."
    )
    seen_version: int | None = strawberry.field(default=None, description=_SEEN)


@described_input
class AddAddendumInput(MeetingDeed):
    """Input of `addAddendum`."""

    text: str = strawberry.field(description="What the minutes lack, or what is wrong in them.")


@described
class MeetingMutation:
    """Meetings: called, held and closed. A closed meeting takes addenda only."""

    @field
    async def create_meeting(
        self, info: Info, input: Annotated[CreateMeetingInput, said("The meeting.")]
    ) -> MeetingPayload | None:
        """Call a meeting."""

        async def deed(desk: Desk) -> agreement.Meeting:
            return await acts.create_meeting(
                desk,
                input.title,
                input.held_on,
                input.body,
                place=input.place,
                names_persons=input.names_persons,
                invited=_ids(input, input.invited),
            )

        return await _held(info, input, deed)

    @field
    async def invite_to_meeting(
        self, info: Info, input: Annotated[InviteToMeetingInput, said("The meeting, and whom to invite.")]
    ) -> MeetingPayload | None:
        """Invite more OPDs and partners to a meeting; those who are invited already stay."""
        return await _held(info, input, lambda desk: acts.invite(desk, input.meeting, _ids(input, input.invited)))

    @field
    async def attend_meeting(
        self, info: Info, input: Annotated[AttendMeetingInput, said("The meeting, and who came.")]
    ) -> MeetingPayload | None:
        """Write down that an OPD or a partner came to a meeting."""
        who = within(input.party, input.plan)
        return await _held(
            info,
            input,
            lambda desk: acts.attend(desk, input.meeting, who, input.persons, is_present=input.is_present),
        )

    @field
    async def add_to_agenda(
        self, info: Info, input: Annotated[AddToAgendaInput, said("The meeting, and the item.")]
    ) -> MeetingPayload | None:
        """Put an item at the end of the agenda of a meeting."""

        async def deed(desk: Desk) -> agreement.Meeting:
            return await acts.add_to_agenda(
                desk,
                input.meeting,
                input.kind,
                within(input.reference, input.plan),
                input.title,
                minutes=input.minutes,
                presenter=within(input.presenter, input.plan),
                is_voted=input.is_voted,
            )

        return await _held(info, input, deed)

    @field
    async def remove_from_agenda(
        self, info: Info, input: Annotated[AgendaItemDeed, said("The meeting, and the item.")]
    ) -> MeetingPayload | None:
        """Take an item off the agenda of which nothing was said, voted or decided yet."""
        return await _held(info, input, lambda desk: acts.remove_from_agenda(desk, input.meeting, input.item))

    @field
    async def reorder_agenda(
        self, info: Info, input: Annotated[ReorderAgendaInput, said("The meeting, and the order.")]
    ) -> MeetingPayload | None:
        """Bring the items of an agenda into another order."""
        return await _held(info, input, lambda desk: acts.reorder_agenda(desk, input.meeting, input.items))

    @field
    async def present_item(
        self, info: Info, input: Annotated[PresentItemInput, said("The meeting, and the item.")]
    ) -> MeetingPayload | None:
        """Show an item on every screen that follows the meeting (`meetingChanged`)."""
        return await _held(
            info, input, lambda desk: acts.present(desk, input.meeting, input.item, seen=input.seen_version)
        )

    @field
    async def note_item(
        self, info: Info, input: Annotated[NoteItemInput, said("The item, and what was said of it.")]
    ) -> MeetingPayload | None:
        """Write down what was said of an agenda item. Agencies may, for their own OPDs that are invited."""
        return await _held(
            info,
            input,
            lambda desk: acts.note(desk, input.meeting, input.item, input.text, within(input.opd, input.plan)),
            Operation.COMMENT,
        )

    @field
    async def vote_on_item(
        self, info: Info, input: Annotated[VoteOnItemInput, said("The item, and the vote.")]
    ) -> MeetingPayload | None:
        """Vote for an OPD that is invited; its latest vote counts. Agencies may for own OPDs, planners for all."""
        opd = within(input.opd, input.plan)
        return await _held(
            info,
            input,
            lambda desk: acts.vote(desk, input.meeting, input.item, opd, input.choice, input.reason),
            Operation.VOTE,
        )

    @field
    async def decide_item(
        self, info: Info, input: Annotated[DecideItemInput, said("The item, and the decision on it.")]
    ) -> MeetingPayload | None:
        """Decide on an agenda item; for an initiative or an action that is its decision (`Initiative.decision`)."""
        agreed = acts.Agreed(
            standing=input.standing,
            reason=input.reason,
            until=input.until,
            lead=within(input.lead, input.plan),
            opds=_ids(input, input.opds),
            output=input.output,
            due=input.due,
        )
        return await _held(
            info,
            input,
            lambda desk: acts.decide_item(desk, input.meeting, input.item, agreed, input.seen_decision),
            Operation.DECIDE,
        )

    @field
    async def withdraw_item_decision(
        self, info: Info, input: Annotated[WithdrawItemDecisionInput, said("The item, and why.")]
    ) -> MeetingPayload | None:
        """Withdraw the decision on an agenda item while the meeting is open."""
        return await _held(
            info,
            input,
            lambda desk: acts.withdraw_item(desk, input.meeting, input.item, input.seen_decision, input.reason),
            Operation.DECIDE,
        )

    @field
    async def close_meeting(
        self, info: Info, input: Annotated[CloseMeetingInput, said("The meeting, and the number of its minutes.")]
    ) -> MeetingPayload | None:
        """Close a meeting: its minutes (berita acara) stand, and all may read them."""
        signed = _ids(input, input.signed_by)
        return await _held(
            info,
            input,
            lambda desk: acts.close(desk, input.meeting, input.minutes_number, signed, seen=input.seen_version),
        )

    @field
    async def add_addendum(
        self, info: Info, input: Annotated[AddAddendumInput, said("The meeting, and the addendum.")]
    ) -> MeetingPayload | None:
        """Add to the minutes of a closed meeting what they lack, or what is wrong in them."""
        return await _held(info, input, lambda desk: acts.add_addendum(desk, input.meeting, input.text))


def _ids(input: MutationInput, references: list[strawberry.ID]) -> tuple[str, ...]:
    return tuple(within(each, input.plan) for each in references)


async def _held(
    info: Info,
    input: MutationInput,
    deed: Callable[[Desk], Awaitable[agreement.Meeting]],
    operation: Operation = Operation.HOLD_MEETING,
) -> MeetingPayload:
    return MeetingPayload(outcome=await recorded(info, input, operation, deed))
