"""Held: a theme of knowledge that a plan stores only because a person judged a link to it.

A stored link needs both its ends stored. What the knowledge says of the theme now counts, not what was stored, so
that a judgement on one link does not freeze the theme.
"""

from typing import Final

import msgspec

from graph.change import Contents
from graph.model import AnyNode, Theme
from graph.snapshot import PlanGraph
from rules.knowledge.entry import Knowledge

_SOURCE: Final = "sinergi:pengetahuan"
"""What stands as the source of a theme that is stored for its links' sake."""


def hold(theme: Theme) -> Theme:
    """Give the theme as it is stored for the sake of a link to it."""
    return msgspec.structs.replace(theme, source=_SOURCE)


def is_held(node: AnyNode) -> bool:
    """Say whether a node is stored only for the sake of a link to it."""
    return isinstance(node, Theme) and node.source == _SOURCE


def without_held(plan: PlanGraph, known: Knowledge) -> PlanGraph:
    """Give the plan without the held themes that knowledge still has, so that they come from there."""
    held = {each.id for each in plan.themes if is_held(each) and each.id.removeprefix("theme/") in known.themes}
    if not held:
        return plan
    nodes = {id_: node for id_, node in plan.nodes.items() if id_ not in held}
    return PlanGraph(plan.info, plan.revision, Contents(nodes=nodes, links=plan.links))
