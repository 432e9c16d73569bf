"""The performance tree: everything stands where it belongs, and what belongs nowhere is told."""

from hypothesis import given

from graph.model import Objective, ObjectiveLevel, Program
from graph.snapshot import PlanGraph
from graph.traversal import rupiah
from graph.traversal.example import sketch
from graph.traversal.performance_tree import Branch, budget_under, crossings, performance_tree
from tests.graph.traversal.plans import plans, shuffled


def _lines(plan: PlanGraph) -> list[tuple[str, int, bool]]:
    return [(each.id, each.depth, each.is_orphan) for each in performance_tree(plan)]


def _line(plan: PlanGraph, id_: str) -> Branch:
    return next(each for each in performance_tree(plan) if each.id == id_)


def test_an_outcome_without_a_goal_and_work_without_an_outcome_are_orphans() -> None:
    plan = sketch(
        contains={"maju": "lancar", "jalan": "aspal"},
        aligns={"jalan": "lancar", "taman": "asri"},
        leads={"dpu": "jalan aspal arsip", "dlh": "taman"},
    )
    assert _lines(plan) == [
        ("maju", 0, False),
        ("lancar", 1, False),
        ("jalan", 2, False),
        ("aspal", 3, False),
        ("asri", 0, True),
        ("taman", 1, False),
        ("dpu", 0, True),
        ("arsip", 1, True),
    ]


def test_work_of_a_plan_without_aims_stands_under_its_opds_and_is_no_orphan() -> None:
    plan = sketch(leads={"dpu": "jalan", "dlh": "taman"}, contains={"jalan": "aspal"}, budget={"sendiri": 1})
    assert _lines(plan) == [
        ("dlh", 0, False),
        ("taman", 1, False),
        ("dpu", 0, False),
        ("jalan", 1, False),
        ("aspal", 2, False),
        ("sendiri", 0, False),
    ]


def test_what_serves_two_outcomes_stands_under_both_and_no_line_counts_its_money_twice() -> None:
    plan = sketch(
        contains={"maju": "lancar asri", "jalan": "aspal trotoar"},
        aligns={"jalan": "lancar asri", "aspal": "lancar"},
        budget={"jalan": 9, "aspal": 5, "trotoar": 4},
    )
    assert [each.id for each in performance_tree(plan)].count("jalan") == 2
    assert [each.id for each in performance_tree(plan)].count("aspal") == 2
    assert [budget_under(plan, _line(plan, id_), 2025) for id_ in ("maju", "lancar", "jalan")] == [9, 9, 9]
    assert budget_under(plan, _line(plan, "maju"), 2024) is None


def test_a_line_names_its_lead_first_and_what_its_work_needs_of_other_opds() -> None:
    plan = sketch(
        ("aspal", "lahan"),
        ("marka", "aspal"),
        ("aspal", "izin"),
        leads={"dpu": "jalan aspal marka lancar", "atr": "lahan", "bkd": "latih", "dpmptsp": "izin"},
        contains={"jalan": "aspal marka"},
        aligns={"jalan": "lancar", "latih": "lancar"},
    )
    line = _line(plan, "lancar")
    assert line.opds == ("dpu", "bkd")
    assert [(each.opd, len(each.links)) for each in crossings(plan, line)] == [("atr", 1), ("dpmptsp", 1)]
    assert crossings(plan, _line(plan, "marka")) == ()


@given(plans())
def test_everything_is_in_the_tree_and_nothing_under_itself(plan: PlanGraph) -> None:
    tree = performance_tree(plan)
    expected = {each.id for each in plan.of(Program)}
    expected |= {each.id for each in plan.of(Objective) if each.level is not ObjectiveLevel.ISSUE}
    assert {each.id for each in tree if not each.id.startswith("opd/")} == expected
    path: list[Branch] = []
    for each in tree:
        assert each.depth <= len(path)
        del path[each.depth :]
        assert each.id not in {above.id for above in path}
        path.append(each)
        stated = rupiah(plan, each.work, 2025)
        assert budget_under(plan, each, 2025) in ({stated, None} if stated == 0 else {stated})
    for at, each in enumerate(tree):
        below = [line.depth for line in tree[at + 1 :]]
        end = next((place for place, depth in enumerate(below) if depth <= each.depth), len(below))
        assert below[:end].count(each.depth + 1) == each.part_count


@given(plans())
def test_equal_plans_give_equal_trees(plan: PlanGraph) -> None:
    assert performance_tree(plan) == performance_tree(shuffled(plan))
