"""What is needed, near and far, and by whom."""

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Link, Program
from graph.snapshot import PlanGraph
from graph.traversal import Reach, dependants, dependencies
from graph.traversal.example import sketch
from tests.graph.traversal.plans import OPDS, dependency_links, line_graph, own, plans, wholes


def _distances(plan: PlanGraph, id_: str, across_opds: bool, back: bool) -> dict[str, int]:
    """The same by networkx: links are nodes of a line graph, and a start node leads to the first of them."""
    links = [link for link in dependency_links(plan) if not across_opds or _crosses(plan, link)]
    graph = line_graph(plan, links)
    graph = graph.reverse() if back else graph
    starts = own(plan, id_)
    touched = set().union(*(wholes(plan, each) for each in starts)) if back else starts
    graph.add_edges_from(
        ("start", link.id) for link in links if (link.target_id if back else link.source_id) in touched
    )
    away = nx.single_source_shortest_path_length(graph, "start") if "start" in graph else {}
    found: dict[str, int] = {}
    for link in links:
        end = link.source_id if back else link.target_id
        if link.id in away and end not in starts:
            found[end] = min(found.get(end, 99), away[link.id])
    return found


def _crosses(plan: PlanGraph, link: Link) -> bool:
    leads = [plan.lead(link.source_id), plan.lead(link.target_id)]
    return None not in leads and leads[0] != leads[1]


def _ids(reached: tuple[Reach, ...]) -> list[str]:
    return [each.id for each in reached]


@given(plans(), st.data(), st.booleans(), st.booleans())
def test_both_directions_reach_what_networkx_reaches_at_the_same_distance(
    plan: PlanGraph, data: st.DataObject, across_opds: bool, back: bool
) -> None:
    id_ = data.draw(st.sampled_from([*OPDS, *_all(plan)]))
    walk = dependants if back else dependencies
    reached = walk(plan, id_, across_opds=across_opds)
    assert {each.id: each.distance for each in reached} == _distances(plan, id_, across_opds, back)
    assert [(each.distance, each.id) for each in reached] == sorted((each.distance, each.id) for each in reached)


def _all(plan: PlanGraph) -> list[str]:
    return [program.id for program in plan.of(Program)]


@given(plans(), st.data(), st.booleans())
def test_the_links_of_a_reach_are_a_way_to_it(plan: PlanGraph, data: st.DataObject, back: bool) -> None:
    id_ = data.draw(st.sampled_from([*OPDS, *_all(plan)]))
    for each in (dependants if back else dependencies)(plan, id_):
        links = [plan.links[link] for link in each.links]
        forward = links[::-1] if back else links
        assert len(links) == each.distance
        assert (links[-1].source_id if back else links[-1].target_id) == each.id
        assert all(b.id in line_graph(plan, forward)[a.id] for a, b in itertools.pairwise(forward))


@given(plans(), st.data())
def test_a_depends_on_what_b_stands_for_exactly_where_b_has_it_among_its_dependants(
    plan: PlanGraph, data: st.DataObject
) -> None:
    a, b = data.draw(st.tuples(*[st.sampled_from(_all(plan))] * 2))
    if own(plan, a) & own(plan, b):
        return
    awaited = {whole for each in own(plan, b) for whole in wholes(plan, each)}
    forth = awaited & set(_ids(dependencies(plan, a)))
    back = own(plan, a) & set(_ids(dependants(plan, b)))
    assert bool(forth - own(plan, a)) == bool(back) or awaited & own(plan, a)


@given(plans(), st.integers(0, 4))
def test_a_depth_gives_just_the_nearer_ones(plan: PlanGraph, depth: int) -> None:
    for id_ in _all(plan):
        assert dependencies(plan, id_, depth=depth) == tuple(
            each for each in dependencies(plan, id_) if each.distance <= depth
        )


def test_the_dependencies_of_the_parts_belong_to_the_whole() -> None:
    plan = sketch(("aspal", "lahan"), contains={"jalan": "aspal marka"})
    assert _ids(dependencies(plan, "jalan")) == ["lahan"]
    assert _ids(dependencies(plan, "marka")) == []


def test_whoever_waits_for_the_whole_waits_for_its_parts() -> None:
    plan = sketch(("trayek", "jalan"), ("aspal", "lahan"), contains={"jalan": "aspal"})
    assert _ids(dependants(plan, "aspal")) == ["trayek"]
    assert _ids(dependants(plan, "lahan")) == ["aspal", "trayek"]
    assert _ids(dependencies(plan, "trayek")) == ["jalan", "lahan"]


def test_an_opd_stands_for_all_that_it_leads_and_does_not_wait_for_itself() -> None:
    plan = sketch(("jalan", "lahan"), ("jalan", "desain"), leads={"dpu": "jalan desain"})
    assert _ids(dependencies(plan, "dpu")) == ["lahan"]


def test_across_opds_follows_only_links_between_two_leads() -> None:
    plan = sketch(
        ("jalan", "desain"),
        ("jalan", "lahan"),
        ("lahan", "sengketa"),
        leads={"dpu": "jalan desain", "pertanahan": "lahan"},
    )
    assert _ids(dependencies(plan, "jalan", across_opds=True)) == ["lahan"]


def test_a_circle_of_contents_ends() -> None:
    plan = sketch(("a", "c"), contains={"a": "b", "b": "a"})
    assert _ids(dependencies(plan, "b")) == ["c"]


def test_an_unknown_id_and_a_negative_depth_are_refused() -> None:
    plan = sketch(("jalan", "lahan"))
    with pytest.raises(KeyError):
        dependencies(plan, "pasar")
    with pytest.raises(KeyError):
        dependants(plan, "pasar")
    with pytest.raises(ValueError, match="-1"):
        dependants(plan, "lahan", depth=-1)
