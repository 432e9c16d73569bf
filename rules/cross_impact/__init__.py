"""Cross-impact: who helps and hinders whom among chosen items of a plan, and what helps or hinders the whole.

``proposals`` is what plan and knowledge suggest, ``scored_matrix`` a round with what people said, ``influences`` what
follows for each item, of the first and the second order.
"""

from rules.cross_impact.influence import Influence, Matrix, influences
from rules.cross_impact.matrix import Cell, ImpactAgreement, RankedItem, ScoredMatrix, scored_matrix
from rules.cross_impact.proposal import called_item, proposals
from rules.cross_impact.reach import KINDS

__all__ = [
    "KINDS",
    "Cell",
    "ImpactAgreement",
    "Influence",
    "Matrix",
    "RankedItem",
    "ScoredMatrix",
    "called_item",
    "influences",
    "proposals",
    "scored_matrix",
]
