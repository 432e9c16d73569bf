"""Portfolio: the best set of initiatives under a budget and each agency's capacity, and what was left out and why.

``portfolio`` searches for the best set, to the proven best where it can; ``first`` gives a good one at once, with how
much better another could be.
"""

from rules.portfolio.best_set import DIMENSION_WORTH, LOAD, Constraints, LeftOut, Portfolio, first, portfolio

__all__ = ["DIMENSION_WORTH", "LOAD", "Constraints", "LeftOut", "Portfolio", "first", "portfolio"]
