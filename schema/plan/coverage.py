"""Coverage: which dimensions have work of which OPDs and for which objectives."""

from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import model, traversal
from schema.core import apart, field, said
from schema.core.described import described
from schema.node import Coverage, Objective, Opd, structure
from schema.plan.lookup import BudgetYear

Level = Annotated[model.DimensionLevel, said("Rows of the matrix: dimensions or sub-dimensions.")]
ObjectiveLevel = Annotated[model.ObjectiveLevel, said("Level of the objectives in the columns.")]


@described
@apart
class PlanCoverage:
    """The coverage matrices of a plan: which dimensions have work of which OPDs and for which objectives."""

    seen: strawberry.Private[SeenPlan]

    @field
    def by_opd(self, level: Level = model.DimensionLevel.DIMENSION, year: BudgetYear = None) -> Coverage[Opd]:
        """The coverage matrix of dimensions and OPDs."""
        found = traversal.dimensions_by_opd(self.seen.plan, level=level, year=year)
        return structure.coverage(self.seen, found)

    @field
    def by_objective(
        self,
        level: Level = model.DimensionLevel.DIMENSION,
        objective_level: ObjectiveLevel = model.ObjectiveLevel.OUTCOME,
        year: BudgetYear = None,
    ) -> Coverage[Objective]:
        """The coverage matrix of dimensions and objectives."""
        found = traversal.dimensions_by_objective(
            self.seen.plan, level=level, objective_level=objective_level, year=year
        )
        return structure.coverage(self.seen, found)
