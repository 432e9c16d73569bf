"""Review: how far a plan hangs together, by dimension, mission, objective and agency, weakest first.

``review`` gives it for a plan with the links of knowledge laid over it, ``by_year`` its years beside each other;
``docs/alignment.md`` has the formula of its index.
"""

from rules.review.alignment import Alignment, AlignmentPart, PartScore
from rules.review.material import Scope
from rules.review.promise import is_ready
from rules.review.proposal import MissionProposal, mission_proposals
from rules.review.review import Outside, Review, Reviewed, ReviewLevel, review
from rules.review.years import ReviewedYear, YearReading, by_year

__all__ = [
    "Alignment",
    "AlignmentPart",
    "MissionProposal",
    "Outside",
    "PartScore",
    "Review",
    "ReviewLevel",
    "Reviewed",
    "ReviewedYear",
    "Scope",
    "YearReading",
    "by_year",
    "is_ready",
    "mission_proposals",
    "review",
]
