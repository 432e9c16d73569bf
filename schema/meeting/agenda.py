"""Agenda item: one matter of a meeting, with what was said, voted and decided of it."""

import datetime

import strawberry

from acts import SeenPlan
from graph import agreement
from graph.agreement import AgendaKind, VoteChoice
from schema.advice import Decision, Finding, Initiative, finding_of, initiative_of
from schema.core import Language, Pages, Tongue, enumeration, field, listed, numbered, paged
from schema.core.described import described
from schema.node import Link, Opd, PlanNode, all_shown, in_language, links_shown

AGENDA_KIND = enumeration(
    AgendaKind,
    {
        "INITIATIVE": "An initiative, by its fingerprint.",
        "ACTION": "An action within an initiative, by its fingerprint.",
        "FINDING": "A finding, by its fingerprint.",
        "NODE": "A node of the plan, such as a program, by its id.",
        "LINK": "A link between nodes, of the plan or proposed by an OPD, by its id within the plan.",
        "SCENARIO": "An open scenario, by its name.",
        "EVALUATION": "A round of the yearly evaluation, or a question of it, by its `about`.",
        "TOPIC": "Any other matter, by its title.",
    },
)
VOTE_CHOICE = enumeration(
    VoteChoice,
    {"FOR": "The agency is for it.", "AGAINST": "The agency is against it.", "ABSTAIN": "The agency abstains."},
)


@described
class MeetingNote:
    """What was said in a meeting, or an addendum to its minutes, as somebody wrote it down."""

    record: strawberry.Private[agreement.Note]
    seen: strawberry.Private[SeenPlan]

    @field
    def text(self) -> str:
        """Text of the note."""
        return self.record.text

    @field
    def author(self) -> str:
        """Name of the user who wrote it."""
        return self.record.author

    @field
    def opd(self) -> Opd | None:
        """The OPD for which it was said; null if it was said for none, or if the plan has that OPD no more."""
        return opd_shown(self.seen, self.record.opd)

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which it was written."""
        return self.record.made_at


@described
class Vote:
    """The vote of an OPD on an agenda item."""

    record: strawberry.Private[agreement.Vote]
    seen: strawberry.Private[SeenPlan]
    is_counted: strawberry.Private[bool]

    @field
    def opd(self) -> Opd | None:
        """The OPD that votes; null if the plan has it no more."""
        return opd_shown(self.seen, self.record.opd)

    @field
    def choice(self) -> VoteChoice:
        """What the OPD votes."""
        return self.record.choice

    @field
    def reason(self) -> str:
        """Reason for the vote; may be empty."""
        return self.record.reason

    @field
    def counts(self) -> bool:
        """Whether it is the OPD's latest vote on the item, so that it counts."""
        return self.is_counted

    @field
    def author(self) -> str:
        """Name of the user who voted, or wrote the vote down."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """Time of the vote."""
        return self.record.made_at


@described
class AgendaItem:
    """One matter of a meeting."""

    record: strawberry.Private[agreement.AgendaItem]
    seen: strawberry.Private[SeenPlan]
    is_readable: strawberry.Private[bool]

    @field
    def number(self) -> int:
        """Number of the item within the meeting; it stays when the agenda is reordered."""
        return self.record.number

    @field
    def kind(self) -> AgendaKind:
        """What the item is about."""
        return self.record.kind

    @field
    def reference(self) -> str | None:
        """Fingerprint, id or name of what it is about; null for a topic that names nothing."""
        return self.record.reference or None

    @field
    def title(self, language: Tongue = Language.ID) -> str:
        """Title of the item, as it read when it was put on the agenda."""
        return in_language(self.record.title, language)

    @field
    def minutes(self) -> int | None:
        """Minutes that are planned for it; null if nobody planned any."""
        return self.record.minutes

    @field
    def presenter(self) -> Opd | None:
        """The OPD that presents it; null if nobody was named."""
        return opd_shown(self.seen, self.record.presenter)

    @field
    def is_voted(self) -> bool:
        """Whether OPDs vote on it."""
        return self.record.is_voted

    @paged
    def notes(self) -> Pages[MeetingNote]:
        """What was said of it, oldest first; empty for those who may not read it before the meeting is closed."""
        found = self.record.notes if self.is_readable else ()
        return listed(numbered(found), lambda each: MeetingNote(record=each[1], seen=self.seen))

    @paged
    def votes(self) -> Pages[Vote]:
        """All votes on it, oldest first; empty for those who may not read them before the meeting is closed."""
        counted = {id(each) for each in self.record.counted}
        found = self.record.votes if self.is_readable else ()
        return listed(
            numbered(found),
            lambda each: Vote(record=each[1], seen=self.seen, is_counted=id(each[1]) in counted),
        )

    @field
    def decision(self) -> Decision | None:
        """The meeting's decision on it; null if there is none, and for those who may not read it before the meeting is
        closed.
        """
        found = self.record.decision if self.is_readable else None
        return None if found is None else Decision(record=found, slug=self.seen.plan.info.slug)

    @field
    async def initiative(self) -> Initiative | None:
        """The initiative that it is about, or whose action it is about, as it is now; null for other items, or if it is
        gone.
        """
        if self.record.kind not in {AgendaKind.INITIATIVE, AgendaKind.ACTION}:
            return None
        return await initiative_of(self.seen, self.record.reference)

    @field
    async def finding(self) -> Finding | None:
        """The finding that it is about, as it is now; null for other items, or if it is gone."""
        if self.record.kind is not AgendaKind.FINDING:
            return None
        return await finding_of(self.seen, self.record.reference)

    @field
    def node(self) -> PlanNode | None:
        """The node that it is about, as it is now; null for other items, or if it is gone."""
        found: list[PlanNode] = (
            all_shown(self.seen, (self.record.reference,)) if self.record.kind is AgendaKind.NODE else []
        )
        return found[0] if found else None

    @field
    def link(self) -> Link | None:
        """The link that it is about, as it is now; null for other items, for one that is only proposed
        (`Plan.voicedLinks`), or if it is gone.
        """
        if self.record.kind is not AgendaKind.LINK:
            return None
        return next(iter(links_shown(self.seen, (self.record.reference,))), None)


def opd_shown(seen: SeenPlan, id_: str) -> Opd | None:
    """Give the OPD of an id; None where there is none."""
    found: list[Opd] = all_shown(seen, (id_,))
    return found[0] if found else None
