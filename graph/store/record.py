"""Records that the store gives back beside the plan itself: plans, revisions, decisions."""

from datetime import datetime
from enum import StrEnum

import msgspec

from graph.snapshot import PlanInfo


class StoredPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in the store and the number of its latest revision."""

    info: PlanInfo
    revision: int
    created_at: datetime
    stamp: int = 0
    """Raised by one with everything that is written to the plan or beside it; equal stamps mean equal answers."""


class RevisionInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Who made a revision, when and why, and how many changes it holds."""

    number: int
    author: str
    reason: str
    made_at: datetime
    change_count: int


class DecisionStanding(StrEnum):
    """What people said of an initiative."""

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
