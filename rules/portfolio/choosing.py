"""Choosing: which of several things are worth most together under a budget and what each party can carry.

A mixed-integer program, solved by HiGHS: to the end, or only its relaxation, of which a set is made by rounding.
"""

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Final

import highspy
import msgspec

from graph.sentence import Sentence
from rules.number import rupiah

SERVED_WORTH: Final = 1.0
"""What it is worth that an end is served at all: more than any one thing's score."""
PROVEN: Final = 1e-3
"""How much of its worth the best set may be short of, as a share; scores are not known more closely."""
NODES: Final = 300
"""After how many nodes of its search the solver gives the best set that it has; a count, not a time, so that equal
input gives equal output.
"""
STEPS: Final = 20_000
"""After how many steps the solver gives a relaxation up; a count, too."""
KEPT: Final = 64
"""Of how many tasks the best choice is kept."""
COVERS: Final = 3
"""How often the solver is asked again where its set is above the budget by its tolerance; then the worst are let go."""

_FOUND: Final[dict[bytes, "Choice"]] = {}
_LOCK: Final = Lock()


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may be chosen."""

    score: float
    needs: frozenset[str]
    """What has to be paid for it; what several need is paid once."""
    load: dict[str, float]
    """What it takes of each party's capacity."""
    serves: tuple[str, ...]
    """The ends that it serves."""
    is_pinned: bool = False
    """Whether it is chosen in any case."""
    is_excluded: bool = False
    """Whether it is not chosen in any case."""


class Choice(msgspec.Struct, frozen=True):
    """Some of the things, and what any choice is worth at most."""

    chosen: frozenset[int]
    bound: float


class Task(msgspec.Struct, frozen=True):
    """What is to be chosen from, and within which limits."""

    things: Sequence[Thing]
    costs: dict[str, int]
    """What each need costs."""
    ends: Sequence[str]
    """Ends that are worth something."""
    budget: int | None
    capacities: dict[str, float]
    """What each party can carry; at least what the pinned things take."""

    @property
    def pinned(self) -> list[int]:
        """The things that are chosen in any case."""
        return [number for number, each in enumerate(self.things) if each.is_pinned]

    def cost(self, chosen: Iterable[int]) -> int:
        """What some of the things cost together, each need paid once."""
        return sum(self.costs[need] for need in {need for number in chosen for need in self.things[number].needs})

    def worth(self, chosen: Iterable[int]) -> float:
        """What some of the things are worth together."""
        taken = [self.things[number] for number in sorted(chosen)]
        served = {end for each in taken for end in each.serves}
        return sum(each.score for each in taken) + SERVED_WORTH * sum(end in served for end in self.ends)

    def fits(self, chosen: Iterable[int]) -> bool:
        """Whether some of the things keep within the budget and what each party can carry."""
        taken = list(chosen)
        load = total(self.things[number].load for number in taken)
        return (self.budget is None or self.cost(taken) <= self.budget) and all(
            amount <= self.capacities[party] for party, amount in load.items()
        )

    def open(self) -> list[int]:
        """The things that can be in a set at all, beside those that are in any case."""
        pinned = self.pinned
        return [
            number for number, each in enumerate(self.things) if not each.is_excluded and self.fits({*pinned, number})
        ]


def total(loads: Iterable[dict[str, float]]) -> dict[str, float]:
    """Add up what several things take of each party."""
    found: dict[str, float] = {}
    for load in loads:
        for party, amount in load.items():
            found[party] = found.get(party, 0.0) + amount
    return found


def check_pinned(task: Task) -> None:
    """Refuse a budget that the pinned things alone are above.

    Raises
    ------
    ValueError
        Where they are.
    """
    cost = task.cost(task.pinned)
    if task.budget is not None and cost > task.budget:
        needed, budget = rupiah(cost), rupiah(task.budget)
        raise ValueError(
            Sentence(
                f"Yang sudah pasti masuk memerlukan {needed.id}, di atas pagu {budget.id}.",
                f"What is in for certain needs {needed.en}, above the budget of {budget.en}.",
            )
        )


def rounded(task: Task) -> Choice:
    """Give a good choice without a search: the relaxation's things one after another, as far as they fit."""
    open_ = task.open()
    if not open_:
        return Choice(frozenset(), 0.0)
    model, taken = _model(task, open_)
    return _rounded(task, open_, model, taken)


def _rounded(task: Task, open_: Sequence[int], model: highspy.Highs, taken: list[highspy.highs_var]) -> Choice:
    model.setOptionValue("solve_relaxation", True)
    model.maximize()
    model.setOptionValue("solve_relaxation", False)
    is_solved = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    shares = dict(zip(open_, model.vals(taken), strict=True)) if is_solved else dict.fromkeys(open_, 0.0)
    order = sorted(open_, key=lambda each: (-round(shares[each], 6), -task.things[each].score, each))
    bound = model.getObjectiveValue() if is_solved else task.worth(open_)
    return Choice(_as_far_as_they_fit(task, order), bound)


