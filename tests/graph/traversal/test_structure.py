"""Bottlenecks, the matrix, coverage and communities: the shape of a plan as a whole."""

import gc
import weakref
from collections import Counter, defaultdict
from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Dimension, DimensionLevel, LinkKind, Program
from graph.snapshot import PlanGraph
from graph.traversal import (
    Coverage,
    bottlenecks,
    communities,
    critical_path,
    cut,
    cycles,
    delay,
    dependants,
    dependencies,
    dimensions_by_objective,
    dimensions_by_opd,
    opd_matrix,
    paths,
    rupiah,
)
from graph.traversal.example import sketch
from tests.graph.traversal.plans import of_kind, plans, program_ids, shuffled


@given(plans())
def test_bottlenecks_score_as_the_betweenness_of_networkx(plan: PlanGraph) -> None:
    graph = nx.DiGraph(of_kind(plan, LinkKind.DEPENDS_ON))
    graph.remove_nodes_from(list(nx.isolates(graph)))
    expected = {id_: score for id_, score in nx.betweenness_centrality(graph).items() if score > 0}
    found = bottlenecks(plan, most=100)
    assert {each.id: each.score for each in found} == pytest.approx(expected)
    assert [(-each.score, each.id) for each in found] == sorted((-each.score, each.id) for each in found)
    for each in found:
        assert (each.needs, each.needed_by) == (graph.out_degree(each.id), graph.in_degree(each.id))
    assert bottlenecks(plan, most=1) == found[:1]


@given(plans())
def test_bottlenecks_between_opds_score_as_the_betweenness_of_the_matrix(plan: PlanGraph) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([(tie.opd, tie.needed) for tie in opd_matrix(plan)])
    expected = {id_: score for id_, score in nx.betweenness_centrality(graph).items() if score > 0}
    found = bottlenecks(plan, between_opds=True)
    assert {each.id: each.score for each in found} == pytest.approx(expected)
    assert all(list(each.opds) == sorted(graph.predecessors(each.id)) for each in found)


def test_a_bottleneck_serves_the_opds_that_wait_for_it_and_not_its_own() -> None:
    plan = sketch(
        ("jalan", "lahan"),
        ("sertifikat", "lahan"),
        ("lahan", "rtrw"),
        leads={"dpu": "jalan", "atr": "lahan sertifikat"},
    )
    [lahan] = bottlenecks(plan)
    assert (lahan.id, lahan.opds, lahan.needed_by, lahan.needs) == ("lahan", ("dpu",), 2, 1)


@given(plans())
def test_the_matrix_counts_the_dependencies_between_the_leads(plan: PlanGraph) -> None:
    expected: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for source, target, key, link in of_kind(plan, LinkKind.DEPENDS_ON).edges(keys=True, data="link"):
        leads = (plan.lead(source), plan.lead(target))
        if leads[0] and leads[1] and leads[0] != leads[1]:
            expected[leads[0].id, leads[1].id].append((key, link.confidence))
    found = opd_matrix(plan)
    assert [(tie.opd, tie.needed) for tie in found] == sorted(expected)
    for tie in found:
        links = expected[tie.opd, tie.needed]
        assert (tie.count, list(tie.links)) == (len(links), sorted(key for key, _ in links))
        assert tie.confidence == pytest.approx(sum(confidence for _, confidence in links) / len(links))


def _dimensions(plan: PlanGraph, id_: str, level: DimensionLevel) -> set[str]:
    graph = of_kind(plan, LinkKind.CONTAINS)
    found: set[str] = set()
    for dimension in plan.dimensions_of(id_):
        above = {dimension.id} | nx.ancestors(graph, dimension.id)
        found |= {each for each in above if plan.get(Dimension, each).level is level}
    return found


@given(plans(), st.sampled_from(DimensionLevel), st.sampled_from((None, 2025)), st.booleans())
def test_coverage_puts_each_lowest_program_where_its_dimensions_meet_its_columns(
    plan: PlanGraph, level: DimensionLevel, year: int | None, by_opd: bool
) -> None:
    met: Coverage = (dimensions_by_opd if by_opd else dimensions_by_objective)(plan, level=level, year=year)
    cells = {(cell.row, cell.column): set(cell.programs) for cell in met.cells}
    leaves = [program for program in plan.of(Program) if not plan.children(program.id)]
    for program in leaves:
        lead = plan.lead(program.id)
        opds = [lead.id] if lead else []
        columns = opds if by_opd else [objective.id for objective in plan.objectives_of(program.id)]
        expected = {(row, column) for row in _dimensions(plan, program.id, level) for column in columns}
        assert {cell for cell, ids in cells.items() if program.id in ids} == expected
    assert set(met.gaps) | set(cells) == {(row, column) for row in met.rows for column in met.columns}
    assert not set(met.gaps) & set(cells)
    for cell in met.cells:
        assert cell.rupiah <= rupiah(plan, cell.programs, year)
        if set(cell.programs) <= {program.id for program in leaves}:
            assert cell.rupiah == rupiah(plan, cell.programs, year)


