"""Decision: what people said of an initiative."""

from datetime import datetime
from enum import StrEnum

import msgspec


class DecisionStanding(StrEnum):
    """Outcome of a decision on an initiative."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said of an initiative, kept by the initiative's fingerprint."""

    id: int = 0
    """Its number, which rises with each decision; the store sets it."""
    fingerprint: str
    standing: DecisionStanding
    reason: str = ""
    author: str = ""
    made_at: datetime | None = None
    """When it was said; the store sets it where it is left out."""
