"""Plan things: one node, link or finding of a plan, by its name or id; null where there is none."""

from typing import Annotated, TypeVar

import strawberry

from acts import SeenPlan
from schema.advice import Finding, finding_of
from schema.core import apart, field, said
from schema.core.described import described
from schema.node import (
    Asset,
    Dimension,
    Indicator,
    Link,
    Masterplan,
    MasterplanProgram,
    Objective,
    Partner,
    PlanNode,
    Theme,
    find,
    links_shown,
)
from schema.request import within

N = TypeVar("N", bound=PlanNode)
_Id = Annotated[strawberry.ID, said("Its id, of whichever revision, or its id within the plan.")]
_Named = Annotated[strawberry.ID, said("Its name, or its id.")]


@described
@apart
class PlanThings:
    """Single things of a plan."""

    seen: strawberry.Private[SeenPlan]

    @field
    def dimension(
        self, code: Annotated[strawberry.ID, said("Its code, such as SG or SG-1, or its id.")]
    ) -> Dimension | None:
        """The dimension or sub-dimension with this code; null if there is none."""
        return self._one(code, Dimension)

    @field
    def theme(self, name: Annotated[strawberry.ID, said("Its name, such as `stunting`, or its id.")]) -> Theme | None:
        """The theme with this name; null if there is none."""
        return self._one(name, Theme)

    @field
    def objective(self, id: _Id) -> Objective | None:
        """The objective with this id; null if there is none."""
        return self._one(id, Objective)

    @field
    def indicator(self, id: _Id) -> Indicator | None:
        """The indicator with this id; null if there is none."""
        return self._one(id, Indicator)

    @field
    def partner(self, name: _Named) -> Partner | None:
        """The partner with this name; null if there is none."""
        return self._one(name, Partner)

    @field
    def asset(self, name: _Named) -> Asset | None:
        """The asset with this name; null if there is none."""
        return self._one(name, Asset)

    @field
    def masterplan(self, id: _Id) -> Masterplan | None:
        """The masterplan with this id; null if there is none."""
        return self._one(id, Masterplan)

    @field
    def masterplan_program(self, id: _Id) -> MasterplanProgram | None:
        """The masterplan program with this id; null if there is none."""
        return self._one(id, MasterplanProgram)

    @field
    def link(self, id: _Id) -> Link | None:
        """The link with this id; null if there is none."""
        return next(iter(links_shown(self.seen, (within(id, self.seen.plan.info.slug),))), None)

    @field
    async def finding(
        self, fingerprint: Annotated[strawberry.ID, said("Fingerprint or id of the finding.")]
    ) -> Finding | None:
        """The finding with this fingerprint; null if there is none, or if it was suppressed."""
        return await finding_of(self.seen, within(fingerprint, self.seen.plan.info.slug))

    def _one(self, given: str, kind: type[N]) -> N | None:
        found = find(self.seen, given, kind.represents)
        return kind(record=self.seen.plan.nodes[found], seen=self.seen) if found else None
