"""Theme: a matter that needs several OPDs."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from acts import SeenPlan
from graph import model
from graph.snapshot import PlanGraph
from graph.traversal.division import Counting
from rules.asking import members
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
from schema.node.dimension import Dimension
from schema.node.money import Each, MoneyYear, MoneyYears, money_under
from schema.node.naming import node_ids
from schema.node.node import PlanNode, all_showing, all_shown, represents, showing

if TYPE_CHECKING:
    from schema.node.opd import Opd
    from schema.node.program import Program


@described
class FieldRole:
    """Role of a field of government (bidang urusan) in a theme."""

    field: str = strawberry.field(description="Code of the field of government, such as 2.16.")
    role: model.ThemeRole = strawberry.field(description="Role of the field in the theme.")
    reason: str = strawberry.field(description="Reason, in Indonesian.")


@described
class PartnerCall:
    """A kind of partner that a theme calls for."""

    kind: model.PartnerKind = strawberry.field(description="Kind of partner.")
    words: list[str] = strawberry.field(description="Words in a partner's name that show that the partner fits.")
    reason: str = strawberry.field(description="Reason, in Indonesian.")


class ThemeOrder(Enum):
    """Order of a list of themes."""

    ID = "id"
    NAME = "name"
    WORK = "work"


THEME_ORDER = enumeration(
    ThemeOrder,
    {
        "ID": "By id.",
        "NAME": "By Indonesian name.",
        "WORK": "Themes with the most programs, activities and sub-activities in the plan first.",
    },
)


@described_filter
class ThemeFilter:
    """Filter for themes; all conditions must hold."""

    name: str | None = strawberry.field(
        default=None, description="Only themes whose Indonesian and English names contain all these words."
    )
    opd: str | None = strawberry.field(
        default=None, description="Only themes in which the OPD with this id or short name has work."
    )
    opds: list[str] | None = strawberry.field(
        default=None, description="Only themes in which one of these OPDs has work."
    )
    dimension: str | None = strawberry.field(
        default=None,
        description="Only themes that serve the dimension or sub-dimension with this id or code, such as SG or SG-1.",
    )
    dimensions: list[str] | None = strawberry.field(
        default=None, description="Only themes that serve one of these dimensions or sub-dimensions."
    )
    has_work: bool | None = strawberry.field(
        default=None, description="True: only themes with work in the plan; false: only themes without."
    )


@represents(model.Theme)
@described
class Theme(PlanNode):
    """A matter that needs several OPDs, such as stunting.

    It comes from the knowledge entries or from the plan itself.
    """

    @field
    def name(self) -> str:
        """Name in Indonesian."""
        return str(self.record.name)

    @field
    def name_en(self) -> str:
        """Name in English."""
        return str(self.record.name_en)

    @field
    def reason(self) -> str:
        """Why the theme needs several OPDs, in Indonesian."""
        return str(self.record.reason)

    @field
    def team(self) -> str:
        """The standing team or forum whose matter it is; empty if there is none."""
        return str(self.record.team)

    @field
    def team_source(self) -> str:
        """The regulation that asks for the team; empty if that was not checked in a source."""
        return str(self.record.team_source)

    @field
    def words(self) -> list[str]:
        """Words by which texts name the theme."""
        return list(self.record.words)

    @field
    def roles(self) -> list[FieldRole]:
        """The fields of government (bidang urusan) that the theme needs, each with its role."""
        return [FieldRole(field=role.field, role=role.role, reason=role.reason) for role in self.record.roles]

    @field
    def partner_calls(self) -> list[PartnerCall]:
        """The kinds of partner that the theme calls for."""
        return [
            PartnerCall(kind=call.partner_kind, words=list(call.words), reason=call.reason)
            for call in self.record.partners
        ]

    @field
    def dimensions(self) -> list[Dimension]:
        """The sub-dimensions that the theme serves: those to which it contributes with a positive weight."""
        return all_shown(self.seen, _served(self.plan, self.record.id))

    @paged
    def programs(
        self,
    ) -> Pages[Annotated["Program", strawberry.lazy("schema.node.program")]]:
        """The programs, activities and sub-activities in the plan that belong to the theme, by id."""
        programs = members(self.plan, self.record).programs
        return listed(ordered(programs, lambda each: (each.id,)), lambda each: showing(self.seen, each))

    @field
    def opds(self) -> list[Annotated["Opd", strawberry.lazy("schema.node.opd")]]:
        """The OPDs that run work of the theme."""
        return all_showing(self.seen, members(self.plan, self.record).opds)

    @field
    def money(self, each: Each = Counting.ONCE, years: MoneyYears = None) -> list[MoneyYear]:
        """Budget and spending of the work that serves the theme, year by year."""
        return money_under(self.seen, self.record, None, years, each)


def chosen(seen: SeenPlan, wanted: ThemeFilter | None, order: ThemeOrder) -> Rows[model.Theme]:
    """Give the themes that pass a filter, in an order."""
    plan = seen.plan
    keys: dict[ThemeOrder, Callable[[model.Theme], Key]] = {
        ThemeOrder.ID: lambda each: (each.id,),
        ThemeOrder.NAME: lambda each: (each.name.casefold(), each.id),
        ThemeOrder.WORK: lambda each: (-len(members(plan, each).programs), each.id),
    }
    return ordered(filter(passing(wanted, lambda one: _fits(seen, one)), plan.themes), keys[order], order)


def _fits(seen: SeenPlan, asked: ThemeFilter) -> Callable[[model.Theme], bool]:
    plan = seen.plan
    in_names = words_in(asked.name)
    opds = node_ids(seen, asked.opd, asked.opds, model.Opd, ("opd", "opds"))
    dimensions = node_ids(seen, asked.dimension, asked.dimensions, model.Dimension, ("dimension", "dimensions"))

    def fits(each: model.Theme) -> bool:
        served = (above.id for id_ in _served(plan, each.id) for above in plan.lineage(id_))
        return (
            in_names(f"{each.name} {each.name_en}")
            and (opds is None or any(opd.id in opds for opd in members(plan, each).opds))
            and (dimensions is None or not dimensions.isdisjoint(served))
            and (asked.has_work is None or bool(members(plan, each).programs) is asked.has_work)
        )

    return fits


def _served(plan: PlanGraph, theme: str) -> list[str]:
    """The ids of the sub-dimensions that a theme serves."""
    links = plan.out(theme, model.LinkKind.CONTRIBUTES)
    return [link.target_id for link in links if link.weight > 0 and link.target_id.startswith("dimension/")]
