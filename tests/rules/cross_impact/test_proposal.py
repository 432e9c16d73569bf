"""What plan and knowledge suggest of pairs of items, each with its reason, and what suggests nothing."""

from collections.abc import Sequence
from typing import Any

import pytest
import yaml

from graph.agreement import ImpactItem, ProposedScore
from rules.cross_impact import called_item, proposals
from rules.cross_impact.reach import KINDS, reach
from tests.example import example_evaluation
from tests.rules.notation import Notation

WORK = {
    "opds": {"A": 1.02, "B": 1.03},
    "programs": {f"p{n}": ["A", "1.02.02.2.01.0001"] for n in range(9)} | {"q": ["B", "1.03.02.2.01.0001"]},
    "themes": {"t": {"lead": 1.02}, "u": {"lead": 1.03}},
}
IN_T = [f"p{n} contributes t" for n in range(9)]


def suggested(items: Sequence[str], written: dict[str, Any]) -> dict[str, ProposedScore]:
    plan = Notation(yaml.safe_load(yaml.safe_dump(written))).plan()
    chosen = [ImpactItem(id=each, name=called_item(plan.nodes[each])) for each in items]
    return {f"{each.source}>{each.target}": each for each in proposals(plan, chosen)}


def scores(items: Sequence[str], written: dict[str, Any]) -> dict[str, int]:
    return {pair: each.score for pair, each in suggested(items, written).items()}


@pytest.mark.parametrize(
    ("why", "links", "wanted"),
    [
        ("knowledge says that one theme hinders another", ["t contributes u -2"], {"t>u": -2}),
        ("a weight between two is the nearer one, a half the stronger", ["t contributes u 1.5"], {"t>u": 2}),
        ("nothing ties them", [], {}),
        ("a tenth of the work needs it", [*IN_T, "q contributes u", "p0 depends_on q data 0.9"], {"u>t": 1}),
        (
            "a quarter of the work needs it",
            [*IN_T, "q contributes u", *(f"p{n} depends_on q data 0.9" for n in range(3))],
            {"u>t": 2},
        ),
        (
            "need and harm are set against each other",
            [*IN_T, "q contributes u", "p0 depends_on q data 0.9", "u contributes t -3"],
            {"u>t": -2},
        ),
        ("work that is for both needs no other", [*IN_T, "p1 contributes u", "p0 depends_on p1 data 0.9"], {}),
    ],
)
def test_ties_between_themes_suggest_a_score(why: str, links: list[str], wanted: dict[str, int]) -> None:
    assert scores(["t", "u"], WORK | {"links": links}) == wanted, why


def test_one_need_among_many_pieces_of_work_suggests_nothing() -> None:
    programs = {f"p{n}": ["A", "1.02.02.2.01.0001"] for n in range(11)} | {"q": ["B", "1.03.02.2.01.0001"]}
    links = [*(f"p{n} contributes t" for n in range(11)), "q contributes u", "p0 depends_on q data 0.9"]
    assert scores(["t", "u"], WORK | {"programs": programs, "links": links}) == {}


def test_a_part_helps_its_whole_and_what_is_aligned_helps_that() -> None:
    written = {
        "opds": {"A": 1.02},
        "dimensions": {"SG": ["SG-1"], "SE": ["SE-1"]},
        "objectives": {"o": ["A", "Sasaran"], "i": ["A", "Indikasi"]},
        "masterplans": {"mp": "Masterplan"},
        "masterplan": {"m": ["A", "Kota sehat", {}]},
        "links": ["mp contains m", "m aligns SG-1", "o contains i", "m aligns o"],
    }
    found = suggested(["SG", "SG-1", "SE", "o", "i", "m"], written)
    assert {pair: each.score for pair, each in found.items()} == {
        "SG-1>SG": 2, "i>o": 2, "m>SG": 2, "m>SG-1": 2, "m>o": 2,
    }  # fmt: skip
    assert found["SG-1>SG"].reason.id == "SG-1 adalah bagian dari SG."
    assert found["m>SG"].reason.en == "The plan aligns Kota sehat with SG."


def test_the_reason_names_what_suggests_it_for_and_against() -> None:
    links = [*IN_T, "q contributes u", "p0 depends_on q data 0.9", "u contributes t -3"]
    reason = suggested(["t", "u"], WORK | {"links": links})["u>t"].reason
    assert reason.en == '1 of 9 pieces of work for t need work for u, such as "p0". The plan ties u to t (-3).'
    assert reason.id.startswith('1 dari 9 pekerjaan untuk t membutuhkan pekerjaan untuk u, antara lain "p0".')


def test_of_the_example_city_all_suggestions_are_on_the_scale_and_told_in_order() -> None:
    plan = example_evaluation().plan
    items = [*plan.dimensions(), *plan.themes[:12], *plan.objectives[:4]]
    chosen = [ImpactItem(id=each.id, name=called_item(each)) for each in items]
    found = proposals(plan, chosen)
    order = {each.id: number for number, each in enumerate(chosen)}
    pairs = [(order[each.source], order[each.target]) for each in found]
    assert pairs == sorted(set(pairs))
    assert found
    assert all(-3 <= each.score <= 3 and each.reason.id and each.reason.en for each in found)
    again = proposals(plan, chosen[::-1])
    assert {(each.source, each.target): each for each in again} == {(each.source, each.target): each for each in found}


@pytest.mark.parametrize(("item", "work"), [("m", {"p", "s"}), ("o", {"p", "s"}), ("SG", {"q"}), ("SE", set())])
def test_the_work_for_an_item_is_what_carries_or_serves_it(item: str, work: set[str]) -> None:
    written = {
        "opds": {"A": 1.02},
        "programs": {"p": ["A", "1.02.02"], "s": ["A", "1.02.02.2.01.0001"], "q": ["A", "1.02.02.2.02.0001"]},
        "dimensions": {"SG": ["SG-1"], "SE": []},
        "objectives": {"o": ["A", "Sasaran"]},
        "masterplans": {"mp": "Masterplan"},
        "masterplan": {"m": ["A", "Kota sehat", {}]},
        "links": ["mp contains m", "p contains s", "p aligns m", "p aligns o", "q contributes SG-1"],
    }
    assert reach(Notation(written).plan(), item).work == work


def test_office_work_is_done_for_no_item() -> None:
    plan = example_evaluation().plan
    overhead = {each.id for each in plan.programs() if each.is_overhead}
    assert overhead
    for node in (*plan.dimensions(), *plan.themes[:5], *plan.objectives[:5]):
        assert isinstance(node, KINDS)
        assert not reach(plan, node.id).work & overhead
