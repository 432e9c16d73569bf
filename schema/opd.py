"""Opd: an agency of the region."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph import model
from graph.traversal import dependants, dependencies
from schema.described import After, Before, First, Last, described, field
from schema.node import PlanNode, represents, shown
from schema.page import Connection, page
from schema.program import Program, ProgramFilter, ProgramOrder, chosen
from schema.reach import AcrossOpds, Depth, Reach, reached

if TYPE_CHECKING:
    from schema.initiative import Initiative

Filter = Annotated[ProgramFilter | None, strawberry.argument(description="Which programs to give.")]
Order = Annotated[ProgramOrder, strawberry.argument(description="In which order.")]


@represents(model.Opd)
@described
class Opd(PlanNode):
    """An agency of the region (perangkat daerah)."""

    @field
    def name(self) -> str:
        """Its full name."""
        return str(self.record.name)

    @field
    def short_name(self) -> str:
        """What it is called for short, such as DISKOMINFO."""
        return str(self.record.short_name)

    @field
    def mandates(self) -> list[str]:
        """Codes of the fields of government (bidang urusan) that it is mandated for, its first one first."""
        return list(self.record.mandates)

    @field
    def is_territorial(self) -> bool:
        """Whether it is a kecamatan."""
        return bool(self.record.is_territorial)

    @field
    def programs(
        self,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,  # noqa: A002 - the word of the API
        order_by: Order = ProgramOrder.CODE,
    ) -> Connection[Program]:
        """The programs, activities and sub-activities that it runs."""
        asked = filter or ProgramFilter()
        asked.opd = self.record.short_name
        evaluation = self.evaluation
        return page(
            chosen(evaluation, asked, order_by),
            lambda program: shown(evaluation, program.id),
            lambda program: program.id,
            first=first,
            after=after,
            last=last,
            before=before,
        )

    @field
    def dependencies(self, depth: Depth = 1, across_opds: AcrossOpds = True) -> list[Reach]:
        """The work of others that its work needs, nearest first."""
        found = dependencies(self.plan, self.record.id, depth=depth, across_opds=across_opds)
        return reached(self.evaluation, found)

    @field
    def dependants(self, depth: Depth = 1, across_opds: AcrossOpds = True) -> list[Reach]:
        """The work of others that needs its work, nearest first."""
        found = dependants(self.plan, self.record.id, depth=depth, across_opds=across_opds)
        return reached(self.evaluation, found)

    @field
    def initiatives(self) -> list[Annotated["Initiative", strawberry.lazy("schema.initiative")]]:
        """The initiatives that it leads or takes part in, in rank order."""
        from schema.initiative import Initiative

        own = self.record.id
        return [
            Initiative(record=each, evaluation=self.evaluation)
            for each in self.evaluation.initiatives
            if own == each.lead or any(participant.opd == own for participant in each.participants)
        ]
