"""Intake: the files that planners have become the contents of a plan, or are refused whole with reasons."""

from graph.intake.comparing import compare
from graph.intake.limits import LIMITS, Limits
from graph.intake.mapping import Mapping
from graph.intake.matching import Candidate, Matched, Question, UnfitAnswer
from graph.intake.preview import Changed, FieldChange, Preview, Thing, preview
from graph.intake.problem import FileProblem, RefusedFiles, Severity
from graph.intake.progress import Progress, Step, silent
from graph.intake.propose import propose
from graph.intake.reading import Intake, Proposal, changes, look, read_files
from graph.intake.received import safe_name
from graph.intake.report import FileRead, MarkedNode, Report
from graph.intake.template import template
from graph.intake.unread import Holds, UnreadColumn

__all__ = [
    "LIMITS",
    "Candidate",
    "Changed",
    "FieldChange",
    "FileProblem",
    "FileRead",
    "Holds",
    "Intake",
    "Limits",
    "Mapping",
    "MarkedNode",
    "Matched",
    "Preview",
    "Progress",
    "Proposal",
    "Question",
    "RefusedFiles",
    "Report",
    "Severity",
    "Step",
    "Thing",
    "UnfitAnswer",
    "UnreadColumn",
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
