"""Theme: a matter that takes several agencies."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph import model
from rules.membership import members
from schema.described import described, field
from schema.dimension import Dimension
from schema.node import PlanNode, all_shown, represents

if TYPE_CHECKING:
    from schema.opd import Opd
    from schema.program import Program


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

    @field
    def programs(self) -> list[Annotated["Program", strawberry.lazy("schema.program")]]:
        """The work in the plan that belongs to it."""
        return all_shown(self.evaluation, (program.id for program in members(self.plan, self.record).programs))

    @field
    def opds(self) -> list[Annotated["Opd", strawberry.lazy("schema.opd")]]:
        """The OPDs that have work in it."""
        return all_shown(self.evaluation, (opd.id for opd in members(self.plan, self.record).opds))
