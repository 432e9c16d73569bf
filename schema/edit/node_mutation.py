"""Node mutation: add, edit and remove each kind of node."""

from typing import Annotated

from acts import Draft, Operation, Revised
from schema.core import field, said
from schema.core.described import described
from schema.edit.mutation_input import Outcome, PlanMutationInput, revise
from schema.edit.node_deed import (
    AddAssetInput,
    AddDimensionInput,
    AddIndicatorInput,
    AddObjectiveInput,
    AddOpdInput,
    AddPartnerInput,
    AddProgramInput,
    AddThemeInput,
    EditAssetInput,
    EditDimensionInput,
    EditIndicatorInput,
    EditObjectiveInput,
    EditOpdInput,
    EditPartnerInput,
    EditProgramInput,
    EditThemeInput,
    RemoveNodeInput,
)
from schema.edit.node_draft import add_node, edit_node, remove_node
from schema.edit.node_input import AnyEdit, AnyInput
from schema.edit.payload import Payload
from schema.node import Asset, Dimension, Indicator, Objective, Opd, Partner, Program, Theme
from schema.request import Info


@described
class NodeMutation:
    """Add, edit and remove nodes."""

    @field
    async def add_dimension(
        self,
        info: Info,
        input: Annotated[AddDimensionInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Dimension]:
        """Add a dimension or sub-dimension."""
        return Payload(outcome=await _add(info, input, input.dimension, "dimension"))

    @field
    async def edit_dimension(
        self,
        info: Info,
        input: Annotated[EditDimensionInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Dimension]:
        """Edit a dimension or sub-dimension."""
        return Payload(outcome=await _edit(info, input, input.id, input.dimension, "dimension"))

    @field
    async def remove_dimension(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Dimension]:
        """Remove a dimension or sub-dimension, with all its links."""
        return Payload(outcome=await _remove(info, input, "dimension"))

    @field
    async def add_objective(
        self,
        info: Info,
        input: Annotated[AddObjectiveInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Objective]:
        """Add an objective with its links to what is above it and to its OPD."""
        return Payload(outcome=await _add(info, input, input.objective, "objective"))

    @field
    async def edit_objective(
        self,
        info: Info,
        input: Annotated[EditObjectiveInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Objective]:
        """Edit an objective."""
        return Payload(outcome=await _edit(info, input, input.id, input.objective, "objective"))

    @field
    async def remove_objective(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Objective]:
        """Remove an objective, with all its links."""
        return Payload(outcome=await _remove(info, input, "objective"))

    @field
    async def add_indicator(
        self,
        info: Info,
        input: Annotated[AddIndicatorInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Indicator]:
        """Add an indicator."""
        return Payload(outcome=await _add(info, input, input.indicator, "indicator"))

    @field
    async def edit_indicator(
        self,
        info: Info,
        input: Annotated[EditIndicatorInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Indicator]:
        """Edit an indicator."""
        return Payload(outcome=await _edit(info, input, input.id, input.indicator, "indicator"))

    @field
    async def remove_indicator(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Indicator]:
        """Remove an indicator, with all its links."""
        return Payload(outcome=await _remove(info, input, "indicator"))

    @field
    async def add_program(
        self,
        info: Info,
        input: Annotated[AddProgramInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Program]:
        """Add a program, activity or sub-activity with its links to what is above it and to its OPD."""
        return Payload(outcome=await _add(info, input, input.program, "program"))

    @field
    async def edit_program(
        self,
        info: Info,
        input: Annotated[EditProgramInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Program]:
        """Edit a program, activity or sub-activity."""
        return Payload(outcome=await _edit(info, input, input.id, input.program, "program"))

    @field
    async def remove_program(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Program]:
        """Remove a program, activity or sub-activity, with all its links."""
        return Payload(outcome=await _remove(info, input, "program"))

    @field
    async def add_opd(
        self,
        info: Info,
        input: Annotated[AddOpdInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Opd]:
        """Add an agency."""
        return Payload(outcome=await _add(info, input, input.opd, "opd"))

    @field
    async def edit_opd(
        self,
        info: Info,
        input: Annotated[EditOpdInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Opd]:
        """Edit an agency."""
        return Payload(outcome=await _edit(info, input, input.id, input.opd, "opd"))

    @field
    async def remove_opd(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Opd]:
        """Remove an agency, with all its links."""
        return Payload(outcome=await _remove(info, input, "opd"))

    @field
    async def add_partner(
        self,
        info: Info,
        input: Annotated[AddPartnerInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Partner]:
        """Add a partner."""
        return Payload(outcome=await _add(info, input, input.partner, "partner"))

    @field
    async def edit_partner(
        self,
        info: Info,
        input: Annotated[EditPartnerInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Partner]:
        """Edit a partner."""
        return Payload(outcome=await _edit(info, input, input.id, input.partner, "partner"))

    @field
    async def remove_partner(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Partner]:
        """Remove a partner, with all its links."""
        return Payload(outcome=await _remove(info, input, "partner"))

    @field
    async def add_asset(
        self,
        info: Info,
        input: Annotated[AddAssetInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Asset]:
        """Add an asset."""
        return Payload(outcome=await _add(info, input, input.asset, "asset"))

    @field
    async def edit_asset(
        self,
        info: Info,
        input: Annotated[EditAssetInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Asset]:
        """Edit an asset."""
        return Payload(outcome=await _edit(info, input, input.id, input.asset, "asset"))

    @field
    async def remove_asset(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Asset]:
        """Remove an asset, with all its links."""
        return Payload(outcome=await _remove(info, input, "asset"))

    @field
    async def add_theme(
        self,
        info: Info,
        input: Annotated[AddThemeInput, said("What to add.")],  # noqa: A002
    ) -> Payload[Theme]:
        """Add a theme."""
        return Payload(outcome=await _add(info, input, input.theme, "theme"))

    @field
    async def edit_theme(
        self,
        info: Info,
        input: Annotated[EditThemeInput, said("What to change.")],  # noqa: A002
    ) -> Payload[Theme]:
        """Edit a theme."""
        return Payload(outcome=await _edit(info, input, input.id, input.theme, "theme"))

    @field
    async def remove_theme(
        self,
        info: Info,
        input: Annotated[RemoveNodeInput, said("What to remove.")],  # noqa: A002
    ) -> Payload[Theme]:
        """Remove a theme, with all its links."""
        return Payload(outcome=await _remove(info, input, "theme"))


async def _add(info: Info, deed: PlanMutationInput, what: AnyInput, name: str) -> Outcome[Revised]:
    async def make(draft: Draft) -> str:
        return add_node(draft, what, (name,))

    return await revise(info, deed, Operation.CHANGE_PLAN, make)


async def _edit(info: Info, deed: PlanMutationInput, id_: str, what: AnyEdit, name: str) -> Outcome[Revised]:
    async def make(draft: Draft) -> str:
        return await edit_node(draft, id_, what, (name,))

    return await revise(info, deed, Operation.CHANGE_PLAN, make)


async def _remove(info: Info, deed: RemoveNodeInput, kind: str) -> Outcome[Revised]:
    async def make(draft: Draft) -> None:
        remove_node(draft, deed.id, kind, ("id",), with_parts=deed.with_parts)

    return await revise(info, deed, Operation.CHANGE_PLAN, make)
