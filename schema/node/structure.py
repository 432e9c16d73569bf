"""Structure: paths, impact, cycles, bottlenecks, matrices and coverage of a plan."""

from typing import Annotated, Generic, TypeVar

import strawberry
from strawberry import relay

from graph import traversal
from rules.engine import Evaluation
from schema.core import Rupiah, field, said
from schema.core.described import described
from schema.node.dimension import Dimension
from schema.node.link import Link, links_shown
from schema.node.node import PlanNode, all_shown, shown
from schema.node.objective import Objective
from schema.node.opd import Opd
from schema.node.program import Program
from schema.node.reach import Reach, reached
from schema.node.theme import Theme

R = TypeVar("R", Objective, Opd)


@described
class DependencyPath:
    """One way over which a node depends on another."""

    record: strawberry.Private[traversal.Path]
    evaluation: strawberry.Private[Evaluation]

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes on the way, both ends among them."""
        return all_shown(self.evaluation, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The dependencies on the way."""
        return links_shown(self.evaluation, self.record.links)


@described
class LateNode:
    """A node that is late because another is."""

    record: strawberry.Private[traversal.Late]
    evaluation: strawberry.Private[Evaluation]

    @field
    def node(self) -> PlanNode:
        """The node."""
        node: PlanNode = shown(self.evaluation, self.record.id)
        return node

    @field
    def months(self) -> int:
        """How many months late it is."""
        return self.record.months

    @field
    def confidence(self) -> float:
        """How sure that is, from 0 to 1."""
        return self.record.confidence

    @field
    def links(self) -> list[Link]:
        """The dependencies on the way, from the delayed node to this one."""
        return links_shown(self.evaluation, self.record.links)


@described
class CutImpact:
    """What the loss of one node takes with it."""

    record: strawberry.Private[traversal.Cut]
    evaluation: strawberry.Private[Evaluation]

    @field
    def dependants(self) -> list[Reach]:
        """Who loses a prerequisite, nearest first."""
        return reached(self.evaluation, self.record.dependants)

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that lead them."""
        return all_shown(self.evaluation, self.record.opds)

    @field
    def budget(self) -> Rupiah:
        """Their plausible budget, counted once at the lowest level that states it."""
        return Rupiah(self.record.rupiah)

    @field
    def objectives(self) -> list[Objective]:
        """The objectives that they serve."""
        return all_shown(self.evaluation, self.record.objectives)

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions and sub-dimensions that they serve."""
        return all_shown(self.evaluation, self.record.dimensions)


@described
class Cycle:
    """Work that waits for itself in a circle."""

    record: strawberry.Private[traversal.Cycle]
    evaluation: strawberry.Private[Evaluation]

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes of the circle."""
        return all_shown(self.evaluation, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The dependencies of the circle."""
        return links_shown(self.evaluation, self.record.links)

    @field
    def weakest(self) -> Link | None:
        """The dependency that is broken most easily."""
        found = links_shown(self.evaluation, [self.record.weakest])
        return found[0] if found else None


@described
class CriticalPath:
    """The chain of dependencies that takes longest."""

    record: strawberry.Private[traversal.CriticalPath]
    evaluation: strawberry.Private[Evaluation]

    @field
    def months(self) -> int:
        """How many months it takes."""
        return self.record.months

    @field
    def nodes(self) -> list[PlanNode]:
        """The nodes of the chain, from the one that waits longest."""
        return all_shown(self.evaluation, self.record.nodes)

    @field
    def links(self) -> list[Link]:
        """The dependencies of the chain."""
        return links_shown(self.evaluation, self.record.links)


@described
class Bottleneck:
    """A node through which many ways of dependence lead."""

    record: strawberry.Private[traversal.Bottleneck]
    evaluation: strawberry.Private[Evaluation]

    @field
    def node(self) -> PlanNode:
        """The program or the OPD."""
        node: PlanNode = shown(self.evaluation, self.record.id)
        return node

    @field
    def score(self) -> float:
        """The share of shortest ways between all others that lead through it, from 0 to 1."""
        return self.record.score

    @field
    def needs(self) -> int:
        """How many it depends on directly."""
        return self.record.needs

    @field
    def needed_by(self) -> int:
        """How many depend on it directly."""
        return self.record.needed_by

    @field
    def opds(self) -> list[Opd]:
        """The other OPDs that it serves."""
        return all_shown(self.evaluation, self.record.opds)


