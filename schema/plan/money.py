"""Plan money: the budgets and spending of a whole plan, and divided by what they are for."""

from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import model
from graph.traversal.account import accounts_by, accounts_by_opd, whole_account
from graph.traversal.division import Counting
from schema.core import apart, field, said
from schema.core.described import described
from schema.node import Dimension, Objective, Opd, Theme
from schema.node.money import Each, MoneyDivision, MoneyYear, MoneyYears, money_division, money_years


@described
@apart
class PlanMoney:
    """Budgets and spending of a plan, whole and divided by what they are for."""

    seen: strawberry.Private[SeenPlan]

    @field
    def years(self, years: MoneyYears = None) -> list[MoneyYear]:
        """The money of the whole plan, year by year."""
        return money_years(self.seen, whole_account(self.seen.plan), years)

    @field
    def by_opd(self, years: MoneyYears = None) -> MoneyDivision[Opd]:
        """The money of each agency, with that of its units; `inNone` is that of work that nobody leads."""
        plan = self.seen.plan
        return money_division(self.seen, plan.opds, accounts_by_opd(plan), years)

    @field
    def by_dimension(
        self,
        level: Annotated[
            model.DimensionLevel, said("Whether money is divided among dimensions or sub-dimensions.")
        ] = model.DimensionLevel.DIMENSION,
        each: Each = Counting.ONCE,
        years: MoneyYears = None,
    ) -> MoneyDivision[Dimension]:
        """The money under each dimension; `inNone` is that of work that serves none."""
        plan = self.seen.plan
        return money_division(self.seen, plan.dimensions(level), accounts_by(plan, model.Dimension, level, each), years)

    @field
    def by_theme(self, each: Each = Counting.ONCE, years: MoneyYears = None) -> MoneyDivision[Theme]:
        """The money under each theme; `inNone` is that of work that belongs to none."""
        plan = self.seen.plan
        return money_division(self.seen, plan.themes, accounts_by(plan, model.Theme, None, each), years)

    @field
    def by_objective(
        self,
        level: Annotated[
            model.ObjectiveLevel, said("Level of the objectives that money is divided among.")
        ] = model.ObjectiveLevel.OUTCOME,
        each: Each = Counting.ONCE,
        years: MoneyYears = None,
    ) -> MoneyDivision[Objective]:
        """The money under each objective of a level; `inNone` is that of work that serves nothing below one of them."""
        plan = self.seen.plan
        objectives = (found for found in plan.objectives if found.level is level)
        return money_division(self.seen, objectives, accounts_by(plan, model.Objective, level, each), years)
