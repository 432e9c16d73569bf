"""Reach: the nodes that dependencies lead to, nearest first."""

from collections.abc import Iterable
from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import traversal
from graph.sentence import Sentence
from schema.core import field, invalid, said
from schema.core.described import described
from schema.node.link import Link, links_shown
from schema.node.node import PlanNode, shown

Depth = Annotated[int | None, said("Greatest number of dependencies to follow in a row; null follows them all.")]
AcrossOpds = Annotated[bool, said("True: follow only dependencies between the work of different OPDs.")]


@described
class Reach:
    """A node that dependencies lead to."""

    record: strawberry.Private[traversal.Reach]
    seen: strawberry.Private[SeenPlan]

    @field
    def node(self) -> PlanNode:
        """The node."""
        node: PlanNode = shown(self.seen, self.record.id)
        return node

    @field
    def distance(self) -> int:
        """Number of dependencies between the start and this node, at least 1."""
        return self.record.distance

    @field
    def links(self) -> list[Link]:
        """The dependencies on one shortest path from the start to this node."""
        return links_shown(self.seen, self.record.links)


def reached(seen: SeenPlan, found: Iterable[traversal.Reach]) -> list[Reach]:
    """Give the nodes that were reached as types of the schema."""
    return [Reach(record=each, seen=seen) for each in found]


def dependencies(seen: SeenPlan, id_: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that a node needs, nearest first.

    Raises
    ------
    GraphQLError
        Where the depth is less than 0.
    """
    found = traversal.dependencies(seen.plan, id_, depth=_checked(depth), across_opds=across_opds)
    return reached(seen, found)


def dependants(seen: SeenPlan, id_: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that need a node, nearest first.

    Raises
    ------
    GraphQLError
        Where the depth is less than 0.
    """
    found = traversal.dependants(seen.plan, id_, depth=_checked(depth), across_opds=across_opds)
    return reached(seen, found)


def _checked(depth: int | None) -> int | None:
    if depth is not None and depth < 0:
        raise invalid(
            Sentence(
                f"depth tidak boleh kurang dari 0, bukan {depth}.", f"depth must not be less than 0, as {depth} is."
            )
        )
    return depth
