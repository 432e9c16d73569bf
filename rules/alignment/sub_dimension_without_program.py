"""AL02 sub-dimension-without-program. No program of the plan serves a sub-dimension of the smart city framework.

Why: the review of a smart city masterplan asks for the gaps between the framework and what the region does (guide to
smart city masterplans, Ministry of Communication and Informatics).
Evidence: the sub-dimension.
Remedy: find the program that serves it and tie the two, or plan one.
"""

from collections.abc import Iterator

from graph.model import Dimension, DimensionLevel, LinkKind, Program
from graph.snapshot import PlanGraph
from rules.finding import Family, Severity, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


@rule(
    "AL02",
    family=Family.ALIGNMENT,
    per=Dimension,
    severity=Severity.WARNING,
    options=RuleOptions,
    sees=without_words,
    message=Text(
        "Subdimensi {dimension} belum dilayani satu program pun.",
        "No program serves the sub-dimension {dimension} yet.",
    ),
)
def sub_dimension_without_program(plan: PlanGraph, dimension: Dimension, _: RuleOptions) -> Iterator[Found]:
    """Flag sub-dimensions to which no program contributes."""
    if dimension.level is not DimensionLevel.SUB_DIMENSION:
        return
    links = plan.into(dimension.id, LinkKind.CONTRIBUTES)
    if not any(isinstance(plan.nodes[link.source_id], Program) and link.weight > 0 for link in links):
        yield Found(nodes=(dimension.id,), arguments={"dimension": f"{dimension.code} {dimension.name}"})
