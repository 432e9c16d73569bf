"""Decision: what people said of an initiative."""

import datetime

import strawberry

from graph.record import Decision as Stored
from graph.record import DecisionStanding
from schema.core import enumeration, field
from schema.core.described import described

DECISION_STANDING = enumeration(
    DecisionStanding,
    {
        "ACCEPTED": "It is taken up.",
        "REJECTED": "It is not taken up.",
        "DEFERRED": "It is decided later.",
    },
)


@described
class Decision:
    """What people said of an initiative; kept by its fingerprint, so that it survives every new revision."""

    record: strawberry.Private[Stored]

    @field
    def number(self) -> int:
        """Its number; later decisions have higher ones."""
        return self.record.id

    @field
    def standing(self) -> DecisionStanding:
        """What was decided."""
        return self.record.standing

    @field
    def reason(self) -> str:
        """Why."""
        return self.record.reason

    @field
    def author(self) -> str:
        """Who said so."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime | None:
        """When."""
        return self.record.made_at
