"""Opd: a government agency of the region (perangkat daerah)."""

from collections.abc import Callable
from enum import Enum
from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import model
from graph.snapshot import PlanGraph
from graph.traversal.account import EMPTY, accounts_by_opd, accounts_by_runner
from schema.core import (
    Key,
    Pages,
    Rows,
    described_filter,
    enumeration,
    field,
    listed,
    ordered,
    paged,
    passing,
    words_in,
)
from schema.core.described import described
from schema.node.money import MoneyYear, MoneyYears, money_years
from schema.node.naming import known_field
from schema.node.node import PlanNode, represents, showing
from schema.node.program import Program, ProgramFilter, ProgramOrder, chosen
from schema.node.reach import AcrossOpds, Depth, Reach, dependants, dependencies

Filter = Annotated[
    ProgramFilter | None,
    strawberry.argument(description="Filter; all programs, activities and sub-activities if left out."),
]
Order = Annotated[ProgramOrder, strawberry.argument(description="Order of the list.")]


class OpdOrder(Enum):
    """Order of a list of OPDs."""

    ID = "id"
    NAME = "name"
    SHORT_NAME = "short-name"
    WORK = "work"


OPD_ORDER = enumeration(
    OpdOrder,
    {
        "ID": "By id.",
        "NAME": "By full name.",
        "SHORT_NAME": "By short name.",
        "WORK": "OPDs that run the most programs, activities and sub-activities first.",
    },
)


@described_filter
class OpdFilter:
    """Filter for OPDs; all conditions must hold."""

    name: str | None = strawberry.field(
        default=None, description="Only OPDs whose full and short names contain all these words."
    )
    territorial: bool | None = strawberry.field(default=None, description="True: only kecamatan; false: no kecamatan.")
    unit: bool | None = strawberry.field(
        default=None, description="True: only units of agencies; false: only agencies."
    )
    mandate: str | None = strawberry.field(
        default=None,
        description="Only OPDs mandated for the field of government (bidang urusan) with this code, such as 2.16.",
    )


@represents(model.Opd)
@described
class Opd(PlanNode):
    """A government agency of the region (organisasi perangkat daerah)."""

    @field
    def name(self) -> str:
        """Full name."""
        return str(self.record.name)

    @field
    def short_name(self) -> str:
        """Short name, such as DISKOMINFO."""
        return str(self.record.short_name)

    @field
    def aliases(self) -> list[str]:
        """Other names by which files and people call it."""
        return list(self.record.aliases)

    @field
    def mandates(self) -> list[str]:
        """Codes of the fields of government (bidang urusan) that the OPD is mandated for, the main one first; of a unit
        those of its agency.
        """
        return list(self.record.mandates or self.plan.agency(self.record).mandates)

    @field
    def is_territorial(self) -> bool:
        """Whether the OPD is a kecamatan, or a unit of one."""
        return bool(self.plan.agency(self.record).is_territorial)

    @field
    def part_of(self) -> "Opd | None":
        """The agency whose unit it is (UPTD, puskesmas, bagian, kelurahan, RSUD); null for an agency."""
        above = self.plan.parent(self.record.id)
        return showing(self.seen, above) if above else None

    @paged
    def units(self) -> Pages["Opd"]:
        """The units of the agency, which run work and sit at the table through it."""
        seen = self.seen
        units = ordered(self.plan.children(self.record.id), lambda unit: (unit.id,))
        return listed(units, lambda unit: showing(seen, unit))

    @paged
    def programs(
        self,
        filter: Filter = None,
        order_by: Order = ProgramOrder.CODE,
    ) -> Pages[Program]:
        """The programs, activities and sub-activities that the OPD runs, or its units do."""
        asked = filter or ProgramFilter()
        asked.opd = self.record.id
        seen = self.seen
        return listed(chosen(seen, asked, order_by), lambda program: showing(seen, program))

    @field
    def money(self, years: MoneyYears = None) -> list[MoneyYear]:
        """Budget and spending of the work that the OPD runs, or its units do, year by year."""
        is_unit = self.plan.agency(self.record) is not self.record
        accounts = accounts_by_runner(self.plan) if is_unit else accounts_by_opd(self.plan)
        return money_years(self.seen, accounts.get(self.record.id, EMPTY), years)

    @field
    def dependencies(self, depth: Depth = 1, across_opds: AcrossOpds = True) -> list[Reach]:
        """The work of others that the OPD's work needs, nearest first."""
        return dependencies(self.seen, self.record.id, depth, across_opds)

    @field
    def dependants(self, depth: Depth = 1, across_opds: AcrossOpds = True) -> list[Reach]:
        """The work of others that needs the OPD's work, nearest first."""
        return dependants(self.seen, self.record.id, depth, across_opds)


def chosen_opds(seen: SeenPlan, wanted: OpdFilter | None, order: OpdOrder) -> Rows[model.Opd]:
    """Give the OPDs that pass a filter, in an order."""
    plan = seen.plan
    keys: dict[OpdOrder, Callable[[model.Opd], Key]] = {
        OpdOrder.ID: lambda each: (each.id,),
        OpdOrder.NAME: lambda each: (each.name.casefold(), each.id),
        OpdOrder.SHORT_NAME: lambda each: (each.short_name.casefold(), each.id),
        OpdOrder.WORK: lambda each: (-len(plan.led_by(each.id)), each.id),
    }
    return ordered(filter(passing(wanted, lambda one: _fits(plan, one)), plan.of(model.Opd)), keys[order], order)


def _fits(plan: PlanGraph, asked: OpdFilter) -> Callable[[model.Opd], bool]:
    mandate = None if asked.mandate is None else known_field(asked.mandate, "mandate")
    in_names = words_in(asked.name)
    return lambda each: (
        in_names(f"{each.name} {each.short_name}")
        and (asked.territorial is None or plan.agency(each).is_territorial is asked.territorial)
        and (asked.unit is None or (plan.agency(each) is not each) is asked.unit)
        and (mandate is None or mandate in each.mandates)
    )
