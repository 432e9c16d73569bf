"""Nearest: which theme some work belongs to most."""

from collections import defaultdict
from collections.abc import Iterable

from graph.model import LinkKind, Theme
from graph.snapshot import PlanGraph


def nearest_theme(plan: PlanGraph, programs: Iterable[str]) -> Theme | None:
    """Give the theme that most of some programs belong to, by number, then by weight and confidence, then by id.

    None where none of them belongs to a theme. ``programs`` are ids.
    """
    count: dict[str, int] = defaultdict(int)
    weight: dict[str, float] = defaultdict(float)
    for id_ in dict.fromkeys(programs):
        for link in plan.out(id_, LinkKind.CONTRIBUTES):
            if isinstance(plan.nodes[link.target_id], Theme):
                count[link.target_id] += 1
                weight[link.target_id] += link.weight * link.confidence
    best = min(count, key=lambda id_: (-count[id_], -weight[id_], id_), default=None)
    return plan.get(Theme, best) if best else None
