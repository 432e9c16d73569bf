"""Random small plans with all that a review counts, and ties that can be added to them."""

from hypothesis import strategies as st

from graph.change import Contents
from graph.model import (
    AnyNode,
    Dimension,
    DimensionLevel,
    Indicator,
    IndicatorYear,
    Level,
    Link,
    LinkKind,
    Measure,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
    Program,
    ProgramYear,
)
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO

YEARS = (2024, 2025)
OPDS = ("opd/a", "opd/b")
DIMENSIONS = {"dimension/S": ("dimension/S-1", "dimension/S-2"), "dimension/T": ("dimension/T-1",)}
SUB_DIMENSIONS = tuple(sub for subs in DIMENSIONS.values() for sub in subs)
MISSIONS = ("objective/m1", "objective/m2")
OUTCOMES = ("objective/o1", "objective/o2", "objective/o3")
PROGRAMS = tuple(f"program/{number}" for number in range(7))
NAMES = ("Pelatihan kader", "Pembangunan jembatan", "Penyusunan dokumen", "Apa saja")


def ties() -> st.SearchStrategy[Link]:
    """Any tie that can be added: of work to an objective or a dimension, of an outcome to a mission."""
    weights = st.sampled_from((1.0, 2.0, 3.0))
    to_dimension = st.builds(
        Link,
        kind=st.just(LinkKind.CONTRIBUTES),
        source_id=st.sampled_from(PROGRAMS),
        target_id=st.sampled_from((*DIMENSIONS, *SUB_DIMENSIONS)),
        weight=weights,
    )
    to_objective = st.builds(
        Link,
        kind=st.just(LinkKind.ALIGNS),
        source_id=st.sampled_from(PROGRAMS),
        target_id=st.sampled_from((*MISSIONS, *OUTCOMES)),
        weight=weights,
    )
    to_mission = st.builds(
        Link,
        kind=st.just(LinkKind.CONTAINS),
        source_id=st.sampled_from(MISSIONS),
        target_id=st.sampled_from(OUTCOMES),
    )
    return st.one_of(to_dimension, to_objective, to_mission)


@st.composite
def plans(draw: st.DrawFn) -> PlanGraph:
    """Plans of seven programs in trees, of two agencies, with indicators, some ties, and money on any level."""
    nodes: dict[str, AnyNode] = {id_: Opd(id=id_, name=id_, short_name=id_) for id_ in OPDS}
    links: list[Link] = []
    for id_, subs in DIMENSIONS.items():
        nodes[id_] = Dimension(id=id_, code=id_[10:], level=DimensionLevel.DIMENSION, name=id_)
        for sub in subs:
            nodes[sub] = Dimension(id=sub, code=sub[10:], level=DimensionLevel.SUB_DIMENSION, name=sub)
            links.append(Link(kind=LinkKind.CONTAINS, source_id=id_, target_id=sub))
    for id_ in MISSIONS:
        nodes[id_] = Objective(id=id_, level=ObjectiveLevel.MISSION, text=id_, code=id_)
    for id_ in OUTCOMES:
        nodes[id_] = Objective(id=id_, level=ObjectiveLevel.OUTCOME, text=id_, code=id_)
        links += _led(id_, draw(_maybe(OPDS)))
    for number, id_ in enumerate(PROGRAMS):
        above = draw(_maybe(PROGRAMS[:number]))
        overhead = draw(st.sampled_from((False, False, False, True)))
        nodes[id_] = Program(
            id=id_,
            level=Level.SUB_ACTIVITY,
            name=draw(st.sampled_from(NAMES)),
            code=f"1.02.{'01' if overhead else '02'}.2.01.000{number + 1}",
            years=tuple(ProgramYear(year=year, budget=draw(_money())) for year in draw(_years())),
        )
        links += _led(id_, draw(_maybe(OPDS)))
        links += [Link(kind=LinkKind.CONTAINS, source_id=above, target_id=id_)] if above else []
        for tied in draw(st.lists(st.sampled_from(("none", id_, *OUTCOMES)), max_size=2, unique=True)):
            if tied != "none":
                indicator = f"indicator/{number}-{tied}"
                nodes[indicator] = Indicator(id=indicator, name="Jumlah jembatan", years=draw(_figures()))
                links.append(Link(kind=LinkKind.MEASURES, source_id=indicator, target_id=tied))
    links += draw(st.lists(ties(), max_size=8))
    return PlanGraph(INFO, 0, Contents(nodes=nodes, links={link.id: link for link in links}))


def with_tie(plan: PlanGraph, tie: Link) -> PlanGraph:
    """The plan with one more tie; what is tied already stays as it is."""
    return PlanGraph(plan.info, plan.revision, Contents(plan.nodes, {tie.id: tie} | plan.links))


def _maybe(ids: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids) if ids else st.none()


def _led(id_: str, opd: str | None) -> list[Link]:
    return [Link(kind=LinkKind.LEADS, source_id=opd, target_id=id_)] if opd else []


def _years() -> st.SearchStrategy[list[int]]:
    return st.lists(st.sampled_from(YEARS), unique=True, max_size=2).map(sorted)


def _money() -> st.SearchStrategy[Money | None]:
    amount = st.none() | st.integers(0, 9)
    return st.none() | st.builds(
        Money, text=st.just("x"), amount=amount, plausible=st.sampled_from((True, True, False))
    )


def _figures() -> st.SearchStrategy[tuple[IndicatorYear, ...]]:
    def row(year: int, done: int) -> IndicatorYear:
        target, realised = (Measure(text=str(value), low=value, high=value) for value in (4.0, float(done)))
        return IndicatorYear(year=year, target=target, realised=realised)

    return st.lists(st.builds(row, st.sampled_from(YEARS), st.integers(0, 5)), max_size=1).map(tuple)
