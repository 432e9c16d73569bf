"""Intake: the files that planners have become the contents of a plan, or are refused whole with reasons."""

from graph.intake.comparing import compare
from graph.intake.limits import LIMITS, Limits
from graph.intake.mapping import Mapping
from graph.intake.matching import Candidate, Matched, Question, UnfitAnswer
from graph.intake.preview import Changed, FieldChange, Preview, Thing, preview
from graph.intake.progress import Progress, Step, silent
from graph.intake.propose import propose
from graph.intake.reading import Intake, Proposal, changes, look, read_files
from graph.intake.received import safe_name
from graph.intake.template import template

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
