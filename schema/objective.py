"""Objective: a node of the RPJMD tree."""

from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from graph import model
from schema.described import described, field
from schema.indicator import Indicator
from schema.node import PlanNode, all_shown, represents, shown

if TYPE_CHECKING:
    from schema.opd import Opd
    from schema.program import Program


@represents(model.Objective)
@described
class Objective(PlanNode):
    """A node of the RPJMD tree: vision, mission, goal, outcome or strategy."""

    @field
    def level(self) -> model.ObjectiveLevel:
        """Which level of the tree it stands on."""
        level: model.ObjectiveLevel = self.record.level
        return level

    @field
    def text(self) -> str:
        """Its wording."""
        return str(self.record.text)

    @field
    def priority(self) -> bool:
        """Whether it is a priority of the region."""
        return bool(self.record.priority)

    @field
    def opd(self) -> Optional[Annotated["Opd", strawberry.lazy("schema.opd")]]:  # noqa: UP045 - lazy types need it
        """The OPD that leads it."""
        lead = self.plan.lead(self.record.id)
        return shown(self.evaluation, lead.id) if lead else None

    @field
    def parent(self) -> "Objective | None":
        """The objective above it."""
        above = self.plan.parent(self.record.id)
        return shown(self.evaluation, above.id) if above else None

    @field
    def children(self) -> "list[Objective]":
        """The objectives below it."""
        return all_shown(self.evaluation, (child.id for child in self.plan.children(self.record.id)))

    @field
    def indicators(self) -> list[Indicator]:
        """What measures it."""
        return all_shown(self.evaluation, (node.id for node in self.plan.indicators_of(self.record.id)))

    @field
    def programs(self) -> list[Annotated["Program", strawberry.lazy("schema.program")]]:
        """The programs that serve it."""
        links = self.plan.into(self.record.id, model.LinkKind.ALIGNS)
        programs = (link.source_id for link in links)
        return all_shown(self.evaluation, (id_ for id_ in programs if id_.startswith("program/")))
