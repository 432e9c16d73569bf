"""Structure: paths, impact, cycles, bottlenecks, matrices and coverage of a plan."""

from typing import Annotated, Generic, TypeVar

import strawberry

from acts import SeenPlan
from graph import model, traversal
from schema.core import Rupiah, field, said
from schema.core.described import described
from schema.node.dimension import Dimension
from schema.node.link import Link, links_shown
from schema.node.naming import find, node_id
from schema.node.node import PlanNode, all_shown, shown
from schema.node.objective import Objective
from schema.node.opd import Opd
from schema.node.program import Program
from schema.node.reach import Reach, reached
from schema.node.theme import Theme

R = TypeVar("R", Objective, Opd)


@described
class DependencyPath:
    """A chain of dependencies by which one node depends on another."""

    record: strawberry.Private[traversal.Path]
    seen: strawberry.Private[SeenPlan]

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes on the path, from start to end, both included."""
        return all_shown(self.seen, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The dependencies on the path, in its order."""
        return links_shown(self.seen, self.record.links)


@described
class LateNode:
    """A node that is late because another node is late."""

    record: strawberry.Private[traversal.Late]
    seen: strawberry.Private[SeenPlan]

    @field
    def node(self) -> PlanNode:
        """The late node."""
        node: PlanNode = shown(self.seen, self.record.id)
        return node

    @field
    def months(self) -> int:
        """Delay of this node, in months."""
        return self.record.months

    @field
    def confidence(self) -> float:
        """Confidence that the delay reaches this node, from 0 to 1: the product of the confidences of `links`."""
        return self.record.confidence

    @field
    def links(self) -> list[Link]:
        """The dependencies that pass the delay on, from the node that causes it to this one."""
        return links_shown(self.seen, self.record.links)


@described
class CutImpact:
    """The consequences of losing a node."""

    record: strawberry.Private[traversal.Cut]
    seen: strawberry.Private[SeenPlan]

    @field
    def dependants(self) -> list[Reach]:
        """The nodes that lose something they need, directly or through others, nearest first."""
        return reached(self.seen, self.record.dependants)

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that lead the dependants."""
        return all_shown(self.seen, self.record.opds)

    @field
    def budget(self) -> Rupiah:
        """Plausible budget of the dependants and what they contain, in rupiah, counted once at the lowest level that
        states it.
        """
        return Rupiah(self.record.rupiah)

    @field
    def objectives(self) -> list[Objective]:
        """The objectives that the dependants serve."""
        return all_shown(self.seen, self.record.objectives)

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions and sub-dimensions that the dependants serve."""
        return all_shown(self.seen, self.record.dimensions)


@described
class Cycle:
    """A cycle of dependencies: work that waits for itself."""

    record: strawberry.Private[traversal.Cycle]
    seen: strawberry.Private[SeenPlan]

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes of the cycle, in order."""
        return all_shown(self.seen, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The dependencies of the cycle, in order."""
        return links_shown(self.seen, self.record.links)

    @field
    def weakest(self) -> Link | None:
        """The dependency to question first: the one with the lowest confidence; among equals an inferred one before a
        derived one before a declared one.
        """
        found = links_shown(self.seen, [self.record.weakest])
        return found[0] if found else None


@described
class CriticalPath:
    """The chain of dependencies whose lags add up to the most months."""

    record: strawberry.Private[traversal.CriticalPath]
    seen: strawberry.Private[SeenPlan]

    @field
    def months(self) -> int:
        """Length of the chain in months: the sum of the lags of its dependencies."""
        return self.record.months

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes of the chain, from the one that comes last in time to the one that must come first."""
        return all_shown(self.seen, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The dependencies of the chain, in the order of the nodes."""
        return links_shown(self.seen, self.record.links)


@described
class Bottleneck:
    """A node that lies on many chains of dependencies between other nodes."""

    record: strawberry.Private[traversal.Bottleneck]
    seen: strawberry.Private[SeenPlan]

    @field
    def node(self) -> PlanNode:
        """The program or OPD."""
        node: PlanNode = shown(self.seen, self.record.id)
        return node

    @field
    def score(self) -> float:
        """Betweenness from 0 to 1: the share of the shortest dependency paths between all other pairs of nodes that
        lead through this node.
        """
        return self.record.score

    @field
    def needs(self) -> int:
        """Number of nodes that it depends on directly."""
        return self.record.needs

    @field
    def needed_by(self) -> int:
        """Number of nodes that depend on it directly."""
        return self.record.needed_by

    @field
    def opds(self) -> list[Opd]:
        """The other OPDs whose work depends on it directly."""
        return all_shown(self.seen, self.record.opds)


