"""Search: nodes of all kinds, found by words."""

import asyncio
from collections.abc import Collection
from typing import Annotated

import strawberry

from rules.engine import Evaluation
from schema.core import NodeKind, Pages, field, invalid, listed, said
from schema.core.described import described
from schema.node import PlanNode, shown
from schema.plan.search_index import Hit, search_index

LONGEST = 200
"""Characters of what is looked for."""
Words = Annotated[str, said("What to look for: words, names or a nomenclature code.")]
Kinds = Annotated[list[NodeKind] | None, said("Only nodes of these kinds.")]


@described
class SearchHit:
    """A node that was found by words."""

    record: strawberry.Private[Hit]
    evaluation: strawberry.Private[Evaluation]

    @field
    def node(self) -> PlanNode:
        """The node."""
        node: PlanNode = shown(self.evaluation, self.record.id)
        return node

    @field
    def kind(self) -> NodeKind:
        """What kind of node it is."""
        return NodeKind(self.record.kind)

    @field
    def score(self) -> float:
        """How well it fits, from 0 to 1."""
        return self.record.score


async def hits(
    evaluation: Evaluation,
    text: str,
    kinds: Collection[NodeKind] | None,
) -> Pages[SearchHit]:
    """Give what fits a text, the best first.

    Raises
    ------
    GraphQLError
        Where the text is too long.
    """
    if len(text) > LONGEST:
        raise invalid(f"Kata pencarian paling panjang {LONGEST} huruf, bukan {len(text)}.")
    all_hits = await asyncio.to_thread(lambda: search_index(evaluation.plan).find(text))
    wanted = None if kinds is None else {kind.value for kind in kinds}
    return listed(
        [hit for hit in all_hits if wanted is None or hit.kind in wanted],
        lambda hit: SearchHit(record=hit, evaluation=evaluation),
        lambda hit: hit.id,
    )
