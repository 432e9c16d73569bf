"""Comparison: two states of a plan, what changed between them, and what that does to findings and initiatives."""

from collections import Counter
from functools import cached_property
from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import model
from rules.finding import Finding as FoundFinding
from rules.recommend import Initiative as FoundInitiative
from rules.scenario import Difference, difference
from schema.advice.change import Change, ChangeAction, Sides, changes_between, changes_page, kind_of
from schema.advice.effects import Effects
from schema.advice.finding import Finding, by_rule
from schema.advice.initiative import Initiative, by_rank
from schema.core import (
    NodeKind,
    Pages,
    Revision,
    field,
    listed,
    ordered,
    paged,
    said,
)
from schema.core.described import described
from schema.request import Info, or_error


@described
class ChangeCount:
    """Number of nodes or links of one kind that were added, edited and removed."""

    node_kind: NodeKind | None = strawberry.field(description="Kind of node; null for links.")
    link_kind: model.LinkKind | None = strawberry.field(description="Kind of link; null for nodes.")
    added: int = strawberry.field(description="Number added.")
    edited: int = strawberry.field(description="Number edited.")
    removed: int = strawberry.field(description="Number removed.")


@described
class RankMove:
    """An initiative that both states have at different ranks."""

    initiative: Initiative = strawberry.field(description="The initiative as it is in the later state.")
    before: int = strawberry.field(description="Rank in the earlier state.")
    after: int = strawberry.field(description="Rank in the later state.")


@described
class Comparison:
    """A comparison of two states of a plan: two revisions, or a revision without and with changes."""

    sides: strawberry.Private[Sides]

    @field
    def from_revision(self) -> Revision:
        """Revision of the earlier state."""
        return Revision(self.sides.before.revision)

    @field
    def to_revision(self) -> Revision:
        """Revision of the later state; for a scenario, the revision that it is based on."""
        return Revision(self.sides.after.revision)

    @field
    def counts(self) -> list[ChangeCount]:
        """Number of changes, by kind of node and link."""
        counts = Counter((kind_of(each), _is_link(each), _action(each)) for each in self._changes)
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
        action: Annotated[ChangeAction | None, said("Only nodes and links with this action.")] = None,
        node_kind: Annotated[NodeKind | None, said("Only changes of nodes of this kind.")] = None,
        link_kind: Annotated[model.LinkKind | None, said("Only changes of links of this kind.")] = None,
    ) -> Pages[Change]:
        """The nodes and links that were added, edited or removed; nodes before links."""
        found = [
            each
            for each in self._changes
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
        """The findings that only the later state has."""
        earlier, later = await self._seen(info)
        return _findings(later, (await _difference(earlier, later)).came)

    @paged
    async def findings_gone(
        self,
        info: Info,
    ) -> Pages[Finding]:
        """The findings that only the earlier state has, as they were there."""
        earlier, later = await self._seen(info)
        return _findings(earlier, (await _difference(earlier, later)).gone)

    @paged
    async def initiatives_came(
        self,
        info: Info,
    ) -> Pages[Initiative]:
        """The initiatives that only the later state has, by rank."""
        earlier, later = await self._seen(info)
        return _initiatives(later, (await _difference(earlier, later)).initiatives_came)

    @paged
    async def initiatives_gone(
        self,
        info: Info,
    ) -> Pages[Initiative]:
        """The initiatives that only the earlier state has, as they were there, by rank."""
        earlier, later = await self._seen(info)
        return _initiatives(earlier, (await _difference(earlier, later)).initiatives_gone)

    @field
    async def initiatives_moved(self, info: Info) -> list[RankMove]:
        """The initiatives that both states have at different ranks, by their later rank."""
        earlier, later = await self._seen(info)
        was, now = await or_error(earlier.evaluation()), await or_error(later.evaluation())
        ranks = {each.fingerprint: each.rank for each in was.initiatives}
        return [
            RankMove(
                initiative=Initiative(record=each, seen=later),
                before=ranks[each.fingerprint],
                after=each.rank,
            )
            for each in now.initiatives
            if ranks.get(each.fingerprint, each.rank) != each.rank
        ]

    @field
    async def effects(self, info: Info) -> Effects:
        """The same in numbers: findings, initiatives, coverage, alignment, critical path and money."""
        earlier, later = await self._seen(info)
        return Effects(earlier=earlier, later=later)

    @cached_property
    def _changes(self) -> list[Change]:
        """All that changed: the records of two whole plans are compared once, whatever is asked of it."""
        return changes_between(self.sides)

    async def _seen(self, info: Info) -> tuple[SeenPlan, SeenPlan]:
        return await self.sides.seen_before(info.context), await self.sides.seen_after(info.context)


async def _difference(earlier: SeenPlan, later: SeenPlan) -> Difference:
    return difference(await or_error(earlier.evaluation()), await or_error(later.evaluation()))


def _findings(ours: SeenPlan, found: tuple[FoundFinding, ...]) -> Pages[Finding]:
    return listed(ordered(found, by_rule), lambda each: Finding(record=each, seen=ours))


def _initiatives(ours: SeenPlan, found: tuple[FoundInitiative, ...]) -> Pages[Initiative]:
    return listed(ordered(found, by_rank), lambda each: Initiative(record=each, seen=ours))


def _is_link(change: Change) -> bool:
    return isinstance(change.was if change.now is None else change.now, model.Link)


def _action(change: Change) -> ChangeAction:
    if change.was is None:
        return ChangeAction.ADDED
    return ChangeAction.REMOVED if change.now is None else ChangeAction.EDITED
