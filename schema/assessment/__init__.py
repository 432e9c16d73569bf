"""The yearly evaluation of a plan's region: rounds, questions with what was said and may be proposed, parts, checks."""

from schema.assessment.answer import EvaluationAnswer
from schema.assessment.question import EvaluationQuestion
from schema.assessment.round import EvaluationRound, rounds_shown
from schema.assessment.year import EvaluationYear, years_shown

__all__ = [
    "EvaluationAnswer",
    "EvaluationQuestion",
    "EvaluationRound",
    "EvaluationYear",
    "rounds_shown",
    "years_shown",
]
