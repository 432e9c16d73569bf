"""Decision: an initiative is accepted, rejected or deferred."""

import datetime

import strawberry

from graph.record import Decision as Stored
from graph.record import DecisionStanding
from schema.core import enumeration, field
from schema.core.described import described

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

    @field
    def number(self) -> int:
        """Number of the decision; later decisions have higher numbers."""
        return self.record.id

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
