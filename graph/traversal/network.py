"""Network: the dependencies of one snapshot, with what each program contains folded in.

A program is all that it contains. What a part needs, the whole needs; who waits for the whole, waits for each of its
parts. So one dependency follows another where it starts at the program that the other ended at, or at a part of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Final

import rustworkx as rx

from graph.model import Link, LinkKind, Opd, Origin
from graph.snapshot import PlanGraph, kept
from graph.ties import Ties

_ORIGINS: Final = {Origin.INFERRED: 0, Origin.DERIVED: 1, Origin.DECLARED: 2}


class Network:
    """Adjacency lists of the dependency graph; every list is in the order of link ids.

    Notes
    -----
    Built in O(n + m log m) for n programs and m dependencies, at most m times the number of levels in size.
    """

    def __init__(self, contains: Ties, links: tuple[Link, ...]) -> None:
        below: dict[str, list[str]] = defaultdict(list)
        above: dict[str, list[str]] = defaultdict(list)
        for link in contains.links:
            below[link.source_id].append(link.target_id)
            above[link.target_id].append(link.source_id)
        self._below = dict(below)
        self._above = dict(above)
        self._wholes: dict[str, tuple[str, ...]] = {}
        self.links: Final = links
        leaving: dict[str, list[Link]] = defaultdict(list)
        into: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            into[link.target_id].append(link)
            for id_ in self.wholes(link.source_id):
                leaving[id_].append(link)
        self._leaving = dict(leaving)
        self._into = dict(into)

    def parts(self, id_: str) -> tuple[str, ...]:
        """The node and all that it contains, itself first."""
        return _closure(self._below, id_)

    def wholes(self, id_: str) -> tuple[str, ...]:
        """The node and all that contain it, itself first."""
        found = self._wholes.get(id_)
        if found is None:
            found = self._wholes[id_] = _closure(self._above, id_)
        return found

    def leaving(self, id_: str) -> Iterable[Link]:
        """The dependencies that start at a node or at a part of it."""
        return self._leaving.get(id_, ())

    def ending(self, id_: str) -> Iterable[Link]:
        """The dependencies that end at a node itself."""
        return self._into.get(id_, ())

    def reaching(self, id_: str) -> Iterable[Link]:
        """The dependencies that end at a node or at a whole that it is part of."""
        wholes = self.wholes(id_)
        if len(wholes) == 1:
            return self.ending(id_)
        return sorted((link for whole in wholes for link in self.ending(whole)), key=_id)

    @cached_property
    def graph(self) -> "rx.PyDiGraph[str, Link | None]":
        """The same as one graph: an edge for each dependency, and one without a link from each whole to its parts."""
        graph: rx.PyDiGraph[str, Link | None] = rx.PyDiGraph()
        wholes = {id_ for link in self.links for id_ in self.wholes(link.source_id)}
        ids = sorted(wholes.union(link.target_id for link in self.links))
        at = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
        graph.add_edges_from(
            [(at[whole], at[id_], None) for id_ in ids if id_ in wholes for whole in self._above.get(id_, ())]
        )
        graph.add_edges_from([(at[link.source_id], at[link.target_id], link) for link in self.links])
        return graph


def _id(link: Link) -> str:
    return link.id


def _closure(next_to: dict[str, list[str]], id_: str) -> tuple[str, ...]:
    if id_ not in next_to:
        return (id_,)
    found = {id_: None}
    stack = [id_]
    while stack:
        for each in next_to.get(stack.pop(), ()):
            if each not in found:
                found[each] = None
                stack.append(each)
    return tuple(found)


@kept
def network(plan: PlanGraph) -> Network:
    """The network of a snapshot."""
    nodes = plan.nodes
    links = plan.links_of(LinkKind.DEPENDS_ON)
    return _network(
        plan.ties(LinkKind.CONTAINS),
        tuple(link for link in links if link.source_id in nodes and link.target_id in nodes),
    )


_network = lru_cache(maxsize=8)(Network)


def scope(plan: PlanGraph, id_: str) -> tuple[str, ...]:
    """What a node stands for: itself and all that it contains; for an OPD also all that it leads.

    Raises
    ------
    KeyError
        Where the plan has no such node.
    """
    if id_ not in plan.nodes:
        raise KeyError(id_)
    web = network(plan)
    found = set(web.parts(id_))
    led = [program.id for each in found if isinstance(plan.nodes[each], Opd) for program in plan.led_by(each)]
    return tuple(sorted(found.union(*(web.parts(program) for program in led))))


def awaited(plan: PlanGraph, id_: str) -> tuple[str, ...]:
    """What others wait for when they wait for a node: all it stands for, and the wholes that it is part of.

    Raises
    ------
    KeyError
        Where the plan has no such node.
    """
    web = network(plan)
    return tuple(sorted({whole for each in scope(plan, id_) for whole in web.wholes(each)}))


def crosses(plan: PlanGraph, link: Link) -> bool:
    """Whether the two ends of a link are led by different OPDs; an end that nobody leads crosses nothing."""
    source, target = plan.lead(link.source_id), plan.lead(link.target_id)
    return source is not None and target is not None and source.id != target.id


def weakness(link: Link) -> tuple[float, int, str]:
    """Sort key for the link to doubt first: by confidence, then inferred before derived before declared, then id."""
    return (link.confidence, _ORIGINS[link.origin], link.id)


def ends(links: Iterable[Link]) -> tuple[str, ...]:
    """The nodes that links tie, in the order in which the links name them, each once."""
    return tuple(dict.fromkeys(id_ for link in links for id_ in (link.source_id, link.target_id)))
