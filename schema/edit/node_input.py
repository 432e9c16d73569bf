"""Node input: what a person says of a node: all of it to add one, any of it to edit one.

In an edit what is left out stays, and null empties what may be empty.
"""

from typing import ClassVar

import strawberry
from strawberry import UNSET

from graph import model
from schema.core import Code, Rupiah, Year, described_input

SOURCE = "Which regulation, document or person says so."


@described_input
class MeasureInput:
    """A performance value."""

    text: str = strawberry.field(description="As people write it, such as `85,5` or `WTP`.")
    low: float | None = strawberry.field(
        default=None, description="The number, or the low end of a range; null for a text such as WTP."
    )
    high: float | None = strawberry.field(default=None, description="The high end of a range; else as `low`.")


@described_input
class ProgramYearInput:
    """What a program is given and has spent in one year; other years stay. A year without both is removed."""

    year: Year = strawberry.field(description="The year.")
    budget: Rupiah | None = strawberry.field(default=UNSET, description="What it is given.")
    spent: Rupiah | None = strawberry.field(default=UNSET, description="What it has spent.")
    quarter: int | None = strawberry.field(default=UNSET, description="Up to which quarter it was reported, 1 to 4.")


@described_input
class IndicatorYearInput:
    """What an indicator should reach and has reached in a year; other years stay. A year without both is removed."""

    year: Year = strawberry.field(description="The year.")
    target: MeasureInput | None = strawberry.field(default=UNSET, description="What it should reach.")
    realised: MeasureInput | None = strawberry.field(default=UNSET, description="What it has reached.")
    quarter: int | None = strawberry.field(default=UNSET, description="Up to which quarter it was reported, 1 to 4.")


@described_input
class FieldRoleInput:
    """The role of one field of government in a theme."""

    field: str = strawberry.field(description="Code of the field, such as 2.16.")
    role: model.ThemeRole = strawberry.field(description="The role.")
    reason: str = strawberry.field(default="", description="Why, in Indonesian.")


@described_input
class PartnerCallInput:
    """A kind of partner that a theme calls for."""

    kind: model.PartnerKind = strawberry.field(description="The kind.")
    words: list[str] = strawberry.field(
        default_factory=list, description="Words in a partner's name that tell that it fits."
    )
    reason: str = strawberry.field(default="", description="Why, in Indonesian.")


@described_input
class DimensionEdit:
    """What to change of a dimension."""

    record: ClassVar[type[model.Node]] = model.Dimension

    name: str | None = strawberry.field(default=UNSET, description="Its Indonesian name.")
    name_en: str | None = strawberry.field(default=UNSET, description="Its English name.")
    description: str | None = strawberry.field(default=UNSET, description="What it is about.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    parent: strawberry.ID | None = strawberry.field(default=UNSET, description="The dimension that it belongs to.")


@described_input
class DimensionInput(DimensionEdit):
    """A dimension or sub-dimension."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else its code.")
    code: str = strawberry.field(description="Its code, such as SG-4.")
    level: model.DimensionLevel = strawberry.field(description="Whether it is a dimension or a sub-dimension.")
    name: str = strawberry.field(description="Its Indonesian name.")


@described_input
class ObjectiveEdit:
    """What to change of an objective."""

    record: ClassVar[type[model.Node]] = model.Objective

    level: model.ObjectiveLevel | None = strawberry.field(default=UNSET, description="Its level.")
    text: str | None = strawberry.field(default=UNSET, description="Its wording.")
    code: str | None = strawberry.field(default=UNSET, description="Its number in the document.")
    priority: bool | None = strawberry.field(default=UNSET, description="Whether it is a priority of the region.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    opd: strawberry.ID | None = strawberry.field(default=UNSET, description="The OPD that leads it.")
    parent: strawberry.ID | None = strawberry.field(default=UNSET, description="The objective above it.")


@described_input
class ObjectiveInput(ObjectiveEdit):
    """An objective: vision, mission, goal, outcome or strategy."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else made of it.")
    level: model.ObjectiveLevel = strawberry.field(description="Its level.")
    text: str = strawberry.field(description="Its wording.")


@described_input
class IndicatorEdit:
    """What to change of an indicator."""

    record: ClassVar[type[model.Node]] = model.Indicator

    name: str | None = strawberry.field(default=UNSET, description="Its name.")
    unit: str | None = strawberry.field(default=UNSET, description="Its unit.")
    direction: model.Direction | None = strawberry.field(default=UNSET, description="Which way it should move.")
    baseline: MeasureInput | None = strawberry.field(default=UNSET, description="Where it stood before the plan.")
    end_target: MeasureInput | None = strawberry.field(
        default=UNSET, description="Where it should stand at the end of the plan."
    )
    years: list[IndicatorYearInput] | None = strawberry.field(default=UNSET, description="Target and realisation.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    opd: strawberry.ID | None = strawberry.field(default=UNSET, description="The OPD that answers for it.")
    measures: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The programs and objectives that it measures."
    )


