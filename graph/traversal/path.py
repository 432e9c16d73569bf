"""Paths: the ways over which one program or OPD depends on another."""

from collections.abc import Iterator
from itertools import chain, islice

import msgspec

from graph.model import Link
from graph.snapshot import PlanGraph
from graph.traversal.network import Network, awaited, ends, network, scope


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """One way over dependencies."""

    nodes: tuple[str, ...]
    """Ids of the nodes that the links tie, from the one that needs to the one that is needed."""
    links: tuple[str, ...]
    """Ids of the dependencies in the same order."""
    lag_months: int
    """Sum of the links' lags."""
    confidence: float
    """Product of the links' confidences."""


def paths(plan: PlanGraph, a: str, b: str, *, most: int = 20, longest: int = 8) -> tuple[Path, ...]:
    """Give the simple ways over which one node depends on another.

    Parameters
    ----------
    plan
        The plan.
    a, b
        Ids of who needs and of what is needed: programs, assets or OPDs. An OPD stands for all programs that it leads,
        a program for its parts, and whoever waits for the whole that ``b`` is part of waits for ``b``.
    most
        How many paths to give at most.
    longest
        How many dependencies a path may have.

    Returns
    -------
    tuple of Path
        The paths, shortest first, then by the ids of their links. No path comes twice to the same node, and between
        its two ends it touches neither ``a`` nor ``b``. Where the two are the same, the paths are the circles through
        it.

    Raises
    ------
    KeyError
        Where the plan has no such nodes.
    ValueError
        Where ``most`` or ``longest`` is negative.

    Notes
    -----
    First, going back from ``b``, the nodes from which a way of exactly k links leads there: O(longest * m) for m
    dependencies. The search forward follows only those, so in a plan without circles it takes no wrong turn:
    O(most * longest) steps.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), ("lahan", "rtrw"), ("jalan", "rtrw"))
    >>> [path.nodes for path in paths(plan, "jalan", "rtrw")]
    [('jalan', 'rtrw'), ('jalan', 'lahan', 'rtrw')]
    """
    if most < 0 or longest < 0:
        raise ValueError(min(most, longest))
    search = _Search(network(plan), frozenset(scope(plan, a)), frozenset(awaited(plan, b)), longest)
    by_length = chain.from_iterable(search.of_length(length) for length in range(1, longest + 1))
    return tuple(_path(links) for links in islice(by_length, most))


def _path(links: tuple[Link, ...]) -> Path:
    confidence = 1.0
    for link in links:
        confidence *= link.confidence
    return Path(
        nodes=ends(links),
        links=tuple(link.id for link in links),
        lag_months=sum(link.lag_months for link in links),
        confidence=confidence,
    )


class _Search:
    """The walk from the starts to the goals, and from where the goals are how many links away."""

    def __init__(self, web: Network, starts: frozenset[str], goals: frozenset[str], longest: int) -> None:
        self._web = web
        self._starts = starts
        self._leaving = sorted({link.id: link for id_ in starts for link in web.leaving(id_)}.items())
        self._away: list[frozenset[str]] = [goals]
        taboo = starts | goals
        while len(self._away) < longest and self._away[-1]:
            before = {
                whole
                for id_ in self._away[-1]
                for link in web.ending(id_)
                if link.source_id not in starts
                for whole in web.wholes(link.source_id)
                if whole not in taboo
            }
            self._away.append(frozenset(before))

    def of_length(self, length: int) -> Iterator[tuple[Link, ...]]:
        """All paths of that many links, by the ids of their links."""
        if length > len(self._away):
            return
        for _, link in self._leaving:
            if link.target_id in self._away[length - 1]:
                yield from self._onward((link,), {link.target_id}, length - 1)

    def _onward(self, way: tuple[Link, ...], seen: set[str], left: int) -> Iterator[tuple[Link, ...]]:
        if not left:
            yield way
            return
        at = way[-1].target_id
        near = self._away[left - 1]
        for link in self._web.leaving(at):
            if link.target_id not in near or link.source_id in self._starts:
                continue
            if link.target_id not in seen and (link.source_id == at or link.source_id not in seen):
                yield from self._onward((*way, link), seen | {link.source_id, link.target_id}, left - 1)
