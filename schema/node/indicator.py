"""Indicator: what measures an objective or a program."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from acts import SeenPlan
from graph import model
from rules.asking import shortfall
from schema.core import Key, Rows, Year, described_filter, enumeration, field, ordered, passing, words_in
from schema.core.described import described
from schema.node.measure import IndicatorYear, Measure, indicator_year, measure
from schema.node.naming import node_ids
from schema.node.node import PlanNode, all_shown, is_of, represents, showing

if TYPE_CHECKING:
    from schema.node.opd import Opd


class IndicatorOrder(Enum):
    """Order of a list of indicators."""

    ID = "id"
    NAME = "name"
    BEHIND = "behind"


INDICATOR_ORDER = enumeration(
    IndicatorOrder,
    {
        "ID": "By id.",
        "NAME": "By name.",
        "BEHIND": "Indicators furthest behind their target path first; those for which this is unknown last.",
    },
)


@described_filter
class IndicatorFilter:
    """Filter for indicators; all conditions must hold."""

    name: str | None = strawberry.field(
        default=None, description="Only indicators whose name contains all these words."
    )
    opd: str | None = strawberry.field(
        default=None,
        description="Only indicators for which the OPD with this id or short name is responsible, or which measure its "
        "work or an objective that it leads.",
    )
    opds: list[str] | None = strawberry.field(default=None, description="Only such indicators of one of these OPDs.")
    year: Year | None = strawberry.field(default=None, description="Only indicators with a row of this year.")
    of_objectives: bool | None = strawberry.field(
        default=None,
        description="True: only indicators that measure an objective; false: only indicators that measure none.",
    )
    behind: float | None = strawberry.field(
        default=None, description="Only indicators at least this far behind their target path, from 0 to 1."
    )


@represents(model.Indicator)
@described
class Indicator(PlanNode):
    """A measure of an objective or a program, with a unit, a direction, and targets and realisations per year."""

    @field
    def name(self) -> str:
        """Name of the indicator."""
        return str(self.record.name)

    @field
    def unit(self) -> str:
        """Unit, as written in the plan."""
        return str(self.record.unit)

    @field
    def direction(self) -> model.Direction | None:
        """Whether the value should rise, fall or stay; null if the plan does not say."""
        direction: model.Direction | None = self.record.direction
        return direction

    @field
    def baseline(self) -> Measure | None:
        """Value before the plan's period; null if unknown."""
        return measure(self.record.baseline)

    @field
    def end_target(self) -> Measure | None:
        """Target for the end of the plan's period; null if unknown."""
        return measure(self.record.end_target)

    @field
    def years(self) -> list[IndicatorYear]:
        """Target and realisation per year."""
        return [indicator_year(year) for year in self.record.years]

    @field
    def behind(self) -> float | None:
        """How far the indicator is behind its target path in the latest year that can be judged, from 0 (not behind) to
        1; of an unfinished year's target, the part due by `quarter` counts. Null if unknown.
        """
        return shortfall(self.record)

    @field
    def opd(self) -> Optional[Annotated["Opd", strawberry.lazy("schema.node.opd")]]:  # noqa: UP045 - lazy types need it
        """The OPD that is responsible for the indicator; null if none is."""
        lead = self.plan.lead(self.record.id)
        return showing(self.seen, lead) if lead else None

    @field
    def measures(self) -> list[PlanNode]:
        """The programs and objectives that the indicator measures."""
        links = self.plan.out(self.record.id, model.LinkKind.MEASURES)
        return all_shown(self.seen, (link.target_id for link in links))


def chosen(seen: SeenPlan, wanted: IndicatorFilter | None, order: IndicatorOrder) -> Rows[model.Indicator]:
    """Give the indicators that pass a filter, in an order."""
    keys: dict[IndicatorOrder, Callable[[model.Indicator], Key]] = {
        IndicatorOrder.ID: lambda each: (each.id,),
        IndicatorOrder.NAME: lambda each: (each.name.casefold(), each.id),
        IndicatorOrder.BEHIND: lambda each: (-(-1.0 if (gap := shortfall(each)) is None else gap), each.id),
    }
    found = filter(passing(wanted, lambda one: _fits(seen, one)), seen.plan.of(model.Indicator))
    return ordered(found, keys[order], order)


def _fits(seen: SeenPlan, asked: IndicatorFilter) -> Callable[[model.Indicator], bool]:
    plan = seen.plan
    in_name = words_in(asked.name)
    opds = node_ids(seen, asked.opd, asked.opds, model.Opd, ("opd", "opds"))

    def fits(each: model.Indicator) -> bool:
        measured = [link.target_id for link in plan.out(each.id, model.LinkKind.MEASURES)]
        return (
            in_name(each.name)
            and (asked.behind is None or (shortfall(each) or 0) >= asked.behind)
            and (asked.year is None or any(year.year == asked.year for year in each.years))
            and (opds is None or any(is_of(plan, id_, opd) for id_ in (each.id, *measured) for opd in opds))
            and (
                asked.of_objectives is None
                or any(isinstance(plan.nodes[id_], model.Objective) for id_ in measured) is asked.of_objectives
            )
        )

    return fits
