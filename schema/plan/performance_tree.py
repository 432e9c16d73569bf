"""Performance tree: a plan from its vision down to its sub-activities, with money and what other OPDs do for it."""

from enum import Enum
from typing import Annotated, Final

import strawberry

from acts import SeenPlan
from graph import model
from graph.traversal.performance_tree import Branch, Crossing, budget_under, crossings, performance_tree
from schema.core import Pages, Rupiah, Year, apart, described_input, enumeration, field, listed, numbered, paged, said
from schema.core.described import described
from schema.meeting import voiced
from schema.node import Link, Opd, PlanNode, all_shown, known_id, links_shown, node_id, shown
from schema.request import Info


class TreeDepth(Enum):
    """How far down a performance tree is given."""

    OBJECTIVE = 0
    PROGRAM = 1
    ACTIVITY = 2
    SUB_ACTIVITY = 3


TREE_DEPTH = enumeration(
    TreeDepth,
    {
        "OBJECTIVE": "The objectives, and the OPDs whose work serves none.",
        "PROGRAM": "Down to the programs.",
        "ACTIVITY": "Down to the activities.",
        "SUB_ACTIVITY": "The whole tree.",
    },
)
_DEPTHS: Final = {
    model.Level.PROGRAM: TreeDepth.PROGRAM,
    model.Level.ACTIVITY: TreeDepth.ACTIVITY,
    model.Level.SUB_ACTIVITY: TreeDepth.SUB_ACTIVITY,
}


@described
class TreeCrossing:
    """What the work under a line needs of the work of another OPD."""

    record: strawberry.Private[Crossing]
    seen: strawberry.Private[SeenPlan]
    agreed: strawberry.Private[frozenset[str]]

    @field
    def opd(self) -> Opd:
        """The other OPD."""
        found: Opd = shown(self.seen, self.record.opd)
        return found

    @field
    def link_count(self) -> int:
        """Number of dependencies on its work."""
        return len(self.record.links)

    @field
    def links(self) -> list[Link]:
        """The dependencies on its work."""
        return links_shown(self.seen, self.record.links)

    @field
    def agreed_count(self) -> int:
        """Number of them that both OPDs say are right."""
        return len(self.agreed.intersection(self.record.links))


@described
class TreeLine:
    """One line of a performance tree; what stands under it follows it, one deeper."""

    record: strawberry.Private[Branch]
    seen: strawberry.Private[SeenPlan]
    above: strawberry.Private[int]
    agreed: strawberry.Private[frozenset[str]]

    @field
    def node(self) -> PlanNode:
        """The objective, program, activity or sub-activity; or the OPD under which its work without an objective
        stands.
        """
        node: PlanNode = shown(self.seen, self.record.id)
        return node

    @field
    def depth(self) -> int:
        """How many lines it stands below the first of its tree, or below that of `under`."""
        return self.record.depth - self.above

    @field
    def part_count(self) -> int:
        """Number of lines that stand directly under it in the whole tree."""
        return self.record.part_count

    @field
    def is_orphan(self) -> bool:
        """Whether it should stand under something that the plan has, and does not: an outcome under a mission, work
        under an objective.
        """
        return self.record.is_orphan

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that lead it or work under it: the one that leads it first, then the others."""
        return all_shown(self.seen, self.record.opds)

    @field
    def budget(self, year: Annotated[Year, said("The year.")]) -> Rupiah | None:
        """Plausible budget of the work under it, in rupiah, each counted once; null if none is stated. What serves
        several objectives counts under each of them.
        """
        found = budget_under(self.seen.plan, self.record, year)
        return None if found is None else Rupiah(found)

    @field
    def crossings(self) -> list[TreeCrossing]:
        """What the work under it needs of the work of other OPDs, by OPD."""
        found = crossings(self.seen.plan, self.record)
        return [TreeCrossing(record=each, seen=self.seen, agreed=self.agreed) for each in found]


@described_input
class PerformanceTreeFilter:
    """Filter for the lines of a performance tree; all conditions must hold."""

    down_to: TreeDepth | None = strawberry.field(default=None, description="Only lines down to this depth.")
    under: strawberry.ID | None = strawberry.field(
        default=None, description="Only what stands under the node with this id; its depth is counted from there."
    )
    opd: str | None = strawberry.field(
        default=None,
        description="Only what the OPD with this id or short name leads or works under, and what is above that.",
    )
    is_orphan: bool | None = strawberry.field(
        default=None, description="True: only lines that stand alone; false: only others."
    )


@described
@apart
class PlanPerformanceTree:
    """The part of a plan that shows it as a tree."""

    seen: strawberry.Private[SeenPlan]

    @paged
    async def performance_tree(
        self,
        info: Info,
        filter: Annotated[PerformanceTreeFilter | None, said("Filter; the whole tree if left out.")] = None,
    ) -> Pages[TreeLine]:
        """The performance tree (pohon kinerja), line by line: vision, missions, goals, outcomes and strategies, the
        work that serves them, then the work that serves none, by OPD. What serves several stands under each.
        """
        asked = filter or PerformanceTreeFilter()
        tree, above = _under(self.seen, asked.under)
        opd = None if asked.opd is None else node_id(self.seen, asked.opd, model.Opd, "opd")
        deepest = asked.down_to or TreeDepth.SUB_ACTIVITY
        found = [
            each
            for each in tree
            if _depth(self.seen.plan.nodes[each.id]).value <= deepest.value
            and (opd is None or opd in each.opds)
            and (asked.is_orphan is None or each.is_orphan is asked.is_orphan)
        ]
        agreed = frozenset(each.record.id for each in await voiced(info.context, self.seen) if each.agreed)
        return listed(
            numbered(found), lambda each: TreeLine(record=each[1], seen=self.seen, above=above, agreed=agreed)
        )


def _under(seen: SeenPlan, given: str | None) -> tuple[tuple[Branch, ...], int]:
    """Give the lines under a node where it stands first, all where none is named, and how deep the first of them is."""
    tree = performance_tree(seen.plan)
    if given is None:
        return tree, 0
    id_ = known_id(seen, given, "under")
    at = next((place for place, each in enumerate(tree) if each.id == id_), None)
    if at is None:
        return (), 0
    depth = tree[at].depth + 1
    end = next((place for place in range(at + 1, len(tree)) if tree[place].depth < depth), len(tree))
    return tree[at + 1 : end], depth


def _depth(node: model.AnyNode) -> TreeDepth:
    return _DEPTHS[node.level] if isinstance(node, model.Program) else TreeDepth.OBJECTIVE
