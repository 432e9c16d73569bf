"""Portfolio: the best set of initiatives, as it is told.

A program that several chosen initiatives join is paid once. All kecamatan are one party and share one capacity.
"""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from graph.model import DimensionLevel, Opd, Program, ThemeRole
from graph.sentence import Sentence
from graph.snapshot import PlanGraph
from rules.asking import party_of
from rules.portfolio.choosing import SERVED_WORTH, Choice, Task, Thing, best, check_pinned, rounded, total
from rules.recommend.initiative import Initiative

LOAD: Final = {ThemeRole.LEAD: 2.0, ThemeRole.CORE: 1.0, ThemeRole.SUPPORTING: 0.5}
"""How much of an agency's capacity a role takes: to core work as one, to lead as two, to support as a half."""
DIMENSION_WORTH: Final = SERVED_WORTH
"""What it is worth that a dimension has an initiative at all: more than any one initiative's score."""


class Constraints(msgspec.Struct, frozen=True, kw_only=True):
    """What the set must keep to."""

    budget: int | None = None
    """Rupiah for the programs that the initiatives join; no limit where it is None."""
    capacity: float = 6.0
    """What each agency can carry, in units of core work."""
    capacities: dict[str, float] = {}
    """Other capacities, by id of the OPD; ``kecamatan`` stands for all kecamatan together."""
    pinned: frozenset[str] = frozenset()
    """Fingerprints of initiatives that are in the set in any case, whatever agencies can carry."""
    excluded: frozenset[str] = frozenset()
    """Fingerprints of initiatives that are not in it in any case."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """An initiative that is not in the set, and what it would take to put it in as well."""

    fingerprint: str
    rupiah: int
    """What its programs cost that the set does not pay already."""
    missing_rupiah: int
    """How much of that the budget lacks."""
    overloaded: tuple[str, ...]
    """Ids of the OPDs whose capacity it would exceed, ``kecamatan`` for all of them."""
    is_excluded: bool
    """Whether it was not to be chosen."""


class Portfolio(msgspec.Struct, frozen=True, kw_only=True):
    """The best set."""

    chosen: tuple[str, ...]
    """Fingerprints in rank order."""
    score: float
    """Sum of the scores."""
    rupiah: int
    """What the joined programs cost, each counted once."""
    load: dict[str, float]
    """What each agency carries, by id; ``kecamatan`` for all of them."""
    dimensions: tuple[str, ...]
    """Ids of the dimensions that the set serves."""
    unserved: tuple[str, ...]
    """Ids of the dimensions that no set under these constraints could serve beside the others."""
    left_out: tuple[LeftOut, ...]
    """The others, in rank order."""
    gap: float
    """How much more a better set could be worth at most, as a share of this one; 0 where none can."""


def portfolio(
    plan: PlanGraph,
    initiatives: Sequence[Initiative],
    constraints: Constraints = Constraints(),  # noqa: B008
    check: Callable[[], None] = lambda: None,
) -> Portfolio:
    """Choose the best set of initiatives.

    The sum of their scores is the worth of a set, and each dimension that it serves is worth one more. ``gap`` says
    how much better another set could be at most. ``check`` is called again and again and may raise to end the search.

    Raises
    ------
    ValueError
        Where the budget or a capacity is negative, or where the budget is less than what the pinned ones cost.
    """
    task = _task(plan, initiatives, constraints)
    return _told(initiatives, constraints, task, best(task, check))


def first(plan: PlanGraph, initiatives: Sequence[Initiative], constraints: Constraints) -> Portfolio:
    """Choose a good set without a search; ``portfolio`` gives none that is worth less.

    Raises
    ------
    ValueError
        As of ``portfolio``.
    """
    task = _task(plan, initiatives, constraints)
    return _told(initiatives, constraints, task, rounded(task))


def _task(plan: PlanGraph, initiatives: Sequence[Initiative], constraints: Constraints) -> Task:
    if (constraints.budget or 0) < 0 or min([constraints.capacity, *constraints.capacities.values()]) < 0:
        raise ValueError(
            Sentence("Pagu dan kapasitas tidak boleh kurang dari 0.", "Budget and capacity must not be less than 0.")
        )
    things = [
        Thing(
            score=each.score.total,
            needs=frozenset(joined.program for joined in each.programs),
            load=_load(plan, each),
            serves=each.dimensions,
            is_pinned=each.fingerprint in constraints.pinned,
            is_excluded=each.fingerprint in constraints.excluded,
        )
        for each in initiatives
    ]
    taken = total(each.load for each in things if each.is_pinned)
    task = Task(
        things,
        _costs(plan, initiatives),
        [dimension.id for dimension in plan.dimensions(DimensionLevel.DIMENSION)],
        constraints.budget,
        {party: max(_capacity(constraints, party), taken.get(party, 0.0)) for each in things for party in each.load},
    )
    check_pinned(task)
    return task


def _told(initiatives: Sequence[Initiative], constraints: Constraints, task: Task, choice: Choice) -> Portfolio:
    chosen = [initiatives[number] for number in sorted(choice.chosen)]
    load = total(task.things[number].load for number in sorted(choice.chosen))
    served = {dimension for each in chosen for dimension in each.dimensions}
    worth = task.worth(choice.chosen)
    return Portfolio(
        chosen=tuple(each.fingerprint for each in chosen),
        score=round(sum(each.score.total for each in chosen), 6),
        rupiah=task.cost(choice.chosen),
        load=dict(sorted(load.items())),
        dimensions=tuple(id_ for id_ in task.ends if id_ in served),
        unserved=tuple(id_ for id_ in task.ends if id_ not in served),
        left_out=tuple(
            _left_out(each, task, choice, number, load, constraints)
            for number, each in enumerate(initiatives)
            if number not in choice.chosen
        ),
        gap=round(max(0.0, choice.bound - worth) / worth, 4) if worth else 0.0,
    )


def _load(plan: PlanGraph, initiative: Initiative) -> dict[str, float]:
    load: dict[str, float] = {}
    for each in initiative.participants:
        if each.is_told:
            continue
        party = party_of(plan.get(Opd, each.opd))
        load[party] = max(load.get(party, 0.0), LOAD[each.role])
    return load


def _costs(plan: PlanGraph, initiatives: Sequence[Initiative]) -> dict[str, int]:
    """What each program costs in its latest year."""
    ids = sorted({joined.program for each in initiatives for joined in each.programs})
    return {id_: plan.get(Program, id_).last_budget for id_ in ids}


def _capacity(constraints: Constraints, party: str) -> float:
    return constraints.capacities.get(party, constraints.capacity)


def _left_out(
    initiative: Initiative,
    task: Task,
    choice: Choice,
    number: int,
    load: dict[str, float],
    constraints: Constraints,
) -> LeftOut:
    thing, cost = task.things[number], task.cost(choice.chosen)
    rupiah = task.cost({*choice.chosen, number}) - cost
    return LeftOut(
        fingerprint=initiative.fingerprint,
        rupiah=rupiah,
        missing_rupiah=0 if task.budget is None else max(0, cost + rupiah - task.budget),
        overloaded=tuple(
            sorted(
                party
                for party, amount in thing.load.items()
                if load.get(party, 0.0) + amount > _capacity(constraints, party)
            )
        ),
        is_excluded=thing.is_excluded,
    )
