"""The questions of ``graph.traversal`` as one would ask them of networkx with no more than a few lines.

The networkx graphs are made once, like the network of a snapshot, and are not part of what is measured. Where a plain
formulation says less than ours (distances without the ways, programs without the money), its docstring says so.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

import networkx as nx

from graph.model import Dimension, DimensionLevel, Link, LinkKind, Objective, ObjectiveLevel, Opd, Program, Theme
from graph.snapshot import PlanGraph

Cells = dict[tuple[str, str], set[str]]


def multigraph(plan: PlanGraph) -> "nx.MultiDiGraph[str]":
    """The whole plan as a networkx graph, which may be changed."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((id_, {"node": node}) for id_, node in plan.nodes.items())
    for id_, link in plan.links.items():
        graph.add_edge(link.source_id, link.target_id, key=id_, link=link)
    return graph


class Plain:
    """A plan as networkx graphs, one for each kind of tie that a question follows."""

    def __init__(self, plan: PlanGraph) -> None:
        self.slug = plan.info.slug
        self.nodes = plan.nodes
        self.links = {kind: sorted(plan.links_of(kind), key=lambda link: link.id) for kind in LinkKind}

    def built(self) -> "Plain":
        """The same with all graphs built, which else are built when they are first asked for."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)
        return self

    def of_kind(self, kind: LinkKind) -> "nx.DiGraph[str]":
        """All nodes, and the ties of one kind."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        graph.add_edges_from((link.source_id, link.target_id) for link in self.links[kind])
        return graph

    @cached_property
    def contains(self) -> "nx.DiGraph[str]":
        """From wholes to their parts."""
        return self.of_kind(LinkKind.CONTAINS)

    @cached_property
    def leads(self) -> "nx.DiGraph[str]":
        """From OPDs to what they lead."""
        return self.of_kind(LinkKind.LEADS)

    @cached_property
    def measures(self) -> "nx.DiGraph[str]":
        """From indicators to what they measure."""
        return self.of_kind(LinkKind.MEASURES)

    @cached_property
    def supports(self) -> "nx.DiGraph[str]":
        """From OPDs to the work of others that they support."""
        return self.of_kind(LinkKind.SUPPORTS)

    @cached_property
    def contributes(self) -> "nx.DiGraph[str]":
        """From programs to the dimensions and themes that they serve or hurt."""
        return self.of_kind(LinkKind.CONTRIBUTES)

    @cached_property
    def serves(self) -> "nx.DiGraph[str]":
        """From programs to the dimensions and themes that they serve."""
        graph = self.of_kind(LinkKind.CONTRIBUTES)
        graph.remove_edges_from(
            [(link.source_id, link.target_id) for link in self.links[LinkKind.CONTRIBUTES] if link.weight <= 0]
        )
        return graph

    @cached_property
    def aligns(self) -> "nx.DiGraph[str]":
        """From programs to the objectives that they serve."""
        return self.of_kind(LinkKind.ALIGNS)

    @cached_property
    def needs(self) -> "nx.DiGraph[str]":
        """Dependencies between their own ends."""
        return nx.DiGraph((link.source_id, link.target_id) for link in self.links[LinkKind.DEPENDS_ON])

    @cached_property
    def chain(self) -> "nx.DiGraph[str]":
        """Dependencies with their lags, and the edges from wholes to the parts through which they go on."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        for link in self.links[LinkKind.DEPENDS_ON]:
            known = graph.get_edge_data(link.source_id, link.target_id, {"lag": 0})
            graph.add_edge(link.source_id, link.target_id, lag=max(link.lag_months, known["lag"]))
        wholes = {whole for link in self.links[LinkKind.DEPENDS_ON] for whole in self.wholes(link.source_id)}
        graph.add_edges_from(
            (whole, part, {"lag": graph.get_edge_data(whole, part, {"lag": 0})["lag"]})
            for whole, part in self.contains.edges
            if part in wholes
        )
        return graph

    @cached_property
    def forth(self) -> "nx.DiGraph[str]":
        """From each node, and from all that contain it, to what it needs."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        for link in self.links[LinkKind.DEPENDS_ON]:
            graph.add_edges_from((whole, link.target_id) for whole in self.wholes(link.source_id))
        return graph

    @cached_property
    def back(self) -> "nx.DiGraph[str]":
        """From each node, and from all that it contains, to who needs it; weighed by doubt."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        for link in self.links[LinkKind.DEPENDS_ON]:
            doubt = -math.log(link.confidence) if link.confidence else math.inf
            for part in self.parts(link.target_id):
                known = graph.get_edge_data(part, link.source_id, {"doubt": math.inf})
                graph.add_edge(part, link.source_id, doubt=min(doubt, known["doubt"]))
        return graph

    @cached_property
    def lines(self) -> "nx.DiGraph[str]":
        """Dependencies as nodes: one leads to the next where that starts at its target or at a part of it."""
        starting: dict[str, list[str]] = defaultdict(list)
        for link in self.links[LinkKind.DEPENDS_ON]:
            for whole in self.wholes(link.source_id):
                starting[whole].append(link.id)
        graph: nx.DiGraph[str] = nx.DiGraph()
        for link in self.links[LinkKind.DEPENDS_ON]:
            graph.add_node(link.id, link=link)
            graph.add_edges_from((link.id, onward) for onward in starting[link.target_id])
        return graph

    @cached_property
    def ties(self) -> "nx.Graph[str]":
        """Programs and themes, tied by dependencies and memberships of so much confidence."""
        graph: nx.Graph[str] = nx.Graph()
        members = (
            link
            for link in self.links[LinkKind.CONTRIBUTES]
            if isinstance(self.nodes[link.source_id], Program)
            and isinstance(self.nodes[link.target_id], Theme)
            and link.weight > 0
        )
        for link in (*self.links[LinkKind.DEPENDS_ON], *members):
            known = graph.get_edge_data(link.source_id, link.target_id, {"weight": 0.0})
            graph.add_edge(link.source_id, link.target_id, weight=known["weight"] + link.confidence)
        return graph

    def parts(self, id_: str) -> set[str]:
        """The node and all that it contains."""
        return {id_} | nx.descendants(self.contains, id_)

    def wholes(self, id_: str) -> set[str]:
        """The node and all that contain it."""
        return {id_} | nx.ancestors(self.contains, id_)

    def lead(self, id_: str) -> str | None:
        """Id of the OPD that leads a node."""
        return min(self.leads.predecessors(id_), default=None)

    def own(self, id_: str) -> set[str]:
        """What a node stands for: its parts, and for an OPD the parts of all that it leads."""
        led = self.leads.successors(id_) if isinstance(self.nodes[id_], Opd) else ()
        return self.parts(id_).union(*(self.parts(each) for each in led if isinstance(self.nodes[each], Program)))


# -- from one node ------------------------------------------------------------------------------------------------


def dependencies(plain: Plain, id_: str) -> dict[str, int]:
    """What a node needs, with its distance; without the ways."""
    return _layers(plain.forth, plain.own(id_))


def dependants(plain: Plain, id_: str) -> dict[str, int]:
    """Who needs a node, with its distance; without the ways."""
    return _layers(plain.back, plain.own(id_))


def _layers(graph: "nx.DiGraph[str]", starts: set[str]) -> dict[str, int]:
    layers = nx.bfs_layers(graph, sorted(each for each in starts if each in graph))
    return {id_: distance for distance, layer in enumerate(layers) for id_ in layer if id_ not in starts}


def delay(plain: Plain, id_: str) -> dict[str, float]:
    """Who is late when a node is, with how sure that is; without the ways and their lags."""
    starts = plain.own(id_)
    known = {each for each in starts if each in plain.back}
    if not known:
        return {}
    doubts = nx.multi_source_dijkstra_path_length(plain.back, known, weight="doubt")
    return {each: math.exp(-doubt) for each, doubt in doubts.items() if each not in starts}


def cut(plain: Plain, id_: str) -> tuple[set[str], set[str], set[str], set[str]]:
    """The dependants with their leads, objectives and dimensions; without the money."""
    lost = set(dependants(plain, id_))
    leads = {lead for each in lost if (lead := plain.lead(each)) is not None}
    objectives = {each for one in lost for each in above(plain, one, plain.aligns, Objective)}
    dimensions = {each for one in lost for each in above(plain, one, plain.serves, Dimension)}
    return lost, leads, objectives, dimensions


def above(plain: Plain, id_: str, graph: "nx.DiGraph[str]", kind: type[Objective | Dimension]) -> list[str]:
    """Give what a program is tied to in a graph, or else what the nearest that contains it is tied to."""
    at: str | None = id_
    while at is not None:
        found = [each for each in graph.successors(at) if isinstance(plain.nodes[each], kind)]
        if found:
            return found
        at = min(plain.contains.predecessors(at), default=None)
    return []


def paths(plain: Plain, a: str, b: str, *, most: int = 20, longest: int = 8) -> list[tuple[str, ...]]:
    """The simple ways from one node to another, shortest first: all are found, then sorted and cut off."""
    starts, own = plain.own(a), plain.own(b)
    goals = {whole for each in own for whole in plain.wholes(each)}
    lines = plain.lines
    ends = {link.id for link in plain.links[LinkKind.DEPENDS_ON] if link.target_id in goals}
    found = [
        tuple(way)
        for link in plain.links[LinkKind.DEPENDS_ON]
        if link.source_id in starts
        for way in nx.all_simple_paths(lines, link.id, ends, cutoff=longest - 1)
        if _is_path([lines.nodes[each]["link"] for each in way], starts, goals)
    ]
    return sorted(found, key=lambda way: (len(way), way))[:most]


def _is_path(links: list[Link], starts: set[str], goals: set[str]) -> bool:
    """Whether a way touches its two ends only at its ends, and nothing twice."""
    visited = [links[0].source_id]
    for before, link in pairwise(links):
        if before.target_id in goals or before.target_id in starts or link.source_id in starts:
            return False
        visited += [before.target_id, *([link.source_id] if link.source_id != before.target_id else [])]
    return len(set(visited)) == len(visited) and links[-1].target_id not in visited[1:]


# -- of the whole plan ----------------------------------------------------------------------------------------------


def cycles(plain: Plain) -> list[tuple[str, ...]]:
    """The groups of nodes that wait for each other; without a shortest circle in each."""
    groups = nx.strongly_connected_components(plain.chain)
    return sorted(tuple(sorted(group)) for group in groups if len(group) > 1)


def critical_path(plain: Plain) -> float:
    """The months of the longest chain of the condensation, in which a circle is one node and takes no time."""
    chain = plain.chain
    whole = nx.condensation(chain)
    at = whole.graph["mapping"]
    for source, target, data in chain.edges(data=True):
        if at[source] != at[target]:
            edge = whole.edges[at[source], at[target]]
            edge["lag"] = max(edge.get("lag", 0), data["lag"])
    return float(nx.dag_longest_path_length(whole, weight="lag"))


def bottlenecks(plain: Plain, sample: int | None = None) -> dict[str, float]:
    """Betweenness of each node, or an estimate of it from a sample of starts."""
    return dict(nx.betweenness_centrality(plain.needs, k=sample, seed=1))


def opd_matrix(plain: Plain) -> dict[tuple[str, str], int]:
    """How many dependencies each OPD has on each other."""
    cells: Counter[tuple[str, str]] = Counter()
    for link in plain.links[LinkKind.DEPENDS_ON]:
        source, target = plain.lead(link.source_id), plain.lead(link.target_id)
        if source is not None and target is not None and source != target:
            cells[source, target] += 1
    return dict(cells)


def communities(plain: Plain) -> list[set[str]]:
    """Groups of programs and themes by Louvain's method, as we do it ourselves."""
    return list(nx.community.louvain_communities(plain.ties, seed=1))


