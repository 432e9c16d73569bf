"""Indicator: what measures an objective or a program."""

from typing import Annotated

import strawberry

from graph import model
from rules.pace import shortfall
from schema.described import described, field
from schema.measure import IndicatorYear, Measure, indicator_year, measure
from schema.node import PlanNode, all_shown, represents


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
    def measures(self) -> list[Annotated["PlanNode", strawberry.lazy("schema.node")]]:
        """The programs and objectives that it measures."""
        links = self.plan.out(self.record.id, model.LinkKind.MEASURES)
        return all_shown(self.evaluation, (link.target_id for link in links))
