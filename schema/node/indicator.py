"""Indicator: what measures an objective or a program."""

from enum import Enum

import strawberry

from graph import model
from graph.reference import normalised
from rules.asking import shortfall
from rules.engine import Evaluation
from schema.core import described_input, enumeration, field
from schema.core.described import described
from schema.node.measure import IndicatorYear, Measure, indicator_year, measure
from schema.node.node import PlanNode, all_shown, represents


class IndicatorOrder(Enum):
    """In which order indicators come."""

    ID = "id"
    NAME = "name"
    BEHIND = "behind"


INDICATOR_ORDER = enumeration(
    IndicatorOrder,
    {"ID": "By id.", "NAME": "By name.", "BEHIND": "The one furthest behind its path first; unknown ones last."},
)


@described_input
class IndicatorFilter:
    """Which indicators to give; all conditions must hold."""

    name: str | None = strawberry.field(default=None, description="With these words in the name.")
    of_objectives: bool | None = strawberry.field(
        default=None, description="Only, or no, indicators that measure an objective."
    )
    behind: float | None = strawberry.field(
        default=None, description="At least this far behind their path, from 0 to 1."
    )


@represents(model.Indicator)
@described
class Indicator(PlanNode):
    """What measures an objective or a program."""

    @field
    def name(self) -> str:
        """Its name."""
        return str(self.record.name)

    @field
    def unit(self) -> str:
        """Its unit as written."""
        return str(self.record.unit)

    @field
    def direction(self) -> model.Direction | None:
        """Which way it should move; null where nobody said so."""
        direction: model.Direction | None = self.record.direction
        return direction

    @field
    def baseline(self) -> Measure | None:
        """Where it stood before the plan."""
        return measure(self.record.baseline)

    @field
    def end_target(self) -> Measure | None:
        """Where it should stand at the end of the plan."""
        return measure(self.record.end_target)

    @field
    def years(self) -> list[IndicatorYear]:
        """Target and realisation per year."""
        return [indicator_year(year) for year in self.record.years]

    @field
    def behind(self) -> float | None:
        """How far it is behind its path, from 0 (on it) to 1, the part of the year counted; null where unknown."""
        return shortfall(self.record)

    @field
    def measures(self) -> list[PlanNode]:
        """The programs and objectives that it measures."""
        links = self.plan.out(self.record.id, model.LinkKind.MEASURES)
        return all_shown(self.evaluation, (link.target_id for link in links))


def chosen(evaluation: Evaluation, wanted: IndicatorFilter | None, order: IndicatorOrder) -> list[str]:
    """The ids of the indicators that a filter asks for, in an order."""
    asked = wanted or IndicatorFilter()
    plan = evaluation.plan
    words = normalised(asked.name).split() if asked.name else []

    def fits(each: model.Indicator) -> bool:
        measured = (plan.nodes[link.target_id] for link in plan.out(each.id, model.LinkKind.MEASURES))
        return (
            all(word in normalised(each.name) for word in words)
            and (asked.behind is None or (shortfall(each) or 0) >= asked.behind)
            and (
                asked.of_objectives is None
                or any(isinstance(node, model.Objective) for node in measured) is asked.of_objectives
            )
        )

    keys = {
        IndicatorOrder.ID: lambda each: (0, each.id),
        IndicatorOrder.NAME: lambda each: (each.name.casefold(), each.id),
        IndicatorOrder.BEHIND: lambda each: (-(-1.0 if (gap := shortfall(each)) is None else gap), each.id),
    }
    return [each.id for each in sorted(filter(fits, plan.of(model.Indicator)), key=keys[order])]
