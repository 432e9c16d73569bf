"""Agreement: what agencies say and agree on beside a plan: meetings, tasks, their word on ties, cross-impact scores."""

from graph.agreement.cross_impact import (
    LEAST_ITEMS,
    MOST_ITEMS,
    STRONGEST,
    CrossImpact,
    ImpactItem,
    ImpactScore,
    ProposedScore,
    counted_scores,
)
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
    "LEAST_ITEMS",
    "MOST_ITEMS",
    "STRONGEST",
    "AgendaItem",
    "AgendaKind",
    "CrossImpact",
    "ImpactItem",
    "ImpactScore",
    "Meeting",
    "MeetingBody",
    "Note",
    "Party",
    "ProposedScore",
    "Task",
    "TaskReport",
    "TaskStanding",
    "Voice",
    "Vote",
    "VoteChoice",
    "counted",
    "counted_scores",
    "keeps_its_word",
]
