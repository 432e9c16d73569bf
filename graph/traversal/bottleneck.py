"""Bottlenecks: the programs or OPDs through which most ways of dependence lead."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec
import rustworkx as rx

from graph.snapshot import PlanGraph
from graph.traversal.matrix import opd_matrix
from graph.traversal.network import network


class Bottleneck(msgspec.Struct, frozen=True, kw_only=True):
    """A node on the ways between others."""

    id: str
    score: float
    """Betweenness from 0 to 1: the share of shortest ways between all other pairs of nodes that lead through it."""
    needs: int
    """How many nodes it depends on directly."""
    needed_by: int
    """How many nodes depend on it directly."""
    opds: tuple[str, ...]
    """Ids of the other OPDs that it serves: those that lead what depends on it directly."""


def bottlenecks(plan: PlanGraph, *, most: int = 20, between_opds: bool = False) -> tuple[Bottleneck, ...]:
    """Give the nodes that lie on most shortest ways of dependence.

    Parameters
    ----------
    plan
        The plan.
    most
        How many to give at most.
    between_opds
        Whether to ask it of OPDs, of which one depends on another where any program of it does, and not of programs.

    Returns
    -------
    tuple of Bottleneck
        The nodes with a score above zero, the highest first, then by id.

    Raises
    ------
    ValueError
        Where ``most`` is negative.

    Notes
    -----
    Brandes' algorithm [1]_ on each connected part of the graph, O(n * m) for its n nodes and m dependencies. Only
    dependencies are ways here, not what a program contains: else every program would lie between its parts and what
    they need.

    References
    ----------
    .. [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001).

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), ("pasar", "lahan"), ("lahan", "rtrw"), leads={"dpu": "jalan"})
    >>> [(each.id, each.needed_by, each.opds) for each in bottlenecks(plan)]
    [('lahan', 2, ('dpu',))]
    """
    if most < 0:
        raise ValueError(most)
    if between_opds:
        pairs = {(tie.opd, tie.needed) for tie in opd_matrix(plan)}
    else:
        pairs = {(link.source_id, link.target_id) for link in network(plan).links}
    scores = _betweenness(pairs)
    needs: dict[str, list[str]] = defaultdict(list)
    needed_by: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        needs[source].append(target)
        needed_by[target].append(source)
    highest = sorted((-score, id_) for id_, score in scores.items() if score > 0)[:most]
    return tuple(
        Bottleneck(
            id=id_,
            score=-score,
            needs=len(needs[id_]),
            needed_by=len(needed_by[id_]),
            opds=_served(plan, id_, needed_by[id_], between_opds),
        )
        for score, id_ in highest
    )


def _served(plan: PlanGraph, id_: str, waiting: Iterable[str], are_opds: bool) -> tuple[str, ...]:
    if are_opds:
        return tuple(sorted(waiting))
    own = plan.lead(id_)
    leads = {lead.id for each in waiting if (lead := plan.lead(each)) is not None}
    return tuple(sorted(leads - ({own.id} if own else set())))


def _betweenness(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    ordered = sorted(pairs)
    ids = sorted({id_ for pair in ordered for id_ in pair})
    graph: rx.PyDiGraph[str, None] = rx.PyDiGraph()
    at = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    graph.add_edges_from_no_data([(at[source], at[target]) for source, target in ordered])
    whole = max((len(ids) - 1) * (len(ids) - 2), 1)
    scores: dict[str, float] = {}
    for indices in rx.weakly_connected_components(graph):
        part = graph.subgraph(sorted(indices))
        # Above the threshold the sums are made in parallel, in no fixed order; they must not differ between runs.
        ways = rx.betweenness_centrality(part, normalized=False, parallel_threshold=len(ids) + 1)
        for index, score in ways.items():
            scores[part[index]] = round(score / whole, 12)
    return scores
