"""Access mutation: an administrator gives people access to the plans of a region, and takes it back."""

import datetime
from typing import Annotated

import strawberry

import acts
from acts import Operation, Role
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput
from schema.edit.payload import AccessPayload
from schema.edit.recording import recorded
from schema.request import Info, within


@described_input
class GiveAccessInput(MutationInput):
    """Input of `giveAccess`."""

    name: str = strawberry.field(description="Name of the bearer, as history will show it; one for each person.")
    role: Role = strawberry.field(default=Role.AGENCY, description="Role in the plan's region.")
    opds: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description="Ids or short names of the OPDs for which the bearer speaks; for the role AGENCY, and only for it.",
    )
    expires: datetime.date = strawberry.field(description="Last day on which it counts.")


@described_input
class RevokeAccessInput(MutationInput):
    """Input of `revokeAccess`."""

    access: str = strawberry.field(description="`number` of the access.")


@described
class AccessMutation:
    """Who has access to the plans of a region."""

    @field
    async def give_access(
        self, info: Info, input: Annotated[GiveAccessInput, said("Who gets access, as what, until when.")]
    ) -> AccessPayload | None:
        """Give somebody a role in the plan's region. The payload's `secret` is a token that is shown this once, so
        that asking again under the same `idempotencyKey` gives it no more.
        """
        opds = tuple(within(each, input.plan) for each in input.opds)

        return AccessPayload(
            outcome=await recorded(
                info,
                input,
                Operation.GIVE_ACCESS,
                lambda desk: acts.give_access(desk, input.name, input.role, opds, input.expires),
            )
        )

    @field
    async def revoke_access(
        self, info: Info, input: Annotated[RevokeAccessInput, said("The access.")]
    ) -> AccessPayload | None:
        """Revoke an access of the plan's region; what was begun with it ends."""

        return AccessPayload(
            outcome=await recorded(
                info, input, Operation.GIVE_ACCESS, lambda desk: acts.revoke_access(desk, input.access)
            )
        )
