"""Partner: an organisation that works with the region and is no OPD."""

from graph import model
from schema.described import described, field
from schema.node import PlanNode, represents


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
