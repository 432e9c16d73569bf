"""Asset: what a program makes or uses."""

from collections.abc import Callable
from enum import Enum

import strawberry

from acts import SeenPlan
from graph import model
from graph.reference import normalised
from schema.core import Key, Rows, described_input, enumeration, field, ordered
from schema.core.described import described
from schema.node.node import PlanNode, all_shown, represents
from schema.node.program import Program


class AssetOrder(Enum):
    """Order of a list of assets."""

    ID = "id"
    NAME = "name"
    KIND = "kind"


ASSET_ORDER = enumeration(AssetOrder, {"ID": "By id.", "NAME": "By name.", "KIND": "By kind, then by name."})


@described_input
class AssetFilter:
    """Filter for assets; all conditions must hold."""

    kind: model.AssetKind | None = strawberry.field(default=None, description="Only assets of this kind.")
    name: str | None = strawberry.field(default=None, description="Only assets whose name contains all these words.")


@represents(model.Asset)
@described
class Asset(PlanNode):
    """A data set, an application or a piece of infrastructure that a program makes or uses."""

    @field
    def name(self) -> str:
        """Name of the asset."""
        return str(self.record.name)

    @field
    def kind(self) -> model.AssetKind:
        """Kind of asset."""
        kind: model.AssetKind = self.record.asset_kind
        return kind

    @field
    def produced_by(self) -> list[Program]:
        """The programs that produce the asset."""
        links = self.plan.into(self.record.id, model.LinkKind.PRODUCES)
        return all_shown(self.seen, (link.source_id for link in links))

    @field
    def used_by(self) -> list[Program]:
        """The programs that use the asset."""
        links = self.plan.into(self.record.id, model.LinkKind.USES)
        return all_shown(self.seen, (link.source_id for link in links))


def chosen(seen: SeenPlan, wanted: AssetFilter | None, order: AssetOrder) -> Rows[model.Asset]:
    """Give the assets that pass a filter, in an order."""
    asked = wanted or AssetFilter()
    words = normalised(asked.name).split() if asked.name else []
    kinds = list(model.AssetKind)

    def fits(each: model.Asset) -> bool:
        names = normalised(each.name)
        return (asked.kind is None or each.asset_kind is asked.kind) and all(word in names for word in words)

    keys: dict[AssetOrder, Callable[[model.Asset], Key]] = {
        AssetOrder.ID: lambda each: (each.id,),
        AssetOrder.NAME: lambda each: (each.name.casefold(), each.id),
        AssetOrder.KIND: lambda each: (kinds.index(each.asset_kind), each.name.casefold(), each.id),
    }
    return ordered(filter(fits, seen.plan.of(model.Asset)), keys[order], order)
