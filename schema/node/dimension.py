"""Dimension: the smart city dimensions and their sub-dimensions."""

from graph import model
from graph.traversal.division import Counting
from schema.core import field
from schema.core.described import described
from schema.node.money import Each, MoneyYear, MoneyYears, money_under
from schema.node.node import PlanNode, all_showing, represents, showing


@represents(model.Dimension)
@described
class Dimension(PlanNode):
    """One of the six smart city dimensions, or one of the three sub-dimensions of each."""

    @field
    def code(self) -> str:
        """Code, such as SG for a dimension or SG-1 for a sub-dimension."""
        return str(self.record.code)

    @field
    def level(self) -> model.DimensionLevel:
        """Level: dimension or sub-dimension."""
        level: model.DimensionLevel = self.record.level
        return level

    @field
    def name(self) -> str:
        """Name in Indonesian."""
        return str(self.record.name)

    @field
    def name_en(self) -> str:
        """Name in English."""
        return str(self.record.name_en)

    @field
    def description(self) -> str:
        """Description of the dimension, in Indonesian."""
        return str(self.record.description)

    @field
    def parent(self) -> "Dimension | None":
        """The dimension that the sub-dimension belongs to; null for a dimension."""
        above = self.plan.parent(self.record.id)
        return showing(self.seen, above) if above else None

    @field
    def sub_dimensions(self) -> "list[Dimension]":
        """The sub-dimensions of the dimension; empty for a sub-dimension."""
        return all_showing(self.seen, self.plan.children(self.record.id))

    @field
    def money(self, each: Each = Counting.ONCE, years: MoneyYears = None) -> list[MoneyYear]:
        """Budget and spending of the work that serves the dimension, year by year."""
        return money_under(self.seen, self.record, self.record.level, years, each)
