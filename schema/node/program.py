"""Program: programs, activities and sub-activities, and how to choose among them."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Final, Optional
from weakref import WeakKeyDictionary

import strawberry

from acts import SeenPlan
from graph import code as codes
from graph import model
from graph.figure import by_stage
from graph.reference import is_minimum_service
from graph.snapshot import PlanGraph
from schema.core import (
    Code,
    Key,
    Rows,
    Rupiah,
    Year,
    described_filter,
    either,
    enumeration,
    field,
    passing,
    said,
    words_in,
)
from schema.core.described import described
from schema.node.dimension import Dimension
from schema.node.indicator import Indicator
from schema.node.measure import Money, ProgramYear, StageSum, money, program_year, stage_sums
from schema.node.naming import known_code, node_ids
from schema.node.node import PlanNode, all_showing, is_of, represents, showing
from schema.node.objective import Objective
from schema.node.reach import AcrossOpds, Depth, Reach, dependants, dependencies

if TYPE_CHECKING:
    from schema.node.masterplan import MasterplanProgram
    from schema.node.opd import Opd
    from schema.node.theme import Theme


class ProgramOrder(Enum):
    """Order of a list of programs, activities and sub-activities."""

    CODE = "code"
    NAME = "name"
    BUDGET = "budget"


PROGRAM_ORDER = enumeration(
    ProgramOrder,
    {
        "CODE": "By nomenclature code, then by OPD; those without a code last.",
        "NAME": "By name.",
        "BUDGET": "Largest budget first: that of the filter's `year`, else over all years.",
    },
)


@described_filter
class ProgramFilter:
    """Filter for programs, activities and sub-activities; all conditions must hold."""

    level: model.Level | None = strawberry.field(
        default=None, description="Only this level: program, activity or sub-activity."
    )
    levels: list[model.Level] | None = strawberry.field(default=None, description="Only these levels.")
    code: Code | None = strawberry.field(
        default=None, description="Only this nomenclature code and the codes below it."
    )
    opd: str | None = strawberry.field(
        default=None, description="Only work run by the OPD with this id or short name, or by its units."
    )
    opds: list[str] | None = strawberry.field(
        default=None, description="Only work run by one of these OPDs, or by their units."
    )
    theme: str | None = strawberry.field(
        default=None, description="Only work that belongs to the theme with this id or name, such as `banjir`."
    )
    themes: list[str] | None = strawberry.field(
        default=None, description="Only work that belongs to one of these themes."
    )
    dimension: str | None = strawberry.field(
        default=None,
        description="Only work that serves the dimension or sub-dimension with this id or code, such as SG or SG-1.",
    )
    dimensions: list[str] | None = strawberry.field(
        default=None, description="Only work that serves one of these dimensions or sub-dimensions."
    )
    objective: str | None = strawberry.field(
        default=None, description="Only work that serves the objective with this id or text, or one below it."
    )
    objectives: list[str] | None = strawberry.field(
        default=None, description="Only work that serves one of these objectives, or one below them."
    )
    year: Year | None = strawberry.field(default=None, description="Only work with a row of this year.")
    budget_at_least: Rupiah | None = strawberry.field(
        default=None, description="Only work with at least this plausible budget, in `year` or else over all years."
    )
    budget_at_most: Rupiah | None = strawberry.field(
        default=None, description="Only work with at most this plausible budget, in `year` or else over all years."
    )
    name: str | None = strawberry.field(default=None, description="Only work whose name contains all these words.")
    text: str | None = strawberry.field(
        default=None, description="Only work whose name, location, beneficiaries and labels contain all these words."
    )
    overhead: bool | None = strawberry.field(
        default=None,
        description="True: only office work that every OPD does for itself (X.XX.01); false: only other work.",
    )
    marked: model.MarkCode | None = strawberry.field(
        default=None, description="Only work that carries a warning of this kind."
    )


@represents(model.Program)
@described
class Program(PlanNode):
    """A program, activity (kegiatan) or sub-activity (sub kegiatan) that one OPD runs."""

    @field
    def code(self) -> Code | None:
        """Nomenclature code; null if none is known."""
        return Code(self.record.code) if self.record.code else None

    @field
    def written_code(self) -> str:
        """Code as written in the file, if it differs from `code`; else empty."""
        return str(self.record.written_code)

    @field
    def level(self) -> model.Level:
        """Level: program, activity or sub-activity."""
        level: model.Level = self.record.level
        return level

    @field
    def name(self) -> str:
        """Name of the program, activity or sub-activity."""
        return str(self.record.name)

    @field
    def is_overhead(self) -> bool:
        """Whether this is office work that every OPD does for itself (X.XX.01)."""
        return bool(self.record.is_overhead)

    @field
    def is_minimum_service(self) -> bool:
        """Whether the nomenclature of 2026 marks it as work of the minimum service standards (SPM), which the law puts
        first.
        """
        return is_minimum_service(self.record.code)

    @field
    def years(self) -> list[ProgramYear]:
        """Budget and spending per year."""
        return [program_year(year) for year in self.record.years]

    @field
    def budget(
        self, year: Annotated[Year | None, said("The year; the sum over all years if left out.")] = None
    ) -> Rupiah | None:
        """Plausible budget in rupiah; null if the plan gives none.

        A program's budget repeats that of its activities, so budgets of different levels must not be summed.
        """
        given = (each.budget for each in self.record.years if each.budget and year in (None, each.year))
        is_told = any(each.plausible and each.amount is not None for each in given)
        return Rupiah(self.record.budget(year)) if is_told else None

    @field
    def budget_by_stage(
        self, year: Annotated[Year | None, said("The year; all years if left out.")] = None
    ) -> list[StageSum]:
        """What `budget` is a sum of, by stage of the budget, the earliest first."""
        return stage_sums(by_stage(each for each in self.record.years if year in (None, each.year)).items())

    @field
    def period_budget(self) -> Money | None:
        """Budget over the plan's whole period; null if unknown."""
        return money(self.record.period_budget)

    @field
    def location(self) -> str:
        """Location, as written; empty if unknown."""
        return str(self.record.location)

    @field
    def beneficiaries(self) -> str:
        """Beneficiaries, as written; empty if unknown."""
        return str(self.record.beneficiaries)

    @field
    def tags(self) -> list[str]:
        """Labels from the file."""
        return list(self.record.tags)

    @field
    def opd(self) -> Optional[Annotated["Opd", strawberry.lazy("schema.node.opd")]]:  # noqa: UP045 - lazy types need it
        """The OPD that runs it, perhaps a unit of an agency; null if unknown."""
        runner = self.plan.runner(self.record.id)
        return showing(self.seen, runner) if runner else None

    @field
    def parent(self) -> "Program | None":
        """The program that contains this activity, or the activity that contains this sub-activity; null if there is
        none.
        """
        above = self.plan.parent(self.record.id)
        return showing(self.seen, above) if above else None

    @field
    def children(self) -> "list[Program]":
        """The activities of this program, or the sub-activities of this activity."""
        return all_showing(self.seen, self.plan.children(self.record.id))

    @field
    def indicators(self) -> list[Indicator]:
        """The indicators that measure it."""
        return all_showing(self.seen, self.plan.indicators_of(self.record.id))

    @field
    def objectives(self) -> list[Objective]:
        """The objectives that it serves: its own or those of the program or activity that contains it."""
        return all_showing(self.seen, self.plan.objectives_of(self.record.id))

    @field
    def dimensions(self) -> list[Dimension]:
        """The sub-dimensions that it serves: its own or those of the program or activity that contains it."""
        return all_showing(self.seen, self.plan.dimensions_of(self.record.id))

    @field
    def themes(self) -> list[Annotated["Theme", strawberry.lazy("schema.node.theme")]]:
        """The themes that it belongs to."""
        return all_showing(self.seen, self.plan.themes_of(self.record.id))

    @field
    def masterplan_programs(
        self,
    ) -> list[Annotated["MasterplanProgram", strawberry.lazy("schema.node.masterplan")]]:
        """The masterplan programs that it carries itself."""
        return all_showing(self.seen, self.plan.carried_by(self.record.id))

    @field
    def dependencies(self, depth: Depth = 1, across_opds: AcrossOpds = False) -> list[Reach]:
        """The nodes that it needs, directly or through others, nearest first."""
        return dependencies(self.seen, self.record.id, depth, across_opds)

    @field
    def dependants(self, depth: Depth = 1, across_opds: AcrossOpds = False) -> list[Reach]:
        """The nodes that need it, directly or through others, nearest first."""
        return dependants(self.seen, self.record.id, depth, across_opds)


