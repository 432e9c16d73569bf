"""Critical path: the chain of dependencies that takes longest."""

import msgspec
import rustworkx as rx

from graph.model import Link
from graph.snapshot import PlanGraph
from graph.traversal.cycle import broken
from graph.traversal.network import ends, network


class CriticalPath(msgspec.Struct, frozen=True, kw_only=True):
    """The longest chain of dependencies."""

    nodes: tuple[str, ...]
    """Ids of the nodes that the links tie, from the one that comes last in time to the one that must come first."""
    links: tuple[str, ...]
    """Ids of the dependencies in the same order."""
    months: int
    """Sum of the links' lags."""
    broken: tuple[str, ...]
    """Ids of the links that were left out because they close circles, the weakest first."""


def critical_path(plan: PlanGraph) -> CriticalPath:
    """Give the chain of dependencies whose lags sum up to the most months.

    Where work waits for itself, links are left out first: going from the strongest to the weakest, each link that
    closes a circle with stronger ones. So every link left out is the weakest of a circle.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    CriticalPath
        The chain; of several of the same months the one with the most dependencies, then by ids. Empty where nothing
        depends on anything.

    Notes
    -----
    O(n + m), and O(k * (n + m)) more for k links that lie in circles.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> chain = critical_path(sketch(("jalan", "lahan", 6), ("lahan", "rtrw", 3), ("jalan", "amdal", 8)))
    >>> chain.nodes, chain.months
    (('jalan', 'lahan', 'rtrw'), 9)
    """
    web = network(plan)
    gone = broken(web)
    out = {link.id for link in gone}
    graph = web.graph
    if out:
        graph = graph.copy()
        for edge, (_, _, link) in graph.edge_index_map().items():
            if link is not None and link.id in out:
                graph.remove_edge_from_index(edge)
    best: dict[int, tuple[int, int]] = {}
    onward: dict[int, tuple[int, Link | None]] = {}
    for at in reversed(rx.topological_sort(graph)):
        best[at] = (0, 0)
        for _, target, link in sorted(graph.out_edges(at), key=_edge_order):
            months, steps = best[target]
            length = (months, steps) if link is None else (months + link.lag_months, steps + 1)
            if length > best[at]:
                best[at] = length
                onward[at] = (target, link)
    start = min(best, key=lambda at: (-best[at][0], -best[at][1], graph[at]), default=None)
    links: list[Link] = []
    while start in onward:
        start, link = onward[start]
        if link is not None:
            links.append(link)
    return CriticalPath(
        nodes=ends(links),
        links=tuple(link.id for link in links),
        months=sum(link.lag_months for link in links),
        broken=tuple(link.id for link in gone),
    )


def _edge_order(edge: tuple[int, int, Link | None]) -> tuple[str, int]:
    _, target, link = edge
    return ("" if link is None else link.id, target)