@described_input
class IndicatorInput(IndicatorEdit):
    """An indicator of an objective or a program."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else made of it.")
    name: str = strawberry.field(description="Its name.")


@described_input
class ProgramEdit:
    """What to change of a program, activity or sub-activity."""

    record: ClassVar[type[model.Node]] = model.Program

    level: model.Level | None = strawberry.field(default=UNSET, description="Program, activity or sub-activity.")
    name: str | None = strawberry.field(default=UNSET, description="Its name.")
    code: Code | None = strawberry.field(default=UNSET, description="Its nomenclature code.")
    years: list[ProgramYearInput] | None = strawberry.field(default=UNSET, description="Its money per year.")
    period_budget: Rupiah | None = strawberry.field(default=UNSET, description="Its money over the whole period.")
    location: str | None = strawberry.field(default=UNSET, description="Where it takes place.")
    beneficiaries: str | None = strawberry.field(default=UNSET, description="Whom it serves.")
    tags: list[str] | None = strawberry.field(default=UNSET, description="Its labels.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    opd: strawberry.ID | None = strawberry.field(default=UNSET, description="The OPD that runs it.")
    parent: strawberry.ID | None = strawberry.field(default=UNSET, description="The program or activity above it.")


@described_input
class ProgramInput(ProgramEdit):
    """A program, activity or sub-activity of one OPD."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else made of it.")
    level: model.Level = strawberry.field(description="Program, activity or sub-activity.")
    name: str = strawberry.field(description="Its name.")


@described_input
class OpdEdit:
    """What to change of an agency."""

    record: ClassVar[type[model.Node]] = model.Opd

    name: str | None = strawberry.field(default=UNSET, description="Its full name.")
    short_name: str | None = strawberry.field(default=UNSET, description="What it is called for short.")
    aliases: list[str] | None = strawberry.field(default=UNSET, description="Other names.")
    mandates: list[str] | None = strawberry.field(
        default=UNSET, description="Codes of the fields of government that it is mandated for, its first one first."
    )
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)


@described_input
class OpdInput(OpdEdit):
    """An agency of the region (perangkat daerah)."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else made of it.")
    name: str = strawberry.field(description="Its full name.")
    short_name: str = strawberry.field(description="What it is called for short.")


@described_input
class PartnerEdit:
    """What to change of a partner."""

    record: ClassVar[type[model.Node]] = model.Partner

    name: str | None = strawberry.field(default=UNSET, description="Its name.")
    kind: model.PartnerKind | None = strawberry.field(default=UNSET, description="What kind of organisation it is.")
    aliases: list[str] | None = strawberry.field(default=UNSET, description="Other names.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)


@described_input
class PartnerInput(PartnerEdit):
    """An organisation that works with the region and is no OPD."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else made of it.")
    name: str = strawberry.field(description="Its name.")
    kind: model.PartnerKind = strawberry.field(description="What kind of organisation it is.")


@described_input
class AssetEdit:
    """What to change of an asset."""

    record: ClassVar[type[model.Node]] = model.Asset

    name: str | None = strawberry.field(default=UNSET, description="Its name.")
    kind: model.AssetKind | None = strawberry.field(default=UNSET, description="What kind of asset it is.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    produced_by: list[strawberry.ID] | None = strawberry.field(default=UNSET, description="The programs that make it.")
    used_by: list[strawberry.ID] | None = strawberry.field(default=UNSET, description="The programs that use it.")


@described_input
class AssetInput(AssetEdit):
    """A data set, an application or a piece of infrastructure."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else made of it.")
    name: str = strawberry.field(description="Its name.")
    kind: model.AssetKind = strawberry.field(description="What kind of asset it is.")


@described_input
class ThemeEdit:
    """What to change of a theme; a theme of knowledge that is changed becomes the plan's own."""

    record: ClassVar[type[model.Node]] = model.Theme

    name: str | None = strawberry.field(default=UNSET, description="Its Indonesian name.")
    name_en: str | None = strawberry.field(default=UNSET, description="Its English name.")
    reason: str | None = strawberry.field(default=UNSET, description="Why it takes several agencies, in Indonesian.")
    roles: list[FieldRoleInput] | None = strawberry.field(
        default=UNSET, description="Which fields of government it needs, and as what."
    )
    partner_calls: list[PartnerCallInput] | None = strawberry.field(
        default=UNSET, description="Which kinds of partner it calls for."
    )
    team: str | None = strawberry.field(default=UNSET, description="The joint team that a regulation demands.")
    team_source: str | None = strawberry.field(default=UNSET, description="The regulation that demands that team.")
    words: list[str] | None = strawberry.field(default=UNSET, description="Words that name the matter.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)


@described_input
class ThemeInput(ThemeEdit):
    """A matter that takes several agencies, of the region's own."""

    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its id within the plan; else made of it.")
    name: str = strawberry.field(description="Its Indonesian name.")


AnyEdit = DimensionEdit | ObjectiveEdit | IndicatorEdit | ProgramEdit | OpdEdit | PartnerEdit | AssetEdit | ThemeEdit
AnyInput = (
    DimensionInput | ObjectiveInput | IndicatorInput | ProgramInput | OpdInput | PartnerInput | AssetInput | ThemeInput
)
