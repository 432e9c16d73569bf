"""Remedy mutation: what a rule proposes is made, or put into a scenario."""

from typing import Annotated

import strawberry

from acts import Draft, Operation, mend
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import PlanMutationInput, revise
from schema.edit.payload import RemedyPayload
from schema.request import Info


@described_input
class ApplyRemedyInput(PlanMutationInput):
    """Input of `applyRemedy`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the finding that is to be mended.")


@described
class RemedyMutation:
    """What a rule proposes is made."""

    @field
    async def apply_remedy(
        self,
        info: Info,
        input: Annotated[ApplyRemedyInput, said("Which finding.")],
    ) -> RemedyPayload:
        """Make the changes that a rule proposes to mend a finding; in a scenario, to try them out."""

        async def make(draft: Draft) -> None:
            await mend(draft, input.fingerprint)

        return RemedyPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))
