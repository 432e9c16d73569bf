"""Objective: a node of the RPJMD tree."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from acts import SeenPlan
from graph import model
from graph.traversal.division import Counting
from schema.core import Key, Rows, described_filter, either, enumeration, field, ordered, passing, words_in
from schema.core.described import described
from schema.node.dimension import Dimension
from schema.node.indicator import Indicator
from schema.node.money import Each, MoneyYear, MoneyYears, money_under
from schema.node.naming import node_ids
from schema.node.node import PlanNode, all_showing, all_shown, is_of, represents, showing

if TYPE_CHECKING:
    from schema.node.opd import Opd
    from schema.node.program import Program


class ObjectiveOrder(Enum):
    """Order of a list of objectives."""

    ID = "id"
    LEVEL = "level"
    TEXT = "text"


OBJECTIVE_ORDER = enumeration(
    ObjectiveOrder,
    {
        "ID": "By id.",
        "LEVEL": "From the vision down to the strategies, then the issues, then by id.",
        "TEXT": "By text.",
    },
)


@described_filter
class ObjectiveFilter:
    """Filter for objectives; all conditions must hold."""

    level: model.ObjectiveLevel | None = strawberry.field(default=None, description="Only objectives of this level.")
    levels: list[model.ObjectiveLevel] | None = strawberry.field(
        default=None, description="Only objectives of these levels."
    )
    opd: str | None = strawberry.field(
        default=None, description="Only objectives led by the OPD with this id or short name."
    )
    opds: list[str] | None = strawberry.field(default=None, description="Only objectives led by one of these OPDs.")
    priority: bool | None = strawberry.field(
        default=None, description="True: only priorities of the region; false: only others."
    )
    text: str | None = strawberry.field(
        default=None, description="Only objectives whose text contains all these words."
    )


@represents(model.Objective)
@described
class Objective(PlanNode):
    """An objective of the medium-term plan (RPJMD) or of an OPD: vision, mission, goal, outcome or strategy; also a
    strategic issue that the plan answers.
    """

    @field
    def level(self) -> model.ObjectiveLevel:
        """Level in the tree: vision, mission, goal, outcome or strategy; or an issue, which stands beside it."""
        level: model.ObjectiveLevel = self.record.level
        return level

    @field
    def text(self) -> str:
        """Text of the objective."""
        return str(self.record.text)

    @field
    def code(self) -> str:
        """Number of the objective in its document; empty if it has none."""
        return str(self.record.code)

    @field
    def priority(self) -> bool:
        """Whether the objective is a priority of the region."""
        return bool(self.record.priority)

    @field
    def opd(self) -> Optional[Annotated["Opd", strawberry.lazy("schema.node.opd")]]:  # noqa: UP045 - lazy types need it
        """The OPD that leads the objective, perhaps a unit of an agency; null if none does."""
        runner = self.plan.runner(self.record.id)
        return showing(self.seen, runner) if runner else None

    @field
    def parent(self) -> "Objective | None":
        """The objective above this one; null at the top of the tree."""
        above = self.plan.parent(self.record.id)
        return showing(self.seen, above) if above else None

    @field
    def children(self) -> "list[Objective]":
        """The objectives directly below this one."""
        return all_showing(self.seen, self.plan.children(self.record.id))

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions and sub-dimensions that it is said to concern, most of all of an issue."""
        return all_showing(self.seen, self.plan.placed_in(self.record.id))

    @field
    def indicators(self) -> list[Indicator]:
        """The indicators that measure the objective."""
        return all_showing(self.seen, self.plan.indicators_of(self.record.id))

    @field
    def programs(self) -> list[Annotated["Program", strawberry.lazy("schema.node.program")]]:
        """The programs, activities and sub-activities that are linked to the objective as serving it."""
        links = self.plan.into(self.record.id, model.LinkKind.ALIGNS)
        programs = (link.source_id for link in links)
        return all_shown(self.seen, (id_ for id_ in programs if id_.startswith("program/")))

    @field
    def money(self, each: Each = Counting.ONCE, years: MoneyYears = None) -> list[MoneyYear]:
        """Budget and spending of the work that serves the objective or one below it, year by year."""
        return money_under(self.seen, self.record, self.record.level, years, each)


def chosen(seen: SeenPlan, wanted: ObjectiveFilter | None, order: ObjectiveOrder) -> Rows[model.Objective]:
    """Give the objectives that pass a filter, in an order."""
    levels = list(model.ObjectiveLevel)
    keys: dict[ObjectiveOrder, Callable[[model.Objective], Key]] = {
        ObjectiveOrder.ID: lambda each: (each.id,),
        ObjectiveOrder.LEVEL: lambda each: (levels.index(each.level), each.id),
        ObjectiveOrder.TEXT: lambda each: (each.text.casefold(), each.id),
    }
    return ordered(filter(passing(wanted, lambda one: _fits(seen, one)), seen.plan.objectives), keys[order], order)


def _fits(seen: SeenPlan, asked: ObjectiveFilter) -> Callable[[model.Objective], bool]:
    in_text, levels = words_in(asked.text), either(asked.level, asked.levels)
    opds = node_ids(seen, asked.opd, asked.opds, model.Opd, ("opd", "opds"))
    return lambda each: (
        (levels is None or each.level in levels)
        and (opds is None or any(is_of(seen.plan, each.id, opd) for opd in opds))
        and (asked.priority is None or each.priority is asked.priority)
        and in_text(each.text)
    )
