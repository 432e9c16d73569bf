"""Louvain's groups are those that networkx gives."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.traversal.louvain import louvain

MOST = 24
"""Nodes of the graphs that are tried."""


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, float]]]:
    size = draw(st.integers(1, MOST))
    pairs = [(one, other) for one in range(size) for other in range(one + 1, size)]
    tied = sorted(draw(st.sets(st.sampled_from(pairs), max_size=80))) if pairs else []
    weights = st.sampled_from((0.35, 0.6, 0.7, 0.8, 1.0, 1.3, 2.1))
    return size, [(one, other, draw(weights)) for one, other in tied]


@given(graphs(), st.sampled_from((0.5, 1.0, 3.0)), st.integers(0, 5))
def test_groups_are_those_of_networkx(
    drawn: tuple[int, list[tuple[int, int, float]]], resolution: float, seed: int
) -> None:
    size, edges = drawn
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(edges)
    expected = nx.community.louvain_communities(graph, resolution=resolution, seed=seed)
    assert list(louvain(size, edges, resolution=resolution, seed=seed)) == expected
