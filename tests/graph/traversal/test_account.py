"""Each rupiah of a plan counts once: under one of what it is for or by share, and the rest is under none."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.change import Contents
from graph.figure import Stage
from graph.model import (
    AnyNode,
    Dimension,
    DimensionLevel,
    Level,
    Link,
    LinkKind,
    Money,
    Objective,
    ObjectiveLevel,
    Program,
    ProgramYear,
    Theme,
)
from graph.snapshot import PlanGraph
from graph.traversal.account import (
    EMPTY,
    Account,
    Entry,
    Line,
    accounts_by,
    accounts_by_opd,
    accounts_by_runner,
    whole_account,
)
from graph.traversal.division import Counting
from graph.traversal.division import Level as Depth
from graph.traversal.example import INFO, sketch
from graph.traversal.share import Served
from rules.review import review
from tests.example import example_plan

_OBJECTIVES = tuple(
    Objective(id=f"objective/{number}", level=level, text=str(number), code=code)
    for number, (level, code) in enumerate(
        [
            (ObjectiveLevel.OUTCOME, "2"),
            (ObjectiveLevel.OUTCOME, "1"),
            (ObjectiveLevel.OUTCOME, ""),
            (ObjectiveLevel.GOAL, "1"),
            (ObjectiveLevel.MISSION, "2"),
            (ObjectiveLevel.MISSION, "1"),
        ]
    )
)
_DIMENSIONS = tuple(
    Dimension(id=f"dimension/{c}", code=c, level=DimensionLevel.DIMENSION, name=c) for c in ("SG", "SE")
)
_PARTS = tuple(
    Dimension(id=f"dimension/{c}-{n}", code=f"{c}-{n}", level=DimensionLevel.SUB_DIMENSION, name=c)
    for c in ("SG", "SE")
    for n in (1, 2)
)
_THEMES = tuple(Theme(id=f"theme/{name}", name=name) for name in "ab")
_weights = st.sampled_from((-1.0, 0.0, 0.5, 1.0, 2.0, 3.0))
_money = st.builds(
    lambda amount, plausible: Money(text="", amount=amount, plausible=plausible), st.integers(0, 10**13), st.booleans()
)
_EVERY: list[tuple[Served, Depth]] = [
    *((Dimension, level) for level in DimensionLevel),
    *((Objective, level) for level in (ObjectiveLevel.OUTCOME, ObjectiveLevel.GOAL, ObjectiveLevel.MISSION)),
    (Theme, None),
]


@st.composite
def plans(draw: st.DrawFn) -> PlanGraph:
    """Programs of three levels with money of several stages, and all that they may serve at whatever level."""
    programs = []
    for number in range(5):
        years = []
        for year in draw(st.sets(st.sampled_from((2025, 2026)))):
            amounts = draw(st.dictionaries(st.sampled_from((*Stage, None)), _money))
            spent = draw(st.none() | _money)
            years.append(ProgramYear(year=year, spent=spent).with_stages(amounts))
        programs.append(
            Program(id=f"program/{number}", level=list(Level)[min(number, 2)], name="p", years=tuple(years))
        )
    links = [
        Link(kind=LinkKind.CONTAINS, source_id=whole, target_id=part)
        for whole, part in [("program/0", "program/1"), ("program/1", "program/2"), ("program/1", "program/3")]
        if draw(st.booleans())
    ]
    links += [Link(kind=LinkKind.CONTAINS, source_id=part.id.partition("-")[0], target_id=part.id) for part in _PARTS]
    for program in programs:
        links += [
            Link(kind=LinkKind.CONTRIBUTES, source_id=program.id, target_id=each.id, weight=draw(_weights))
            for each in draw(st.sets(st.sampled_from((*_DIMENSIONS, *_PARTS, *_THEMES)), max_size=4))
        ]
        links += [
            Link(kind=LinkKind.ALIGNS, source_id=program.id, target_id=each.id, weight=draw(_weights))
            for each in draw(st.sets(st.sampled_from(_OBJECTIVES), max_size=3))
        ]
    for number, each in enumerate(_OBJECTIVES[:-1]):
        for above in draw(st.sets(st.sampled_from(_OBJECTIVES[number + 1 :]), max_size=2)):
            is_part = draw(st.booleans())
            ends = (above.id, each.id) if is_part else (each.id, above.id)
            kind = LinkKind.CONTAINS if is_part else LinkKind.ALIGNS
            links.append(Link(kind=kind, source_id=ends[0], target_id=ends[1]))
    nodes: list[AnyNode] = [*programs, *_OBJECTIVES, *_DIMENSIONS, *_PARTS, *_THEMES]
    contents = Contents(nodes={each.id: each for each in nodes}, links={each.id: each for each in links})
    return PlanGraph(INFO, 0, contents)


def _sum(accounts: dict[str, Account]) -> Account:
    found: Counter[Line] = Counter()
    for account in accounts.values():
        found.update(account)
    return dict(found)


@given(plans())
def test_all_that_is_counted_and_the_rest_are_the_whole_plan(plan: PlanGraph) -> None:
    whole = whole_account(plan)
    for kind, level in _EVERY:
        known: tuple[Any, ...] = plan.of(kind)
        ends = {each.id for each in known if getattr(each, "level", None) is level}
        for counting in Counting:
            found = accounts_by(plan, kind, level, counting)
            assert _sum(found) == whole
            assert found.keys() <= ends | {""}
            assert all(type(rupiah) is int and rupiah >= 0 for each in found.values() for rupiah in each.values())
    assert _sum(accounts_by_opd(plan)) == _sum(accounts_by_runner(plan)) == whole
    years = {line.year for line in whole}
    for year in years:
        of_year = {line: rupiah for line, rupiah in whole.items() if line.year == year}
        counted = sum(rupiah for line, rupiah in of_year.items() if line.entry is Entry.BUDGET)
        assert sum(rupiah for line, rupiah in of_year.items() if line.entry is Entry.SPENT) <= counted


@given(plans())
def test_what_serves_none_is_the_same_however_the_rest_is_counted(plan: PlanGraph) -> None:
    for kind, level in ((Dimension, DimensionLevel.DIMENSION), (Theme, None)):
        once, share = (accounts_by(plan, kind, level, each).get("", EMPTY) for each in Counting)
        assert once == share


def test_once_is_under_the_highest_weight_then_the_first_code() -> None:
    plan = sketch(
        serves={"jalan": "SL-3 SE-1", "taman": "SL-3"},
        contains={"SE": "SE-1", "SL": "SL-3"},
        budget={"jalan": 7, "taman": 8, "kantor": 1},
    )

    def budgets(plan: PlanGraph, level: DimensionLevel, counting: Counting) -> dict[str, int]:
        line = Line(2025, Entry.BUDGET)
        return {id_: each[line] for id_, each in accounts_by(plan, Dimension, level, counting).items()}

    dimension, part = DimensionLevel.DIMENSION, DimensionLevel.SUB_DIMENSION
    assert budgets(plan, dimension, Counting.ONCE) == {"": 1, "SE": 7, "SL": 8}
    assert budgets(plan, part, Counting.ONCE) == {"": 1, "SE-1": 7, "SL-3": 8}
    assert budgets(plan, dimension, Counting.SHARE) == {"": 1, "SE": 4, "SL": 11}
    heavier = Link(kind=LinkKind.CONTRIBUTES, source_id="jalan", target_id="SL-3", weight=3)
    links = {id_: link for id_, link in plan.links.items() if (link.source_id, link.target_id) != ("jalan", "SL-3")}
    weighed = PlanGraph(plan.info, 0, Contents(nodes=plan.nodes, links={**links, heavier.id: heavier}))
    assert budgets(weighed, dimension, Counting.ONCE) == {"": 1, "SL": 15}
    assert budgets(weighed, dimension, Counting.SHARE) == {"": 1, "SE": 2, "SL": 13}


def test_a_stage_is_summed_where_it_is_stated_and_the_latest_counts() -> None:
    def year(**amounts: int) -> tuple[ProgramYear, ...]:
        stages: dict[Stage | None, Money] = {
            Stage(name): Money(text="", amount=amount) for name, amount in amounts.items()
        }
        return (ProgramYear(year=2026).with_stages(stages),)

    nodes: list[Any] = [
        Program(id="program/whole", level=Level.ACTIVITY, name="w", years=year(original=9)),
        Program(id="program/a", level=Level.SUB_ACTIVITY, name="a", years=year(changed=5)),
        Program(id="program/b", level=Level.SUB_ACTIVITY, name="b", years=year(changed=3)),
        Program(id="program/c", level=Level.SUB_ACTIVITY, name="c", years=year(original=2)),
    ]
    links = [Link(kind=LinkKind.CONTAINS, source_id="program/whole", target_id=f"program/{each}") for each in "ab"]
    contents = Contents(nodes={each.id: each for each in nodes}, links={each.id: each for each in links})
    assert whole_account(PlanGraph(INFO, 0, contents)) == {
        Line(2026, Entry.BUDGET, Stage.ORIGINAL): 2,
        Line(2026, Entry.BUDGET, Stage.CHANGED): 8,
        Line(2026, Entry.STATED, Stage.ORIGINAL): 11,
        Line(2026, Entry.STATED, Stage.CHANGED): 8,
    }


@pytest.mark.parametrize("level", DimensionLevel)
def test_a_review_counts_in_the_same_way(level: DimensionLevel) -> None:
    plan = example_plan()
    found = review(plan)
    rows = [row for each in found.dimensions for row in ((each,) if level is DimensionLevel.DIMENSION else each.below)]
    accounts = accounts_by(plan, Dimension, level, Counting.ONCE)
    for row in rows:
        account = accounts.get(row.id, EMPTY)
        assert (row.budget or 0, row.spent or 0) == tuple(
            sum(rupiah for line, rupiah in account.items() if line.entry is entry)
            for entry in (Entry.BUDGET, Entry.SPENT)
        )