def _by_budget(year: int | None) -> Callable[[model.Program], Key]:
    return lambda program: (-program.budget(year), program.id)


_KEYS: Final[Mapping[ProgramOrder, Callable[[model.Program], Key]]] = {
    ProgramOrder.CODE: lambda p: (p.code or "~", p.id),
    ProgramOrder.NAME: lambda p: (p.name.casefold(), p.id),
    ProgramOrder.BUDGET: _by_budget(None),
}
_SORTED: WeakKeyDictionary[PlanGraph, dict[ProgramOrder, list[model.Program]]] = WeakKeyDictionary()


def _in_order(plan: PlanGraph, order: ProgramOrder) -> list[model.Program]:
    """All programs of a plan in an order; sorted once, and kept as long as the plan."""
    kept = _SORTED.setdefault(plan, {})
    if order not in kept:
        kept[order] = sorted(plan.of(model.Program), key=_KEYS[order])
    return kept[order]


def chosen(seen: SeenPlan, asked: ProgramFilter | None, order: ProgramOrder) -> Rows[model.Program]:
    """Give the programs that pass a filter, in an order."""
    found = _in_order(seen.plan, order)
    if asked is None:
        return Rows(found, _KEYS[order], order.name)
    rows = list(filter(passing(asked, lambda one: _fits(seen, one)), found))
    if order is ProgramOrder.BUDGET and asked.year is not None:
        key = _by_budget(asked.year)
        return Rows(sorted(rows, key=key), key, f"{order.name}:{asked.year}")
    return Rows(rows, _KEYS[order], order.name)


