"""Partner: an organisation that works with the region and is no OPD."""

from enum import Enum

import strawberry

from graph import model
from graph.reference import normalised
from rules.engine import Evaluation
from schema.core import described_input, enumeration, field
from schema.core.described import described
from schema.node.node import PlanNode, represents


class PartnerOrder(Enum):
    """In which order partners come."""

    ID = "id"
    NAME = "name"
    KIND = "kind"


PARTNER_ORDER = enumeration(PartnerOrder, {"ID": "By id.", "NAME": "By name.", "KIND": "By kind, then by name."})


@described_input
class PartnerFilter:
    """Which partners to give; all conditions must hold."""

    kind: model.PartnerKind | None = strawberry.field(default=None, description="Of this kind.")
    name: str | None = strawberry.field(default=None, description="With these words in the name or in another name.")


@represents(model.Partner)
@described
class Partner(PlanNode):
    """An organisation that is no OPD: central, province, enterprise, private, university, community, media."""

    @field
    def name(self) -> str:
        """Its name."""
        return str(self.record.name)

    @field
    def kind(self) -> model.PartnerKind:
        """What kind of organisation it is."""
        kind: model.PartnerKind = self.record.partner_kind
        return kind

    @field
    def written_kind(self) -> str:
        """Its kind as its file wrote it."""
        return str(self.record.written_kind)

    @field
    def aliases(self) -> list[str]:
        """Other names."""
        return list(self.record.aliases)


def chosen(evaluation: Evaluation, wanted: PartnerFilter | None, order: PartnerOrder) -> list[str]:
    """The ids of the partners that a filter asks for, in an order."""
    asked = wanted or PartnerFilter()
    words = normalised(asked.name).split() if asked.name else []
    kinds = list(model.PartnerKind)

    def fits(each: model.Partner) -> bool:
        names = normalised(" ".join((each.name, *each.aliases)))
        return (asked.kind is None or each.partner_kind is asked.kind) and all(word in names for word in words)

    keys = {
        PartnerOrder.ID: lambda each: (0, "", each.id),
        PartnerOrder.NAME: lambda each: (0, each.name.casefold(), each.id),
        PartnerOrder.KIND: lambda each: (kinds.index(each.partner_kind), each.name.casefold(), each.id),
    }
    return [each.id for each in sorted(filter(fits, evaluation.plan.of(model.Partner)), key=keys[order])]
