"""Partner: an organisation that works with the region and is no OPD."""

from collections.abc import Callable
from enum import Enum

import strawberry

from acts import SeenPlan
from graph import model
from graph.reference import normalised
from schema.core import Key, Rows, described_input, enumeration, field, ordered
from schema.core.described import described
from schema.node.node import PlanNode, represents


class PartnerOrder(Enum):
    """Order of a list of partners."""

    ID = "id"
    NAME = "name"
    KIND = "kind"


PARTNER_ORDER = enumeration(PartnerOrder, {"ID": "By id.", "NAME": "By name.", "KIND": "By kind, then by name."})


@described_input
class PartnerFilter:
    """Filter for partners; all conditions must hold."""

    kind: model.PartnerKind | None = strawberry.field(default=None, description="Only partners of this kind.")
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
    asked = wanted or PartnerFilter()
    words = normalised(asked.name).split() if asked.name else []
    kinds = list(model.PartnerKind)

    def fits(each: model.Partner) -> bool:
        names = normalised(" ".join((each.name, *each.aliases)))
        return (asked.kind is None or each.partner_kind is asked.kind) and all(word in names for word in words)

    keys: dict[PartnerOrder, Callable[[model.Partner], Key]] = {
        PartnerOrder.ID: lambda each: (each.id,),
        PartnerOrder.NAME: lambda each: (each.name.casefold(), each.id),
        PartnerOrder.KIND: lambda each: (kinds.index(each.partner_kind), each.name.casefold(), each.id),
    }
    return ordered(filter(fits, seen.plan.of(model.Partner)), keys[order], order)
