"""Theme: a matter that takes several agencies."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph import model
from graph.reference import normalised
from rules.asking import members
from rules.engine import Evaluation
from schema.core import (
    Pages,
    described_input,
    enumeration,
    field,
    listed,
    paged,
)
from schema.core.described import described
from schema.node.dimension import Dimension
from schema.node.node import PlanNode, all_showing, all_shown, represents, showing

if TYPE_CHECKING:
    from schema.node.opd import Opd
    from schema.node.program import Program


@described
class FieldRole:
    """The role of one field of government (bidang urusan) in a theme."""

    field: str = strawberry.field(description="Code of the field, such as 2.16.")
    role: model.ThemeRole = strawberry.field(description="The role.")
    reason: str = strawberry.field(description="Why, in Indonesian.")


@described
class PartnerCall:
    """A kind of partner that a theme calls for."""

    kind: model.PartnerKind = strawberry.field(description="The kind.")
    reason: str = strawberry.field(description="Why, in Indonesian.")


class ThemeOrder(Enum):
    """In which order themes come."""

    ID = "id"
    NAME = "name"
    WORK = "work"


THEME_ORDER = enumeration(
    ThemeOrder,
    {"ID": "By id.", "NAME": "By Indonesian name.", "WORK": "The one with most work in the plan first."},
)


@described_input
class ThemeFilter:
    """Which themes to give; all conditions must hold."""

    name: str | None = strawberry.field(default=None, description="With these words in the Indonesian or English name.")
    opd: str | None = strawberry.field(default=None, description="In which the OPD of this short name has work.")
    has_work: bool | None = strawberry.field(
        default=None, description="Only those with work in the plan, or only those without."
    )


@represents(model.Theme)
@described
class Theme(PlanNode):
    """A matter that takes several agencies, such as stunting; it comes from written knowledge."""

    @field
    def name(self) -> str:
        """Its Indonesian name."""
        return str(self.record.name)

    @field
    def name_en(self) -> str:
        """Its English name."""
        return str(self.record.name_en)

    @field
    def reason(self) -> str:
        """Why it takes several agencies, in Indonesian."""
        return str(self.record.reason)

    @field
    def team(self) -> str:
        """The joint team or forum that a regulation demands of every region; empty where none does."""
        return str(self.record.team)

    @field
    def team_source(self) -> str:
        """The regulation that demands that team."""
        return str(self.record.team_source)

    @field
    def roles(self) -> list[FieldRole]:
        """Which fields of government it needs, and as what."""
        return [FieldRole(field=role.field, role=role.role, reason=role.reason) for role in self.record.roles]

    @field
    def partner_calls(self) -> list[PartnerCall]:
        """Which kinds of partner it calls for."""
        return [PartnerCall(kind=call.partner_kind, reason=call.reason) for call in self.record.partners]

    @field
    def dimensions(self) -> list[Dimension]:
        """The sub-dimensions that it serves."""
        links = self.plan.out(self.record.id, model.LinkKind.CONTRIBUTES)
        served = (link.target_id for link in links if link.weight > 0)
        return all_shown(self.evaluation, (id_ for id_ in served if id_.startswith("dimension/")))

    @paged
    def programs(
        self,
    ) -> Pages[Annotated["Program", strawberry.lazy("schema.node.program")]]:
        """The work in the plan that belongs to it, by id."""
        return listed(
            members(self.plan, self.record).programs,
            lambda each: showing(self.evaluation, each),
            lambda each: each.id,
        )

    @field
    def opds(self) -> list[Annotated["Opd", strawberry.lazy("schema.node.opd")]]:
        """The OPDs that have work in it."""
        return all_showing(self.evaluation, members(self.plan, self.record).opds)


def chosen(evaluation: Evaluation, wanted: ThemeFilter | None, order: ThemeOrder) -> list[str]:
    """The ids of the themes that a filter asks for, in an order."""
    asked = wanted or ThemeFilter()
    plan = evaluation.plan
    words = normalised(asked.name).split() if asked.name else []
    named = asked.opd.casefold() if asked.opd else None

    def fits(each: model.Theme) -> bool:
        names = normalised(f"{each.name} {each.name_en}")
        return (
            all(word in names for word in words)
            and (named is None or any(opd.short_name.casefold() == named for opd in members(plan, each).opds))
            and (asked.has_work is None or bool(members(plan, each).programs) is asked.has_work)
        )

    keys = {
        ThemeOrder.ID: lambda each: (0, "", each.id),
        ThemeOrder.NAME: lambda each: (0, each.name.casefold(), each.id),
        ThemeOrder.WORK: lambda each: (-len(members(plan, each).programs), "", each.id),
    }
    return [each.id for each in sorted(filter(fits, plan.themes), key=keys[order])]
