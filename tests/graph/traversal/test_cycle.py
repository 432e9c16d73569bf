"""Work that waits for itself, and the longest chain of the rest."""

import itertools

import networkx as nx
from hypothesis import given

from graph.model import LinkKind, Origin
from graph.snapshot import PlanGraph
from graph.traversal import critical_path, cycles
from graph.traversal.example import sketch
from tests.graph.traversal.plans import dependency_links, line_graph, plans, whole_graph

DOUBT = [Origin.INFERRED, Origin.DERIVED, Origin.DECLARED]


@given(plans())
def test_the_groups_are_the_strongly_connected_components_of_networkx(plan: PlanGraph) -> None:
    groups = [tuple(sorted(c)) for c in nx.strongly_connected_components(whole_graph(plan)) if len(c) > 1]
    assert [cycle.group for cycle in cycles(plan)] == sorted(groups)


@given(plans(dependencies=10))
def test_no_circle_in_a_group_is_shorter_than_the_one_given(plan: PlanGraph) -> None:
    links = {link.id: link for link in dependency_links(plan)}
    circles = list(nx.simple_cycles(line_graph(plan, list(links.values()))))
    for cycle in cycles(plan):
        lengths = [len(circle) for circle in circles if all(links[id_].target_id in cycle.group for id_ in circle)]
        assert len(cycle.links) == min(lengths)
        ring = line_graph(plan, [links[id_] for id_ in cycle.links])
        assert all(ring.has_edge(a, b) for a, b in zip(cycle.links, (*cycle.links[1:], cycle.links[0]), strict=True))


@given(plans())
def test_the_weakest_link_is_the_one_most_in_doubt(plan: PlanGraph) -> None:
    for cycle in cycles(plan):
        links = [plan.links[id_] for id_ in cycle.links]
        assert all(link.kind is LinkKind.DEPENDS_ON for link in links)
        least = min(links, key=lambda link: (link.confidence, DOUBT.index(link.origin), link.id))
        assert cycle.weakest == least.id


def test_a_part_that_waits_for_its_whole_is_a_circle() -> None:
    [cycle] = cycles(sketch(("aspal", "jalan"), contains={"jalan": "aspal"}))
    assert (cycle.links, cycle.group) == (("depends_on/sequence:aspal>jalan",), ("aspal", "jalan"))


def test_a_plan_without_circles_has_none() -> None:
    assert cycles(sketch(("a", "b"), ("b", "c"), ("a", "c"))) == ()


@given(plans())
def test_without_the_broken_links_nothing_waits_for_itself_and_each_was_the_weakest_of_a_circle(
    plan: PlanGraph,
) -> None:
    broken = critical_path(plan).broken
    graph = whole_graph(plan)
    graph.remove_edges_from([(plan.links[id_].source_id, plan.links[id_].target_id, id_) for id_ in broken])
    assert nx.is_directed_acyclic_graph(graph)
    for id_ in broken:
        link = plan.links[id_]
        rank = (link.confidence, DOUBT.index(link.origin), link.id)
        stronger = graph.copy()
        stronger.remove_edges_from(
            [
                (source, target, key)
                for source, target, key, data in graph.edges(keys=True, data="link")
                if data.kind is LinkKind.DEPENDS_ON and (data.confidence, DOUBT.index(data.origin), data.id) < rank
            ]
        )
        assert nx.has_path(stronger, link.target_id, link.source_id)


@given(plans())
def test_the_critical_path_takes_as_long_as_the_longest_path_of_networkx(plan: PlanGraph) -> None:
    chain = critical_path(plan)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source, target, key, link in whole_graph(plan).edges(keys=True, data="link"):
        if key not in chain.broken:
            lag = max(link.lag_months, graph.get_edge_data(source, target, {"lag": 0})["lag"])
            graph.add_edge(source, target, lag=lag)
    assert chain.months == nx.dag_longest_path_length(graph, weight="lag")
    assert chain.months == sum(plan.links[id_].lag_months for id_ in chain.links)
    links = [plan.links[id_] for id_ in chain.links]
    assert all(b.id in line_graph(plan, links)[a.id] for a, b in itertools.pairwise(links))


def test_of_chains_that_take_equally_long_the_one_with_more_steps_is_critical() -> None:
    assert critical_path(sketch(("a", "b"), ("b", "c"), ("d", "e"))).nodes == ("a", "b", "c")


def test_a_plan_without_dependencies_has_an_empty_critical_path() -> None:
    chain = critical_path(sketch(leads={"dpu": "jalan"}))
    assert (chain.nodes, chain.links, chain.months, chain.broken) == ((), (), 0, ())
