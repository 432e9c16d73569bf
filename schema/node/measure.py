"""Measure: performance values and money per year, as written and as read."""

from collections.abc import Iterable

import strawberry

from graph import model
from schema.core import Rupiah, Year
from schema.core.described import described


@described
class Measure:
    """A value of an indicator: as written, and as the number or range that it was read as."""

    text: str = strawberry.field(description="The value as written.")
    low: float | None = strawberry.field(
        description="The number, or the low end of a range; null for a text such as WTP."
    )
    high: float | None = strawberry.field(
        description="High end of the range; equal to `low` for a single number, null for a text."
    )


@described
class Money:
    """An amount of money: as written and as read."""

    text: str = strawberry.field(description="The value as written.")
    amount: Rupiah | None = strawberry.field(description="The amount in rupiah; null if it could not be read.")
    plausible: bool = strawberry.field(
        description="Whether the amount is plausible; an implausible amount is left out of all sums."
    )


@described
class StagedBudget:
    """An amount of money that was set for a year at one stage of the budget."""

    stage: model.Stage | None = strawberry.field(description="The stage; null if the source names none.")
    budget: Money = strawberry.field(description="The amount.")


@described
class StageSum:
    """What of a sum of budgets is of one stage of the budget."""

    stage: model.Stage | None = strawberry.field(description="The stage; null if the sources name none.")
    rupiah: Rupiah = strawberry.field(description="Plausible budget of the stage, in rupiah.")


@described
class SpentInQuarter:
    """Spending within one quarter of a year."""

    quarter: int = strawberry.field(description="The quarter, 1 to 4.")
    spent: Money = strawberry.field(description="Spending from the start to the end of the quarter.")


@described
class RealisedInQuarter:
    """What was reported of an indicator in one quarter of a year."""

    quarter: int = strawberry.field(description="The quarter, 1 to 4.")
    realised: Measure = strawberry.field(description="The value as its form has it for the quarter.")


@described
class ProgramYear:
    """Budget and spending of a program, activity or sub-activity in one year."""

    year: Year = strawberry.field(description="The year.")
    budget: Money | None = strawberry.field(
        description="The budget that counts: that of the latest stage; null if unknown."
    )
    stage: model.Stage | None = strawberry.field(description="The stage of `budget`; null if the source names none.")
    stages: list[StagedBudget] = strawberry.field(
        description="The budget at each stage that is known, the earliest first; the last one is `budget`."
    )
    spent: Money | None = strawberry.field(
        description="Spending from the start of the year to the end of `quarter`; null if unknown."
    )
    quarter: int = strawberry.field(description="The quarter, 1 to 4, up to whose end the year was reported.")
    quarters: list[SpentInQuarter] = strawberry.field(description="Spending within each quarter that is known.")


@described
class IndicatorYear:
    """Target and realisation of an indicator in one year."""

    year: Year = strawberry.field(description="The year.")
    target: Measure | None = strawberry.field(description="Target for the end of the year; null if unknown.")
    realised: Measure | None = strawberry.field(description="Value reached at the end of `quarter`; null if unknown.")
    quarter: int = strawberry.field(description="The quarter, 1 to 4, up to whose end the year was reported.")
    quarters: list[RealisedInQuarter] = strawberry.field(description="What was reported in each quarter.")


def measure(record: model.Measure | None) -> Measure | None:
    """Give a value of an indicator as a type of the schema."""
    return None if record is None else _measure(record)


def _measure(record: model.Measure) -> Measure:
    return Measure(text=record.text, low=record.low, high=record.high)


def money(record: model.Money | None) -> Money | None:
    """Give an amount of money as a type of the schema."""
    return None if record is None else _money(record)


def _money(record: model.Money) -> Money:
    amount = None if record.amount is None else Rupiah(record.amount)
    return Money(text=record.text, amount=amount, plausible=record.plausible)


def stage_sums(by_stage: Iterable[tuple[model.Stage | None, int]]) -> list[StageSum]:
    """Give sums by stage of the budget as types of the schema."""
    return [StageSum(stage=stage, rupiah=Rupiah(rupiah)) for stage, rupiah in by_stage]


def program_year(record: model.ProgramYear) -> ProgramYear:
    """Give a program's year as a type of the schema."""
    return ProgramYear(
        year=Year(record.year),
        budget=money(record.budget),
        stage=record.stage,
        stages=[StagedBudget(stage=stage, budget=_money(amount)) for stage, amount in record.stages.items()],
        spent=money(record.spent),
        quarter=record.quarter,
        quarters=[SpentInQuarter(quarter=number, spent=_money(spent)) for number, spent in record.quarters.items()],
    )


def indicator_year(record: model.IndicatorYear) -> IndicatorYear:
    """Give an indicator's year as a type of the schema."""
    return IndicatorYear(
        year=Year(record.year),
        target=measure(record.target),
        realised=measure(record.realised),
        quarter=record.quarter,
        quarters=[
            RealisedInQuarter(quarter=number, realised=_measure(realised))
            for number, realised in record.quarters.items()
        ],
    )
