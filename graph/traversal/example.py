"""Sketches of plans, so that an example shows in two lines what a traversal gives back."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

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
    Program,
    ProgramYear,
    Theme,
)
from graph.snapshot import PlanGraph, PlanInfo

T = TypeVar("T")

INFO = PlanInfo(
    slug="sketsa", title="Sketsa", region_code="00.00", region_name="Kota Contoh", start_year=2025, end_year=2025
)

Tie = tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, float]
Words = Mapping[str, str]


def sketch(
    *needs: Tie,
    leads: Words | None = None,
    contains: Words | None = None,
    serves: Words | None = None,
    aligns: Words | None = None,
    themes: Words | None = None,
    budget: Mapping[str, int] | None = None,
) -> PlanGraph:
    """Make a plan of a few nodes, whose ids are the words given.

    Parameters
    ----------
    *needs
        Dependencies: who needs, what it needs, and where wanted the lag in months and the confidence.
    leads
        For each OPD the programs that it leads, in one string.
    contains
        For each program, dimension or objective its parts, in one string.
    serves, aligns, themes
        For each program its sub-dimensions, its outcomes and its themes, in one string each.
    budget
        Rupiah of programs in 2025.

    Returns
    -------
    PlanGraph
        The plan; what is neither an OPD, a sub-dimension, an outcome nor a theme in it is a program.

    Examples
    --------
    >>> plan = sketch(("jalan", "lahan", 6), leads={"dpu": "jalan", "disperkim": "lahan"})
    >>> plan.lead("lahan").id, [link.lag_months for link in plan.links_of(LinkKind.DEPENDS_ON)]
    ('disperkim', [6])
    """
    money = budget or {}
    held = _pairs(contains)
    lead, serve, align, theme = _pairs(leads), _pairs(serves), _pairs(aligns), _pairs(themes)
    nodes: dict[str, AnyNode] = {}
    for id_, _ in lead:
        nodes[id_] = Opd(id=id_, name=id_, short_name=id_)
    for _, id_ in serve:
        nodes[id_] = Dimension(id=id_, code=id_, level=DimensionLevel.SUB_DIMENSION, name=id_)
    for _, id_ in align:
        nodes[id_] = Objective(id=id_, level=ObjectiveLevel.OUTCOME, text=id_)
    for _, id_ in theme:
        nodes[id_] = Theme(id=id_, name=id_)
    for above, id_ in held:
        if isinstance(nodes.get(id_), Dimension):
            nodes[above] = Dimension(id=above, code=above, level=DimensionLevel.DIMENSION, name=above)
        if isinstance(nodes.get(id_), Objective):
            nodes[above] = Objective(id=above, level=ObjectiveLevel.GOAL, text=above)
    wholes = {above for above, _ in held}
    ends = [*_words(tie[:2] for tie in needs), *_words(held), *(id_ for _, id_ in lead)]
    for id_ in (*ends, *(id_ for id_, _ in (*serve, *align, *theme)), *money):
        nodes.setdefault(id_, _program(id_, wholes, money))
    ties = [
        *((LinkKind.LEADS, *pair) for pair in lead),
        *((LinkKind.CONTAINS, *pair) for pair in held),
        *((LinkKind.CONTRIBUTES, *pair) for pair in (*serve, *theme)),
        *((LinkKind.ALIGNS, *pair) for pair in align),
    ]
    links = [Link(kind=kind, source_id=source, target_id=target) for kind, source, target in ties]
    links += [_need(tie) for tie in needs]
    return PlanGraph(INFO, 0, Contents(nodes=nodes, links={link.id: link for link in links}))


def _pairs(words: Words | None) -> list[tuple[str, str]]:
    return [(key, word) for key, line in (words or {}).items() for word in line.split()]


def _words(pairs: Iterable[tuple[T, ...]]) -> list[T]:
    return [word for pair in pairs for word in pair]


def _program(id_: str, wholes: set[str], money: Mapping[str, int]) -> Program:
    rupiah = money.get(id_)
    years = () if rupiah is None else (ProgramYear(year=2025, budget=Money(text=str(rupiah), amount=rupiah)),)
    return Program(id=id_, name=id_, level=Level.PROGRAM if id_ in wholes else Level.SUB_ACTIVITY, years=years)


def _need(tie: Tie) -> Link:
    return Link(
        kind=LinkKind.DEPENDS_ON,
        source_id=tie[0],
        target_id=tie[1],
        dependency=DependencyKind.SEQUENCE,
        lag_months=tie[2] if len(tie) > 2 else 0,
        confidence=tie[3] if len(tie) > 3 else 1.0,
    )
