"""Asset: what a program makes or uses."""

from collections.abc import Callable
from enum import Enum

import strawberry

from acts import SeenPlan
from graph import model
from schema.core import Key, Rows, described_filter, either, enumeration, field, ordered, passing, words_in
from schema.core.described import described
from schema.node.node import PlanNode, all_shown, represents
from schema.node.program import Program


class AssetOrder(Enum):
    """Order of a list of assets."""

    ID = "id"
    NAME = "name"
    KIND = "kind"


ASSET_ORDER = enumeration(AssetOrder, {"ID": "By id.", "NAME": "By name.", "KIND": "By kind, then by name."})


@described_filter
class AssetFilter:
    """Filter for assets; all conditions must hold."""

    kind: model.AssetKind | None = strawberry.field(default=None, description="Only assets of this kind.")
    kinds: list[model.AssetKind] | None = strawberry.field(default=None, description="Only assets of these kinds.")
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
    kinds = list(model.AssetKind)

    keys: dict[AssetOrder, Callable[[model.Asset], Key]] = {
        AssetOrder.ID: lambda each: (each.id,),
        AssetOrder.NAME: lambda each: (each.name.casefold(), each.id),
        AssetOrder.KIND: lambda each: (kinds.index(each.asset_kind), each.name.casefold(), each.id),
    }
    return ordered(filter(passing(wanted, _fits), seen.plan.of(model.Asset)), keys[order], order)


def _fits(asked: AssetFilter) -> Callable[[model.Asset], bool]:
    in_name, kinds = words_in(asked.name), either(asked.kind, asked.kinds)
    return lambda each: (kinds is None or each.asset_kind in kinds) and in_name(each.name)