def test_money_stated_on_two_levels_is_counted_once_in_a_cell() -> None:
    plan = sketch(
        contains={"jalan": "aspal"},
        leads={"dpu": "jalan aspal"},
        serves={"jalan": "SL-3"},
        budget={"jalan": 9, "aspal": 5},
    )
    [cell] = dimensions_by_opd(plan, level=DimensionLevel.SUB_DIMENSION).cells
    assert (cell.programs, cell.rupiah) == (("aspal",), 5)


def test_money_that_only_the_activity_states_is_counted_there() -> None:
    plan = sketch(
        contains={"jalan": "aspal"}, leads={"dpu": "jalan aspal"}, serves={"jalan": "SL-3"}, budget={"jalan": 9}
    )
    [cell] = dimensions_by_opd(plan, level=DimensionLevel.SUB_DIMENSION).cells
    assert (cell.programs, cell.rupiah) == (("aspal", "jalan"), 9)


def test_a_program_under_a_sub_dimension_covers_the_dimension_above() -> None:
    plan = sketch(leads={"dpu": "jalan"}, serves={"jalan": "SL-3"}, contains={"SL": "SL-3"})
    assert [(cell.row, cell.column) for cell in dimensions_by_opd(plan).cells] == [("SL", "dpu")]


def test_objectives_are_found_above_the_one_that_a_program_serves() -> None:
    plan = sketch(
        leads={"dpu": "jalan"}, serves={"jalan": "SL-3"}, aligns={"jalan": "mantap"}, contains={"daya-saing": "mantap"}
    )
    from graph.model import ObjectiveLevel

    met = dimensions_by_objective(plan, level=DimensionLevel.SUB_DIMENSION, objective_level=ObjectiveLevel.GOAL)
    assert [(cell.row, cell.column) for cell in met.cells] == [("SL-3", "daya-saing")]
    assert (met.empty_rows, met.empty_columns) == ((), ())


@given(plans())
def test_a_program_is_in_at_most_one_community_and_only_where_something_ties_it(plan: PlanGraph) -> None:
    found = communities(plan)
    counts = Counter(id_ for community in found for id_ in community.programs)
    tied = of_kind(plan, LinkKind.DEPENDS_ON, LinkKind.CONTRIBUTES)
    assert all(count == 1 and tied.degree(id_) > 0 for id_, count in counts.items())
    assert all(len(community.programs) > 1 for community in found)


@given(plans())
def test_a_community_lies_in_one_connected_part_of_the_plan(plan: PlanGraph) -> None:
    tied = of_kind(plan, LinkKind.DEPENDS_ON, LinkKind.CONTRIBUTES)
    connected = list(nx.weakly_connected_components(tied))
    for community in communities(plan):
        assert any({*community.programs, *community.themes} <= part for part in connected)


def test_programs_of_one_theme_belong_together_even_without_dependencies() -> None:
    plan = sketch(
        leads={"dinkes": "gizi", "dpu": "sanitasi"}, themes={"gizi": "stunting", "sanitasi": "stunting", "taman": "rth"}
    )
    [community] = communities(plan)
    assert (community.programs, community.opds) == (("gizi", "sanitasi"), ("dinkes", "dpu"))


QUESTIONS: list[Callable[[PlanGraph], object]] = [
    bottlenecks,
    lambda plan: bottlenecks(plan, between_opds=True),
    communities,
    critical_path,
    cycles,
    dimensions_by_objective,
    dimensions_by_opd,
    opd_matrix,
    lambda plan: [cut(plan, id_) for id_ in program_ids(plan)[:1]],
    lambda plan: [delay(plan, id_, 2) for id_ in sorted(program_ids(plan))],
    lambda plan: [dependencies(plan, id_) for id_ in sorted(program_ids(plan))],
    lambda plan: [dependants(plan, id_) for id_ in sorted(program_ids(plan))],
    lambda plan: [paths(plan, "opd/a", id_) for id_ in sorted(program_ids(plan))],
]


@given(plans())
def test_equal_plans_give_equal_answers_in_whatever_order_their_records_came(plan: PlanGraph) -> None:
    other = shuffled(plan)
    for question in QUESTIONS:
        assert question(plan) == question(other)


def test_a_rejected_dependency_ties_nothing() -> None:
    import msgspec

    from graph.change import PutLink
    from graph.model import Standing

    plan = sketch(("a", "b"), ("b", "a"))
    [first, _] = plan.links.values()
    said = plan.apply([PutLink(link=msgspec.structs.replace(first, standing=Standing.REJECTED), edit=True)])
    assert cycles(said) == ()
    assert dependencies(said, "a") == ()


def test_what_is_kept_of_a_snapshot_goes_when_it_goes() -> None:
    plan = sketch(("a", "b"), budget={"a": 1})
    cut(plan, "b")
    gone = weakref.ref(plan)
    del plan
    gc.collect()
    assert gone() is None


def test_the_limit_of_bottlenecks_is_not_negative() -> None:
    with pytest.raises(ValueError, match="-1"):
        bottlenecks(sketch(("a", "b")), most=-1)
