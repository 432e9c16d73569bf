"""Link: a typed tie between two nodes, with where it comes from."""

from enum import Enum
from typing import Self

import strawberry
from strawberry import relay

from graph import model
from rules.engine import Evaluation
from schema.core import described_input, enumeration, field
from schema.core.described import described
from schema.node.node import PlanNode, shown
from schema.request import Context, Identified


@described
class Link(Identified, relay.Node):
    """A directed, typed tie between two nodes; its id follows from what it ties."""

    record: strawberry.Private[model.Link]
    evaluation: strawberry.Private[Evaluation]

    def own_id(self) -> str:
        """The slug of the plan, a stroke, and the link's id within the plan."""
        return f"{self.evaluation.plan.info.slug}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the link of a reference, as it is at a revision."""
        slug, _, id_ = reference.partition("/")
        evaluation = await context.evaluation(slug, as_of)
        record = evaluation.plan.links.get(id_)
        return cls(record=record, evaluation=evaluation) if record else None

    @field
    def kind(self) -> model.LinkKind:
        """What kind of tie it is."""
        return self.record.kind

    @field
    def origin_node(self) -> PlanNode:
        """The node that it starts from; of a dependency the one that needs."""
        node: PlanNode = shown(self.evaluation, self.record.source_id)
        return node

    @field
    def target_node(self) -> PlanNode:
        """The node that it points to; of a dependency the one that is needed."""
        node: PlanNode = shown(self.evaluation, self.record.target_id)
        return node

    @field
    def origin(self) -> model.Origin:
        """Where it comes from: declared, derived from knowledge, or inferred from likeness."""
        return self.record.origin

    @field
    def confidence(self) -> float:
        """How sure it is, from 0 to 1."""
        return self.record.confidence

    @field
    def weight(self) -> float:
        """For a contribution -3 (cancels) to +3 (indivisible), after Nilsson et al. 2016; else a share up to 1."""
        return self.record.weight

    @field
    def dependency_kind(self) -> model.DependencyKind | None:
        """What a dependency needs from the other; null for other ties."""
        return self.record.dependency

    @field
    def lag_months(self) -> int:
        """How many months before the one that needs, what it needs must come."""
        return self.record.lag_months

    @field
    def reason(self) -> str:
        """Why it is so, in Indonesian."""
        return self.record.reason

    @field
    def source(self) -> str:
        """The regulation, guideline or file that says so; `judgement` where it is our own judgement."""
        return self.record.source

    @field
    def entry(self) -> str:
        """Id of the knowledge entry that made it; empty for a declared tie."""
        return self.record.entry

    @field
    def standing(self) -> model.Standing:
        """What a person said of it."""
        return self.record.standing


class LinkOrder(Enum):
    """In which order links come."""

    ID = "id"
    CONFIDENCE = "confidence"
    LAG = "lag"


LINK_ORDER = enumeration(
    LinkOrder,
    {"ID": "By id.", "CONFIDENCE": "The surest first.", "LAG": "The one that must come longest before first."},
)


@described_input
class LinkFilter:
    """Which links to give; all conditions must hold."""

    kind: model.LinkKind | None = strawberry.field(default=None, description="Of this kind.")
    origin: model.Origin | None = strawberry.field(default=None, description="Of this origin.")
    least_confidence: float | None = strawberry.field(default=None, description="At least this sure, from 0 to 1.")
    standing: model.Standing | None = strawberry.field(default=None, description="Of which a person said this.")
    across_opds: bool = strawberry.field(default=False, description="Only between the work of two different OPDs.")
    entry: str | None = strawberry.field(default=None, description="Made by this knowledge entry.")


def links_shown(evaluation: Evaluation, ids: tuple[str, ...] | list[str]) -> list[Link]:
    """Give links by their ids, those that the plan has."""
    links = evaluation.plan.links
    return [Link(record=links[id_], evaluation=evaluation) for id_ in ids if id_ in links]


def chosen(evaluation: Evaluation, wanted: LinkFilter | None, order: LinkOrder = LinkOrder.ID) -> list[model.Link]:
    """The links that a filter asks for, in an order."""
    plan = evaluation.plan
    asked = wanted or LinkFilter()

    def fits(link: model.Link) -> bool:
        return (
            (asked.kind is None or link.kind is asked.kind)
            and (asked.origin is None or link.origin is asked.origin)
            and (asked.least_confidence is None or link.confidence >= asked.least_confidence)
            and (asked.entry is None or link.entry == asked.entry)
            and (asked.standing is None or link.standing is asked.standing)
            and (not asked.across_opds or _across(link))
        )

    def _across(link: model.Link) -> bool:
        one, other = plan.lead(link.source_id), plan.lead(link.target_id)
        return one is not None and other is not None and one.id != other.id

    keys = {
        LinkOrder.ID: lambda each: (0.0, each.id),
        LinkOrder.CONFIDENCE: lambda each: (-each.confidence, each.id),
        LinkOrder.LAG: lambda each: (-float(each.lag_months), each.id),
    }
    return sorted(filter(fits, plan.links.values()), key=keys[order])
