"""Performance tree: a plan from its vision down to its sub-activities, with money and what other OPDs do for it."""

from enum import Enum
from typing import Annotated, Final

import strawberry

from acts import SeenPlan
from graph import model
from graph.traversal.performance_tree import Branch, Crossing, budget_under, crossings, performance_tree
from schema.core import Pages, Rupiah, Year, enumeration, field, listed, numbered, paged, said
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


@described
class PlanPerformanceTree:
    """The part of a plan that shows it as a tree."""

    seen: strawberry.Private[SeenPlan]

    @paged
    async def performance_tree(
        self,
        info: Info,
        down_to: Annotated[TreeDepth, said("How far down.")] = TreeDepth.OBJECTIVE,
        under: Annotated[strawberry.ID | None, said("Id of a node: only what stands under it.")] = None,
        opd: Annotated[
            str | None, said("Id or short name of an OPD: only what it leads or works under, and what is above that.")
        ] = None,
    ) -> Pages[TreeLine]:
        """The performance tree (pohon kinerja), line by line: vision, missions, goals, outcomes and strategies, the
        work that serves them, then the work that serves none, by OPD. What serves several stands under each.
        """
        plan = self.seen.plan
        tree = performance_tree(plan)
        above = 0
        if under is not None:
            id_ = known_id(self.seen, under, "under")
            at = next((place for place, each in enumerate(tree) if each.id == id_), len(tree))
            above = tree[at].depth + 1 if at < len(tree) else 0
            end = next((place for place in range(at + 1, len(tree)) if tree[place].depth < above), len(tree))
            tree = tree[at + 1 : end]
        wanted = None if opd is None else node_id(self.seen, opd, model.Opd, "opd")
        found = [
            each
            for each in tree
            if _depth(plan.nodes[each.id]).value <= down_to.value and (wanted is None or wanted in each.opds)
        ]
        agreed = frozenset(each.record.id for each in await voiced(info.context, self.seen) if each.agreed)
        return listed(
            numbered(found), lambda each: TreeLine(record=each[1], seen=self.seen, above=above, agreed=agreed)
        )


def _depth(node: model.AnyNode) -> TreeDepth:
    return _DEPTHS[node.level] if isinstance(node, model.Program) else TreeDepth.OBJECTIVE
