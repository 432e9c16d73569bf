"""Intake: the files that planners have become the contents of a plan, or are refused whole with reasons."""

from graph.intake.limits import LIMITS, Limits
from graph.intake.mapping import Mapping
from graph.intake.matching import Candidate, Matched, Question
from graph.intake.preview import Changed, FieldChange, Preview, Thing, preview
from graph.intake.problem import FileProblem, RefusedFiles, Severity
from graph.intake.propose import propose
from graph.intake.reading import Intake, changes, look, read_files
from graph.intake.report import FileRead, MarkedNode, Report
from graph.intake.template import template

__all__ = [
    "LIMITS",
    "Candidate",
    "Changed",
    "FieldChange",
    "FileProblem",
    "FileRead",
    "Intake",
    "Limits",
    "Mapping",
    "MarkedNode",
    "Matched",
    "Preview",
    "Question",
    "RefusedFiles",
    "Report",
    "Severity",
    "Thing",
    "changes",
    "look",
    "preview",
    "propose",
    "read_files",
    "template",
]
