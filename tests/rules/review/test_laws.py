"""The laws of a review: what an index lies between, where each rupiah stands, and what a tie may do."""

from collections.abc import Iterable, Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Link
from graph.snapshot import PlanGraph
from graph.traversal.money import lowest_budgets
from rules.configuration import AlignmentWeights, Configuration
from rules.review import Review, Reviewed, Scope, by_year, review
from tests.effort import tried
from tests.rules.review.plans import YEARS, plans, ties, with_tie

WEIGHTS = st.builds(
    AlignmentWeights,
    objectives=st.floats(0, 9),
    money=st.floats(0, 9),
    programs=st.floats(0, 9),
    indicators=st.floats(0, 9),
    readiness=st.floats(0.1, 9),
)
SCOPES = st.sampled_from((Scope(), Scope(years=YEARS[:1]), Scope(opds=frozenset({"opd/a"}))))


def _rows(found: Review) -> Iterator[Reviewed]:
    for rows in (found.dimensions, found.missions, found.objectives, found.opds):
        for row in rows:
            yield row
            yield from row.below


def _sum(rows: Iterable[Reviewed], outside: int | None) -> int:
    return sum(row.budget or 0 for row in rows) + (outside or 0)


@given(plans(), SCOPES, WEIGHTS)
@tried(200)
def test_an_index_lies_within_the_range_of_its_parts(plan: PlanGraph, scope: Scope, weights: AlignmentWeights) -> None:
    found = review(plan, scope, Configuration(alignment=weights))
    for each in (found, *_rows(found)):
        read = [
            part.score
            for part in each.alignment.parts
            if part.score is not None and getattr(weights, part.part.value) > 0
        ]
        assert (each.index is None) is (not read)
        if each.index is not None:
            assert 0 <= min(read) <= each.index <= max(read) <= 100


@given(plans(), SCOPES)
@tried(200)
def test_each_rupiah_stands_in_exactly_one_sum_of_a_level(plan: PlanGraph, scope: Scope) -> None:
    found = review(plan, scope)
    every = {id_: money for id_, money in lowest_budgets(plan).items() if _is_within(plan, id_, scope)}
    total = sum(
        amount for money in every.values() for year, amount in money.items() if not scope.years or year in scope.years
    )
    assert (found.budget or 0) == total
    assert _sum(found.dimensions, found.outside.budget) == total
    assert _sum(found.missions, found.outside_missions.budget) == total
    assert sum(row.budget or 0 for row in found.opds) <= total
    for row in found.dimensions:
        assert sum(below.budget or 0 for below in row.below) <= (row.budget or 0)


def _is_within(plan: PlanGraph, id_: str, scope: Scope) -> bool:
    lead = plan.lead(id_)
    return scope.opds is None or (lead is not None and lead.id in scope.opds)


@given(plans(), st.lists(ties(), min_size=1, max_size=3))
@tried(400)
def test_to_add_a_tie_lowers_no_index(plan: PlanGraph, added: list[Link]) -> None:
    before = review(plan)
    for tie in added:
        plan = with_tie(plan, tie)
    after = review(plan)
    index_after = {row.id: row.index for row in _rows(after)}
    for id_, was, now in (
        ("plan", before.index, after.index),
        *((row.id, row.index, index_after[row.id]) for row in _rows(before)),
    ):
        assert was is None or (now is not None and now >= was), id_


@given(plans())
@tried(100)
def test_years_beside_each_other_are_those_years_alone_and_what_was_not_read_has_no_figures(plan: PlanGraph) -> None:
    for year in by_year(plan, (*YEARS, 2030)):
        assert (year.review is None) is (not year.read)
        if year.review is not None:
            assert year.review == review(plan, Scope(years=(year.year,)))
        if year.compared is not None and year.compared is not year.review:
            common = year.compared.scope.opds
            assert common is not None
            assert common < set(year.read)


@given(plans())
@tried(50)
def test_equal_plans_give_equal_reviews(plan: PlanGraph) -> None:
    nodes = dict(reversed(plan.nodes.items()))
    links = dict(reversed(plan.links.items()))
    turned = PlanGraph(plan.info, plan.revision, msgspec.structs.replace(plan.contents, nodes=nodes, links=links))
    assert review(turned) == review(plan)
