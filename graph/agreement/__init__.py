"""Agreement: what agencies say and agree on beside a plan: meetings, tasks, and their word on ties of their own."""

from graph.agreement.meeting import (
    AgendaItem,
    AgendaKind,
    Meeting,
    MeetingBody,
    Note,
    Party,
    Vote,
    VoteChoice,
    keeps_its_word,
)
from graph.agreement.task import Task, TaskReport, TaskStanding
from graph.agreement.voice import Voice, counted

__all__ = [
    "AgendaItem",
    "AgendaKind",
    "Meeting",
    "MeetingBody",
    "Note",
    "Party",
    "Task",
    "TaskReport",
    "TaskStanding",
    "Voice",
    "Vote",
    "VoteChoice",
    "counted",
    "keeps_its_word",
]
