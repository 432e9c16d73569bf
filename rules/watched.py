"""Watched: a plan that notes what a rule reads of it, so that only what a change touches must be asked again."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, TypeVar

import networkx as nx

from graph.change import Contents
from graph.model import AnyNode, Link, LinkKind, Node, Opd, Program
from graph.snapshot import PlanGraph
from rules.knowledge import share_known

N = TypeVar("N", bound=Node)
R = TypeVar("R")
Key = tuple[Hashable, ...]
EVERYTHING: Key = ("everything",)


class _Noted(Mapping[str, R], Generic[R]):
    """A mapping that notes which of its keys are looked up; to walk through it is to read everything."""

    def __init__(self, word: str, inside: Mapping[str, R], watched: "Watched") -> None:
        self._word = word
        self._inside = inside
        self._watched = watched

    def __getitem__(self, id_: str) -> R:
        self._watched.own.add((self._word, id_))
        return self._inside[id_]

    def __contains__(self, id_: object) -> bool:
        self._watched.own.add((self._word, id_))
        return id_ in self._inside

    def __iter__(self) -> Iterator[str]:
        self._watched.shared.add(EVERYTHING)
        return iter(self._inside)

    def __len__(self) -> int:
        self._watched.shared.add(EVERYTHING)
        return len(self._inside)


class Watched(PlanGraph):
    """The same plan, asked in the same words.

    ``own`` holds what was read since it was last emptied: single nodes, and single nodes' links. ``shared`` holds what
    was read of the plan as a whole; traversals keep such readings for later calls, so they count for all of them.
    """

    def __init__(self, plan: PlanGraph) -> None:
        super().__init__(plan.info, plan.revision, plan.contents)
        self.own: set[Key] = set()
        self.shared: set[Key] = set()
        self._plan = plan
        share_known(plan, self)
        self._noted_nodes = _Noted("node", plan.nodes, self)
        self._noted_links = _Noted("link", plan.links, self)

    @property
    def contents(self) -> Contents:
        """All nodes and links by id."""
        self.shared.add(EVERYTHING)
        return self._plan.contents

    @property
    def nodes(self) -> Mapping[str, AnyNode]:
        """All nodes by id."""
        return self._noted_nodes

    @property
    def links(self) -> Mapping[str, Link]:
        """All links by id."""
        return self._noted_links

    def of(self, kind: type[N]) -> tuple[N, ...]:
        """All nodes of one kind."""
        self.shared.add(("of", kind))
        return self._plan.of(kind)

    def out(self, id_: str, kind: LinkKind) -> tuple[Link, ...]:
        """Links of a kind that start from a node."""
        self.own.add(("out", id_, kind))
        return self._plan.out(id_, kind)

    def into(self, id_: str, kind: LinkKind) -> tuple[Link, ...]:
        """Links of a kind that point to a node."""
        self.own.add(("into", id_, kind))
        return self._plan.into(id_, kind)

    def links_of(self, kind: LinkKind) -> Iterator[Link]:
        """All links of a kind that nobody rejected."""
        self.shared.add(("links", kind))
        return self._plan.links_of(kind)

    def lead(self, id_: str) -> Opd | None:
        """The OPD that leads a program, objective or indicator."""
        found = self._plan.lead(id_)
        self.own.add(("into", id_, LinkKind.LEADS))
        if found is not None:
            self.own.add(("node", found.id))
        return found

    def led_by(self, opd: str) -> tuple[Program, ...]:
        """Programs of all levels that an OPD leads."""
        found = self._plan.led_by(opd)
        self.own.add(("out", opd, LinkKind.LEADS))
        self.own.update(("node", program.id) for program in found)
        return found

    @property
    def networkx(self) -> "nx.MultiDiGraph[str]":
        """The same plan as a frozen networkx graph."""
        self.shared.add(EVERYTHING)
        return self._plan.networkx


def touched(before: PlanGraph, after: PlanGraph) -> set[Key]:
    """Say what readings of the one plan no longer hold in the other."""
    keys: set[Key] = set()
    for old, new in _changed(before.nodes, after.nodes):
        for node in (old, new):
            if node is not None:
                keys |= {("node", node.id), ("of", type(node))}
    for was, now in _changed(before.links, after.links):
        for link in (was, now):
            if link is not None:
                keys |= {("out", link.source_id, link.kind), ("into", link.target_id, link.kind)}
                keys |= {("link", link.id), ("links", link.kind)}
    if keys:
        keys.add(EVERYTHING)
    return keys


def _changed(before: Mapping[str, R], after: Mapping[str, R]) -> Iterator[tuple[R | None, R | None]]:
    for id_, old in before.items():
        new = after.get(id_)
        if old is not new and old != new:
            yield old, new
    for id_, new in after.items():
        if id_ not in before:
            yield None, new
