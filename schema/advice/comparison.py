"""Comparison: two states of a plan beside each other: what changed, and what that does to findings and initiatives."""

from collections import Counter
from typing import Annotated

import strawberry

from graph import model
from rules.engine import Evaluation
from rules.finding import Finding as FoundFinding
from rules.recommend import Initiative as FoundInitiative
from rules.scenario import difference
from schema.advice.change import Change, ChangeAction, Sides, changes_between, changes_page, kind_of
from schema.advice.finding import Finding
from schema.advice.initiative import Initiative
from schema.core import (
    NodeKind,
    Pages,
    Revision,
    field,
    listed,
    paged,
    said,
)
from schema.core.described import described
from schema.request import Info


@described
class ChangeCount:
    """How many nodes or links of one kind were added, edited and removed."""

    node_kind: NodeKind | None = strawberry.field(description="The kind of node; null for links.")
    link_kind: model.LinkKind | None = strawberry.field(description="The kind of link; null for nodes.")
    added: int = strawberry.field(description="How many are new.")
    edited: int = strawberry.field(description="How many say something else.")
    removed: int = strawberry.field(description="How many are no more.")


@described
class RankMove:
    """An initiative that both states have, at another rank."""

    initiative: Initiative = strawberry.field(description="The initiative as it is in the later state.")
    before: int = strawberry.field(description="Its rank in the earlier state.")
    after: int = strawberry.field(description="Its rank in the later state.")


@described
class Comparison:
    """Two states of a plan beside each other."""

    sides: strawberry.Private[Sides]

    @field
    def from_revision(self) -> Revision:
        """The revision of the earlier state."""
        return Revision(self.sides.before.revision)

    @field
    def to_revision(self) -> Revision:
        """The revision of the later state; of a scenario the one that it is made on."""
        return Revision(self.sides.after.revision)

    @field
    def counts(self) -> list[ChangeCount]:
        """How much changed, by kind of node and link."""
        found = changes_between(self.sides)
        counts = Counter((kind_of(each), _is_link(each), _action(each)) for each in found)
        kinds = sorted({(is_link, kind) for kind, is_link, _ in counts})
        return [
            ChangeCount(
                node_kind=None if is_link else NodeKind(kind),
                link_kind=model.LinkKind(kind) if is_link else None,
                added=counts[kind, is_link, ChangeAction.ADDED],
                edited=counts[kind, is_link, ChangeAction.EDITED],
                removed=counts[kind, is_link, ChangeAction.REMOVED],
            )
            for is_link, kind in kinds
        ]

    @paged
    def changes(
        self,
        action: Annotated[ChangeAction | None, said("Only what this happened to.")] = None,
        node_kind: Annotated[NodeKind | None, said("Only nodes of this kind.")] = None,
        link_kind: Annotated[model.LinkKind | None, said("Only links of this kind.")] = None,
    ) -> Pages[Change]:
        """What was added, edited and removed, nodes before links."""
        found = [
            each
            for each in changes_between(self.sides)
            if (action is None or _action(each) is action)
            and (node_kind is None or (not _is_link(each) and kind_of(each) == node_kind.value))
            and (link_kind is None or (_is_link(each) and kind_of(each) == link_kind.value))
        ]
        return changes_page(found)

    @paged
    async def findings_came(
        self,
        info: Info,
    ) -> Pages[Finding]:
        """What the rules find in the later state only."""
        earlier, later = await self._seen(info)
        return _findings(later, difference(earlier, later).came)

    @paged
    async def findings_gone(
        self,
        info: Info,
    ) -> Pages[Finding]:
        """What the rules found in the earlier state only, as it was there."""
        earlier, later = await self._seen(info)
        return _findings(earlier, difference(earlier, later).gone)

    @paged
    async def initiatives_came(
        self,
        info: Info,
    ) -> Pages[Initiative]:
        """The initiatives that only the later state has, in rank order."""
        earlier, later = await self._seen(info)
        return _initiatives(later, difference(earlier, later).initiatives_came)

    @paged
    async def initiatives_gone(
        self,
        info: Info,
    ) -> Pages[Initiative]:
        """The initiatives that only the earlier state has, as they were there, in rank order."""
        earlier, later = await self._seen(info)
        return _initiatives(earlier, difference(earlier, later).initiatives_gone)

    @field
    async def initiatives_moved(self, info: Info) -> list[RankMove]:
        """The initiatives that both states have at different ranks, in the later rank order."""
        earlier, later = await self._seen(info)
        ranks = {each.fingerprint: each.rank for each in earlier.initiatives}
        return [
            RankMove(
                initiative=Initiative(record=each, evaluation=later),
                before=ranks[each.fingerprint],
                after=each.rank,
            )
            for each in later.initiatives
            if ranks.get(each.fingerprint, each.rank) != each.rank
        ]

    async def _seen(self, info: Info) -> tuple[Evaluation, Evaluation]:
        return await self.sides.seen_before(info.context), await self.sides.seen_after(info.context)


def _findings(ours: Evaluation, found: tuple[FoundFinding, ...]) -> Pages[Finding]:
    return listed(found, lambda each: Finding(record=each, evaluation=ours), lambda each: each.fingerprint)


def _initiatives(ours: Evaluation, found: tuple[FoundInitiative, ...]) -> Pages[Initiative]:
    return listed(found, lambda each: Initiative(record=each, evaluation=ours), lambda each: each.fingerprint)


def _is_link(change: Change) -> bool:
    return isinstance(change.was if change.now is None else change.now, model.Link)


def _action(change: Change) -> ChangeAction:
    if change.was is None:
        return ChangeAction.ADDED
    return ChangeAction.REMOVED if change.now is None else ChangeAction.EDITED
