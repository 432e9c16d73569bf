"""Node deed: the inputs of the mutations that add, edit and remove nodes."""

import strawberry

from schema.core import described_input
from schema.edit.mutation_input import PlanMutationInput
from schema.edit.node_input import (
    AssetEdit,
    AssetInput,
    DimensionEdit,
    DimensionInput,
    IndicatorEdit,
    IndicatorInput,
    ObjectiveEdit,
    ObjectiveInput,
    OpdEdit,
    OpdInput,
    PartnerEdit,
    PartnerInput,
    ProgramEdit,
    ProgramInput,
    ThemeEdit,
    ThemeInput,
)

WHICH = "Its id, as `id` gives it, or its id within the plan."


@described_input
class AddDimensionInput(PlanMutationInput):
    """Input of `addDimension`."""

    dimension: DimensionInput = strawberry.field(description="What to add.")


@described_input
class EditDimensionInput(PlanMutationInput):
    """Input of `editDimension`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    dimension: DimensionEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddObjectiveInput(PlanMutationInput):
    """Input of `addObjective`."""

    objective: ObjectiveInput = strawberry.field(description="What to add.")


@described_input
class EditObjectiveInput(PlanMutationInput):
    """Input of `editObjective`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    objective: ObjectiveEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddIndicatorInput(PlanMutationInput):
    """Input of `addIndicator`."""

    indicator: IndicatorInput = strawberry.field(description="What to add.")


@described_input
class EditIndicatorInput(PlanMutationInput):
    """Input of `editIndicator`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    indicator: IndicatorEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddProgramInput(PlanMutationInput):
    """Input of `addProgram`."""

    program: ProgramInput = strawberry.field(description="What to add.")


@described_input
class EditProgramInput(PlanMutationInput):
    """Input of `editProgram`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    program: ProgramEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddOpdInput(PlanMutationInput):
    """Input of `addOpd`."""

    opd: OpdInput = strawberry.field(description="What to add.")


@described_input
class EditOpdInput(PlanMutationInput):
    """Input of `editOpd`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    opd: OpdEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddPartnerInput(PlanMutationInput):
    """Input of `addPartner`."""

    partner: PartnerInput = strawberry.field(description="What to add.")


@described_input
class EditPartnerInput(PlanMutationInput):
    """Input of `editPartner`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    partner: PartnerEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddAssetInput(PlanMutationInput):
    """Input of `addAsset`."""

    asset: AssetInput = strawberry.field(description="What to add.")


@described_input
class EditAssetInput(PlanMutationInput):
    """Input of `editAsset`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    asset: AssetEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddThemeInput(PlanMutationInput):
    """Input of `addTheme`."""

    theme: ThemeInput = strawberry.field(description="What to add.")


@described_input
class EditThemeInput(PlanMutationInput):
    """Input of `editTheme`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    theme: ThemeEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class RemoveNodeInput(PlanMutationInput):
    """Input of the mutations that remove a node."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    with_parts: bool = strawberry.field(
        default=False,
        description="Whether what it contains, and what measures only it, goes as well, and what it leads is let go; "
        "else nothing is removed where there is any.",
    )
