"""Dimension: the smart city dimensions and their sub-dimensions."""

from graph import model
from schema.core import field
from schema.core.described import described
from schema.node.node import PlanNode, all_showing, represents


@represents(model.Dimension)
@described
class Dimension(PlanNode):
    """One of the six smart city dimensions, or one of the three sub-dimensions of each."""

    @field
    def code(self) -> str:
        """Its code, such as SG or SG-1."""
        return str(self.record.code)

    @field
    def level(self) -> model.DimensionLevel:
        """Whether it is a dimension or a sub-dimension."""
        level: model.DimensionLevel = self.record.level
        return level

    @field
    def name(self) -> str:
        """Its Indonesian name."""
        return str(self.record.name)

    @field
    def name_en(self) -> str:
        """Its English name."""
        return str(self.record.name_en)

    @field
    def description(self) -> str:
        """What it is about, in Indonesian."""
        return str(self.record.description)

    @field
    def sub_dimensions(self) -> "list[Dimension]":
        """Its sub-dimensions."""
        return all_showing(self.evaluation, self.plan.children(self.record.id))
