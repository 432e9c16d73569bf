"""Results: what regions were given in past evaluations, as the ministry's letters print it."""

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import msgspec

from rules.assessment.load import DATA


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one region was given in one year."""

    region: str
    year: int
    cohort: str
    index: Decimal | None
    """As printed; None where the region took no part."""
    parts: Mapping[str, Decimal]
    """Printed score by part."""


@cache
def results() -> tuple[Result, ...]:
    """All results that are public with their parts, by year and region.

    Source: letters B-1004/DJAI/AI.01.04/12/2022 (those evaluated for the first time) and
    B-1384/DJAI/AI.01.04/12/2023 (all), read from their annexes.
    """
    with (DATA / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fixed = ("region", "year", "cohort", "index", "improvement")
    return tuple(
        Result(
            region=row["region"],
            year=int(row["year"]),
            cohort=row["cohort"],
            index=Decimal(row["index"]) if row["index"] else None,
            parts={part: Decimal(score) for part, score in row.items() if score and part not in fixed},
        )
        for row in rows
    )
