"""Link mutation: add, edit, remove, confirm and reject links."""

from typing import Annotated

import strawberry

from acts import Draft, Operation
from graph import model
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.link_draft import LinkEdit, LinkInput, add_link, edit_link, judge_link, remove_link
from schema.edit.mutation_input import PlanMutationInput, revise
from schema.edit.payload import LinkPayload
from schema.request import Info, within


@described_input
class AddLinkInput(PlanMutationInput):
    """Input of `addLink`."""

    link: LinkInput = strawberry.field(description="The link to add.")


@described_input
class EditLinkInput(PlanMutationInput):
    """Input of `editLink`."""

    id: strawberry.ID = strawberry.field(description="Id of the link: its global `id`, or its id within the plan.")
    link: LinkEdit = strawberry.field(
        description="Fields to change. Fields that are left out stay; null resets a field to its default."
    )


@described_input
class LinkDeed(PlanMutationInput):
    """Input of the mutations that remove, confirm or reject a link."""

    id: strawberry.ID = strawberry.field(description="Id of the link: its global `id`, or its id within the plan.")


@described
class LinkMutation:
    """Add, edit, remove and judge links."""

    @field
    async def add_link(
        self,
        info: Info,
        input: Annotated[AddLinkInput, said("The link to add.")],
    ) -> LinkPayload | None:
        """Add a declared link."""

        async def make(draft: Draft) -> str:
            return await add_link(draft, input.link, ("link",))

        return LinkPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))

    @field
    async def edit_link(
        self,
        info: Info,
        input: Annotated[EditLinkInput, said("The link, and the fields to change.")],
    ) -> LinkPayload | None:
        """Edit a link. A derived or inferred link becomes a declared link of the plan."""

        async def make(draft: Draft) -> str:
            return await edit_link(draft, input.id, input.link, ("link",))

        return LinkPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))

    @field
    async def remove_link(
        self,
        info: Info,
        input: Annotated[LinkDeed, said("The link.")],
    ) -> LinkPayload | None:
        """Remove a link that the plan stores. A link that comes only from knowledge entries can be rejected instead."""

        async def make(draft: Draft) -> str:
            await remove_link(draft, input.id, ("id",))
            return within(input.id, input.plan)

        return LinkPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))

    @field
    async def confirm_link(
        self,
        info: Info,
        input: Annotated[LinkDeed, said("The link.")],
    ) -> LinkPayload | None:
        """Confirm that a link is right. A derived or inferred link is stored with this standing from then on."""

        async def make(draft: Draft) -> str:
            return await judge_link(draft, input.id, model.Standing.CONFIRMED)

        return LinkPayload(outcome=await revise(info, input, Operation.JUDGE_LINK, make))

    @field
    async def reject_link(
        self,
        info: Info,
        input: Annotated[LinkDeed, said("The link.")],
    ) -> LinkPayload | None:
        """Reject a link as wrong. It is kept as rejected, so that it is not followed and does not come back."""

        async def make(draft: Draft) -> str:
            return await judge_link(draft, input.id, model.Standing.REJECTED)

        return LinkPayload(outcome=await revise(info, input, Operation.JUDGE_LINK, make))
