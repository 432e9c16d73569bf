"""Performance tree (pohon kinerja): vision, missions and outcomes, the work under them, and what stands alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from graph.model import AnyNode, LinkKind, Objective, ObjectiveLevel, Program
from graph.snapshot import PlanGraph, kept
from graph.traversal.money import amounts
from graph.traversal.network import network

_LEVELS: Final = tuple(each for each in ObjectiveLevel if each is not ObjectiveLevel.ISSUE)


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the tree; what stands under it follows, one deeper."""

    id: str
    """Id of an objective, a program, activity or sub-activity, or of the OPD under which work without aim stands."""
    depth: int
    """How many lines it stands below a root."""
    part_count: int
    """How many lines stand directly under it."""
    is_orphan: bool
    """Whether it should stand under something that the plan has, and does not."""
    opds: tuple[str, ...]
    """Ids of the agencies that lead it or work under it: its own lead first, the others by id."""
    work: tuple[str, ...]
    """Ids of the highest work under it, itself where it is work."""


class Crossing(msgspec.Struct, frozen=True, kw_only=True):
    """Another agency's work that a branch needs."""

    opd: str
    """Id of the other agency."""
    links: tuple[str, ...]
    """Ids of the dependencies, by id."""


@kept
def performance_tree(plan: PlanGraph) -> tuple[Branch, ...]:
    """Give the performance tree of a plan, line by line, from the roots down.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    tuple of Branch
        Objectives in the order of their levels and codes, then work by its codes. What serves several objectives stands
        under each of them. Work without any stands last, under the OPD that leads it; that of nobody by itself.

    Notes
    -----
    O(n * d) for n lines d deep; made once for a snapshot. Strategic issues stand beside the tree.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(leads={"dpu": "jalan", "dkp": "taman"}, contains={"jalan": "aspal"}, aligns={"jalan": "lancar"})
    >>> [(each.id, each.depth, each.is_orphan) for each in performance_tree(plan)]
    [('lancar', 0, False), ('jalan', 1, False), ('aspal', 2, False), ('dkp', 0, True), ('taman', 1, True)]
    """
    return tuple(_Growing(plan).lines())


def crossings(plan: PlanGraph, branch: Branch) -> tuple[Crossing, ...]:
    """Give what the work under a branch needs of other agencies than the one that runs it, by agency.

    >>> from graph.traversal.example import sketch
    >>> plan = sketch(("jalan", "lahan"), leads={"dpu": "jalan", "disperkim": "lahan"}, aligns={"jalan": "lancar"})
    >>> [(each.opd, len(each.links)) for each in crossings(plan, performance_tree(plan)[0])]
    [('disperkim', 1)]
    """
    found: dict[str, set[str]] = defaultdict(set)
    for work in branch.work:
        for link in network(plan).leaving(work):
            source, target = plan.lead(link.source_id), plan.lead(link.target_id)
            if source and target and source.id != target.id:
                found[target.id].add(link.id)
    return tuple(Crossing(opd=opd, links=tuple(sorted(found[opd]))) for opd in sorted(found))


def budget_under(plan: PlanGraph, branch: Branch, year: int) -> int | None:
    """Give the plausible rupiah of a year under a branch, each counted once; None where none is stated."""
    stated = amounts(plan, branch.work, year)
    return sum(stated) if stated else None


class _Growing:
    """The tree of one plan while it is put together."""

    def __init__(self, plan: PlanGraph) -> None:
        self._plan = plan
        self._objectives = [each for each in plan.objectives if each.level in _LEVELS]
        self._highest = min((_LEVELS.index(each.level) for each in self._objectives), default=0)
        self._under: dict[str, list[Objective]] = defaultdict(list)
        for each in self._objectives:
            for above in self._above(each):
                self._under[above].append(each)

    def lines(self) -> Iterator[Branch]:
        for root in _in_order(each for each in self._objectives if not self._above(each)):
            yield from self._grown(root, 0, (), is_orphan=_LEVELS.index(root.level) > self._highest)
        by_opd: dict[str, list[Program]] = defaultdict(list)
        for program in self._plan.of(Program):
            if not isinstance(self._plan.parent(program.id), Program) and not self._plan.objectives_of(program.id):
                lead = self._plan.lead(program.id)
                by_opd[lead.id if lead else ""].append(program)
        for opd in sorted(by_opd, key=lambda id_: (not id_, id_)):
            yield from self._alone(opd, _in_order(by_opd[opd]))

    def _above(self, objective: Objective) -> tuple[str, ...]:
        """What an objective stands under: what contains it, or else what it serves."""
        parent = self._plan.parent(objective.id)
        if isinstance(parent, Objective):
            return (parent.id,)
        aims = (self._plan.nodes[link.target_id] for link in self._plan.out(objective.id, LinkKind.ALIGNS))
        return tuple(each.id for each in aims if isinstance(each, Objective))

    def _parts(self, node: AnyNode) -> list[Objective | Program]:
        if isinstance(node, Program):
            return _in_order(each for each in self._plan.children(node.id) if isinstance(each, Program))
        serving = {link.source_id for link in self._plan.into(node.id, LinkKind.ALIGNS)}
        work = [
            each
            for each in map(self._plan.nodes.__getitem__, serving)
            if isinstance(each, Program)
            and serving.isdisjoint(whole.id for whole in self._plan.lineage(each.id) if whole is not each)
        ]
        return [*_in_order(self._under[node.id]), *_in_order(work)]

    def _grown(
        self, node: Objective | Program, depth: int, over: tuple[str, ...], *, is_orphan: bool = False
    ) -> list[Branch]:
        """Give the line of a node and all lines under it; no node stands under itself."""
        parts = [each for each in self._parts(node) if each.id not in over and each.id != node.id]
        below = [self._grown(each, depth + 1, (*over, node.id)) for each in parts]
        lead = self._plan.lead(node.id)
        work = [node.id] if isinstance(node, Program) else [id_ for each in below for id_ in each[0].work]
        line = Branch(
            id=node.id,
            depth=depth,
            part_count=len(parts),
            is_orphan=is_orphan,
            opds=_opds([lead.id] if lead else [], below),
            work=tuple(dict.fromkeys(work)),
        )
        return [line, *(branch for each in below for branch in each)]

    def _alone(self, opd: str, programs: list[Objective | Program]) -> Iterator[Branch]:
        """Give the work of an OPD that serves no aim; where the plan has none, that is no fault of the work."""
        is_orphan = bool(self._objectives)
        depth = 1 if opd else 0
        below = [self._grown(each, depth, (), is_orphan=is_orphan) for each in programs]
        if opd:
            yield Branch(
                id=opd,
                depth=0,
                part_count=len(programs),
                is_orphan=is_orphan,
                opds=_opds([opd], below),
                work=tuple(each.id for each in programs),
            )
        for each in below:
            yield from each


def _opds(first: list[str], below: list[list[Branch]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *sorted({opd for each in below for opd in each[0].opds})]))


def _in_order(nodes: Iterable[AnyNode]) -> "list[Objective | Program]":
    """Objectives by level and code, then work by code; S-9 stands before S-10, and what has no code last."""
    chosen = [each for each in nodes if isinstance(each, Objective | Program)]
    return sorted(
        chosen,
        key=lambda each: (
            _LEVELS.index(each.level) if isinstance(each, Objective) and each.level in _LEVELS else len(_LEVELS),
            re.sub(r"\d+", lambda found: found[0].zfill(6), each.code or "~"),
            each.id,
        ),
    )
