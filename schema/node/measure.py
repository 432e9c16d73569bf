"""Measure: performance values and money per year, as written and as read."""

import strawberry

from graph import model
from schema.core import Rupiah, Year
from schema.core.described import described


@described
class Measure:
    """A performance value: as written, and the number or the range that it was read as."""

    text: str = strawberry.field(description="As written.")
    low: float | None = strawberry.field(description="Low end of the range; null where it is a text such as WTP.")
    high: float | None = strawberry.field(description="High end of the range, equal to the low end for one number.")


@described
class Money:
    """An amount of money: as written and as read."""

    text: str = strawberry.field(description="As written.")
    amount: Rupiah | None = strawberry.field(description="As read; null where it could not be.")
    plausible: bool = strawberry.field(description="Whether it may enter sums.")


@described
class ProgramYear:
    """What a program was given and has spent in one year."""

    year: Year = strawberry.field(description="The year.")
    budget: Money | None = strawberry.field(description="What it was given.")
    spent: Money | None = strawberry.field(description="What it has spent up to the end of the quarter.")
    quarter: int = strawberry.field(description="Up to which quarter of the year it was reported, 1 to 4.")


@described
class IndicatorYear:
    """What an indicator should reach and has reached in one year."""

    year: Year = strawberry.field(description="The year.")
    target: Measure | None = strawberry.field(description="What it should reach by the end of the year.")
    realised: Measure | None = strawberry.field(description="What it has reached by the end of the quarter.")
    quarter: int = strawberry.field(description="Up to which quarter of the year it was reported, 1 to 4.")


def measure(record: model.Measure | None) -> Measure | None:
    """Show a performance value."""
    return None if record is None else Measure(text=record.text, low=record.low, high=record.high)


def money(record: model.Money | None) -> Money | None:
    """Show an amount of money."""
    if record is None:
        return None
    amount = None if record.amount is None else Rupiah(record.amount)
    return Money(text=record.text, amount=amount, plausible=record.plausible)


def program_year(record: model.ProgramYear) -> ProgramYear:
    """Show a program's year."""
    return ProgramYear(
        year=Year(record.year), budget=money(record.budget), spent=money(record.spent), quarter=record.quarter
    )


def indicator_year(record: model.IndicatorYear) -> IndicatorYear:
    """Show an indicator's year."""
    return IndicatorYear(
        year=Year(record.year),
        target=measure(record.target),
        realised=measure(record.realised),
        quarter=record.quarter,
    )
