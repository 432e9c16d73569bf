"""Meetings and tasks of a plan, what agencies say of ties and of cross-impact, proposals of the public, and access."""

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
from schema.meeting.proposal import Proposal, ProposalFilter, proposed
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
    "Proposal",
    "ProposalFilter",
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
    "proposed",
    "readable_tasks",
    "voiced",
]
