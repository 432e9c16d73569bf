"""The yearly evaluation of a smart city: what is asked and what it weighs, as data with versions, and the index.

``instruments`` gives what is asked of each year, ours and a region's own; ``index`` weighs the parts of one cohort;
``proposals`` is what a plan can answer; ``sheet`` a round as it stands, ``raising`` what would raise its index,
``checks`` what assessors would fault; ``cohort_result`` what others were given.
"""

from rules.assessment.check import Check, CheckKind, checks
from rules.assessment.comparison import CohortResult, cohort_result
from rules.assessment.index import index, is_on_scale, mean, off_scale, rounded, weighed
from rules.assessment.instrument import AssessmentError, Cohort, Element, Instrument, Question, asking, of_year
from rules.assessment.load import instruments
from rules.assessment.proposal import proposals
from rules.assessment.raising import Raise, raising
from rules.assessment.results import Result, results
from rules.assessment.row import Proposal, Row
from rules.assessment.sheet import Asked, Basis, Part, Sheet, sheet
from rules.assessment.survey import FEWEST, Surveyed, surveyed

__all__ = [
    "FEWEST",
    "Asked",
    "AssessmentError",
    "Basis",
    "Check",
    "CheckKind",
    "Cohort",
    "CohortResult",
    "Element",
    "Instrument",
    "Part",
    "Proposal",
    "Question",
    "Raise",
    "Result",
    "Row",
    "Sheet",
    "Surveyed",
    "asking",
    "checks",
    "cohort_result",
    "index",
    "instruments",
    "is_on_scale",
    "mean",
    "of_year",
    "off_scale",
    "proposals",
    "raising",
    "results",
    "rounded",
    "sheet",
    "surveyed",
    "weighed",
]