def dimensions_by_opd(plain: Plain) -> Cells:
    """Which dimensions meet which OPDs in which programs of the lowest level; without the money."""
    return _cells(plain, lambda id_: {lead} if (lead := plain.lead(id_)) is not None else set())


def dimensions_by_objective(plain: Plain) -> Cells:
    """Which dimensions meet which outcomes in which programs of the lowest level; without the money."""

    def served(id_: str) -> set[str]:
        below = above(plain, id_, plain.aligns, Objective)
        return {each for one in below for each in plain.wholes(one) if _is_outcome(plain, each)}

    return _cells(plain, served)


def _is_outcome(plain: Plain, id_: str) -> bool:
    node = plain.nodes[id_]
    return isinstance(node, Objective) and node.level is ObjectiveLevel.OUTCOME


def _cells(plain: Plain, meets: Callable[[str], set[str]]) -> Cells:
    cells: Cells = defaultdict(set)
    for id_ in _lowest(plain):
        served = above(plain, id_, plain.serves, Dimension)
        rows = {whole for each in served for whole in plain.wholes(each) if _is_dimension(plain, whole)}
        for cell in ((row, column) for row in rows for column in meets(id_)):
            cells[cell].add(id_)
    return dict(cells)


def _lowest(plain: Plain) -> Iterator[str]:
    for id_, node in plain.nodes.items():
        if isinstance(node, Program) and not plain.contains.out_degree(id_):
            yield id_


def _is_dimension(plain: Plain, id_: str) -> bool:
    node = plain.nodes[id_]
    return isinstance(node, Dimension) and node.level is DimensionLevel.DIMENSION
