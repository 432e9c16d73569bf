"""Search: nodes of all kinds, found by words."""

import asyncio
from collections.abc import Collection
from typing import Annotated

import strawberry

from acts import SeenPlan
from graph.sentence import Sentence
from schema.core import NodeKind, Pages, field, invalid, listed, ordered, said
from schema.core.described import described
from schema.node import PlanNode, shown
from schema.plan.search_index import Hit, found

LONGEST = 200
"""The greatest length of a search text, in characters."""
Words = Annotated[str, said("Search text: words, names or a nomenclature code; at most 200 characters.")]
Kinds = Annotated[list[NodeKind] | None, said("Only nodes of these kinds; all kinds if left out.")]


@described
class SearchHit:
    """A node that matches a search text."""

    record: strawberry.Private[Hit]
    seen: strawberry.Private[SeenPlan]

    @field
    def node(self) -> PlanNode:
        """The node that was found."""
        node: PlanNode = shown(self.seen, self.record.id)
        return node

    @field
    def kind(self) -> NodeKind:
        """Kind of the node."""
        return NodeKind(self.record.kind)

    @field
    def score(self) -> float:
        """How well the node matches, from 0 to 1."""
        return self.record.score


def check_length(text: str) -> None:
    """Check the length of a search text.

    Raises
    ------
    GraphQLError
        Where it is too long.
    """
    if len(text) > LONGEST:
        raise invalid(
            Sentence(
                f"Kata pencarian paling panjang {LONGEST} huruf, bukan {len(text)}.",
                f"A search text has at most {LONGEST} letters, not {len(text)}.",
            )
        )


async def hits(
    seen: SeenPlan,
    text: str,
    kinds: Collection[NodeKind] | None,
) -> Pages[SearchHit]:
    """Give the nodes that match a search text, the best first.

    Raises
    ------
    GraphQLError
        Where the text is too long.
    """
    check_length(text)
    every = await asyncio.to_thread(found, seen.plan, text)
    wanted = None if kinds is None else {kind.value for kind in kinds}
    chosen = (hit for hit in every if wanted is None or hit.kind in wanted)
    return listed(ordered(chosen, lambda hit: (-hit.score, hit.id)), lambda hit: SearchHit(record=hit, seen=seen))
