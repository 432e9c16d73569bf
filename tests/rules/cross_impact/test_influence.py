"""Influence of the first and the second order: equal to a walk over all ways, whatever the matrix."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rules.cross_impact import Influence, influences
from tests.effort import tried

values = st.integers(-9, 9).map(lambda thirds: Fraction(thirds, 3))
Pairs = dict[tuple[str, str], Fraction]


@st.composite
def matrices(draw: st.DrawFn) -> tuple[list[str], Pairs]:
    items = [f"i{number}" for number in range(draw(st.integers(2, 7)))]
    pairs = [(one, other) for one in items for other in items if one != other]
    return items, {pair: draw(values) for pair in draw(st.lists(st.sampled_from(pairs), unique=True))}


def by_item(found: tuple[Influence, ...]) -> Mapping[str, Influence]:
    return {each.item: each for each in found}


@given(matrices())
@tried(200)
def test_both_orders_are_what_a_walk_over_all_ways_gives(given_: tuple[list[str], Pairs]) -> None:
    items, matrix = given_
    found = by_item(influences(items, matrix))
    for item in items:
        first, second = Fraction(0), Fraction(0)
        for between in items:
            if between == item:
                continue
            direct = matrix.get((item, between), Fraction(0))
            first += direct
            for last in items:
                if last != between:
                    second += direct * matrix.get((between, last), Fraction(0))
        assert (found[item].first, found[item].second) == (first, second)
        assert found[item].total == first + second / 2
        assert found[item].received == sum((matrix.get((each, item), Fraction(0)) for each in items), Fraction(0))


@given(matrices(), st.randoms())
@tried(100)
def test_the_order_of_items_changes_no_influence_and_no_rank(given_: tuple[list[str], Pairs], chance: object) -> None:
    items, matrix = given_
    shuffled = items[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert by_item(influences(items, matrix)) == by_item(influences(shuffled, matrix))


@given(matrices())
@tried(100)
def test_ranks_fall_with_the_total_and_equals_share_one(given_: tuple[list[str], Pairs]) -> None:
    items, matrix = given_
    found = influences(items, matrix)
    assert [each.rank for each in found] == [1 + sum(o.total > each.total for o in found) for each in found]
    assert [each.total for each in found] == sorted((each.total for each in found), reverse=True)


def test_what_an_item_does_to_itself_or_to_what_is_not_chosen_is_left_out() -> None:
    matrix = {("a", "b"): Fraction(2), ("a", "a"): Fraction(3), ("a", "x"): Fraction(3), ("x", "b"): Fraction(3)}
    found = by_item(influences(["a", "b"], matrix))
    assert (found["a"].first, found["a"].second, found["b"].received) == (2, 0, 2)


def test_what_comes_back_through_another_item_counts() -> None:
    found = by_item(influences(["a", "b"], {("a", "b"): Fraction(2), ("b", "a"): Fraction(-3)}))
    assert (found["a"].total, found["b"].total) == (-1, -6)


def test_the_worked_example_of_the_page_is_what_is_worked_out() -> None:
    page = (Path(__file__).parents[3] / "docs/cross-impact.md").read_text("utf-8").partition("### A worked example")[2]
    (head, _, *rows), (_, _, *ranked) = (
        [[cell.strip() for cell in line.strip("|").split("|")] for line in part.strip().splitlines()]
        for part in page.split("\n\n")[1:3]
    )
    items = head[1:]
    matrix = {(row[0], item): Fraction(cell) for row in rows for item, cell in zip(items, row[1:], strict=True) if cell}
    told = [(rank, item, *map(Fraction, numbers)) for rank, item, *numbers in ranked]
    assert told == [
        (str(each.rank), each.item, each.first, each.second, each.total, each.received)
        for each in influences(items, matrix)
    ]
