"""PlanGraph: an immutable snapshot of one plan at one revision, asked in the planners' words."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

import msgspec
import networkx as nx

from graph import code as nomenclature
from graph.change import EMPTY, Change, Contents, PutLink, RemoveLink, apply
from graph.model import (
    AnyNode,
    Dimension,
    DimensionLevel,
    Indicator,
    Level,
    Link,
    LinkKind,
    Masterplan,
    MasterplanProgram,
    Node,
    Objective,
    ObjectiveLevel,
    Opd,
    Partner,
    Program,
    Standing,
    Theme,
)
from graph.ties import Ties, agencies, ends, inherited, leads, origins, runners, tied

N = TypeVar("N", bound=Node)
P = ParamSpec("P")
R = TypeVar("R")


class PlanInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is called and which region and years it is for."""

    slug: str
    title: str
    region_code: str
    region_name: str
    start_year: int
    end_year: int

    @property
    def is_provincial(self) -> bool:
        """Whether the region is a province: its code has two digits, that of a kabupaten or kota four."""
        return sum(each.isdigit() for each in self.region_code) == 2


def kept(make: Callable[Concatenate["PlanGraph", P], R]) -> Callable[Concatenate["PlanGraph", P], R]:
    """Work out once for a snapshot what a function gives, for all who ask, and keep it as long as the snapshot.

    Its other arguments must be cheap to compare, such as ids, and stand in their order.
    """

    @wraps(make)
    def asked(plan: "PlanGraph", /, *args: P.args, **named: P.kwargs) -> R:
        key = (make, *args)
        try:
            return plan.made[key]  # type: ignore[return-value]
        except KeyError:
            found = plan.made[key] = make(plan, *args, **named)
            return found

    return asked


