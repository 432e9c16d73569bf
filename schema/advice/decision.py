"""Decision: an initiative is accepted, rejected or deferred."""

import datetime

import strawberry

from graph.record import Decision as Stored
from graph.record import DecisionStanding
from schema.core import Revision, enumeration, field
from schema.core.described import described
from schema.node import Opd, all_shown
from schema.request import Info

DECISION_STANDING = enumeration(
    DecisionStanding,
    {
        "ACCEPTED": "The initiative is taken up.",
        "REJECTED": "The initiative is not taken up.",
        "DEFERRED": "The initiative will be decided later.",
    },
)


@described
class Decision:
    """A decision on an initiative. It belongs to the initiative's fingerprint, so it stays valid in later revisions."""

    record: strawberry.Private[Stored]
    slug: strawberry.Private[str]

    @field
    def number(self) -> int:
        """Number of the decision; later decisions have higher numbers."""
        return self.record.id

    @field
    def fingerprint(self) -> strawberry.ID:
        """Fingerprint of the initiative or action, or the meeting and item, that it is on."""
        return strawberry.ID(self.record.fingerprint)

    @field
    def standing(self) -> DecisionStanding:
        """Outcome: accepted, rejected or deferred."""
        return self.record.standing

    @field
    def reason(self) -> str:
        """Reason for the decision; may be empty if accepted."""
        return self.record.reason

    @field
    def author(self) -> str:
        """Name of the user who decided."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime | None:
        """Time of the decision."""
        return self.record.made_at

    @field
    def title(self) -> str:
        """What was decided on, as it was called then; may be empty for decisions of earlier versions of the service."""
        return self.record.title

    @field
    def revision(self) -> Revision | None:
        """Revision of the plan on which it was decided; null for decisions of earlier versions of the service."""
        return None if self.record.revision is None else Revision(self.record.revision)

    @field
    def meeting_number(self) -> int | None:
        """Number of the meeting that decided; null if none did."""
        return self.record.meeting

    @field
    def until(self) -> datetime.date | None:
        """Day on which what was deferred comes back; null if no day was named."""
        return self.record.until

    @field
    def is_back(self, info: Info) -> bool:
        """Whether it was deferred until a day that has come, so that it is to be decided again."""
        return self.record.withdrawn_at is None and self.record.is_back(info.context.evaluations.today)

    @field
    async def lead(self, info: Info) -> Opd | None:
        """The OPD that leads what was agreed; null if none was named, or if the plan has it no more."""
        found: list[Opd] = all_shown(await info.context.seen(self.slug), (self.record.lead,))
        return found[0] if found else None

    @field
    async def opds(self, info: Info) -> list[Opd]:
        """The OPDs that take part in what was agreed, as far as the plan has them still."""
        return all_shown(await info.context.seen(self.slug), self.record.opds)

    @field
    def output(self) -> str:
        """What is to be there at the end; may be empty."""
        return self.record.output

    @field
    def due(self) -> datetime.date | None:
        """Until when it is to be there; null if no day was agreed."""
        return self.record.due

    @field
    def withdrawn_at(self) -> datetime.datetime | None:
        """Time at which it was withdrawn; null if it was not."""
        return self.record.withdrawn_at

    @field
    def withdrawn_by(self) -> str | None:
        """Name of the user who withdrew it; null if it was not withdrawn."""
        return self.record.withdrawn_by or None

    @field
    def withdrawn_reason(self) -> str | None:
        """Reason for which it was withdrawn; null if it was not."""
        return self.record.withdrawn_reason or None
