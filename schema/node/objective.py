"""Objective: a node of the RPJMD tree."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from graph import model
from graph.reference import normalised
from rules.engine import Evaluation
from schema.core import described_input, enumeration, field
from schema.core.described import described
from schema.node.indicator import Indicator
from schema.node.node import PlanNode, all_showing, all_shown, represents, showing

if TYPE_CHECKING:
    from schema.node.opd import Opd
    from schema.node.program import Program


class ObjectiveOrder(Enum):
    """In which order objectives come."""

    ID = "id"
    LEVEL = "level"
    TEXT = "text"


OBJECTIVE_ORDER = enumeration(
    ObjectiveOrder,
    {"ID": "By id.", "LEVEL": "From the vision down to strategies, then by id.", "TEXT": "By their wording."},
)


@described_input
class ObjectiveFilter:
    """Which objectives to give; all conditions must hold."""

    level: model.ObjectiveLevel | None = strawberry.field(default=None, description="Of this level.")
    opd: str | None = strawberry.field(default=None, description="Led by the OPD of this short name.")
    priority: bool | None = strawberry.field(default=None, description="Only, or no, priorities of the region.")
    text: str | None = strawberry.field(default=None, description="With these words in the wording.")


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
    def opd(self) -> Optional[Annotated["Opd", strawberry.lazy("schema.node.opd")]]:  # noqa: UP045 - lazy types need it
        """The OPD that leads it."""
        lead = self.plan.lead(self.record.id)
        return showing(self.evaluation, lead) if lead else None

    @field
    def parent(self) -> "Objective | None":
        """The objective above it."""
        above = self.plan.parent(self.record.id)
        return showing(self.evaluation, above) if above else None

    @field
    def children(self) -> "list[Objective]":
        """The objectives below it."""
        return all_showing(self.evaluation, self.plan.children(self.record.id))

    @field
    def indicators(self) -> list[Indicator]:
        """What measures it."""
        return all_showing(self.evaluation, self.plan.indicators_of(self.record.id))

    @field
    def programs(self) -> list[Annotated["Program", strawberry.lazy("schema.node.program")]]:
        """The programs that serve it."""
        links = self.plan.into(self.record.id, model.LinkKind.ALIGNS)
        programs = (link.source_id for link in links)
        return all_shown(self.evaluation, (id_ for id_ in programs if id_.startswith("program/")))


def chosen(evaluation: Evaluation, wanted: ObjectiveFilter | None, order: ObjectiveOrder) -> list[str]:
    """The ids of the objectives that a filter asks for, in an order."""
    asked = wanted or ObjectiveFilter()
    words = normalised(asked.text).split() if asked.text else []
    levels = list(model.ObjectiveLevel)

    def fits(each: model.Objective) -> bool:
        lead = evaluation.plan.lead(each.id) if asked.opd else None
        return (
            (asked.level is None or each.level is asked.level)
            and (not asked.opd or (lead is not None and lead.short_name.casefold() == asked.opd.casefold()))
            and (asked.priority is None or each.priority is asked.priority)
            and all(word in normalised(each.text) for word in words)
        )

    keys = {
        ObjectiveOrder.ID: lambda each: ("", each.id),
        ObjectiveOrder.LEVEL: lambda each: (levels.index(each.level), each.id),
        ObjectiveOrder.TEXT: lambda each: (each.text.casefold(), each.id),
    }
    return [each.id for each in sorted(filter(fits, evaluation.plan.objectives), key=keys[order])]
