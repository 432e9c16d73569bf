"""Meetings and tasks of a plan, what agencies say of their ties, and who has access."""

from schema.meeting.access import Access, accesses
from schema.meeting.agenda import AgendaItem, MeetingNote, Vote
from schema.meeting.meeting import Meeting, MeetingParty, meeting_named, meetings_shown
from schema.meeting.task import Task, TaskFilter, TaskOrder, TaskReport, chosen, readable_tasks
from schema.meeting.voice import LinkVoice, VoicedLink, voiced

__all__ = [
    "Access",
    "AgendaItem",
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
