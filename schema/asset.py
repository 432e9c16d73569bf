"""Asset: what a program makes or uses."""

from graph import model
from schema.described import described, field
from schema.node import PlanNode, represents


@represents(model.Asset)
@described
class Asset(PlanNode):
    """A data set, an application or a piece of infrastructure that a program makes or uses."""

    @field
    def name(self) -> str:
        """Its name."""
        return str(self.record.name)

    @field
    def kind(self) -> model.AssetKind:
        """What kind of asset it is."""
        kind: model.AssetKind = self.record.asset_kind
        return kind
