"""The store: plans with their whole history in SQLite or PostgreSQL, changed only by ChangeSets."""

from graph.store.audit import AuditAction, AuditEntry, AuditFilter, AuditKind, AuditLog, AuditPage, AuditPlace
from graph.store.bus import Bus
from graph.store.comment import Comment
from graph.store.errors import (
    DatabaseDamaged,
    DatabaseFull,
    DatabaseGone,
    DatabaseLocked,
    DatabaseReadOnly,
    DuplicatePlan,
    DuplicateScenario,
    NewerDatabase,
    NothingToUndo,
    NotSuppressed,
    ReusedKey,
    RevisionConflict,
    RuleNotSuppressed,
    ScenarioMoved,
    StoreError,
    Unavailable,
    UnknownPlan,
    UnknownRevision,
    UnknownScenario,
    UnusableAddress,
)
from graph.store.feed import Feed, FellBehind
from graph.store.merge import Clash, Merged, merge
from graph.store.record import Decision, DecisionStanding, RevisionInfo, StoredPlan
from graph.store.request import LONGEST_KEY, NO_REQUEST, Answer, Request, request
from graph.store.scenario import Scenario, ScenarioStanding, publish
from graph.store.store import Store
from graph.store.suppression import StoredSuppression
from graph.store.token import ALL_REGIONS, NewToken, RefusedToken, Token, TokenRole, Tokens, UnknownToken, UnusableToken

__all__ = [
    "ALL_REGIONS",
    "LONGEST_KEY",
    "NO_REQUEST",
    "Answer",
    "AuditAction",
    "AuditEntry",
    "AuditFilter",
    "AuditKind",
    "AuditLog",
    "AuditPage",
    "AuditPlace",
    "Bus",
    "Clash",
    "Comment",
    "DatabaseDamaged",
    "DatabaseFull",
    "DatabaseGone",
    "DatabaseLocked",
    "DatabaseReadOnly",
    "Decision",
    "DecisionStanding",
    "DuplicatePlan",
    "DuplicateScenario",
    "Feed",
    "FellBehind",
    "Merged",
    "NewToken",
    "NewerDatabase",
    "NotSuppressed",
    "NothingToUndo",
    "RefusedToken",
    "Request",
    "ReusedKey",
    "RevisionConflict",
    "RevisionInfo",
    "RuleNotSuppressed",
    "Scenario",
    "ScenarioMoved",
    "ScenarioStanding",
    "Store",
    "StoreError",
    "StoredPlan",
    "StoredSuppression",
    "Token",
    "TokenRole",
    "Tokens",
    "Unavailable",
    "UnknownPlan",
    "UnknownRevision",
    "UnknownScenario",
    "UnknownToken",
    "UnusableAddress",
    "UnusableToken",
    "merge",
    "publish",
    "request",
]
