"""What serves several objectives is divided among them, and the parts add up to the whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.change import Contents
from graph.intake import look
from graph.model import AnyNode, DimensionLevel, Link, LinkKind, Objective, ObjectiveLevel, Program
from graph.snapshot import PlanGraph
from graph.traversal import dimensions_by_objective, dimensions_by_opd, rupiah, shared
from graph.traversal.example import INFO, sketch
from tests.graph.intake.making import DATA

IDS = tuple(f"objective/{number}" for number in range(6))
_weights = st.sampled_from((0.0, 0.25, 0.5, 1.0, 1.0, -1.0))


@st.composite
def plans(draw: st.DrawFn) -> PlanGraph:
    """A program that serves objectives, of which each may serve several that come after it."""
    nodes: dict[str, AnyNode] = {id_: Objective(id=id_, level=ObjectiveLevel.OUTCOME, text=id_) for id_ in IDS}
    nodes["program/p"] = Program(id="program/p", level="program", name="p")  # type: ignore[arg-type]
    links = [
        Link(kind=LinkKind.ALIGNS, source_id="program/p", target_id=id_, weight=draw(_weights))
        for id_ in sorted(draw(st.sets(st.sampled_from(IDS), min_size=1)))
    ]
    for number, id_ in enumerate(IDS):
        above = draw(st.sets(st.sampled_from(IDS[number + 1 :]))) if IDS[number + 1 :] else set()
        links += [
            Link(kind=LinkKind.CONTAINS, source_id=whole, target_id=id_, weight=draw(_weights))
            for whole in sorted(above)
        ]
    return PlanGraph(INFO, 0, Contents(nodes=nodes, links={link.id: link for link in links}))


def _exact(plan: PlanGraph, amount: int) -> dict[str, Fraction]:
    """What each objective gets, without rounding, along each way on its own."""
    got = dict.fromkeys(IDS, Fraction(0))

    def give(links: tuple[Link, ...], ends: list[str], part: Fraction) -> None:
        weights = [Fraction(max(link.weight, 0)) for link in links]
        total = sum(weights)
        for link, end, weight in zip(links, ends, weights, strict=True):
            share = part * (weight / total if total else Fraction(1, len(links)))
            got[end] += share
            above = plan.into(end, LinkKind.CONTAINS)
            give(above, [each.source_id for each in above], share)
            del link

    aligned = plan.out("program/p", LinkKind.ALIGNS)
    give(aligned, [each.target_id for each in aligned], Fraction(amount))
    return got


@given(plans(), st.integers(0, 10**12))
def test_what_is_divided_adds_up_and_is_by_weight_but_for_rounding(plan: PlanGraph, amount: int) -> None:
    got = shared(plan, "program/p", amount)
    exact = _exact(plan, amount)
    assert all(abs(got.get(id_, 0) - exact[id_]) <= len(IDS) ** 2 for id_ in IDS)
    tops = [id_ for id_ in got if not plan.into(id_, LinkKind.CONTAINS)]
    assert sum(got[id_] for id_ in tops) == amount
    for id_ in got:
        wholes = plan.into(id_, LinkKind.CONTAINS)
        if len(wholes) == 1 and not any(
            each.target_id == wholes[0].source_id for each in plan.links_of(LinkKind.ALIGNS)
        ):
            assert got[wholes[0].source_id] >= got[id_]


@pytest.mark.parametrize("level", DimensionLevel)
def test_coverage_by_objective_adds_up_to_the_money_of_each_dimension(level: DimensionLevel) -> None:
    plan = sketch(
        leads={"dpu": "jalan taman"},
        serves={"jalan": "SL-3", "taman": "SL-3"},
        contains={"SL": "SL-3", "kota": "mantap asri", "warga": "asri"},
        aligns={"jalan": "mantap asri", "taman": "asri"},
        budget={"jalan": 7, "taman": 8},
    )
    by_opd = {cell.row: cell.rupiah for cell in dimensions_by_opd(plan, level=level).cells}
    for objectives in (ObjectiveLevel.OUTCOME, ObjectiveLevel.GOAL):
        cells = dimensions_by_objective(plan, level=level, objective_level=objectives).cells
        assert {cell.row: sum(each.rupiah for each in cells if each.row == cell.row) for cell in cells} == by_opd
    goals = {cell.column: cell.rupiah for cell in cells}
    assert goals == {"kota": 9, "warga": 6}


def test_an_outcome_under_two_others_counts_in_both_by_share_and_never_twice() -> None:
    contents = look([DATA / "aceh_barat_rpjmd_2025_2029.csv"]).contents
    plan = PlanGraph(INFO, 0, contents)
    several = [each for each in plan.objectives if len(plan.into(each.id, LinkKind.CONTAINS)) > 1]
    assert len(several) == 27
    serving = {link.target_id: link.source_id for link in plan.links_of(LinkKind.ALIGNS)}
    met = {serving[each.id] for each in several if each.id in serving}
    for program in sorted(met):
        got = shared(plan, program, 1_000_001)
        assert sum(part for id_, part in got.items() if not plan.into(id_, LinkKind.CONTAINS)) == 1_000_001
        assert sum(part for id_, part in got.items() if id_.startswith("objective/sasaran/")) == 1_000_001
    assert met


def test_a_stored_circle_is_divided_once() -> None:
    links = [
        Link(kind=LinkKind.ALIGNS, source_id="program/p", target_id="objective/0"),
        *(
            Link(kind=LinkKind.CONTAINS, source_id=f"objective/{a}", target_id=f"objective/{b}")
            for a, b in ("10", "01")
        ),
    ]
    nodes: dict[str, AnyNode] = {id_: Objective(id=id_, level=ObjectiveLevel.GOAL, text=id_) for id_ in IDS[:2]}
    nodes["program/p"] = sketch(budget={"program/p": 5}).get(Program, "program/p")
    plan = PlanGraph(INFO, 0, Contents(nodes=nodes, links={link.id: link for link in links}))
    assert shared(plan, "program/p", 5) == {"objective/0": 5, "objective/1": 5}
    assert rupiah(plan, ["program/p"]) == 5
