"""The ways from one to another."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Link
from graph.snapshot import PlanGraph
from graph.traversal import paths
from graph.traversal.example import sketch
from tests.graph.traversal.plans import OPDS, dependency_links, line_graph, own, plans, program_ids, wholes


def _ways(plan: PlanGraph, a: str, b: str) -> list[tuple[str, ...]]:
    """All simple paths of the line graph that are paths between the two."""
    links = dependency_links(plan)
    graph = line_graph(plan, links)
    starts, goals = own(plan, a), {whole for each in own(plan, b) for whole in wholes(plan, each)}
    by_id = {link.id: link for link in links}
    graph.add_edges_from(("start", link.id) for link in links if link.source_id in starts)
    graph.add_edges_from((link.id, "end") for link in links if link.target_id in goals)
    if "start" not in graph or "end" not in graph:
        return []
    found = [tuple(way[1:-1]) for way in nx.all_simple_paths(graph, "start", "end")]
    kept = [way for way in found if _is_path([by_id[id_] for id_ in way], starts, goals)]
    return sorted(kept, key=lambda way: (len(way), way))


def _is_path(links: list[Link], starts: set[str], goals: set[str]) -> bool:
    inner = [link.target_id for link in links[:-1]] + [link.source_id for link in links[1:]]
    visited = [links[0].source_id]
    for before, link in pairwise(links):
        visited.append(before.target_id)
        if link.source_id != before.target_id:
            visited.append(link.source_id)
    last = links[-1].target_id
    return (
        not any(id_ in starts for id_ in inner)
        and not any(link.target_id in goals for link in links[:-1])
        and len(set(visited)) == len(visited)
        and last not in visited[1:]
    )


@given(plans(programs=7, dependencies=9), st.data())
def test_paths_are_the_simple_ways_that_networkx_finds_shortest_first(plan: PlanGraph, data: st.DataObject) -> None:
    ends = st.sampled_from([*program_ids(plan), *OPDS])
    a, b = data.draw(ends), data.draw(ends)
    assert [path.links for path in paths(plan, a, b, most=10_000, longest=20)] == _ways(plan, a, b)


@given(plans(programs=7, dependencies=9), st.data(), st.integers(0, 3), st.integers(0, 3))
def test_limits_cut_the_list_and_nothing_else(plan: PlanGraph, data: st.DataObject, most: int, longest: int) -> None:
    ends = st.sampled_from([*program_ids(plan), *OPDS])
    a, b = data.draw(ends), data.draw(ends)
    every = [path for path in paths(plan, a, b, most=10_000, longest=20) if len(path.links) <= longest]
    assert list(paths(plan, a, b, most=most, longest=longest)) == every[:most]


def test_a_path_sums_its_lags_and_multiplies_its_confidences() -> None:
    [path] = paths(sketch(("jalan", "lahan", 6, 0.5), ("lahan", "rtrw", 2, 0.5)), "jalan", "rtrw")
    assert (path.nodes, path.lag_months, path.confidence) == (("jalan", "lahan", "rtrw"), 8, 0.25)


def test_a_path_between_opds_starts_and_ends_at_programs_that_they_lead() -> None:
    plan = sketch(("jalan", "lahan"), ("pasar", "jalan"), leads={"dpu": "jalan pasar", "pertanahan": "lahan"})
    assert [path.nodes for path in paths(plan, "dpu", "pertanahan")] == [("jalan", "lahan")]


def test_a_path_goes_on_from_a_part_of_the_program_that_it_came_to() -> None:
    plan = sketch(("trayek", "jalan"), ("aspal", "lahan"), contains={"jalan": "aspal"})
    [path] = paths(plan, "trayek", "lahan")
    assert path.nodes == ("trayek", "jalan", "aspal", "lahan")


def test_paths_from_a_node_to_itself_are_its_circles() -> None:
    plan = sketch(("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"))
    assert [len(path.links) for path in paths(plan, "a", "a")] == [2, 3]


def test_an_unknown_id_and_negative_limits_are_refused() -> None:
    plan = sketch(("jalan", "lahan"))
    for a, b in (("jalan", "pasar"), ("pasar", "jalan")):
        with pytest.raises(KeyError):
            paths(plan, a, b)
    with pytest.raises(ValueError, match="-1"):
        paths(plan, "jalan", "lahan", most=-1)