def _fits(seen: SeenPlan, asked: ProgramFilter) -> Callable[[model.Program], bool]:
    """Give what says of a program whether it passes a filter's own conditions."""
    plan, year = seen.plan, asked.year
    code = None if asked.code is None else known_code(seen, asked.code, "code")
    levels = either(asked.level, asked.levels)
    opds = node_ids(seen, asked.opd, asked.opds, model.Opd, ("opd", "opds"))
    themes = node_ids(seen, asked.theme, asked.themes, model.Theme, ("theme", "themes"))
    dimensions = node_ids(seen, asked.dimension, asked.dimensions, model.Dimension, ("dimension", "dimensions"))
    objectives = node_ids(seen, asked.objective, asked.objectives, model.Objective, ("objective", "objectives"))
    in_name, in_text = words_in(asked.name), words_in(asked.text)

    def serves(wanted: frozenset[str], served: Iterable[model.Node]) -> bool:
        return any(above.id in wanted for each in served for above in plan.lineage(each.id))

    def fits(program: model.Program) -> bool:
        return (
            (levels is None or program.level in levels)
            and (code is None or codes.within(program.code, code))
            and (opds is None or any(is_of(plan, program.id, opd) for opd in opds))
            and (themes is None or any(each.id in themes for each in plan.themes_of(program.id)))
            and (dimensions is None or serves(dimensions, plan.dimensions_of(program.id)))
            and (objectives is None or serves(objectives, plan.objectives_of(program.id)))
            and (year is None or any(each.year == year for each in program.years))
            and (asked.budget_at_least is None or program.budget(year) >= asked.budget_at_least)
            and (asked.budget_at_most is None or program.budget(year) <= asked.budget_at_most)
            and (asked.overhead is None or program.is_overhead is asked.overhead)
            and (asked.marked is None or any(mark.code is asked.marked for mark in program.marks))
            and in_name(program.name)
            and in_text(" ".join((program.name, program.location, program.beneficiaries, *program.tags)))
        )

    return fits
