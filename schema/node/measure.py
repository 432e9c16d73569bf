"""Measure: performance values and money per year, as written and as read."""

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
class ProgramYear:
    """Budget and spending of a program, activity or sub-activity in one year."""

    year: Year = strawberry.field(description="The year.")
    budget: Money | None = strawberry.field(description="The budget; null if unknown.")
    spent: Money | None = strawberry.field(
        description="Spending from the start of the year to the end of `quarter`; null if unknown."
    )
    quarter: int = strawberry.field(description="The quarter, 1 to 4, up to whose end the year was reported.")


@described
class IndicatorYear:
    """Target and realisation of an indicator in one year."""

    year: Year = strawberry.field(description="The year.")
    target: Measure | None = strawberry.field(description="Target for the end of the year; null if unknown.")
    realised: Measure | None = strawberry.field(description="Value reached at the end of `quarter`; null if unknown.")
    quarter: int = strawberry.field(description="The quarter, 1 to 4, up to whose end the year was reported.")


def measure(record: model.Measure | None) -> Measure | None:
    """Give a value of an indicator as a type of the schema."""
    return None if record is None else Measure(text=record.text, low=record.low, high=record.high)


def money(record: model.Money | None) -> Money | None:
    """Give an amount of money as a type of the schema."""
    if record is None:
        return None
    amount = None if record.amount is None else Rupiah(record.amount)
    return Money(text=record.text, amount=amount, plausible=record.plausible)


def program_year(record: model.ProgramYear) -> ProgramYear:
    """Give a program's year as a type of the schema."""
    return ProgramYear(
        year=Year(record.year), budget=money(record.budget), spent=money(record.spent), quarter=record.quarter
    )


def indicator_year(record: model.IndicatorYear) -> IndicatorYear:
    """Give an indicator's year as a type of the schema."""
    return IndicatorYear(
        year=Year(record.year),
        target=measure(record.target),
        realised=measure(record.realised),
        quarter=record.quarter,
    )
