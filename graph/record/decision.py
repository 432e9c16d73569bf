"""Decision: what people said of an initiative, or of another item of a meeting."""

from datetime import date, datetime
from enum import StrEnum

import msgspec


class DecisionStanding(StrEnum):
    """Outcome of a decision on an initiative."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of an initiative, kept by its fingerprint, or of an item of a meeting, kept by its place there."""

    id: int = 0
    """Its number, which rises with each decision; the store sets it."""
    fingerprint: str
    standing: DecisionStanding
    reason: str = ""
    author: str = ""
    made_at: datetime | None = None
    """When it was said; the store sets it where it is left out."""
    until: date | None = None
    """The day on which what was deferred comes back."""
    revision: int | None = None
    """The plan's revision that was seen; None where it was not noted."""
    title: str = ""
    """What was decided on, as it was called then."""
    meeting: int | None = None
    """The meeting that decided."""
    lead: str = ""
    """Id of the agency that leads what was agreed."""
    opds: tuple[str, ...] = ()
    """Ids of the agencies that take part in what was agreed."""
    output: str = ""
    """What is to be there at the end."""
    due: date | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    def is_back(self, today: date) -> bool:
        """Whether it was deferred until a day that has come."""
        return self.standing is DecisionStanding.DEFERRED and self.until is not None and self.until <= today


def of_item(meeting: int, item: int) -> str:
    """By what a decision on an item is kept that has no fingerprint of its own.

    >>> of_item(3, 2)
    'meeting/3/2'
    """
    return f"meeting/{meeting}/{item}"
