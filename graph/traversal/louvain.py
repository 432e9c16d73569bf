"""Louvain: groups of the nodes of a weighted graph, as networkx's ``louvain_communities`` gives them, in less time."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Final

_GAIN: Final = 1e-7
"""Gain of modularity below which no further level is looked at."""
_Adjacent = list[dict[int, float]]
"""The neighbours of each node with the weights of the ties to them."""


def louvain(
    size: int, edges: Iterable[tuple[int, int, float]], *, resolution: float, seed: int
) -> tuple[frozenset[int], ...]:
    """Give groups of nodes that are tied more closely to each other than to the rest.

    Parameters
    ----------
    size
        The nodes are the numbers below it.
    edges
        Each edge once, in the order of its ends, the smaller first, with a weight above 0.
    resolution
        Above 1 for smaller groups, below 1 for larger ones.
    seed
        Decides in which order nodes are moved.

    Notes
    -----
    About O(m log n) [1]_. It takes the steps of networkx one by one, since a sum of weights in another order could
    choose another group; it is faster by what a graph of dictionaries of attributes takes.

    References
    ----------
    .. [1] V. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. (2008).

    Examples
    --------
    >>> [sorted(group) for group in louvain(4, [(0, 1, 1.0), (1, 2, 0.1), (2, 3, 1.0)], resolution=1, seed=1)]
    [[0, 1], [2, 3]]
    """
    draw = Random(seed)  # noqa: S311 - an order that anyone may know
    adjacent: _Adjacent = [{} for _ in range(size)]
    for one, other, weight in edges:
        adjacent[one][other] = adjacent[other][one] = weight
    members = [frozenset((node,)) for node in range(size)]
    degrees = _degrees(adjacent)
    whole = sum(degrees) / 2
    if not whole:
        return tuple(members)
    worth = _modularity(adjacent, degrees, [{node} for node in range(size)], resolution)
    while True:
        groups = _moved(adjacent, degrees, whole, resolution, draw)
        members = [frozenset().union(*(members[node] for node in group)) for group in groups]
        gained = _modularity(adjacent, degrees, groups, resolution) - worth
        if gained <= _GAIN:
            return tuple(members)
        worth += gained
        adjacent = _merged(adjacent, groups)
        degrees = _degrees(adjacent)


def _degrees(adjacent: _Adjacent) -> list[float]:
    """The summed weights of each node's ties; a tie to itself counts twice."""
    return [sum(ties.values()) + ties.get(node, 0) for node, ties in enumerate(adjacent)]


def _modularity(adjacent: _Adjacent, degrees: Sequence[float], groups: Iterable[set[int]], resolution: float) -> float:
    whole = sum(degrees)
    found = 0.0
    for group in groups:
        inside = sum(
            weight for node in group for other, weight in adjacent[node].items() if other >= node and other in group
        )
        found += 2 * inside / whole - resolution * (sum(degrees[node] for node in group) / whole) ** 2
    return found


def _moved(
    adjacent: _Adjacent, degrees: Sequence[float], whole: float, resolution: float, draw: Random
) -> list[set[int]]:
    """Move each node to the group of a neighbour that gains most, until none gains."""
    group_of = list(range(len(adjacent)))
    groups = [{node} for node in group_of]
    totals = list(degrees)
    ties = [[(other, weight) for other, weight in each.items() if other != node] for node, each in enumerate(adjacent)]
    order = list(group_of)
    draw.shuffle(order)
    square = 2 * whole**2
    has_moved = True
    while has_moved:
        has_moved = False
        for node in order:
            own = best = group_of[node]
            to: dict[int, float] = {}
            for other, weight in ties[node]:
                group = group_of[other]
                to[group] = to.get(group, 0.0) + weight
            degree = degrees[node]
            totals[own] -= degree
            cost = -to.setdefault(own, 0.0) / whole + resolution * (totals[own] * degree) / square
            most = 0.0
            for group, weight in to.items():
                gain = cost + weight / whole - resolution * (totals[group] * degree) / square
                if gain > most:
                    most, best = gain, group
            totals[best] += degree
            if best != own:
                groups[own].remove(node)
                groups[best].add(node)
                group_of[node] = best
                has_moved = True
    return [group for group in groups if group]


def _merged(adjacent: _Adjacent, groups: Sequence[set[int]]) -> _Adjacent:
    """The graph of which each group is one node."""
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    merged: _Adjacent = [{} for _ in groups]
    for node, ties in enumerate(adjacent):
        one = group_of[node]
        for other_node, weight in ties.items():
            if other_node >= node:
                other = group_of[other_node]
                merged[one][other] = merged[other][one] = weight + merged[one].get(other, 0)
    return merged
