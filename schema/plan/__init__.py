"""A plan for reading: its lists, questions about its structure, its history and its export files."""

from schema.plan.audit import AuditEntry, AuditFilter, audit_log
from schema.plan.export import export_files
from schema.plan.meeting_news import MeetingChange, meeting_changes
from schema.plan.news import PlanChange, plan_changes
from schema.plan.plan import Plan
from schema.plan.questions import AsOf, PlanName, PlanQuery
from schema.plan.reading import FileRead, KnownShare, UnreadColumn, files_read, known_share, unread_columns
from schema.plan.scenario import Scenario
from schema.plan.summary import PlanSummary

__all__ = [
    "AsOf",
    "AuditEntry",
    "AuditFilter",
    "FileRead",
    "KnownShare",
    "MeetingChange",
    "Plan",
    "PlanChange",
    "PlanName",
    "PlanQuery",
    "PlanSummary",
    "Scenario",
    "UnreadColumn",
    "audit_log",
    "export_files",
    "files_read",
    "known_share",
    "meeting_changes",
    "plan_changes",
    "unread_columns",
]
