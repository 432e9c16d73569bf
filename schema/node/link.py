"""Link: a directed, typed link between two nodes, with its origin, confidence and source."""

from collections.abc import Callable
from enum import Enum
from typing import Self

import strawberry
from strawberry import relay

from acts import SeenPlan
from graph import model
from schema.core import Key, Rows, described_filter, either, enumeration, field, ordered, passing
from schema.core.described import described
from schema.node.naming import known_id, node_ids
from schema.node.node import PlanNode, is_of, shown
from schema.request import Context, Identified


@described
class Link(Identified, relay.Node):
    """A directed, typed link from one node to another.

    Its id follows from its kind (and `dependencyKind`) and its two nodes.
    """

    record: strawberry.Private[model.Link]
    seen: strawberry.Private[SeenPlan]

    def own_id(self) -> str:
        """The plan and its state, a slash, and the link's id within the plan."""
        return f"{self.seen.name}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the link of a reference, as it is at a revision."""
        name, _, id_ = reference.partition("/")
        seen = await context.state(name, as_of)
        record = seen.plan.links.get(id_) if seen else None
        return cls(record=record, seen=seen) if seen and record else None

    @field
    def kind(self) -> model.LinkKind:
        """Kind of link."""
        return self.record.kind

    @field
    def origin_node(self) -> PlanNode:
        """The node at which the link starts; for a dependency, the node that needs the other."""
        node: PlanNode = shown(self.seen, self.record.source_id)
        return node

    @field
    def target_node(self) -> PlanNode:
        """The node to which the link points; for a dependency, the node that is needed."""
        node: PlanNode = shown(self.seen, self.record.target_id)
        return node

    @field
    def origin(self) -> model.Origin:
        """Where the link comes from: declared by a person or a file, derived from a knowledge entry, or inferred from
        similar texts.
        """
        return self.record.origin

    @field
    def confidence(self) -> float:
        """How certain the link is, from 0 to 1."""
        return self.record.confidence

    @field
    def weight(self) -> float:
        """For a contribution, its strength from -3 (cancels) to +3 (indivisible), after Nilsson et al. 2016; for other
        links a share from 0 to 1.
        """
        return self.record.weight

    @field
    def dependency_kind(self) -> model.DependencyKind | None:
        """For a dependency, what the origin node needs from the target node; null for other links."""
        return self.record.dependency

    @field
    def lag_months(self) -> int:
        """For a dependency, the months by which the target node must come before the origin node."""
        return self.record.lag_months

    @field
    def reason(self) -> str:
        """Why the two nodes are linked, in Indonesian."""
        return self.record.reason

    @field
    def source(self) -> str:
        """The regulation, guideline or file that states the link; `judgement` if it is the judgement of Sinergi's
        authors.
        """
        return self.record.source

    @field
    def entry(self) -> str:
        """Id of the knowledge entry from which the link is derived; empty for a declared link."""
        return self.record.entry

    @field
    def standing(self) -> model.Standing:
        """Whether a person has confirmed or rejected the link."""
        return self.record.standing


class LinkOrder(Enum):
    """Order of a list of links."""

    ID = "id"
    CONFIDENCE = "confidence"
    LAG = "lag"


LINK_ORDER = enumeration(
    LinkOrder,
    {
        "ID": "By id.",
        "CONFIDENCE": "Links with the highest confidence first.",
        "LAG": "Links with the longest lag in months first.",
    },
)


@described_filter
class LinkFilter:
    """Filter for links; all conditions must hold."""

    kind: model.LinkKind | None = strawberry.field(default=None, description="Only links of this kind.")
    kinds: list[model.LinkKind] | None = strawberry.field(default=None, description="Only links of these kinds.")
    node: str | None = strawberry.field(
        default=None, description="Only links that start at the node with this id or point to it."
    )
    opd: str | None = strawberry.field(
        default=None,
        description="Only links of the OPD with this id or short name, or of work that it or its units run.",
    )
    opds: list[str] | None = strawberry.field(default=None, description="Only such links of one of these OPDs.")
    origin: model.Origin | None = strawberry.field(default=None, description="Only links of this origin.")
    least_confidence: float | None = strawberry.field(
        default=None, description="Only links with at least this confidence, from 0 to 1."
    )
    standing: model.Standing | None = strawberry.field(
        default=None, description="Only links of this standing: open, confirmed or rejected."
    )
    across_opds: bool = strawberry.field(
        default=False, description="True: only links between the work of two different OPDs."
    )
    entry: str | None = strawberry.field(
        default=None, description="Only links derived from the knowledge entry with this id."
    )


def links_shown(seen: SeenPlan, ids: tuple[str, ...] | list[str]) -> list[Link]:
    """Give the links with these ids; ids that the plan lacks are skipped."""
    links = seen.plan.links
    return [Link(record=links[id_], seen=seen) for id_ in ids if id_ in links]


def chosen(seen: SeenPlan, wanted: LinkFilter | None, order: LinkOrder = LinkOrder.ID) -> Rows[model.Link]:
    """Give the links that pass a filter, in an order."""
    keys: dict[LinkOrder, Callable[[model.Link], Key]] = {
        LinkOrder.ID: lambda each: (each.id,),
        LinkOrder.CONFIDENCE: lambda each: (-each.confidence, each.id),
        LinkOrder.LAG: lambda each: (-each.lag_months, each.id),
    }
    found = filter(passing(wanted, lambda one: _fits(seen, one)), seen.plan.links.values())
    return ordered(found, keys[order], order)


def _fits(seen: SeenPlan, asked: LinkFilter) -> Callable[[model.Link], bool]:
    plan = seen.plan
    kinds = either(asked.kind, asked.kinds)
    node = None if asked.node is None else known_id(seen, asked.node, "node")
    opds = node_ids(seen, asked.opd, asked.opds, model.Opd, ("opd", "opds"))

    def across(link: model.Link) -> bool:
        one, other = plan.lead(link.source_id), plan.lead(link.target_id)
        return one is not None and other is not None and one.id != other.id

    def fits(link: model.Link) -> bool:
        ends = link.source_id, link.target_id
        return (
            (kinds is None or link.kind in kinds)
            and (node is None or node in ends)
            and (opds is None or any(end == opd or is_of(plan, end, opd) for end in ends for opd in opds))
            and (asked.origin is None or link.origin is asked.origin)
            and (asked.least_confidence is None or link.confidence >= asked.least_confidence)
            and (asked.entry is None or link.entry == asked.entry)
            and (asked.standing is None or link.standing is asked.standing)
            and (not asked.across_opds or across(link))
        )

    return fits