@described
class OpdTie:
    """The dependencies of one OPD's work on the work of another OPD."""

    record: strawberry.Private[traversal.OpdTie]
    seen: strawberry.Private[SeenPlan]

    @field
    def opd(self) -> Opd:
        """The OPD whose work needs the other's."""
        opd: Opd = shown(self.seen, self.record.opd)
        return opd

    @field
    def needed(self) -> Opd:
        """The OPD whose work is needed."""
        opd: Opd = shown(self.seen, self.record.needed)
        return opd

    @field
    def count(self) -> int:
        """Number of dependencies."""
        return self.record.count

    @field
    def confidence(self) -> float:
        """Mean confidence of the dependencies, from 0 to 1."""
        return self.record.confidence

    @field
    def links(self) -> list[Link]:
        """The dependencies, as links."""
        return links_shown(self.seen, self.record.links)


@described
class Community:
    """Two or more programs that dependencies and themes link more closely to each other than to the rest."""

    record: strawberry.Private[traversal.Community]
    seen: strawberry.Private[SeenPlan]

    @field
    def programs(self) -> list[Program]:
        """The programs of the group."""
        return all_shown(self.seen, self.record.programs)

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that lead the programs."""
        return all_shown(self.seen, self.record.opds)

    @field
    def themes(self) -> list[Theme]:
        """The themes that link the programs."""
        return all_shown(self.seen, self.record.themes)


@described
class CoverageCell(Generic[R]):
    """A cell of a coverage matrix: the programs that serve one dimension and one objective, or that one OPD runs for
    it.
    """

    dimension: Dimension = strawberry.field(description="The dimension or sub-dimension: the row.")
    column: R = strawberry.field(description="The objective or OPD: the column.")
    programs: int = strawberry.field(description="Number of programs in the cell.")
    budget: Rupiah = strawberry.field(
        description="Plausible budget of these programs, in rupiah; each of several objectives that a program serves "
        "has its share. A program that serves two dimensions counts in both, so cells must not be summed."
    )
    record: strawberry.Private[traversal.CoverageCell]
    seen: strawberry.Private[SeenPlan]

    @field
    def work(self) -> list[Program]:
        """The programs in the cell."""
        return all_shown(self.seen, self.record.programs)


@described
class Coverage(Generic[R]):
    """A coverage matrix: dimensions as rows, objectives or OPDs as columns, the programs that connect them in the
    cells.
    """

    dimensions: list[Dimension] = strawberry.field(
        description="The rows: all dimensions, or all sub-dimensions, as asked for."
    )
    columns: list[R] = strawberry.field(description="The columns: all objectives of the level asked for, or all OPDs.")
    cells: list[CoverageCell[R]] = strawberry.field(description="The cells with at least one program.")
    gaps: int = strawberry.field(description="Number of cells without a program.")
    empty_dimensions: list[Dimension] = strawberry.field(description="The dimensions that no program serves.")
    empty_columns: list[R] = strawberry.field(description="The objectives or OPDs without a program for any dimension.")
    seen: strawberry.Private[SeenPlan]

    @field
    def cell(
        self,
        dimension: Annotated[str, said("Id or code of the dimension or sub-dimension.")],
        column: Annotated[strawberry.ID, said("Id of the objective or OPD, or the OPD's short name.")],
    ) -> CoverageCell[R] | None:
        """The cell of one dimension and one objective or OPD; null if it has no program."""
        row = node_id(self.seen, dimension, model.Dimension, "dimension")
        kind = model.Objective if find(self.seen, column, model.Objective) else model.Opd
        id_ = node_id(self.seen, column, kind, "column")
        return next((each for each in self.cells if each.record.row == row and each.record.column == id_), None)


def coverage(seen: SeenPlan, record: traversal.Coverage) -> Coverage[R]:
    """Give a coverage matrix as a type of the schema."""
    at = {id_: shown(seen, id_) for id_ in (*record.rows, *record.columns)}
    return Coverage(
        dimensions=[at[id_] for id_ in record.rows],
        columns=[at[id_] for id_ in record.columns],
        cells=[
            CoverageCell(
                dimension=at[cell.row],
                column=at[cell.column],
                programs=len(cell.programs),
                budget=Rupiah(cell.rupiah),
                record=cell,
                seen=seen,
            )
            for cell in record.cells
        ],
        gaps=len(record.gaps),
        empty_dimensions=[at[id_] for id_ in record.empty_rows],
        empty_columns=[at[id_] for id_ in record.empty_columns],
        seen=seen,
    )
