"""Node input: the fields of a node: all that it needs to add one, any of them to edit one.

In an edit what is left out stays, and null empties what may be empty.
"""

from typing import ClassVar

import strawberry
from strawberry import UNSET

from graph import model
from schema.core import Code, Rupiah, Year, described_input
from schema.edit.masterplan_input import (
    MasterplanEdit,
    MasterplanInput,
    MasterplanProgramEdit,
    MasterplanProgramInput,
)
from schema.edit.measure_input import SOURCE, MeasureInput


@described_input
class StagedBudgetInput:
    """The amount that was set for a year at one stage of the budget; other stages stay."""

    stage: model.Stage | None = strawberry.field(default=None, description="The stage; none if it is unknown.")
    budget: Rupiah | None = strawberry.field(description="The amount in rupiah; null to remove it.")


@described_input
class SpentInQuarterInput:
    """Spending within one quarter of a year; other quarters stay."""

    quarter: int = strawberry.field(description="The quarter, 1 to 4.")
    spent: Rupiah | None = strawberry.field(description="Spending within the quarter, in rupiah; null to remove it.")


@described_input
class RealisedInQuarterInput:
    """What was reported of an indicator in one quarter of a year; other quarters stay."""

    quarter: int = strawberry.field(description="The quarter, 1 to 4.")
    realised: MeasureInput | None = strawberry.field(description="Value reported in the quarter; null to remove it.")


@described_input
class ProgramYearInput:
    """Budget and spending of a program, activity or sub-activity in one year; other years stay.

    A year that has neither is removed.
    """

    year: Year = strawberry.field(description="The year.")
    budget: Rupiah | None = strawberry.field(
        default=UNSET,
        description="The budget that counts, in rupiah, at the stage that it has; null to remove the amounts of all "
        "stages.",
    )
    stages: list[StagedBudgetInput] | None = strawberry.field(
        default=UNSET, description="The budget by stage; the latest stage counts."
    )
    spent: Rupiah | None = strawberry.field(
        default=UNSET, description="The spending in rupiah, up to the end of `quarter`."
    )
    quarter: int | None = strawberry.field(
        default=UNSET, description="The quarter, 1 to 4, up to whose end the year was reported."
    )
    quarters: list[SpentInQuarterInput] | None = strawberry.field(
        default=UNSET, description="Spending within each quarter."
    )


@described_input
class IndicatorYearInput:
    """Target and realisation of an indicator in one year; other years stay. A year that has neither is removed."""

    year: Year = strawberry.field(description="The year.")
    target: MeasureInput | None = strawberry.field(default=UNSET, description="Target for the end of the year.")
    realised: MeasureInput | None = strawberry.field(
        default=UNSET, description="Value reached at the end of `quarter`."
    )
    quarter: int | None = strawberry.field(
        default=UNSET, description="The quarter, 1 to 4, up to whose end the year was reported."
    )
    quarters: list[RealisedInQuarterInput] | None = strawberry.field(
        default=UNSET, description="What was reported in each quarter."
    )


@described_input
class FieldRoleInput:
    """Role of a field of government (bidang urusan) in a theme."""

    field: str = strawberry.field(description="Code of the field of government, such as 2.16.")
    role: model.ThemeRole = strawberry.field(description="Role of the field in the theme.")
    reason: str = strawberry.field(default="", description="Reason, in Indonesian.")


@described_input
class PartnerCallInput:
    """A kind of partner that a theme calls for."""

    kind: model.PartnerKind = strawberry.field(description="Kind of partner.")
    words: list[str] = strawberry.field(
        default_factory=list, description="Words in a partner's name that show that the partner fits."
    )
    reason: str = strawberry.field(default="", description="Reason, in Indonesian.")


@described_input
class DimensionEdit:
    """Fields of a dimension to change."""

    record: ClassVar[type[model.Node]] = model.Dimension

    name: str | None = strawberry.field(default=UNSET, description="Name in Indonesian.")
    name_en: str | None = strawberry.field(default=UNSET, description="Name in English.")
    description: str | None = strawberry.field(
        default=UNSET, description="Description of the dimension, in Indonesian."
    )
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    parent: strawberry.ID | None = strawberry.field(
        default=UNSET, description="The dimension that the sub-dimension belongs to."
    )


