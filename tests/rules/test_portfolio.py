"""The portfolio is the best set: on small ones as good as trying all of them."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import ThemeRole
from graph.snapshot import PlanGraph
from rules.finding import Text
from rules.portfolio import DIMENSION_WORTH, LOAD, Constraints, Portfolio, choosing, first, portfolio
from rules.portfolio.choosing import Choice, Task, _searched
from rules.recommend import Initiative
from rules.recommend.initiative import JoinedProgram, Participant, Score
from tests.effort import tried
from tests.rules.notation import Notation

WORDS = Text("", "")
PLAN = Notation(
    {
        "opds": {"A": 1.02, "B": 1.03, "C": 7.01, "D": 7.01},
        "programs": {f"p{n}": ["A", f"1.02.02.2.01.000{n}", n * 1_000_000] for n in range(1, 7)},
        "dimensions": {"SG": [], "SE": [], "SL": []},
    }
).plan()


def initiative(
    name: str, total: float, programs: list[str], dimensions: list[str], roles: dict[str, str]
) -> Initiative:
    lead = next(iter(roles))
    return Initiative(
        fingerprint=name, rank=1, title=WORDS, why=WORDS, theme=name, theme_name=WORDS, lead=lead, runner_up="",
        lead_reason=WORDS, partners=(), dimensions=tuple(dimensions), indicators=(), steps=(), quick_win=False,
        participants=tuple(Participant(opd=opd, role=ThemeRole(role), reason=WORDS) for opd, role in roles.items()),
        programs=tuple(JoinedProgram(program=p, opd="A", brings=WORDS) for p in programs),
        score=Score(total=total, parts=()), findings=(), nodes=(), links=(),
    )  # fmt: skip


@st.composite
def initiatives(draw: st.DrawFn) -> list[Initiative]:
    some: Any = lambda of, most: st.lists(st.sampled_from(of), unique=True, max_size=most)  # noqa: E731
    return [
        initiative(
            f"i{number}",
            draw(st.integers(1, 99)) / 100,
            draw(some([f"p{n}" for n in range(1, 7)], 3)),
            draw(some(["SG", "SE", "SL"], 2)),
            {opd: draw(st.sampled_from(("lead", "core", "supporting"))) for opd in draw(some("ABCD", 3)) or ["A"]},
        )
        for number in range(draw(st.integers(0, 6)))
    ]


def worth(chosen: list[Initiative]) -> float:
    served = {dimension for each in chosen for dimension in each.dimensions}
    return sum(each.score.total for each in chosen) + DIMENSION_WORTH * len(served)


def fits(plan: PlanGraph, chosen: list[Initiative], constraints: Constraints) -> bool:
    paid = {each.program for one in chosen for each in one.programs}
    cost = sum(plan.nodes[id_].budget(2024) for id_ in paid)  # type: ignore[union-attr]
    load: dict[str, float] = {}
    for one in chosen:
        parties: dict[str, float] = {}
        for each in one.participants:
            party = "kecamatan" if each.opd in "CD" else each.opd
            parties[party] = max(parties.get(party, 0), LOAD[each.role])
        for party, amount in parties.items():
            load[party] = load.get(party, 0) + amount
    return (constraints.budget is None or cost <= constraints.budget) and all(
        amount <= constraints.capacity for amount in load.values()
    )


@tried(60)
@given(initiatives(), st.none() | st.integers(0, 15), st.sampled_from((1.0, 2.0, 3.5)))
def test_no_other_set_that_fits_is_worth_more(given_: list[Initiative], millions: int | None, capacity: float) -> None:
    constraints = Constraints(budget=None if millions is None else millions * 1_000_000, capacity=capacity)
    found = portfolio(PLAN, given_, constraints)
    by_name = {each.fingerprint: each for each in given_}
    chosen = [by_name[name] for name in found.chosen]
    assert fits(PLAN, chosen, constraints)
    best = max(
        worth(list(some))
        for count in range(len(given_) + 1)
        for some in combinations(given_, count)
        if fits(PLAN, list(some), constraints)
    )
    assert worth(chosen) == pytest.approx(best, rel=2e-3)
    assert {each.fingerprint for each in found.left_out} == by_name.keys() - set(found.chosen)


@tried(60)
@given(
    initiatives(),
    st.none() | st.integers(0, 15_000_000),
    st.sampled_from((0.5, 1.0, 2.0, 3.5)),
    st.sets(st.integers(0, 5), max_size=2),
    st.sets(st.integers(0, 5), max_size=2),
)
def test_the_first_set_keeps_to_the_limits_and_says_how_much_better_any_other_can_be(
    given_: list[Initiative], budget: int | None, capacity: float, pinned: set[int], excluded: set[int]
) -> None:
    names = {f"i{number}" for number in pinned - excluded} & {each.fingerprint for each in given_}
    out = {f"i{number}" for number in excluded}
    by_name = {each.fingerprint: each for each in given_}
    needed = sum(
        PLAN.nodes[id_].budget(2024)  # type: ignore[union-attr]
        for id_ in {each.program for name in names for each in by_name[name].programs}
    )
    budget = None if budget is None else needed + budget
    constraints = Constraints(budget=budget, capacity=capacity, pinned=frozenset(names), excluded=frozenset(out))
    quick, found = first(PLAN, given_, constraints), portfolio(PLAN, given_, constraints)
    assert quick == first(PLAN, given_, constraints)
    assert found == portfolio(PLAN, given_, constraints)
    for each in (quick, found):
        assert names <= set(each.chosen) <= by_name.keys() - out
        assert budget is None or each.rupiah <= budget
        carried = portfolio(PLAN, [by_name[name] for name in sorted(names)], Constraints(pinned=frozenset(names))).load
        assert all(load <= max(capacity, carried.get(party, 0)) for party, load in each.load.items())
        assert {left.fingerprint for left in each.left_out} == by_name.keys() - set(each.chosen)
        assert {left.fingerprint for left in each.left_out if left.is_excluded} == out & by_name.keys()
    was, now = ([by_name[name] for name in each.chosen] for each in (quick, found))
    assert worth(was) <= worth(now) + 1e-9
    assert worth(now) <= worth(was) * (1 + quick.gap) + 1e-3


def test_no_budget_below_what_is_pinned_is_taken() -> None:
    both = [
        initiative(name, 0.5, [program], ["SG"], {"A": "core"}) for name, program in (("satu", "p5"), ("dua", "p6"))
    ]
    held = Constraints(budget=10_999_999, pinned=frozenset(("satu", "dua")))
    for search in (first, portfolio):
        with pytest.raises(ValueError, match=r"memerlukan Rp 11\.000\.000, di atas pagu Rp 10\.999\.999"):
            search(PLAN, both, held)
    assert portfolio(PLAN, both, Constraints(budget=11_000_000, pinned=held.pinned)).chosen == ("satu", "dua")


def test_what_can_be_in_no_set_leaves_no_doubt_that_the_set_is_the_best() -> None:
    found = first(PLAN, [initiative("mahal", 0.9, ["p6"], ["SG"], {"A": "lead"})], Constraints(budget=5_999_999))
    assert (found.chosen, found.gap) == ((), 0.0)


def test_who_is_told_the_outcome_carries_nothing_of_it() -> None:
    one = initiative("satu", 0.9, [], [], {"A": "lead", "B": "core", "C": "supporting"})
    told = tuple(msgspec.structs.replace(each, is_told=each.opd != "A") for each in one.participants)
    assert portfolio(PLAN, [one], Constraints()).load == {"A": 2.0, "B": 1.0, "kecamatan": 0.5}
    assert portfolio(PLAN, [msgspec.structs.replace(one, participants=told)], Constraints()).load == {"A": 2.0}


def test_what_was_left_out_says_what_it_lacks() -> None:
    both = [
        initiative("teratas", 0.9, ["p3"], ["SG"], {"A": "lead"}),
        initiative("mahal", 0.1, ["p6"], ["SG"], {"B": "lead"}),
    ]
    found: Portfolio = portfolio(PLAN, both, Constraints(budget=5_000_000))
    assert found.chosen == ("teratas",)
    [left] = found.left_out
    assert (left.fingerprint, left.rupiah, left.missing_rupiah, left.overloaded) == ("mahal", 6_000_000, 4_000_000, ())
    assert found.unserved == ("SE", "SL")
    crowded = [
        initiative("satu", 0.9, [], [], {"A": "lead"}),
        initiative("dua", 0.5, [], [], {"A": "core"}),
    ]
    [left] = portfolio(PLAN, crowded, Constraints(capacity=2)).left_out
    assert left.overloaded == ("A",)


def test_a_program_of_two_initiatives_is_paid_once() -> None:
    both = [initiative(name, 0.5, ["p5"], ["SG"], {"A": "core"}) for name in ("satu", "dua")]
    found = portfolio(PLAN, both, Constraints(budget=5_000_000))
    assert found.chosen == ("satu", "dua")
    assert found.rupiah == 5_000_000


def test_a_budget_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="kurang dari 0"):
        portfolio(PLAN, [], Constraints(budget=-1))


DEAR = [f"d{number}" for number in range(8)]


@tried(60)
@given(
    st.lists(st.integers(1_000_000_000, 400_000_000_000), min_size=8, max_size=8),
    st.lists(st.tuples(st.integers(50, 99), st.sets(st.sampled_from(DEAR), min_size=1, max_size=3)), max_size=8),
    st.integers(1, 255),
    st.integers(0, 100),
)
def test_no_budget_is_passed_by_a_single_rupiah(
    costs: list[int], drawn: list[tuple[int, set[str]]], chosen: int, less: int
) -> None:
    programs = {
        name: ["A", f"1.02.02.2.01.01{n:02}", cost] for n, (name, cost) in enumerate(zip(DEAR, costs, strict=True))
    }
    plan = Notation({"opds": {"A": 1.02}, "programs": programs, "dimensions": {"SG": []}}).plan()
    every = [
        initiative(f"i{n}", total / 100, sorted(joined), [], {"A": "supporting"})
        for n, (total, joined) in enumerate(drawn)
    ]
    total = sum(cost for n, cost in enumerate(costs) if chosen & 1 << n)
    constraints = Constraints(budget=max(0, total - less), capacity=100)
    found = portfolio(plan, every, constraints)
    assert found.rupiah <= (constraints.budget or 0)
    inside = [each for each in every if each.fingerprint in found.chosen]
    best = max(
        worth(list(some))
        for size in range(len(every) + 1)
        for some in combinations(every, size)
        if fits(plan, list(some), constraints)
    )
    told = worth(inside) * (1 + found.gap + 1e-4)  # after a few covers the set is cut to the budget; the gap says so
    assert told >= best / 1.001 - 1e-9
    assert best <= worth(inside) * (1 + found.gap) + 1e-3
    for each in found.left_out:
        rest = (constraints.budget or 0) - found.rupiah
        assert each.missing_rupiah == max(0, each.rupiah - rest)


def test_the_same_task_is_searched_once_and_another_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int | None] = []

    def counted(task: Task, check: Callable[[], None]) -> Choice:
        searched.append(task.budget)
        return _searched(task, check)

    monkeypatch.setattr(choosing, "_searched", counted)
    given_ = [initiative(f"i{n}", 0.51 + n / 100, [f"p{n + 1}"], ["SG"], {"A": "core"}) for n in range(5)]
    limits = Constraints(budget=7_000_001, capacity=4.0)
    assert portfolio(PLAN, given_, limits) == portfolio(PLAN, list(given_), limits)
    assert searched == [7_000_001]
    for budget in range(7_000_002, 7_000_002 + choosing.KEPT):
        portfolio(PLAN, given_, Constraints(budget=budget, capacity=4.0))
    portfolio(PLAN, given_, limits)
    assert len(searched) == choosing.KEPT + 2


def test_a_search_that_nobody_waits_for_any_more_ends() -> None:
    asked: list[int] = []

    def check() -> None:
        asked.append(1)
        raise InterruptedError

    given_ = [initiative(f"i{n}", 0.5 + n / 100, [f"p{n % 6 + 1}"], ["SG"], {"A": "core"}) for n in range(20)]
    with pytest.raises(InterruptedError):
        portfolio(PLAN, given_, Constraints(budget=7_000_000, capacity=4.0), check)
    assert asked
