"""Meetings and tasks of a plan, what agencies say of ties and of cross-impact, and who has access."""

from schema.meeting.access import Access, accesses
from schema.meeting.agenda import AgendaItem, MeetingNote, Vote
from schema.meeting.cross_impact import (
    CrossImpact,
    CrossImpactCell,
    CrossImpactItem,
    CrossImpactProposal,
    CrossImpactRank,
    CrossImpactScore,
)
from schema.meeting.meeting import Meeting, MeetingParty, meeting_named, meetings_shown
from schema.meeting.task import Task, TaskFilter, TaskOrder, TaskReport, chosen, readable_tasks
from schema.meeting.voice import LinkVoice, VoicedLink, voiced

__all__ = [
    "Access",
    "AgendaItem",
    "CrossImpact",
    "CrossImpactCell",
    "CrossImpactItem",
    "CrossImpactProposal",
    "CrossImpactRank",
    "CrossImpactScore",
    "LinkVoice",
    "Meeting",
    "MeetingNote",
    "MeetingParty",
    "Task",
    "TaskFilter",
    "TaskOrder",
    "TaskReport",
    "VoicedLink",
    "Vote",
    "accesses",
    "chosen",
    "meeting_named",
    "meetings_shown",
    "readable_tasks",
    "voiced",
]
