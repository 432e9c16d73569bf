"""Knowledge: the ties between programs that no region's file contains, written down once with reason and source.

The entries are data (``rules/knowledge/data/``), keyed on the national nomenclature, so that they serve every region.
``knowledge`` gives them, ``link`` lays the links that they make over a plan, ``problems`` says what is wrong with
them, ``coverage`` how much of a plan they reach, and ``compare`` where national tags say otherwise.
"""

from rules.knowledge.check import problems
from rules.knowledge.coverage import KnowledgeCoverage, coverage
from rules.knowledge.entry import DependencyEntry, Knowledge, ThemeEntry
from rules.knowledge.held import hold, is_held
from rules.knowledge.link import is_routine, known_of, link, made
from rules.knowledge.load import KnowledgeError, configured, knowledge, with_own
from rules.knowledge.selector import Selector
from rules.knowledge.tag import TagComparison, compare
from rules.knowledge.words import first, stems

__all__ = [
    "DependencyEntry",
    "Knowledge",
    "KnowledgeCoverage",
    "KnowledgeError",
    "Selector",
    "TagComparison",
    "ThemeEntry",
    "compare",
    "configured",
    "coverage",
    "first",
    "hold",
    "is_held",
    "is_routine",
    "knowledge",
    "known_of",
    "link",
    "made",
    "problems",
    "stems",
    "with_own",
]
