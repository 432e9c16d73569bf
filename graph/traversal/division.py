"""Division: under which dimension, theme or objective the money of a program counts, so that it counts once."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, TypeAlias

from graph.model import Dimension, DimensionLevel, LinkKind, Objective, ObjectiveLevel
from graph.node import Word
from graph.snapshot import PlanGraph, kept
from graph.traversal.share import Served, Tie, Ways, divided, served, ways

Level: TypeAlias = DimensionLevel | ObjectiveLevel | None
"""The level of what is served; None for themes, which have none."""


class Counting(Word):
    """How what serves several counts, so that the sum over all is the whole."""

    ONCE = "once"
    """Under one of them: that of the highest weight, of equals the one with the first code."""
    SHARE = "share"
    """Under each of them with its share by weight."""


class Division:
    """How what programs have is divided among all dimensions or objectives of one level, or all themes.

    Parameters
    ----------
    plan
        The plan.
    kind, level
        What it is divided among.
    counting
        How what serves several of them counts.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(serves={"jalan": "SE-1 SL-3"}, contains={"SE": "SE-1", "SL": "SL-3"})
    >>> dimensions = DimensionLevel.DIMENSION
    >>> Division(plan, Dimension, dimensions, Counting.ONCE).among("jalan", 9)
    {'SE': 9}
    >>> Division(plan, Dimension, dimensions, Counting.SHARE).among("jalan", 9)
    {'SE': 5, 'SL': 4}
    >>> Division(plan, Dimension, dimensions, Counting.ONCE).among("kantor", 9)
    {'': 9}
    """

    def __init__(self, plan: PlanGraph, kind: Served, level: Level, counting: Counting) -> None:
        self._plan, self._kind, self._level, self._counting = plan, kind, level, counting
        nodes = plan.of(kind)
        self.ends: Final = frozenset(each.id for each in nodes if getattr(each, "level", None) is level)
        """The ids of what is divided among."""
        self._known: dict[tuple[Tie, ...], Ways] = {}

    def among(self, program: str, amount: int) -> dict[str, int]:
        """Give what each gets of what a program has, by its id; what none of them gets has an empty id."""
        if self._counting is Counting.ONCE:
            return {self.once.get(program, ""): amount}
        own = served(self._plan, self._kind).get(program, ())
        if own not in self._known:
            self._known[own] = self._ways(own)
        got = divided(self._known[own], amount, self.ends)
        found = {id_: part for id_, part in got.items() if id_ in self.ends}
        if rest := amount - sum(found.values()):
            found[""] = rest
        return found or {"": amount}

    def _ways(self, own: tuple[Tie, ...]) -> Ways:
        if self._kind is Objective:
            return ways(self._plan, own, aligned=True)
        above = ((id_, _above(self._plan, id_)) for id_, _ in own)
        return (("", own), *((id_, ((over, 1.0),) if over != id_ else ()) for id_, over in above))

    @cached_property
    def once(self) -> dict[str, str]:
        """The one that each thing counts under, by id; not in it is what counts under none."""
        own = once(self._plan, self._kind)
        return {id_: end for id_, at in own.items() if (end := self._end(at))}

    def _end(self, at: str) -> str:
        """The one of the level that something stands under, of several the one with the first code."""
        if at in self.ends:
            return at
        above = objectives_above(self._plan)[at] if self._kind is Objective else {_above(self._plan, at)}
        return min(above & self.ends, key=lambda id_: (_code(self._plan, id_), id_), default="")


def _above(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes[id_]
    return plan.dimension_above(node).id if isinstance(node, Dimension) else id_


def _code(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes[id_]
    return node.code if isinstance(node, Dimension | Objective) else ""


@kept
def once(plan: PlanGraph, kind: Served) -> dict[str, str]:
    """Give the one dimension, objective or theme of whatever level that the money of each thing counts under.

    Notes
    -----
    Of several that it serves, itself or as a part, that of the highest weight, then of the first code, then id.
    """
    return {
        id_: min(ties, key=lambda tie: (-tie[1], _code(plan, tie[0]), tie[0]))[0]
        for id_, ties in served(plan, kind).items()
    }


@kept
def objectives_above(plan: PlanGraph) -> Mapping[str, frozenset[str]]:
    """Give what each objective is part of or aligns with, and so on upwards, itself included."""
    known = {each.id for each in plan.objectives}
    parts = {id_: {link.source_id for link in plan.into(id_, LinkKind.CONTAINS)} & known for id_ in known}
    step = {id_: parts[id_] | {link.target_id for link in plan.out(id_, LinkKind.ALIGNS)} & known for id_ in known}
    found = {}
    for id_ in known:
        reached, waiting = {id_}, [id_]
        while waiting:
            new = step[waiting.pop()] - reached
            reached |= new
            waiting += new
        found[id_] = frozenset(reached)
    return found
