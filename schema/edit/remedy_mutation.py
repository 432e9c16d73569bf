"""Remedy mutation: applies a rule's remedy to the plan or to a scenario."""

from typing import Annotated

import strawberry

from acts import Draft, Operation, mend
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import PlanMutationInput, revise
from schema.edit.payload import RemedyPayload
from schema.request import Info, within


@described_input
class ApplyRemedyInput(PlanMutationInput):
    """Input of `applyRemedy`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint or id of the finding to mend.")


@described
class RemedyMutation:
    """Application of remedies."""

    @field
    async def apply_remedy(
        self,
        info: Info,
        input: Annotated[ApplyRemedyInput, said("The finding to mend.")],
    ) -> RemedyPayload | None:
        """Apply the changes that a rule proposes to mend a finding, to the plan or, to try them out, to a scenario."""

        async def make(draft: Draft) -> None:
            await mend(draft, within(input.fingerprint, input.plan))

        return RemedyPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))
