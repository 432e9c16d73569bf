"""Reach: what a walk over dependencies comes to."""

from collections.abc import Iterable
from typing import Annotated

import strawberry

from graph import traversal
from rules.engine import Evaluation
from schema.described import described, field, said
from schema.link import Link, links_shown
from schema.node import PlanNode, shown

Depth = Annotated[int | None, said("How many dependencies to follow at most; all where it is null.")]
AcrossOpds = Annotated[bool, said("Whether to follow only dependencies between the work of different OPDs.")]


@described
class Reach:
    """A node that was reached over dependencies."""

    record: strawberry.Private[traversal.Reach]
    evaluation: strawberry.Private[Evaluation]

    @field
    def node(self) -> PlanNode:
        """The node."""
        node: PlanNode = shown(self.evaluation, self.record.id)
        return node

    @field
    def distance(self) -> int:
        """How many dependencies lie between, at least 1."""
        return self.record.distance

    @field
    def links(self) -> list[Link]:
        """The dependencies on one shortest way, from the start of the walk to the node."""
        return links_shown(self.evaluation, self.record.links)


def reached(evaluation: Evaluation, found: Iterable[traversal.Reach]) -> list[Reach]:
    """Show what a walk came to."""
    return [Reach(record=each, evaluation=evaluation) for each in found]
