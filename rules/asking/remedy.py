"""Remedy: the changes that mend what a rule found, as a rule proposes them."""

from collections.abc import Iterable

from graph.change import Change, PutLink, PutNode
from graph.model import Link, LinkKind, Node, Theme
from graph.snapshot import PlanGraph
from rules.knowledge import hold

SOURCE = "kesepakatan antar perangkat daerah"
"""What stands as the source of a tie that people agree on."""


def joined(plan: PlanGraph, theme: Theme, *, lead: str = "", others: Iterable[str] = ()) -> tuple[Change, ...]:
    """The changes that write down who leads a theme and who supports it; what stands already is left out.

    The theme becomes a node of the plan with its first tie: until then only knowledge has it.
    """
    stands = plan.into(theme.id, LinkKind.LEADS) + plan.into(theme.id, LinkKind.SUPPORTS)
    ties = [_tie(LinkKind.LEADS, lead, theme)] if lead else []
    ties += [_tie(LinkKind.SUPPORTS, other, theme) for other in others if other != lead]
    known = {link.id for link in stands}
    new: list[Change] = [PutLink(link=link) for link in ties if link.id not in known]
    return (PutNode(node=hold(theme)), *new) if new and not stands else tuple(new)


def coordinated(plan: PlanGraph, opd: str, needed: Iterable[str]) -> tuple[Change, ...]:
    """The changes that write down that an OPD takes part in the work that its own work needs."""
    links = (_tie(LinkKind.SUPPORTS, opd, plan.nodes[id_]) for id_ in dict.fromkeys(needed))
    return tuple(PutLink(link=link) for link in links if link.id not in plan.links)


def _tie(kind: LinkKind, source: str, target: Node) -> Link:
    return Link(kind=kind, source_id=source, target_id=target.id, source=SOURCE)
