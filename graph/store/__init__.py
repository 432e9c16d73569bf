"""The store: plans with their whole history in SQLite or PostgreSQL, changed only by ChangeSets."""

from graph.store.errors import (
    DuplicatePlan,
    NewerDatabase,
    NothingToUndo,
    RevisionConflict,
    StoreError,
    Unavailable,
    UnknownPlan,
    UnknownRevision,
    UnusableAddress,
)
from graph.store.record import Decision, DecisionStanding, RevisionInfo, StoredPlan
from graph.store.store import Store

__all__ = [
    "Decision",
    "DecisionStanding",
    "DuplicatePlan",
    "NewerDatabase",
    "NothingToUndo",
    "RevisionConflict",
    "RevisionInfo",
    "Store",
    "StoreError",
    "StoredPlan",
    "Unavailable",
    "UnknownPlan",
    "UnknownRevision",
    "UnusableAddress",
]
