"""Masterplan input: the fields of a masterplan and of its programs; lists but that of years are replaced as a whole."""

from typing import ClassVar

import strawberry
from strawberry import UNSET

from graph import masterplan, model
from schema.core import Rupiah, Year, described_input
from schema.edit.measure_input import SOURCE, MeasureInput


@described_input
class DocumentInput:
    """A book or a piece of evidence; the document itself is not stored."""

    name: str = strawberry.field(description="Name of the document.")
    size: int | None = strawberry.field(default=None, description="Size in bytes.")
    sha256: str = strawberry.field(default="", description="SHA-256 of its content: 64 hexadecimal digits.")
    place: str = strawberry.field(default="", description="Where it lies: an address or a folder.")


@described_input
class MasterplanYearInput:
    """Target, realisation and progress of a masterplan program in one year; other years stay.

    A year without all three is removed.
    """

    year: Year = strawberry.field(description="The year.")
    target: MeasureInput | None = strawberry.field(default=UNSET, description="Target for the end of the year.")
    realised: MeasureInput | None = strawberry.field(default=UNSET, description="Value reached in the year.")
    progress: masterplan.Progress | None = strawberry.field(default=UNSET, description="How far it came in the year.")


@described_input
class MasterplanFundInput:
    """Money for a masterplan program in one year from one source."""

    year: Year = strawberry.field(description="The year.")
    fund: masterplan.FundSource = strawberry.field(description="Whose money it is.")
    budget: Rupiah | None = strawberry.field(default=None, description="The amount in rupiah; null if unknown.")
    giver: str = strawberry.field(default="", description="Who gives it, if that is not the region.")


@described_input
class ReadinessInput:
    """Whether one thing that a masterplan program needs is there."""

    aspect: masterplan.ReadinessAspect = strawberry.field(description="What is needed.")
    state: masterplan.ReadinessState = strawberry.field(description="Whether it is there.")
    note: str = strawberry.field(default="", description="Remark, such as the number of the regulation.")


@described_input
class RiskInput:
    """A risk of a masterplan program."""

    text: str = strawberry.field(description="The risk.")
    severity: masterplan.RiskLevel | None = strawberry.field(default=None, description="How grave it is.")
    response: str = strawberry.field(default="", description="What is done about it.")


@described_input
class QuickWinAnswerInput:
    """How a quick win meets one of the ten criteria."""

    criterion: masterplan.QuickWinCriterion = strawberry.field(description="The criterion.")
    note: str = strawberry.field(default="", description="How it is met.")
    met: bool | None = strawberry.field(default=None, description="Whether it is met; null if nobody has said so.")


@described_input
class MasterplanEdit:
    """Fields of a masterplan to change."""

    record: ClassVar[type[model.Node]] = model.Masterplan

    name: str | None = strawberry.field(default=UNSET, description="Name.")
    legal_act: str | None = strawberry.field(
        default=UNSET, description="The legal act that it stands on, such as a Perwali with its number and year."
    )
    start_year: Year | None = strawberry.field(default=UNSET, description="First year.")
    end_year: Year | None = strawberry.field(default=UNSET, description="Last year.")
    vision: str | None = strawberry.field(default=UNSET, description="Vision.")
    books: list[DocumentInput] | None = strawberry.field(default=UNSET, description="Its books.")
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)


@described_input
class MasterplanInput(MasterplanEdit):
    """A Smart City masterplan."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    name: str = strawberry.field(description="Name.")


@described_input
class MasterplanProgramEdit:
    """Fields of a masterplan program to change."""

    record: ClassVar[type[model.Node]] = model.MasterplanProgram

    name: str | None = strawberry.field(default=UNSET, description="Name.")
    code: str | None = strawberry.field(default=UNSET, description="Number in the masterplan.")
    description: str | None = strawberry.field(default=UNSET, description="What it does.")
    origin: masterplan.MasterplanOrigin | None = strawberry.field(default=UNSET, description="Where it comes from.")
    term: masterplan.Term | None = strawberry.field(default=UNSET, description="Term.")
    start_year: Year | None = strawberry.field(default=UNSET, description="First year.")
    end_year: Year | None = strawberry.field(default=UNSET, description="Last year.")
    years: list[MasterplanYearInput] | None = strawberry.field(
        default=UNSET, description="Target, realisation and progress per year."
    )
    funds: list[MasterplanFundInput] | None = strawberry.field(
        default=UNSET, description="The whole list of money per year and source."
    )
    readiness: list[ReadinessInput] | None = strawberry.field(
        default=UNSET, description="The whole list of what it needs and whether that is there."
    )
    risks: list[RiskInput] | None = strawberry.field(default=UNSET, description="The whole list of its risks.")
    evidence: list[DocumentInput] | None = strawberry.field(
        default=UNSET, description="The whole list of its evidence."
    )
    quick_win: bool | None = strawberry.field(default=UNSET, description="Whether it is a quick win.")
    criteria: list[QuickWinAnswerInput] | None = strawberry.field(
        default=UNSET, description="The whole list of what is said of the ten criteria of a quick win."
    )
    written_lead: str | None = strawberry.field(
        default=UNSET, description="Its lead as written in the source, if the plan has no OPD of that name."
    )
    written_partners: list[str] | None = strawberry.field(
        default=UNSET, description="Its partners as written in the source, if the plan has none of that name."
    )
    source: str | None = strawberry.field(default=UNSET, description=SOURCE)
    masterplan: strawberry.ID | None = strawberry.field(default=UNSET, description="The masterplan that contains it.")
    opd: strawberry.ID | None = strawberry.field(default=UNSET, description="The OPD that leads it.")
    dimensions: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The dimensions or sub-dimensions that it stands in."
    )
    objectives: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The objectives that it serves."
    )
    carriers: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The programs, activities and sub-activities that carry it."
    )
    indicators: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The indicators that measure it before and after."
    )
    supporting_opds: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The OPDs that support it."
    )
    partners: list[strawberry.ID] | None = strawberry.field(default=UNSET, description="The partners that support it.")


@described_input
class MasterplanProgramInput(MasterplanProgramEdit):
    """A program of a Smart City masterplan."""

    id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id within the plan; made from the other fields if left out."
    )
    name: str = strawberry.field(description="Name.")
