"""What was read beside the plan that is there: what is the same thing, what would change, what is asked."""

from graph.intake.comparing.comparison import compare
from graph.intake.comparing.matching import Candidate, Matched, Question, UnfitAnswer
from graph.intake.comparing.preview import Changed, FieldChange, Preview, Thing, Things

__all__ = [
    "Candidate",
    "Changed",
    "FieldChange",
    "Matched",
    "Preview",
    "Question",
    "Thing",
    "Things",
    "UnfitAnswer",
    "compare",
]
