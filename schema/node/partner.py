"""Partner: an organisation that works with the region and is no OPD."""

from collections.abc import Callable
from enum import Enum

import strawberry

from acts import SeenPlan
from graph import model
from schema.core import Key, Rows, described_filter, either, enumeration, field, ordered, passing, words_in
from schema.core.described import described
from schema.node.node import PlanNode, represents


class PartnerOrder(Enum):
    """Order of a list of partners."""

    ID = "id"
    NAME = "name"
    KIND = "kind"


PARTNER_ORDER = enumeration(PartnerOrder, {"ID": "By id.", "NAME": "By name.", "KIND": "By kind, then by name."})


@described_filter
class PartnerFilter:
    """Filter for partners; all conditions must hold."""

    kind: model.PartnerKind | None = strawberry.field(default=None, description="Only partners of this kind.")
    kinds: list[model.PartnerKind] | None = strawberry.field(default=None, description="Only partners of these kinds.")
    name: str | None = strawberry.field(
        default=None, description="Only partners whose name and aliases contain all these words."
    )


@represents(model.Partner)
@described
class Partner(PlanNode):
    """An organisation that works with the region and is no OPD: a central or provincial body, another region, an
    enterprise, a private firm, a university, a community or a medium.
    """

    @field
    def name(self) -> str:
        """Name of the organisation."""
        return str(self.record.name)

    @field
    def kind(self) -> model.PartnerKind:
        """Kind of organisation."""
        kind: model.PartnerKind = self.record.partner_kind
        return kind

    @field
    def written_kind(self) -> str:
        """Kind of organisation, as written in the file; empty if no file states it."""
        return str(self.record.written_kind)

    @field
    def aliases(self) -> list[str]:
        """Other names of the organisation."""
        return list(self.record.aliases)


def chosen(seen: SeenPlan, wanted: PartnerFilter | None, order: PartnerOrder) -> Rows[model.Partner]:
    """Give the partners that pass a filter, in an order."""
    kinds = list(model.PartnerKind)

    keys: dict[PartnerOrder, Callable[[model.Partner], Key]] = {
        PartnerOrder.ID: lambda each: (each.id,),
        PartnerOrder.NAME: lambda each: (each.name.casefold(), each.id),
        PartnerOrder.KIND: lambda each: (kinds.index(each.partner_kind), each.name.casefold(), each.id),
    }
    return ordered(filter(passing(wanted, _fits), seen.plan.of(model.Partner)), keys[order], order)


def _fits(asked: PartnerFilter) -> Callable[[model.Partner], bool]:
    in_name, kinds = words_in(asked.name), either(asked.kind, asked.kinds)
    return lambda each: (kinds is None or each.partner_kind in kinds) and in_name(" ".join((each.name, *each.aliases)))
