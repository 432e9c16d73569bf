"""Cycles: work that waits for itself, and the link to doubt first."""

from collections.abc import Set as AbstractSet

import msgspec
import rustworkx as rx

from graph.model import Link
from graph.snapshot import PlanGraph
from graph.traversal.network import Network, ends, network, weakness


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """A shortest circle of dependencies in a group of nodes that all wait for each other."""

    nodes: tuple[str, ...]
    """Ids of the nodes that the links tie, in the order of the circle."""
    links: tuple[str, ...]
    """Ids of the dependencies; that whose origin has the smallest id comes first."""
    weakest: str
    """Id of the link to break: of the lowest confidence, then inferred before derived before declared, then by id."""
    group: tuple[str, ...]
    """Ids of all nodes that wait for each other."""


def cycles(plan: PlanGraph) -> tuple[Cycle, ...]:
    """Give, for each group of nodes that wait for each other, one shortest circle and its weakest link.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    tuple of Cycle
        One for each strongly connected group of the dependency graph, by the smallest id of its nodes. Where a
        dependency ends at a program and the next starts at a part of it, the circle goes through both.

    Notes
    -----
    The groups take O(n + m) [1]_. In each, a breadth-first search from every node, never deeper than the shortest
    circle known: O(n * m) at worst, near O(n) in sparse plans, where circles are short.

    References
    ----------
    .. [1] R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972).

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> [found] = cycles(sketch(("jalan", "drainase"), ("drainase", "jalan", 0, 0.4)))
    >>> found.nodes, found.weakest
    (('drainase', 'jalan'), 'depends_on/sequence:drainase>jalan')
    """
    web = network(plan)
    found = [_cycle(web, group) for group in groups(web)]
    return tuple(sorted((each for each in found if each), key=lambda each: each.group))


def groups(web: Network) -> list[list[str]]:
    """The nodes that wait for each other, in groups."""
    graph = web.graph
    return [
        sorted(graph[index] for index in indices)
        for indices in rx.strongly_connected_components(graph)
        if len(indices) > 1
    ]


def _cycle(web: Network, group: list[str]) -> Cycle | None:
    inside = set(group)
    best: list[Link] | None = None
    for id_ in group:
        shorter = _circle(web, inside, id_, len(best) - 1 if best else len(group))
        best = shorter or best
    if best is None:
        return None
    first = min(range(len(best)), key=lambda at: (best[at].source_id, best[at].id))
    links = best[first:] + best[:first]
    return Cycle(
        nodes=ends(links),
        links=tuple(link.id for link in links),
        weakest=min(links, key=weakness).id,
        group=tuple(group),
    )


def _circle(web: Network, inside: AbstractSet[str], start: str, most: int) -> list[Link] | None:
    """A shortest circle of at most so many links that ends at the start."""
    came: dict[str, tuple[str, Link]] = {}
    front = [start]
    for _ in range(most):
        reached: list[str] = []
        for at in front:
            for link in web.leaving(at):
                id_ = link.target_id
                if id_ in came or id_ not in inside:
                    continue
                came[id_] = (at, link)
                if id_ == start:
                    return _back(came, start)
                reached.append(id_)
        front = reached
    return None


def _back(came: dict[str, tuple[str, Link]], start: str) -> list[Link]:
    at, link = came[start]
    links = [link]
    while at != start:
        at, link = came[at]
        links.append(link)
    return links[::-1]


def broken(web: Network) -> tuple[Link, ...]:
    """The links that must go so that nothing waits for itself: each is the weakest of a circle of the rest and it."""
    graph = web.graph
    group_of = {id_: number for number, group in enumerate(groups(web)) for id_ in group}
    if not group_of:
        return ()
    free: rx.PyDiGraph[str, None] = rx.PyDiGraph(check_cycle=True)
    at = dict(zip(group_of, free.add_nodes_from(list(group_of)), strict=True))
    gone: list[Link] = []
    inside: list[Link] = []
    for source, target, link in graph.weighted_edge_list():
        a, b = graph[source], graph[target]
        if a in group_of and group_of[a] == group_of.get(b):
            if link is None:
                free.add_edge(at[a], at[b], None)
            else:
                inside.append(link)
    for link in sorted(inside, key=weakness, reverse=True):
        try:
            free.add_edge(at[link.source_id], at[link.target_id], None)
        except rx.DAGWouldCycle:
            gone.append(link)
    return tuple(sorted(gone, key=weakness))