@described_input
class DimensionInput(DimensionEdit):
    """A dimension or sub-dimension."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the code if left out."
    )
    code: str = strawberry.field(description="Code, such as SG-4.")
    level: model.DimensionLevel = strawberry.field(description="Level: dimension or sub-dimension.")
    name: str = strawberry.field(description="Name in Indonesian.")


@described_input
class ObjectiveEdit:
    """Fields of an objective to change."""

    record: ClassVar[type[model.Node]] = model.Objective

    level: model.ObjectiveLevel | None = strawberry.field(
        default=UNSET, description="Level in the tree: vision, mission, goal, outcome or strategy; or an issue."
    )
    text: str | None = strawberry.field(default=UNSET, description="Text of the objective.")
    code: str | None = strawberry.field(default=UNSET, description="Number of the objective in its document.")
    priority: bool | None = strawberry.field(
        default=UNSET, description="Whether the objective is a priority of the region."
    )
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    opd: strawberry.ID | None = strawberry.field(default=UNSET, description="The OPD that leads the objective.")
    parent: strawberry.ID | None = strawberry.field(default=UNSET, description="The objective directly above this one.")
    dimensions: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The dimensions or sub-dimensions that it concerns."
    )


@described_input
class ObjectiveInput(ObjectiveEdit):
    """An objective: vision, mission, goal, outcome or strategy; or a strategic issue."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    level: model.ObjectiveLevel = strawberry.field(
        description="Level in the tree: vision, mission, goal, outcome or strategy; or an issue."
    )
    text: str = strawberry.field(description="Text of the objective.")


@described_input
class IndicatorEdit:
    """Fields of an indicator to change."""

    record: ClassVar[type[model.Node]] = model.Indicator

    name: str | None = strawberry.field(default=UNSET, description="Name.")
    unit: str | None = strawberry.field(default=UNSET, description="Unit of the values.")
    direction: model.Direction | None = strawberry.field(
        default=UNSET, description="Whether the value should rise, fall or stay."
    )
    baseline: MeasureInput | None = strawberry.field(default=UNSET, description="Value before the plan's period.")
    end_target: MeasureInput | None = strawberry.field(
        default=UNSET, description="Target for the end of the plan's period."
    )
    years: list[IndicatorYearInput] | None = strawberry.field(
        default=UNSET, description="Target and realisation per year."
    )
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    opd: strawberry.ID | None = strawberry.field(
        default=UNSET, description="The OPD that is responsible for the indicator."
    )
    measures: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The programs, objectives and masterplan programs that the indicator measures."
    )


@described_input
class IndicatorInput(IndicatorEdit):
    """An indicator of an objective or a program."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    name: str = strawberry.field(description="Name.")


@described_input
class ProgramEdit:
    """Fields of a program, activity or sub-activity to change."""

    record: ClassVar[type[model.Node]] = model.Program

    level: model.Level | None = strawberry.field(default=UNSET, description="Level: program, activity or sub-activity.")
    name: str | None = strawberry.field(default=UNSET, description="Name.")
    code: Code | None = strawberry.field(default=UNSET, description="Nomenclature code.")
    years: list[ProgramYearInput] | None = strawberry.field(default=UNSET, description="Budget and spending per year.")
    period_budget: Rupiah | None = strawberry.field(
        default=UNSET, description="Budget over the plan's whole period, in rupiah."
    )
    location: str | None = strawberry.field(default=UNSET, description="Location.")
    beneficiaries: str | None = strawberry.field(default=UNSET, description="Beneficiaries.")
    tags: list[str] | None = strawberry.field(default=UNSET, description="Labels.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    opd: strawberry.ID | None = strawberry.field(default=UNSET, description="The OPD that runs it.")
    parent: strawberry.ID | None = strawberry.field(
        default=UNSET, description="The program or activity that contains it."
    )


@described_input
class ProgramInput(ProgramEdit):
    """A program, activity or sub-activity of one OPD."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    level: model.Level = strawberry.field(description="Level: program, activity or sub-activity.")
    name: str = strawberry.field(description="Name.")


