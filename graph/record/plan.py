"""StoredPlan and RevisionInfo: a plan in the store, and what is known of each of its revisions."""

from datetime import datetime

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
