"""The plans that the measurements are made on, and the plain networkx formulations that they are held against."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from bench import plain, plain_rules
from bench.generate import example, generate, generate_files
from bench.plain import Plain
from graph.change import EMPTY, Contents, RemoveLink, apply, difference
from graph.intake import read_files
from graph.model import Dimension, LinkKind, Opd, Program
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
)
from rules.catalogue import RULES
from rules.knowledge import Knowledge, knowledge, link
from rules.synergy import tight_community
from service import demo


@pytest.fixture(scope="module")
def contents() -> Contents:
    return example()


@pytest.fixture(scope="module")
def linked(contents: Contents) -> PlanGraph:
    return link(PlanGraph(demo.info(demo.FIRST), 1, contents), knowledge())


@pytest.fixture(scope="module")
def plan(linked: PlanGraph) -> PlanGraph:
    """The example with its knowledge, three times over, so that some dependencies lead from copy to copy."""
    return PlanGraph(linked.info, 1, generate(linked.contents, 3))


@pytest.fixture(scope="module")
def like(plan: PlanGraph) -> Plain:
    return Plain(plan)


@pytest.fixture(scope="module")
def some(plan: PlanGraph) -> list[str]:
    return [each.id for each in (*plan.opds, *plan.of(Program))][::40]


# -- the generator --------------------------------------------------------------------------------------------------


def test_a_plan_of_two_copies_is_valid_and_has_twice_of_all_but_the_dimensions(contents: Contents) -> None:
    double = generate(contents, 2)
    assert apply(EMPTY, difference(EMPTY, double)) == double
    shared = sum(isinstance(node, Dimension) for node in contents.nodes.values())
    assert len(double.nodes) == 2 * len(contents.nodes) - shared
    within = sum(contents.nodes[each.source_id].kind == "dimension" for each in contents.links.values())
    assert len(double.links) == 2 * len(contents.links) - within


def test_the_opds_of_a_copy_have_names_of_their_own(contents: Contents) -> None:
    names = [node.short_name for node in generate(contents, 3).nodes.values() if isinstance(node, Opd)]
    assert len(names) == len(set(names))


def test_a_seed_gives_the_same_plan_again_and_another_seed_another(linked: PlanGraph) -> None:
    once, again, other = (generate(linked.contents, 2, seed) for seed in (1, 1, 2))
    assert list(once.links) == list(again.links)
    assert set(once.links) != set(other.links)


def test_with_knowledge_laid_over_it_a_plan_of_two_copies_is_valid_too(linked: PlanGraph) -> None:
    double = generate(linked.contents, 2)
    assert apply(EMPTY, difference(EMPTY, double)) == double
    assert sum(each.kind is LinkKind.DEPENDS_ON for each in double.links.values()) == 2 * sum(
        each.kind is LinkKind.DEPENDS_ON for each in linked.links.values()
    )


def test_files_of_two_copies_are_read_as_a_plan_of_about_twice_the_size(contents: Contents, tmp_path: Path) -> None:
    double = read_files(generate_files(tmp_path, 2)).contents
    assert sum(isinstance(node, Opd) for node in double.nodes.values()) == 2 * sum(
        isinstance(node, Opd) for node in contents.nodes.values()
    )
    assert 1.95 < len(double.nodes) / len(contents.nodes) <= 2


def test_no_copies_and_copies_of_copies_are_refused(contents: Contents) -> None:
    with pytest.raises(ValueError, match="0"):
        generate(contents, 0)
    with pytest.raises(ValueError, match="@"):
        generate(generate(contents, 2), 2)


# -- the plain formulations give the same answers -------------------------------------------------------------------


def test_needs_and_needed_by_are_at_the_same_distances(plan: PlanGraph, like: Plain, some: list[str]) -> None:
    for id_ in some:
        assert {each.id: each.distance for each in dependencies(plan, id_)} == plain.dependencies(like, id_)
        assert {each.id: each.distance for each in dependants(plan, id_)} == plain.dependants(like, id_)


def test_a_delay_is_as_sure(plan: PlanGraph, like: Plain, some: list[str]) -> None:
    for id_ in some:
        assert {each.id: each.confidence for each in delay(plan, id_, 3)} == pytest.approx(plain.delay(like, id_))


def test_a_cut_hits_the_same(plan: PlanGraph, like: Plain, some: list[str]) -> None:
    for id_ in some:
        hit = cut(plan, id_)
        found = ({each.id for each in hit.dependants}, set(hit.opds), set(hit.objectives), set(hit.dimensions))
        assert found == plain.cut(like, id_)


def test_paths_are_the_same_shortest_first(plan: PlanGraph, like: Plain, some: list[str]) -> None:
    for a in some[:50]:
        for b in [each.id for each in dependencies(plan, a)][:4]:
            assert [path.links for path in paths(plan, a, b)] == plain.paths(like, a, b)


def test_the_groups_that_wait_for_each_other_are_the_same(plan: PlanGraph, like: Plain) -> None:
    assert [cycle.group for cycle in cycles(plan)] == plain.cycles(like)


def test_without_circles_the_critical_path_takes_as_long(plan: PlanGraph) -> None:
    broken = critical_path(plan).broken
    straight = plan.apply([RemoveLink(id=id_) for id_ in broken])
    assert cycles(straight) == ()
    assert critical_path(straight).months == plain.critical_path(Plain(straight)) > 0


def test_bottlenecks_score_the_same(plan: PlanGraph, like: Plain) -> None:
    scores = plain.bottlenecks(like)
    found = bottlenecks(plan, most=len(scores))
    assert {each.id: each.score for each in found} == pytest.approx(
        {id_: score for id_, score in scores.items() if score > 0}
    )


def test_the_matrix_counts_the_same(plan: PlanGraph, like: Plain) -> None:
    assert {(tie.opd, tie.needed): tie.count for tie in opd_matrix(plan)} == plain.opd_matrix(like)


def test_communities_are_as_modular(plan: PlanGraph, like: Plain) -> None:
    groups = [{*each.programs, *each.themes} for each in communities(plan)]
    groups += [{id_} for id_ in like.ties.nodes - set().union(*groups)]
    ours = nx.community.modularity(like.ties, groups)
    assert ours == pytest.approx(nx.community.modularity(like.ties, plain.communities(like)), abs=0.02)


@pytest.mark.parametrize(
    ("ours", "other"),
    [
        (dimensions_by_opd, plain.dimensions_by_opd),
        (dimensions_by_objective, plain.dimensions_by_objective),
    ],
)
def test_coverage_has_the_same_cells_of_programs_of_the_lowest_level(
    plan: PlanGraph, like: Plain, ours: Callable[[PlanGraph], Coverage], other: Callable[[Plain], plain.Cells]
) -> None:
    lowest = {each.id for each in plan.of(Program) if not plan.children(each.id)}
    cells = {(cell.row, cell.column): lowest.intersection(cell.programs) for cell in ours(plan).cells}
    assert {cell: ids for cell, ids in cells.items() if ids} == other(like)


@pytest.mark.long
@pytest.mark.parametrize("code", plain_rules.FIVE)
def test_a_rule_in_plain_networkx_finds_the_same_subjects_on_the_same_evidence(plan: PlanGraph, code: str) -> None:
    known = Knowledge(routine=knowledge().routine)
    laid = link(plan, known)
    rule = next(rule for rule in RULES if rule.code == code)
    found = {(each.subject, frozenset(each.nodes)) for each in rule.findings(laid, rule.options())}
    plain = plain_rules.FIVE[code](Plain(laid), known)
    if code == "SY08":  # some theme explains each close group of the example: none does beyond this share
        options = tight_community.Options(theme_share=1.1)
        found = {(each.subject, frozenset(each.nodes)) for each in rule.findings(laid, options)}
        plain = plain_rules.communities(Plain(laid), known, theme_share=1.1)
    assert found
    assert found == plain