@described_input
class OpdEdit:
    """Fields of an OPD to change."""

    record: ClassVar[type[model.Node]] = model.Opd

    name: str | None = strawberry.field(default=UNSET, description="Full name.")
    short_name: str | None = strawberry.field(default=UNSET, description="Short name, such as DISKOMINFO.")
    aliases: list[str] | None = strawberry.field(default=UNSET, description="Other names.")
    mandates: list[str] | None = strawberry.field(
        default=UNSET,
        description="Codes of the fields of government (bidang urusan) that the OPD is mandated for, the main one "
        "first.",
    )
    part_of: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id of the agency whose unit it is; null for an agency."
    )
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)


@described_input
class OpdInput(OpdEdit):
    """An OPD: a government agency of the region (organisasi perangkat daerah)."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    name: str = strawberry.field(description="Full name.")
    short_name: str = strawberry.field(description="Short name, such as DISKOMINFO.")


@described_input
class PartnerEdit:
    """Fields of a partner to change."""

    record: ClassVar[type[model.Node]] = model.Partner

    name: str | None = strawberry.field(default=UNSET, description="Name.")
    kind: model.PartnerKind | None = strawberry.field(default=UNSET, description="Kind of organisation.")
    aliases: list[str] | None = strawberry.field(default=UNSET, description="Other names.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)


@described_input
class PartnerInput(PartnerEdit):
    """A partner: an organisation that works with the region and is no OPD."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    name: str = strawberry.field(description="Name.")
    kind: model.PartnerKind = strawberry.field(description="Kind of organisation.")


@described_input
class AssetEdit:
    """Fields of an asset to change."""

    record: ClassVar[type[model.Node]] = model.Asset

    name: str | None = strawberry.field(default=UNSET, description="Name.")
    kind: model.AssetKind | None = strawberry.field(default=UNSET, description="Kind of asset.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    produced_by: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The programs that produce the asset."
    )
    used_by: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The programs that use the asset."
    )


@described_input
class AssetInput(AssetEdit):
    """An asset: a data set, an application or a piece of infrastructure."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    name: str = strawberry.field(description="Name.")
    kind: model.AssetKind = strawberry.field(description="Kind of asset.")


@described_input
class ThemeEdit:
    """Fields of a theme to change.

    A theme that comes from knowledge entries becomes the plan's own when it is changed.
    """

    record: ClassVar[type[model.Node]] = model.Theme

    name: str | None = strawberry.field(default=UNSET, description="Name in Indonesian.")
    name_en: str | None = strawberry.field(default=UNSET, description="Name in English.")
    reason: str | None = strawberry.field(default=UNSET, description="Why the theme needs several OPDs, in Indonesian.")
    roles: list[FieldRoleInput] | None = strawberry.field(
        default=UNSET, description="The fields of government (bidang urusan) that the theme needs, each with its role."
    )
    partner_calls: list[PartnerCallInput] | None = strawberry.field(
        default=UNSET, description="The kinds of partner that the theme calls for."
    )
    team: str | None = strawberry.field(default=UNSET, description="The standing team or forum of the theme.")
    team_source: str | None = strawberry.field(default=UNSET, description="The regulation that asks for the team.")
    words: list[str] | None = strawberry.field(default=UNSET, description="Words by which texts name the theme.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)


@described_input
class ThemeInput(ThemeEdit):
    """A theme of the region's own: a matter that needs several OPDs."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    name: str = strawberry.field(description="Name in Indonesian.")


AnyEdit = (
    DimensionEdit
    | ObjectiveEdit
    | IndicatorEdit
    | ProgramEdit
    | OpdEdit
    | PartnerEdit
    | AssetEdit
    | ThemeEdit
    | MasterplanEdit
    | MasterplanProgramEdit
)
AnyInput = (
    DimensionInput
    | ObjectiveInput
    | IndicatorInput
    | ProgramInput
    | OpdInput
    | PartnerInput
    | AssetInput
    | ThemeInput
    | MasterplanInput
    | MasterplanProgramInput
)
