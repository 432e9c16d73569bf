"""The same form of two years is two periods of one plan, and what was read of one in part is compared over what was."""

from pathlib import Path

import pytest

from graph.intake import read_files
from graph.model import Program
from graph.snapshot import PlanGraph
from rules.knowledge import knowledge, link
from rules.review import ReviewedYear, YearReading, by_year, review
from service import demo

EARLIER = Path(__file__).parents[2] / "data/balikpapan_renja_2023_e81_sebagian.csv"


@pytest.fixture(scope="module")
def plan() -> PlanGraph:
    contents = read_files((*demo.files(demo.FIRST), EARLIER)).contents
    return link(PlanGraph(demo.info(demo.FIRST), 1, contents), knowledge())


@pytest.fixture(scope="module")
def years(plan: PlanGraph) -> dict[int, ReviewedYear]:
    return {each.year: each for each in by_year(plan)}


def test_work_of_both_years_is_one_piece_with_two_years(plan: PlanGraph) -> None:
    spans = [{row.year for row in program.years} for program in plan.of(Program)]
    assert sum(span == {2023, 2024} for span in spans) > 200


def test_each_year_is_read_as_far_as_it_was_and_what_was_not_is_no_zero(years: dict[int, ReviewedYear]) -> None:
    assert [(year, each.reading) for year, each in sorted(years.items())] == [
        (2022, YearReading.NONE),
        (2023, YearReading.PART),
        (2024, YearReading.WHOLE),
        (2025, YearReading.NONE),
        (2026, YearReading.NONE),
    ]
    earlier = years[2023].review
    assert earlier is not None
    unread = {row.id: (row.index, row.budget) for row in earlier.opds if row.id in years[2023].unread}
    assert len(unread) > 20
    assert set(unread.values()) == {(None, None)}


def test_years_are_compared_over_the_agencies_read_in_both(years: dict[int, ReviewedYear]) -> None:
    before, after = years[2023], years[2024]
    assert before.compared is before.review
    assert after.compared is not None
    assert after.compared.scope.opds == frozenset(before.read)
    assert {row.id for row in after.compared.opds} <= set(before.read)
    assert after.review is not None
    assert (after.compared.budget or 0) < (after.review.budget or 0)


def test_the_sum_of_both_is_that_of_each(plan: PlanGraph, years: dict[int, ReviewedYear]) -> None:
    found = review(plan)
    budgets = [each.review.budget or 0 for each in years.values() if each.review]
    assert found.budget == sum(budgets)
    assert sum(row.budget or 0 for row in found.dimensions) + (found.outside.budget or 0) == found.budget
