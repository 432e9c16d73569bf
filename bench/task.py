"""Tasks: what is measured on a plan of one size, and what each is held against."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
import networkx as nx

from bench import plain, storage
from bench.clock import Call, Task, just
from bench.generate import example, generate, generate_files
from bench.plain import Plain, multigraph
from graph import traversal
from graph.change import Change, PutLink, PutNode
from graph.intake import read_files
from graph.model import Link, LinkKind, Program, Standing
from graph.snapshot import PlanGraph
from graph.traversal.money import lowest_budgets
from graph.traversal.network import network
from rules.knowledge import knowledge, link
from service import demo

STARTS: Final = 200
"""From so many programs questions about one node are asked."""
PAIRS: Final = 60
"""Between so many pairs of them paths are asked for."""
MOST_STARTS: Final = 1000
"""Of larger dependency graphs than this, networkx computes betweenness from a sample of starts."""
SAMPLE: Final = 100


class Ground:
    """A plan of one size, in all the forms that tasks need."""

    def __init__(self, times: int, folder: Path) -> None:
        self.times = times
        self.files = generate_files(folder, times)
        info = demo.info(demo.FIRST)
        once = example()
        self.plan = PlanGraph(info, 1, generate(once, times))
        self.known = knowledge()
        linked = link(PlanGraph(info, 1, once), self.known)
        self.linked = PlanGraph(info, 1, generate(linked.contents, times))
        self.plain = Plain(self.linked).built()
        lowest_budgets(_indexed(self.linked))
        network(self.linked).graph  # noqa: B018 - kept, like the networkx graphs, before anything is timed
        self.multigraph = multigraph(self.linked)
        programs = self.linked.of(Program)
        self.starts = [program.id for program in programs[:: max(1, len(programs) // STARTS)]][:STARTS]
        self.pairs = self._pairs()[:PAIRS]

    def _pairs(self) -> list[tuple[str, str]]:
        """Programs, each with the farthest that it needs."""
        reached = ((id_, traversal.dependencies(self.linked, id_)) for id_ in self.starts)
        return [(id_, far[-1].id) for id_, far in reached if far]

    def size(self) -> str:
        """How large the plan is."""
        needs = sum(1 for _ in self.linked.links_of(LinkKind.DEPENDS_ON))
        nodes, links = len(self.plan.nodes), len(self.plan.links)
        return (
            f"{self.times}x: {nodes:,} nodes and {links:,} links in the files; with knowledge "
            f"{len(self.linked.nodes):,} nodes and {len(self.linked.links):,} links, {needs:,} of them dependencies"
        )


def tasks(ground: Ground) -> list[Task]:
    """All tasks on a plan, in the order of the table."""
    return [*_storage(ground), *_snapshot(ground), *_rules(ground), *_from_one_node(ground), *_of_the_whole(ground)]


def _storage(ground: Ground) -> list[Task]:
    info, contents = ground.plan.info, ground.plan.contents
    return [
        Task(
            name="read the files",
            ours=just(lambda: read_files(ground.files)),
            other=just(lambda: storage.cells(ground.files)),
            other_name="csv module, cells only",
        ),
        Task(
            name="write to the store",
            ours=lambda: storage.write(info, contents),
            other=lambda: storage.plain_write(contents),
            other_name="sqlite3 module, no history, no checks",
        ),
        Task(
            name="read from the store",
            ours=lambda: storage.read(info, contents),
            other=lambda: storage.plain_read(contents),
            other_name="sqlite3 module, no history",
        ),
    ]


# -- the snapshot ---------------------------------------------------------------------------------------------------


def _snapshot(ground: Ground) -> list[Task]:
    return [
        Task(
            name="build the snapshot with its indices",
            ours=just(lambda: _indexed(_fresh(ground.linked))),
            other=just(lambda: multigraph(ground.linked)),
            other_name="nx.MultiDiGraph of the same",
        ),
        Task(
            name="build the network of dependencies and money",
            ours=partial(_network, ground.linked),
            other=just(lambda: _plain_network(ground.linked)),
            other_name="two nx.DiGraph, no money",
        ),
        Task(
            name="apply one change",
            ours=just(lambda: ground.linked.apply(_change(ground.linked))),
            other=just(lambda: _changed_copy(ground)),
            other_name="nx.MultiDiGraph.copy",
        ),
        Task(
            name="apply one change and ask a question",
            ours=just(lambda: _what_if(ground)),
            other=just(lambda: _plain_what_if(ground)),
            other_name="copy, nx.subgraph_view, nx.descendants",
        ),
    ]


def _fresh(plan: PlanGraph) -> PlanGraph:
    return PlanGraph(plan.info, plan.revision, plan.contents)


def _indexed(plan: PlanGraph) -> PlanGraph:
    """A snapshot of which all indices are built."""
    plan.led_by("")
    plan.out("", LinkKind.LEADS)
    plan.into("", LinkKind.LEADS)
    return plan


@contextmanager
def _network(plan: PlanGraph) -> Iterator[Call]:
    fresh = _indexed(_fresh(plan))
    yield lambda: (network(fresh).graph, lowest_budgets(fresh))


def _plain_network(plan: PlanGraph) -> object:
    fresh = Plain(plan)
    return fresh.forth, fresh.back


def _change(plan: PlanGraph) -> list[Change]:
    """Another name for one program, and the rejection of one dependency."""
    program = plan.of(Program)[0]
    return [
        PutNode(node=msgspec.structs.replace(program, name=f"{program.name} (revisi)"), edit=True),
        PutLink(link=msgspec.structs.replace(_first_need(plan), standing=Standing.REJECTED), edit=True),
    ]


def _first_need(plan: PlanGraph) -> Link:
    return next(plan.links_of(LinkKind.DEPENDS_ON))


def _changed_copy(ground: Ground) -> "nx.MultiDiGraph[str]":
    graph = ground.multigraph.copy()
    for change in _change(ground.linked):
        if isinstance(change, PutNode):
            graph.nodes[change.node.id]["node"] = change.node
        elif isinstance(change, PutLink):
            graph.remove_edge(change.link.source_id, change.link.target_id, key=change.link.id)
    return graph


def _what_if(ground: Ground) -> object:
    after = ground.linked.apply(_change(ground.linked))
    return traversal.dependencies(after, _first_need(ground.linked).source_id)


def _plain_what_if(ground: Ground) -> object:
    graph = _changed_copy(ground)

    def is_need(source: str, target: str, key: object) -> bool:
        found: Link = graph.edges[source, target, key]["link"]
        return found.kind is LinkKind.DEPENDS_ON

    needs = nx.subgraph_view(graph, filter_edge=is_need)
    return nx.descendants(needs, _first_need(ground.linked).source_id)


# -- the knowledge --------------------------------------------------------------------------------------------------


def _rules(ground: Ground) -> list[Task]:
    return [Task(name="lay knowledge over the plan", ours=just(lambda: link(ground.plan, ground.known)))]


# -- the traversals -------------------------------------------------------------------------------------------------


def _from_one_node(ground: Ground) -> list[Task]:
    plan, like = ground.linked, ground.plain
    each = f"of {len(ground.starts)} programs"
    return [
        Task(
            name=f"dependencies {each}",
            ours=just(lambda: [traversal.dependencies(plan, id_) for id_ in ground.starts]),
            other=just(lambda: [plain.dependencies(like, id_) for id_ in ground.starts]),
            other_name="nx.bfs_layers, without the ways",
        ),
        Task(
            name=f"dependants {each}",
            ours=just(lambda: [traversal.dependants(plan, id_) for id_ in ground.starts]),
            other=just(lambda: [plain.dependants(like, id_) for id_ in ground.starts]),
            other_name="nx.bfs_layers, without the ways",
        ),
        Task(
            name=f"delay {each}",
            ours=just(lambda: [traversal.delay(plan, id_, 3) for id_ in ground.starts]),
            other=just(lambda: [plain.delay(like, id_) for id_ in ground.starts]),
            other_name="nx.multi_source_dijkstra_path_length, without the ways",
        ),
        Task(
            name=f"cut {each}",
            ours=just(lambda: [traversal.cut(plan, id_) for id_ in ground.starts]),
            other=just(lambda: [plain.cut(like, id_) for id_ in ground.starts]),
            other_name="nx.bfs_layers, without the ways and the money",
        ),
        Task(
            name=f"paths of {len(ground.pairs)} pairs",
            ours=just(lambda: [traversal.paths(plan, a, b) for a, b in ground.pairs]),
            other=just(lambda: [plain.paths(like, a, b) for a, b in ground.pairs]),
            other_name="nx.all_simple_paths, sorted",
        ),
    ]


def _of_the_whole(ground: Ground) -> list[Task]:
    plan, like = ground.linked, ground.plain
    return [
        _pair("cycles", traversal.cycles, plain.cycles, "nx.strongly_connected_components, no circle", ground),
        _pair("critical_path", traversal.critical_path, plain.critical_path, "nx.dag_longest_path, condensed", ground),
        _bottlenecks(plan, like),
        _pair("opd_matrix", traversal.opd_matrix, plain.opd_matrix, "a loop over networkx edges", ground),
        _pair("communities", traversal.communities, plain.communities, "nx.community.louvain_communities", ground),
        _pair("dimensions_by_opd", traversal.dimensions_by_opd, plain.dimensions_by_opd, _NO_MONEY, ground),
        _pair(
            "dimensions_by_objective",
            traversal.dimensions_by_objective,
            plain.dimensions_by_objective,
            _NO_MONEY,
            ground,
        ),
    ]


_NO_MONEY: Final = "walks over nx.DiGraph, without the money"


def _pair(
    name: str,
    ours: Callable[[PlanGraph], object],
    other: Callable[[Plain], object],
    other_name: str,
    ground: Ground,
) -> Task:
    return Task(
        name=name,
        ours=just(lambda: ours(ground.linked)),
        other=just(lambda: other(ground.plain)),
        other_name=other_name,
    )


def _bottlenecks(plan: PlanGraph, like: Plain) -> Task:
    """Betweenness; of a large graph networkx computes a sample, whose time is scaled up."""
    count = like.needs.number_of_nodes()
    sample = SAMPLE if count > MOST_STARTS else None
    return Task(
        name="bottlenecks",
        ours=just(lambda: traversal.bottlenecks(plan)),
        other=just(lambda: plain.bottlenecks(like, sample)),
        other_name="nx.betweenness_centrality",
        sampled=count / sample if sample else 1.0,
    )
