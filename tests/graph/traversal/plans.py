"""Random small plans, and the same plans as plain networkx graphs."""

import networkx as nx
from hypothesis import strategies as st

from graph.change import Contents
from graph.model import (
    AnyNode,
    DependencyKind,
    Dimension,
    DimensionLevel,
    Level,
    Link,
    LinkKind,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
    Origin,
    Program,
    ProgramYear,
    Standing,
    Theme,
)
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO

OPDS = ("opd/a", "opd/b", "opd/c")
DIMENSIONS = (("dimension/S", None), ("dimension/S-1", "dimension/S"), ("dimension/S-2", "dimension/S"))
OBJECTIVES = ("objective/1", "objective/2")
THEMES = ("theme/1", "theme/2")


@st.composite
def plans(draw: st.DrawFn, programs: int = 8, dependencies: int = 12) -> PlanGraph:
    """Plans of a few programs in trees, led by three OPDs, tied by dependencies of all kinds."""
    count = draw(st.integers(1, programs))
    ids = [f"program/{number}" for number in range(count)]
    nodes: dict[str, AnyNode] = {id_: Opd(id=id_, name=id_, short_name=id_) for id_ in OPDS}
    for id_, above in DIMENSIONS:
        level = DimensionLevel.SUB_DIMENSION if above else DimensionLevel.DIMENSION
        nodes[id_] = Dimension(id=id_, code=id_, level=level, name=id_)
    nodes |= {id_: Objective(id=id_, level=ObjectiveLevel.OUTCOME, text=id_) for id_ in OBJECTIVES}
    nodes |= {id_: Theme(id=id_, name=id_) for id_ in THEMES}
    links = [Link(kind=LinkKind.CONTAINS, source_id=above, target_id=id_) for id_, above in DIMENSIONS if above]
    for number, id_ in enumerate(ids):
        nodes[id_] = Program(id=id_, level=Level.SUB_ACTIVITY, name=id_, years=draw(_years()))
        links += [
            Link(kind=kind, source_id=other, target_id=id_)
            if turned
            else Link(kind=kind, source_id=id_, target_id=other)
            for kind, other, turned in (
                (LinkKind.LEADS, draw(st.sampled_from((*OPDS, None))), True),
                (LinkKind.CONTAINS, draw(st.sampled_from((*ids[:number], None, None, None))), True),
                (LinkKind.CONTRIBUTES, draw(st.sampled_from((None, *(d for d, _ in DIMENSIONS)))), False),
                (LinkKind.CONTRIBUTES, draw(st.sampled_from((None, *THEMES))), False),
                (LinkKind.ALIGNS, draw(st.sampled_from((None, *OBJECTIVES))), False),
            )
            if other is not None
        ]
    links += [
        link for link in draw(st.lists(_dependency(ids), max_size=dependencies)) if link.source_id != link.target_id
    ]
    return PlanGraph(INFO, 0, Contents(nodes=nodes, links={link.id: link for link in links}))


def _years() -> st.SearchStrategy[tuple[ProgramYear, ...]]:
    money = st.builds(
        Money, text=st.just("x"), amount=st.none() | st.integers(0, 9), plausible=st.sampled_from((True, True, False))
    )
    return st.lists(st.sampled_from((2024, 2025)), unique=True, max_size=2).flatmap(
        lambda years: st.tuples(
            *(st.builds(ProgramYear, year=st.just(year), budget=st.none() | money) for year in years)
        )
    )


def _dependency(ids: list[str]) -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        kind=st.just(LinkKind.DEPENDS_ON),
        source_id=st.sampled_from(ids),
        target_id=st.sampled_from(ids),
        dependency=st.sampled_from((DependencyKind.LAND, DependencyKind.DATA)),
        lag_months=st.integers(0, 4),
        confidence=st.sampled_from((0.25, 0.5, 1.0)),
        origin=st.sampled_from(Origin),
        standing=st.sampled_from((Standing.OPEN, Standing.CONFIRMED, Standing.OPEN, Standing.REJECTED)),
    )


def shuffled(plan: PlanGraph) -> PlanGraph:
    """The same plan, its records given in the opposite order."""
    nodes = dict(reversed(list(plan.nodes.items())))
    links = dict(reversed(list(plan.links.items())))
    return PlanGraph(plan.info, plan.revision, Contents(nodes=nodes, links=links))


def program_ids(plan: PlanGraph) -> list[str]:
    return [program.id for program in plan.of(Program)]


def of_kind(plan: PlanGraph, *kinds: LinkKind) -> "nx.MultiDiGraph[str]":
    """The plan's networkx graph with the links of some kinds only."""
    graph = plan.networkx
    edges = [edge for edge in graph.edges(keys=True) if graph.edges[edge]["link"].kind in kinds]
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept.add_nodes_from(graph)
    kept.add_edges_from((source, target, key, graph.edges[source, target, key]) for source, target, key in edges)
    return kept


def parts(plan: PlanGraph, id_: str) -> set[str]:
    return {id_} | nx.descendants(of_kind(plan, LinkKind.CONTAINS), id_)


def wholes(plan: PlanGraph, id_: str) -> set[str]:
    return {id_} | nx.ancestors(of_kind(plan, LinkKind.CONTAINS), id_)


def own(plan: PlanGraph, id_: str) -> set[str]:
    """The node, its parts, and for an OPD what it leads."""
    led = {program.id for program in plan.led_by(id_)}
    return set().union(parts(plan, id_), *(parts(plan, each) for each in led))


def dependency_links(plan: PlanGraph) -> list[Link]:
    return sorted(
        (data["link"] for *_, data in of_kind(plan, LinkKind.DEPENDS_ON).edges(data=True)), key=lambda x: x.id
    )


def line_graph(plan: PlanGraph, links: list[Link]) -> "nx.DiGraph[str]":
    """Dependencies as nodes; one leads to the next where that starts at its target or at a part of it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(link.id for link in links)
    inside = {link.target_id: parts(plan, link.target_id) for link in links}
    graph.add_edges_from((a.id, b.id) for a in links for b in links if b.source_id in inside[a.target_id])
    return graph


def whole_graph(plan: PlanGraph) -> "nx.MultiDiGraph[str]":
    """Dependencies together with the edges from wholes to their parts."""
    return of_kind(plan, LinkKind.DEPENDS_ON, LinkKind.CONTAINS)
