"""The questions that planners ask of a plan's graph: who needs whom, what a change hits, what belongs together.

Every traversal is a pure function of a snapshot and gives the same answer, in the same order, for equal plans.
"""

from graph.traversal.bottleneck import Bottleneck, bottlenecks
from graph.traversal.community import Community, communities
from graph.traversal.coverage import Coverage, CoverageCell, dimensions_by_objective, dimensions_by_opd, objectives_met
from graph.traversal.cycle import Cycle, cycles
from graph.traversal.dependency import Reach, dependants, dependencies
from graph.traversal.impact import Cut, Late, cut, delay
from graph.traversal.longest_chain import CriticalPath, critical_path
from graph.traversal.matrix import OpdTie, opd_matrix
from graph.traversal.money import rupiah
from graph.traversal.path import Path, paths
from graph.traversal.share import shared

__all__ = [
    "Bottleneck",
    "Community",
    "Coverage",
    "CoverageCell",
    "CriticalPath",
    "Cut",
    "Cycle",
    "Late",
    "OpdTie",
    "Path",
    "Reach",
    "bottlenecks",
    "communities",
    "critical_path",
    "cut",
    "cycles",
    "delay",
    "dependants",
    "dependencies",
    "dimensions_by_objective",
    "dimensions_by_opd",
    "objectives_met",
    "opd_matrix",
    "paths",
    "rupiah",
    "shared",
]
