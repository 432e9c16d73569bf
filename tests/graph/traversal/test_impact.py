"""What a delay or a cut does to the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Program
from graph.snapshot import PlanGraph
from graph.traversal import cut, delay, dependants, rupiah
from graph.traversal.example import sketch
from tests.graph.traversal.plans import OPDS, dependency_links, own, parts, plans, program_ids, wholes


def _late(plan: PlanGraph, id_: str, months: int, slack: int) -> dict[str, tuple[int, float]]:
    """The same by going round over all links until nothing changes."""
    starts = own(plan, id_)
    late = dict.fromkeys(starts, (months, 1.0))
    for _ in plan.nodes:
        for link in dependency_links(plan):
            waits = {each for each in late if link.target_id in wholes(plan, each)}
            for on in waits:
                passed = (late[on][0] - slack, late[on][1] * link.confidence)
                if passed[0] > 0 and passed > late.get(link.source_id, (0, 0.0)):
                    late[link.source_id] = passed
    return {each: value for each, value in late.items() if each not in starts}


@given(plans(programs=6), st.data(), st.integers(0, 4), st.integers(0, 2))
def test_a_delay_reaches_each_dependant_as_late_and_as_sure_as_its_worst_way(
    plan: PlanGraph, data: st.DataObject, months: int, slack: int
) -> None:
    id_ = data.draw(st.sampled_from([*program_ids(plan), *OPDS]))
    found = delay(plan, id_, months, slack=slack)
    assert {each.id: (each.months, each.confidence) for each in found} == _late(plan, id_, months, slack)
    for each in found:
        assert each.lag_months == sum(plan.links[link].lag_months for link in each.links)
        assert plan.links[each.links[-1]].source_id == each.id


@given(plans(), st.data())
def test_without_slack_a_delay_reaches_all_dependants_whole(plan: PlanGraph, data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from([*program_ids(plan), *OPDS]))
    found = {each.id: each.months for each in delay(plan, id_, 3)}
    assert found == {each.id: 3 for each in dependants(plan, id_)}


@given(plans(), st.data(), st.sampled_from((None, 2024, 2025)))
def test_a_cut_lists_what_stands_behind_its_dependants(plan: PlanGraph, data: st.DataObject, year: int | None) -> None:
    id_ = data.draw(st.sampled_from([*program_ids(plan), *OPDS]))
    hit = cut(plan, id_, year=year)
    ids = [each.id for each in hit.dependants]
    assert hit.dependants == dependants(plan, id_)
    assert set(hit.opds) == {lead.id for each in ids if (lead := plan.lead(each))}
    assert set(hit.objectives) == {objective.id for each in ids for objective in plan.objectives_of(each)}
    assert set(hit.dimensions) == {dimension.id for each in ids for dimension in plan.dimensions_of(each)}
    assert hit.rupiah == rupiah(plan, ids, year)


def _rupiah(plan: PlanGraph, id_: str, year: int) -> int | None:
    """The money of a tree, by going down it: None where nothing is stated."""
    below = [_rupiah(plan, child.id, year) for child in plan.children(id_)]
    stated = [each for each in below if each is not None]
    if stated:
        return sum(stated)
    program = plan.get(Program, id_)
    own_money = [y.budget for y in program.years if y.year == year and y.budget and y.budget.amount is not None]
    return sum(money.counted for money in own_money) if own_money else None


@given(plans(), st.data())
def test_money_is_counted_once_at_the_lowest_level_that_states_it(plan: PlanGraph, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from(program_ids(plan))))
    tops = {id_ for id_ in ids if not any(id_ in parts(plan, other) - {other} for other in ids)}
    for year in (2024, 2025):
        assert rupiah(plan, ids, year) == sum(_rupiah(plan, id_, year) or 0 for id_ in tops)
    assert rupiah(plan, ids) == rupiah(plan, ids, 2024) + rupiah(plan, ids, 2025)


def test_a_delay_of_a_part_makes_late_whoever_waits_for_the_whole() -> None:
    plan = sketch(("trayek", "jalan", 2), contains={"jalan": "aspal"})
    assert [(each.id, each.months) for each in delay(plan, "aspal", 4)] == [("trayek", 4)]


def test_a_lag_is_no_time_to_spare() -> None:
    [late] = delay(sketch(("jalan", "lahan", 12)), "lahan", 1)
    assert (late.months, late.lag_months) == (1, 12)


def test_a_cut_at_activity_level_counts_the_sub_activities_once() -> None:
    plan = sketch(
        ("jalan", "lahan"),
        ("aspal", "lahan"),
        contains={"jalan": "aspal"},
        budget={"jalan": 10, "aspal": 10, "lahan": 3},
    )
    assert cut(plan, "lahan").rupiah == 10


def test_an_unknown_id_and_negative_months_are_refused() -> None:
    plan = sketch(("jalan", "lahan"))
    with pytest.raises(KeyError):
        cut(plan, "pasar")
    with pytest.raises(KeyError):
        delay(plan, "pasar", 1)
    for months, slack in ((-1, 0), (1, -1)):
        with pytest.raises(ValueError, match="-1"):
            delay(plan, "lahan", months, slack=slack)
