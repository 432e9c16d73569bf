"""Node deed: the inputs of the mutations that add, edit and remove nodes."""

import strawberry

from schema.core import described_input
from schema.edit.deed import PlanDeed
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
class AddDimensionInput(PlanDeed):
    """Input of `addDimension`."""

    dimension: DimensionInput = strawberry.field(description="What to add.")


@described_input
class EditDimensionInput(PlanDeed):
    """Input of `editDimension`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    dimension: DimensionEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddObjectiveInput(PlanDeed):
    """Input of `addObjective`."""

    objective: ObjectiveInput = strawberry.field(description="What to add.")


@described_input
class EditObjectiveInput(PlanDeed):
    """Input of `editObjective`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    objective: ObjectiveEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddIndicatorInput(PlanDeed):
    """Input of `addIndicator`."""

    indicator: IndicatorInput = strawberry.field(description="What to add.")


@described_input
class EditIndicatorInput(PlanDeed):
    """Input of `editIndicator`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    indicator: IndicatorEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddProgramInput(PlanDeed):
    """Input of `addProgram`."""

    program: ProgramInput = strawberry.field(description="What to add.")


@described_input
class EditProgramInput(PlanDeed):
    """Input of `editProgram`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    program: ProgramEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddOpdInput(PlanDeed):
    """Input of `addOpd`."""

    opd: OpdInput = strawberry.field(description="What to add.")


@described_input
class EditOpdInput(PlanDeed):
    """Input of `editOpd`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    opd: OpdEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddPartnerInput(PlanDeed):
    """Input of `addPartner`."""

    partner: PartnerInput = strawberry.field(description="What to add.")


@described_input
class EditPartnerInput(PlanDeed):
    """Input of `editPartner`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    partner: PartnerEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddAssetInput(PlanDeed):
    """Input of `addAsset`."""

    asset: AssetInput = strawberry.field(description="What to add.")


@described_input
class EditAssetInput(PlanDeed):
    """Input of `editAsset`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    asset: AssetEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class AddThemeInput(PlanDeed):
    """Input of `addTheme`."""

    theme: ThemeInput = strawberry.field(description="What to add.")


@described_input
class EditThemeInput(PlanDeed):
    """Input of `editTheme`."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    theme: ThemeEdit = strawberry.field(description="What to change; what is left out stays.")


@described_input
class RemoveNodeInput(PlanDeed):
    """Input of the mutations that remove a node."""

    id: strawberry.ID = strawberry.field(description=WHICH)
    with_parts: bool = strawberry.field(
        default=False,
        description="Whether what it contains, and what measures only it, goes as well, and what it leads is let go; "
        "else nothing is removed where there is any.",
    )
