"""Change: what was added, edited or removed between two states of a plan."""

from collections.abc import Awaitable, Callable, Sequence
from enum import Enum

import msgspec
import strawberry

from acts import SeenPlan, camel
from graph import model
from graph.change import Contents, PutLink, PutNode, RemoveLink, RemoveNode, difference
from graph.snapshot import PlanGraph
from rules.knowledge import is_held
from schema.core import Key, NodeKind, Pages, enumeration, field, listed, ordered
from schema.core.described import described
from schema.node import Link, PlanNode, all_shown, links_shown
from schema.request import Context, Info

Seen = Callable[[Context], Awaitable[SeenPlan]]
"""Gives the evaluation of a state of a plan; called only when a node or link of that state is selected."""


class ChangeAction(Enum):
    """What happened to a node or a link."""

    ADDED = "added"
    EDITED = "edited"
    REMOVED = "removed"


CHANGE_ACTION = enumeration(
    ChangeAction,
    {
        "ADDED": "The node or link was added.",
        "EDITED": "Fields of the node or link changed.",
        "REMOVED": "The node or link was removed.",
    },
)


@described
class FieldChange:
    """A field of a node or link whose value changed."""

    name: str = strawberry.field(description="Name of the field.")
    before: str | None = strawberry.field(
        description="Value before the change; lists and objects as JSON. Null if there was none."
    )
    after: str | None = strawberry.field(
        description="Value after the change; lists and objects as JSON. Null if there is none."
    )


class Sides(msgspec.Struct, frozen=True):
    """Two states of a plan to compare, with the evaluation of each."""

    before: PlanGraph
    after: PlanGraph
    seen_before: Seen
    seen_after: Seen


@described
class Change:
    """One node or link that was added, edited or removed."""

    sides: strawberry.Private[Sides]
    record_id: strawberry.Private[str]
    was: strawberry.Private[model.AnyNode | model.Link | None]
    now: strawberry.Private[model.AnyNode | model.Link | None]

    @field
    def action(self) -> ChangeAction:
        """Whether the node or link was added, edited or removed."""
        if self.was is None:
            return ChangeAction.ADDED
        return ChangeAction.REMOVED if self.now is None else ChangeAction.EDITED

    @field
    def local_id(self) -> str:
        """Id of the node or link within the plan, the same in every change of it."""
        return self.record_id

    @field
    def node_kind(self) -> NodeKind | None:
        """Kind of node; null for a link."""
        record = self.now or self.was
        return None if record is None or isinstance(record, model.Link) else NodeKind(record.kind)

    @field
    def link_kind(self) -> model.LinkKind | None:
        """Kind of link; null for a node."""
        record = self.now or self.was
        return record.kind if isinstance(record, model.Link) else None

    @field
    def label(self) -> str:
        """Name of the node; for a link, the names of the two nodes that it connects."""
        plan = self.sides.before if self.now is None else self.sides.after
        record = self.was if self.now is None else self.now
        if isinstance(record, model.Link):
            return " → ".join(_label(plan, end) for end in (record.source_id, record.target_id))
        return "" if record is None else record.label

    @field
    def fields(self) -> list[FieldChange]:
        """The fields that changed; empty if the node or link was added or removed."""
        if self.was is None or self.now is None or type(self.was) is not type(self.now):
            return []
        return [
            FieldChange(name=camel(name), before=_text(before), after=_text(after))
            for name in self.now.__struct_fields__
            if (before := getattr(self.was, name)) != (after := getattr(self.now, name))
        ]

    @field
    async def node_before(self, info: Info) -> PlanNode | None:
        """The node before the change; null if it was added, and for a link."""
        return await self._node(info, self.was, self.sides.seen_before)

    @field
    async def node_after(self, info: Info) -> PlanNode | None:
        """The node after the change; null if it was removed, and for a link."""
        return await self._node(info, self.now, self.sides.seen_after)

    @field
    async def link_before(self, info: Info) -> Link | None:
        """The link before the change; null if it was added, and for a node."""
        return await self._link(info, self.was, self.sides.seen_before)

    @field
    async def link_after(self, info: Info) -> Link | None:
        """The link after the change; null if it was removed, and for a node."""
        return await self._link(info, self.now, self.sides.seen_after)

    async def _node(self, info: Info, record: model.AnyNode | model.Link | None, seen: Seen) -> PlanNode | None:
        if record is None or isinstance(record, model.Link):
            return None
        found: list[PlanNode] = all_shown(await seen(info.context), (self.record_id,))
        return found[0] if found else None

    async def _link(self, info: Info, record: model.AnyNode | model.Link | None, seen: Seen) -> Link | None:
        if not isinstance(record, model.Link):
            return None
        found = links_shown(await seen(info.context), (self.record_id,))
        return found[0] if found else None


def changes_between(sides: Sides) -> list[Change]:
    """List what changed, nodes before links, each in the order of ids."""
    nodes, links = set(), set()
    for change in difference(_judged(sides.before), _judged(sides.after)):
        match change:
            case PutNode(node=node):
                nodes.add(node.id)
            case PutLink(link=link):
                links.add(link.id)
            case RemoveNode(id=id_):
                nodes.add(id_)
            case RemoveLink(id=id_):
                links.add(id_)
    before, after = sides.before, sides.after
    return [
        *(Change(sides=sides, record_id=i, was=before.nodes.get(i), now=after.nodes.get(i)) for i in sorted(nodes)),
        *(Change(sides=sides, record_id=i, was=before.links.get(i), now=after.links.get(i)) for i in sorted(links)),
    ]


def changes_page(found: Sequence[Change]) -> Pages[Change]:
    """Give changes page by page."""
    return listed(ordered(found, _nodes_first), lambda each: each)


def _nodes_first(change: Change) -> Key:
    return int(isinstance(change.now or change.was, model.Link)), change.record_id


def kind_of(change: Change) -> str:
    """The kind of node or link that changed."""
    record = change.was if change.now is None else change.now
    return "" if record is None else str(record.kind)


def _judged(plan: PlanGraph) -> Contents:
    """Give what people and files state: themes that are stored only to hold a link are left out."""
    nodes = {id_: node for id_, node in plan.nodes.items() if not is_held(node)}
    return Contents(nodes=nodes, links=plan.links)


def _label(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes.get(id_)
    return id_ if node is None else node.label


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    return msgspec.json.encode(value).decode()
