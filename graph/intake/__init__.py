"""Intake: the files that planners have become the contents of a plan, or are refused whole with reasons."""

from graph.intake.comparing import (
    Candidate,
    Changed,
    FieldChange,
    Matched,
    Preview,
    Question,
    Thing,
    UnfitAnswer,
    compare,
)
from graph.intake.comparing.preview import preview
from graph.intake.file_name import safe_name
from graph.intake.limits import LIMITS, Limits
from graph.intake.progress import Progress, Step, silent
from graph.intake.reading import Intake, Proposal, changes, look, read_files
from graph.intake.template import template
from graph.intake.unknown import Mapping
from graph.intake.unknown.propose import propose

__all__ = [
    "LIMITS",
    "Candidate",
    "Changed",
    "FieldChange",
    "Intake",
    "Limits",
    "Mapping",
    "Matched",
    "Preview",
    "Progress",
    "Proposal",
    "Question",
    "Step",
    "Thing",
    "UnfitAnswer",
    "changes",
    "compare",
    "look",
    "preview",
    "propose",
    "read_files",
    "safe_name",
    "silent",
    "template",
]
