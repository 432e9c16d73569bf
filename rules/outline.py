"""Outline: a plan with less said of its records, one object for all snapshots that differ only in what is left out.

What is made of an outline holds for all of them, and nothing that was left out can be read from it.
"""

from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from graph.change import Contents
from graph.model import AnyNode, Indicator, Link, Program
from graph.snapshot import PlanGraph, PlanInfo, kept
from rules.knowledge import Knowledge, known_of

KEPT: Final = 4
"""How many outlines are kept."""


@kept
def without_years(plan: PlanGraph) -> PlanGraph:
    """Give a plan without what programs and indicators are given, aim at and reach in each year."""
    nodes = tuple(map(_without_years, plan.nodes.values()))
    return _outline(plan.info, nodes, tuple(plan.links.values()), known_of(plan))


@lru_cache(maxsize=32768)
def _without_years(node: AnyNode) -> AnyNode:
    return replace(node, years=()) if isinstance(node, Program | Indicator) else node


@lru_cache(maxsize=KEPT)
def _outline(info: PlanInfo, nodes: tuple[AnyNode, ...], links: tuple[Link, ...], known: Knowledge) -> PlanGraph:
    plan = PlanGraph(info, 0, Contents({node.id: node for node in nodes}, {link.id: link for link in links}))
    plan.made[known_of] = known
    return plan
