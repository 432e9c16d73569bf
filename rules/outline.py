"""Outline: a plan with less said of its records, one object for all snapshots that differ only in what is left out.

What is made of an outline holds for all of them. Who asks it for years that were left out is told so, rather than that
there are none; that what a rule does not see makes no difference to it, a test holds on its cases and on both example
regions.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, NoReturn

from msgspec.structs import replace

from graph.model import AnyNode, Indicator, Program
from graph.snapshot import PlanGraph, kept
from rules.knowledge import known_of

KEPT: Final = 4
"""How many outlines are kept."""


class _Unseen(tuple[Any, ...]):
    """Years that were left out; not the same as none, so that no record of an outline is taken for one of a plan."""

    def _refuse(self, *_: object) -> NoReturn:
        raise LookupError("an outline does not say what is given, aimed at or reached in a year")

    __iter__ = __len__ = __bool__ = __contains__ = __getitem__ = __reversed__ = _refuse


_UNSEEN: Final[tuple[Any, ...]] = _Unseen((None,))


@kept
def without_years(plan: PlanGraph) -> PlanGraph:
    """Give a plan without what programs and indicators are given, aim at and reach in each year."""
    return _outline(plan, _without_years)


@kept
def without_words(plan: PlanGraph) -> PlanGraph:
    """Give a plan without years, and without the words of its programs: their names, beneficiaries and locations."""
    return _outline(without_years(plan), _without_words)


@lru_cache(maxsize=32768)
def _without_years(node: AnyNode) -> AnyNode:
    return replace(node, years=_UNSEEN) if isinstance(node, Program | Indicator) else node


@lru_cache(maxsize=16384)
def _without_words(node: AnyNode) -> AnyNode:
    return replace(node, name="", beneficiaries="", location="") if isinstance(node, Program) else node


def _outline(plan: PlanGraph, drawn: Callable[[AnyNode], AnyNode]) -> PlanGraph:
    left_out = plan.made.get(_outline, ())
    if drawn in left_out:  # type: ignore[operator]
        return plan
    nodes = tuple(map(drawn, plan.nodes.values()))
    known = known_of(plan)
    outlines = _outlines(plan.info, nodes, tuple(plan.links.values()), known)
    if not outlines:
        outline = plan.with_nodes(dict(zip(plan.nodes, nodes, strict=True)))
        outline.made[known_of], outline.made[_outline] = known, (*left_out, drawn)  # type: ignore[misc]
        outlines.append(outline)
    return outlines[0]


@lru_cache(maxsize=2 * KEPT)
def _outlines(*_: object) -> list[PlanGraph]:
    """The place for the outline of just these records; empty where it was not drawn yet."""
    return []