def _as_far_as_they_fit(task: Task, order: Sequence[int]) -> frozenset[int]:
    """The pinned things, and then one after another of the others."""
    chosen = set(task.pinned)
    paid = {need for number in chosen for need in task.things[number].needs}
    cost, load = task.cost(chosen), total(task.things[number].load for number in chosen)
    for number in order:
        thing = task.things[number]
        more = sum(task.costs[need] for need in thing.needs - paid)
        heavier = total((load, thing.load))
        is_above = task.budget is not None and cost + more > task.budget
        if number in chosen or is_above or any(heavier[each] > task.capacities[each] for each in thing.load):
            continue
        chosen.add(number)
        paid |= thing.needs
        cost, load = cost + more, heavier
    return frozenset(chosen)


def best(task: Task, check: Callable[[], None]) -> Choice:
    """Give the best choice; what was found for the latest tasks is kept by what they say.

    ``check`` is called again and again while it is searched for, and may raise to end that.
    """
    key = msgspec.json.encode(task, order="deterministic")
    with _LOCK:
        found = _FOUND.get(key)
    if found is None:
        found = _searched(task, check)
        with _LOCK:
            _FOUND[key] = found
            while len(_FOUND) > KEPT:
                del _FOUND[next(iter(_FOUND))]
    return found


def _searched(task: Task, check: Callable[[], None]) -> Choice:
    """Search for the best choice.

    The solver keeps to the budget but for its tolerance, which is thousands of rupiah where things cost billions. A
    set that is above the budget in whole rupiah is forbidden together with all that hold its costly core, and the
    solver is asked again.
    """
    open_ = task.open()
    if not open_:
        return Choice(frozenset(), 0.0)
    model, taken = _model(task, open_)
    quick = _rounded(task, open_, model, taken)
    ended: list[BaseException] = []

    def look(event: highspy.HighsCallbackEvent) -> None:
        try:
            check()
        except BaseException as error:  # it is raised where the solver has let go
            ended.append(error)
            event.interrupt()

    model.cbMipInterrupt += look
    model.cbSimplexInterrupt += look
    bound = quick.bound
    for _ in range(1 + COVERS):
        model.maximize()
        if ended:
            raise ended[0]
        check()
        found = {number for number, value in zip(open_, model.vals(taken), strict=True) if round(value)}
        bound = min(bound, model.getInfo().mip_dual_bound)
        core = _above(task, found)
        if not core:
            break
        model.addConstr(model.qsum([taken[open_.index(number)] for number in core]) <= len(core) - 1)
    while _above(task, found):
        found.remove(min(found - set(task.pinned), key=lambda number: (task.things[number].score, -number)))
    is_better = task.fits(found) and found >= set(task.pinned) and task.worth(found) > task.worth(quick.chosen)
    return Choice(frozenset(found) if is_better else quick.chosen, bound)


def _model(task: Task, open_: Sequence[int]) -> tuple[highspy.Highs, list[highspy.highs_var]]:
    """The mixed-integer program of what can be chosen, and its variable of each."""
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("random_seed", 1)
    model.setOptionValue("mip_rel_gap", PROVEN)
    model.setOptionValue("mip_max_nodes", NODES)
    model.setOptionValue("simplex_iteration_limit", STEPS)
    model.setOptionValue("mip_allow_restart", False)  # beginning anew takes half as long again, for no better sets
    things = [task.things[number] for number in open_]
    taken = [model.addBinary(obj=each.score) for each in things]
    for variable, each in zip(taken, things, strict=True):
        if each.is_pinned:
            model.changeColBounds(variable.index, 1, 1)
    for end in task.ends:
        serving = [variable for variable, each in zip(taken, things, strict=True) if end in each.serves]
        if serving:
            served = model.addBinary(obj=SERVED_WORTH)
            model.addConstr(served <= model.qsum(serving))
    if task.budget is not None:
        needs = sorted({need for each in things for need in each.needs if task.costs[need]})
        paid = {need: model.addVariable(lb=0, ub=1) for need in needs}
        for variable, each in zip(taken, things, strict=True):
            for need in sorted(each.needs & paid.keys()):
                model.addConstr(paid[need] >= variable)
        if paid:
            millions = model.qsum([task.costs[need] / 1e6 * paid[need] for need in needs])
            model.addConstr(millions <= task.budget / 1e6)
    for party in sorted(total(each.load for each in things)):
        carried = [each.load[party] * one for one, each in zip(taken, things, strict=True) if party in each.load]
        model.addConstr(model.qsum(carried) <= task.capacities[party])
    return model, taken


def _above(task: Task, chosen: Iterable[int]) -> list[int]:
    """Those of a set that are above the budget together, none of which may be missing; empty where the set is not."""
    core = sorted(chosen)
    if task.budget is None or task.cost(core) <= task.budget:
        return []
    for number in tuple(core):
        rest = [each for each in core if each != number]
        if task.cost(rest) > task.budget:
            core = rest
    return core
