"""Years: a plan's years beside each other; where some were read only in part, over the agencies read in all of them."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration
from rules.review.material import Scope, agencies_read
from rules.review.review import Review, review


class YearReading(StrEnum):
    """How much of a year was read."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


class ReviewedYear(msgspec.Struct, frozen=True, kw_only=True):
    """One year of a plan."""

    year: int
    reading: YearReading
    """Whether the agencies that were read in any of the years were read in this one."""
    review: Review | None
    """Of all that was read; None where nothing was."""
    compared: Review | None
    """Of the agencies that were read in every year that was read; None where there are none, or nothing to compare."""
    read: tuple[str, ...]
    """Ids of the agencies whose work was read."""
    unread: tuple[str, ...]
    """Ids of those that were read in another of the years only."""


def by_year(
    plan: PlanGraph, years: Iterable[int] = (), configuration: Configuration = DEFAULT
) -> tuple[ReviewedYear, ...]:
    """Review each year on its own, in their order.

    Parameters
    ----------
    years
        The years; those of the plan's period and all that were read where it is empty.
    """
    found = agencies_read(plan)
    period = range(plan.info.start_year, plan.info.end_year + 1)
    asked = sorted(set(years) or {*period, *found})
    read = {year: found[year] for year in asked if year in found}
    every = frozenset[str]().union(*read.values())
    common = frozenset.intersection(*read.values()) if len(read) > 1 else frozenset[str]()
    return tuple(_year(plan, year, read.get(year, frozenset()), every, common, configuration) for year in asked)


def _year(
    plan: PlanGraph,
    year: int,
    read: frozenset[str],
    every: frozenset[str],
    common: frozenset[str],
    configuration: Configuration,
) -> ReviewedYear:
    whole = review(plan, Scope(years=(year,)), configuration) if read else None
    same = whole if read == common else None
    if read and common and not same:
        same = review(plan, Scope(years=(year,), opds=common), configuration)
    return ReviewedYear(
        year=year,
        reading=YearReading.NONE if not read else YearReading.WHOLE if read == every else YearReading.PART,
        review=whole,
        compared=same,
        read=tuple(sorted(read)),
        unread=tuple(sorted(every - read)) if read else (),
    )