@described
class OpdTie:
    """How one OPD depends on another."""

    record: strawberry.Private[traversal.OpdTie]
    evaluation: strawberry.Private[Evaluation]

    @field
    def opd(self) -> Opd:
        """The OPD that needs."""
        opd: Opd = shown(self.evaluation, self.record.opd)
        return opd

    @field
    def needed(self) -> Opd:
        """The OPD that is needed."""
        opd: Opd = shown(self.evaluation, self.record.needed)
        return opd

    @field
    def count(self) -> int:
        """How many dependencies there are."""
        return self.record.count

    @field
    def confidence(self) -> float:
        """How sure they are on average, from 0 to 1."""
        return self.record.confidence

    @field
    def links(self) -> list[Link]:
        """The dependencies."""
        return links_shown(self.evaluation, self.record.links)


@described
class Community:
    """A group of programs that dependencies and themes tie closely."""

    record: strawberry.Private[traversal.Community]
    evaluation: strawberry.Private[Evaluation]

    @field
    def programs(self) -> list[Program]:
        """Its programs."""
        return all_shown(self.evaluation, self.record.programs)

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that lead them."""
        return all_shown(self.evaluation, self.record.opds)

    @field
    def themes(self) -> list[Theme]:
        """The themes that tie them."""
        return all_shown(self.evaluation, self.record.themes)


@described
class CoverageCell(Generic[R]):
    """Where a dimension meets an objective or an OPD in work."""

    dimension: Dimension = strawberry.field(description="The dimension or sub-dimension.")
    column: R = strawberry.field(description="The objective or the OPD.")
    programs: int = strawberry.field(description="How many programs serve both.")
    budget: Rupiah = strawberry.field(
        description="Their plausible budget; of what serves several objectives each has its share. What serves two "
        "dimensions counts in both, so cells of several dimensions must not be summed."
    )
    record: strawberry.Private[traversal.CoverageCell]
    evaluation: strawberry.Private[Evaluation]

    @field
    def work(self) -> list[Program]:
        """The programs that serve both."""
        return all_shown(self.evaluation, self.record.programs)


@described
class Coverage(Generic[R]):
    """Which dimensions meet which objectives or OPDs in work, and which do not."""

    dimensions: list[Dimension] = strawberry.field(description="All dimensions: the rows.")
    columns: list[R] = strawberry.field(description="All objectives or OPDs: the columns.")
    cells: list[CoverageCell[R]] = strawberry.field(description="The cells with work.")
    gaps: int = strawberry.field(description="How many cells have none.")
    empty_dimensions: list[Dimension] = strawberry.field(description="The dimensions without any work.")
    empty_columns: list[R] = strawberry.field(description="The objectives or OPDs without work for any dimension.")

    @field
    def cell(
        self,
        dimension: Annotated[str, said("Code of the dimension or sub-dimension.")],
        column: Annotated[relay.GlobalID, said("Id of the objective or the OPD.")],
    ) -> CoverageCell[R] | None:
        """The cell where one dimension meets one objective or OPD; null where there is no work."""
        met = (each for each in self.cells if each.dimension.record.code == dimension)
        return next((each for each in met if each.column.own_id() == column.node_id), None)


def coverage(evaluation: Evaluation, record: traversal.Coverage) -> Coverage[R]:
    """Show a coverage."""
    at = {id_: shown(evaluation, id_) for id_ in (*record.rows, *record.columns)}
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
                evaluation=evaluation,
            )
            for cell in record.cells
        ],
        gaps=len(record.gaps),
        empty_dimensions=[at[id_] for id_ in record.empty_rows],
        empty_columns=[at[id_] for id_ in record.empty_columns],
    )
