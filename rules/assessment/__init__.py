"""The yearly evaluation of a smart city: what is asked and what it weighs, as data with versions, and the index.

``instruments`` gives what is asked of each year, ours and a region's own; ``index`` weighs the parts of one cohort;
``results`` is what regions were given before.
"""

from rules.assessment.index import index, is_on_scale, mean, off_scale, rounded, weighed
from rules.assessment.instrument import AssessmentError, Cohort, Element, Instrument, Question, of_year
from rules.assessment.load import instruments
from rules.assessment.results import Result, results

__all__ = [
    "AssessmentError",
    "Cohort",
    "Element",
    "Instrument",
    "Question",
    "Result",
    "index",
    "instruments",
    "is_on_scale",
    "mean",
    "of_year",
    "off_scale",
    "results",
    "rounded",
    "weighed",
]