class PlanGraph:
    """One plan at one revision.

    Rejected links are kept in ``links`` but never followed. All answers come in the order of ids, so equal plans give
    equal answers.
    """

    def __init__(self, info: PlanInfo, revision: int = 0, contents: Contents = EMPTY) -> None:
        self.info = info
        self.revision = revision
        self.contents: Final = contents
        """All nodes and links."""
        self.nodes: Final = contents.nodes
        """All nodes by id."""
        self.links: Final = contents.links
        """All links by id, rejected ones included."""
        self._shared: dict[LinkKind, Ties] = {}
        self.made: Final[dict[object, object]] = {}
        """What ``kept`` functions gave for it."""

    def __reduce__(self) -> tuple[type["PlanGraph"], tuple[PlanInfo, int, Contents]]:
        """What it is made of, for copies; what was worked out is worked out again."""
        return type(self), (self.info, self.revision, self.contents)

    # -- the contents -------------------------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change], revision: int | None = None, *, lawful: bool = True) -> "PlanGraph":
        """Give the snapshot after the changes; it shares every record that did not change.

        Without ``lawful``, changes that were stored before a law was made can still be read.

        Raises:
            InvalidChangeSet: where a change does not fit.
        """
        number = self.revision + 1 if revision is None else revision
        made = tuple(changes)
        after = PlanGraph(self.info, number, apply(self.contents, made, lawful=lawful))
        touched = [each.link for each in made if isinstance(each, PutLink)]
        touched += [self.links[each.id] for each in made if isinstance(each, RemoveLink) and each.id in self.links]
        after._shared = self._ties_without({link.kind for link in touched})
        return after

    def with_links(self, nodes: Iterable[AnyNode], links: Mapping[str, Link]) -> "PlanGraph":
        """Give the snapshot with computed nodes and links, by id, laid over it; what is already there stays."""
        merged = Contents(
            nodes={node.id: node for node in nodes} | dict(self.nodes), links=dict(links) | dict(self.links)
        )
        after = PlanGraph(self.info, self.revision, merged)
        after._shared = self._ties_without({link.kind for link in links.values()})
        return after

    def with_nodes(self, nodes: Mapping[str, AnyNode]) -> "PlanGraph":
        """Give the snapshot with other records of the same nodes, by id; it shares what follows from links alone."""
        after = PlanGraph(self.info, self.revision, Contents(nodes=nodes, links=self.links))
        after._shared = self._ties
        return after

    # -- typed access -------------------------------------------------------------------------------------------

    @cached_property
    def _by_kind(self) -> dict[type, tuple[AnyNode, ...]]:
        kinds: dict[type, list[AnyNode]] = defaultdict(list)
        for id_ in sorted(self.nodes):
            node = self.nodes[id_]
            kinds[type(node)].append(node)
        return {kind: tuple(nodes) for kind, nodes in kinds.items()}

    def of(self, kind: type[N]) -> tuple[N, ...]:
        """All nodes of one kind."""
        return self._by_kind.get(kind, ())  # type: ignore[return-value]

    def get(self, kind: type[N], id_: str) -> N:
        """The node of that kind and id.

        Raises:
            KeyError: where there is none.
        """
        node = self.nodes[id_]
        if not isinstance(node, kind):
            raise KeyError(id_)
        return node

    @cached_property
    def opds(self) -> tuple[Opd, ...]:
        """The agencies that have a mandate and a seat at the table: all OPDs but those that are units of another."""
        return tuple(opd for opd in self.of(Opd) if opd.id not in self._agencies)

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives of all levels."""
        return self.of(Objective)

    @cached_property
    def issues(self) -> tuple[Objective, ...]:
        """The strategic issues of the region."""
        return tuple(each for each in self.objectives if each.level is ObjectiveLevel.ISSUE)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators."""
        return self.of(Indicator)

    @property
    def partners(self) -> tuple[Partner, ...]:
        """All partners."""
        return self.of(Partner)

    @property
    def masterplans(self) -> tuple[Masterplan, ...]:
        """All Smart City masterplans."""
        return self.of(Masterplan)

    @property
    def masterplan_programs(self) -> tuple[MasterplanProgram, ...]:
        """The programs of all masterplans."""
        return self.of(MasterplanProgram)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """All themes; empty before knowledge is laid over the plan."""
        return self.of(Theme)

    def dimensions(self, level: DimensionLevel = DimensionLevel.DIMENSION) -> tuple[Dimension, ...]:
        """All dimensions, or all sub-dimensions."""
        return tuple(d for d in self.of(Dimension) if d.level is level)

    def programs(
        self,
        *,
        level: Level | None = None,
        opd: str | None = None,
        code: str | None = None,
        theme: str | None = None,
        dimension: str | None = None,
        tag: str | None = None,
        place: str | None = None,
    ) -> tuple[Program, ...]:
        """Programs that meet all the given conditions; ids for opd, theme and dimension, a pattern for code."""
        found: Iterable[Program] = self.of(Program)
        if opd is not None:
            found = self.led_by(opd)
        if theme is not None or dimension is not None:
            wanted = [{link.source_id for link in self.into(t, LinkKind.CONTRIBUTES)} for t in (theme, dimension) if t]
            found = [p for p in found if all(p.id in ids for ids in wanted)]
        return tuple(
            p
            for p in found
            if (level is None or p.level is level)
            and (code is None or nomenclature.within(p.code, code))
            and (tag is None or tag in p.tags)
            and (place is None or place.casefold() in p.location.casefold())
        )

    # -- links --------------------------------------------------------------------------------------------------

    @cached_property
    def _ties(self) -> dict[LinkKind, Ties]:
        rejected, shared = Standing.REJECTED, self._shared
        kinds: dict[LinkKind, list[Link]] = {kind: [] for kind in LinkKind if kind not in shared}
        asked = [id_ for id_, link in self.links.items() if link.kind in kinds] if kinds else []
        for id_ in sorted(asked):
            link = self.links[id_]
            if link.standing is not rejected:
                kinds[link.kind].append(link)
        made = {kind: tied(tuple(links)) for kind, links in kinds.items()}
        return {kind: made.get(kind) or shared[kind] for kind in sorted(LinkKind)}

    def _ties_without(self, kinds: Collection[LinkKind]) -> dict[LinkKind, Ties]:
        """What a snapshot with other links of some kinds only shares with this one, as far as it is known."""
        known: dict[LinkKind, Ties] = self.__dict__.get("_ties", self._shared)
        return {kind: ties for kind, ties in known.items() if kind not in kinds}

    def ties(self, kind: LinkKind) -> Ties:
        """The links of a kind that nobody rejected."""
        return self._ties[kind]

    def out(self, id_: str, kind: LinkKind) -> tuple[Link, ...]:
        """Links of a kind that start from a node."""
        return self._ties[kind].out.get(id_, ())

    def into(self, id_: str, kind: LinkKind) -> tuple[Link, ...]:
        """Links of a kind that point to a node."""
        return self._ties[kind].into.get(id_, ())

    def links_of(self, kind: LinkKind) -> Iterator[Link]:
        """All links of a kind that nobody rejected."""
        return iter(self._ties[kind].links)

    # -- in the planners' words ---------------------------------------------------------------------------------

    def parent(self, id_: str) -> AnyNode | None:
        """The node that contains this one."""
        above = self._ties[LinkKind.CONTAINS].first.get(id_)
        return None if above is None else self.nodes[above]

    def lineage(self, id_: str) -> Iterator[AnyNode]:
        """The node and those that contain it, from below; each once, so that it ends whatever is stored."""
        seen: set[str] = set()
        at = self.nodes.get(id_)
        while at is not None and at.id not in seen:
            seen.add(at.id)
            yield at
            at = self.parent(at.id)

    def children(self, id_: str) -> tuple[AnyNode, ...]:
        """The nodes that this one contains."""
        below = self._ties[LinkKind.CONTAINS].out.get(id_)
        return tuple(self.nodes[link.target_id] for link in below) if below else ()

    def lowest(self, program: Program, follows: Callable[[Program], bool] = lambda _: True) -> tuple[Program, ...]:
        """The work without parts that a program comes down to, itself where it has none; each once.

        Parameters
        ----------
        follows
            Says of a part whether it is looked into.
        """
        found: list[Program] = []
        seen, waiting = {program.id}, [program]
        while waiting:
            at = waiting.pop()
            parts = [part for part in self.children(at.id) if isinstance(part, Program)]
            if not parts:
                found.append(at)
            new = [part for part in parts if part.id not in seen and follows(part)]
            seen.update(part.id for part in new)
            waiting += reversed(new)
        return tuple(found)

    @cached_property
    def _agencies(self) -> dict[str, Opd]:
        return agencies(self._ties[LinkKind.CONTAINS], self.of(Opd))

    def agency(self, opd: Opd) -> Opd:
        """The agency at the table for an OPD: for a unit that which contains it, else itself."""
        return self._agencies.get(opd.id, opd)

    @cached_property
    def _lead_of(self) -> dict[str, Opd]:
        return leads(self._ties[LinkKind.CONTAINS], self._ties[LinkKind.LEADS], self.of(Opd))

    def lead(self, id_: str) -> Opd | None:
        """The agency that answers for a program, objective or indicator; what a unit runs, its agency answers for."""
        return self._lead_of.get(id_)

    @cached_property
    def _runner_of(self) -> dict[str, Opd]:
        return runners(self._ties[LinkKind.LEADS], self.of(Opd))

    def runner(self, id_: str) -> Opd | None:
        """The OPD, a unit perhaps, that runs a program, objective or indicator itself."""
        return self._runner_of.get(id_)

    @cached_property
    def _led(self) -> dict[str, tuple[Program, ...]]:
        led: dict[str, list[Program]] = defaultdict(list)
        for program in self.of(Program):
            if ran := self.runner(program.id):
                for id_ in dict.fromkeys((ran.id, self.agency(ran).id)):
                    led[id_].append(program)
        return {id_: tuple(programs) for id_, programs in led.items()}

    def led_by(self, opd: str) -> tuple[Program, ...]:
        """Programs of all levels that an OPD runs, an agency with its units."""
        return self._led.get(opd, ())

    @cached_property
    def _indicators_of(self) -> dict[str, tuple[Indicator, ...]]:
        return origins(self._ties[LinkKind.MEASURES], self.indicators)

    def indicators_of(self, id_: str) -> tuple[Indicator, ...]:
        """The indicators that measure a program or an objective."""
        return self._indicators_of.get(id_, ())

    def themes_of(self, id_: str) -> tuple[Theme, ...]:
        """The themes that a program belongs to."""
        nodes = (self.nodes[link.target_id] for link in self.out(id_, LinkKind.CONTRIBUTES))
        return tuple(n for n in nodes if isinstance(n, Theme))

    @cached_property
    def _dimensions_of(self) -> dict[str, tuple[Dimension, ...]]:
        contains, contributes = self._ties[LinkKind.CONTAINS], self._ties[LinkKind.CONTRIBUTES]
        return inherited(contains, contributes, self.of(Dimension), above=0)

    @property
    def own_dimensions(self) -> dict[str, tuple[Dimension, ...]]:
        """The sub-dimensions of all that serves any itself."""
        return ends(self._ties[LinkKind.CONTRIBUTES], self.of(Dimension), above=0)

    def dimensions_of(self, id_: str) -> tuple[Dimension, ...]:
        """The sub-dimensions that a program serves, its own or else those of the program above it."""
        return self._dimensions_of.get(id_, ())

    def dimension_above(self, dimension: Dimension) -> Dimension:
        """The dimension that a sub-dimension belongs to; a dimension is its own."""
        above = self.parent(dimension.id)
        return above if isinstance(above, Dimension) else dimension

    @cached_property
    def _objectives_of(self) -> dict[str, tuple[Objective, ...]]:
        return inherited(self._ties[LinkKind.CONTAINS], self._ties[LinkKind.ALIGNS], self.objectives)

    @property
    def own_objectives(self) -> dict[str, tuple[Objective, ...]]:
        """The objectives of all that serves any itself."""
        return ends(self._ties[LinkKind.ALIGNS], self.objectives)

    def objectives_of(self, id_: str) -> tuple[Objective, ...]:
        """The objectives that a program serves, its own or else those of the program above it."""
        return self._objectives_of.get(id_, ())

    @cached_property
    def _placed_in(self) -> dict[str, tuple[Dimension, ...]]:
        return ends(self._ties[LinkKind.ALIGNS], self.of(Dimension))

    @cached_property
    def _placed(self) -> dict[str, tuple[MasterplanProgram, ...]]:
        return origins(self._ties[LinkKind.ALIGNS], self.masterplan_programs)

    @cached_property
    def _carriers_of(self) -> dict[str, tuple[Program, ...]]:
        return origins(self._ties[LinkKind.ALIGNS], self.of(Program))

    @cached_property
    def _carried_by(self) -> dict[str, tuple[MasterplanProgram, ...]]:
        return ends(self._ties[LinkKind.ALIGNS], self.masterplan_programs)

    def placed_in(self, id_: str) -> tuple[Dimension, ...]:
        """The dimensions and sub-dimensions in which a masterplan program stands itself, or that an issue concerns."""
        return self._placed_in.get(id_, ())

    def placed(self, dimension: str) -> tuple[MasterplanProgram, ...]:
        """The masterplan programs that stand in a dimension or sub-dimension itself."""
        return self._placed.get(dimension, ())

    def carriers_of(self, id_: str) -> tuple[Program, ...]:
        """The programs, activities and sub-activities that carry a masterplan program."""
        return self._carriers_of.get(id_, ())

    def carried_by(self, id_: str) -> tuple[MasterplanProgram, ...]:
        """The masterplan programs that a program, activity or sub-activity carries itself."""
        return self._carried_by.get(id_, ())

    @cached_property
    def networkx(self) -> "nx.MultiDiGraph[str]":
        """The same plan as a frozen networkx graph; edge keys are link ids, ``node`` and ``link`` hold the records."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from((id_, {"node": self.nodes[id_]}) for id_ in sorted(self.nodes))
        for link in (link for ties in self._ties.values() for link in ties.links):
            graph.add_edge(link.source_id, link.target_id, key=link.id, link=link)
        frozen: nx.MultiDiGraph[str] = nx.freeze(graph)
        return frozen
