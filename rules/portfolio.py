"""Portfolio: the best set of initiatives under a budget and each agency's capacity, and what was left out and why.

A mixed-integer program, solved to the proven best by HiGHS. A program that several chosen initiatives join is paid
once. All kecamatan are one party and share one capacity.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import highspy
import msgspec

from graph.model import Dimension, DimensionLevel, Opd, Program, ThemeRole
from graph.sentence import Sentence
from graph.snapshot import PlanGraph
from rules.asking import party_of
from rules.recommend.initiative import Initiative

LOAD = {ThemeRole.LEAD: 2.0, ThemeRole.CORE: 1.0, ThemeRole.SUPPORTING: 0.5}
"""How much of an agency's capacity a role takes: to core work as one, to lead as two, to support as a half."""
DIMENSION_WORTH = 1.0
"""What it is worth that a dimension has an initiative at all: more than any one initiative's score."""
PROVEN = 1e-3
"""How much of its worth the best set may be short of, as a share; scores are not known more closely."""
NODES = 300
"""After how many nodes of its search the solver gives the best set that it has; a count, not a time, so that equal
input gives equal output.
"""

COVERS = 3
"""How often the solver is asked again where its set is above the budget by its tolerance; then the worst are let go."""


class Constraints(msgspec.Struct, frozen=True, kw_only=True):
    """What the set must keep to."""

    budget: int | None = None
    """Rupiah for the programs that the initiatives join; no limit where it is None."""
    capacity: float = 6.0
    """What each agency can carry, in units of core work."""
    capacities: dict[str, float] = {}
    """Other capacities, by id of the OPD; ``kecamatan`` stands for all kecamatan together."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """An initiative that is not in the set, and what it would take to put it in as well."""

    fingerprint: str
    rupiah: int
    """What its programs cost that the set does not pay already."""
    missing_rupiah: int
    """How much of that the budget lacks."""
    overloaded: tuple[str, ...]
    """Ids of the OPDs whose capacity it would exceed, ``kecamatan`` for all of them."""


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


class _Item(msgspec.Struct, frozen=True):
    initiative: Initiative
    programs: frozenset[str]
    load: dict[str, float]


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
        Where the budget or a capacity is negative.
    """
    if (constraints.budget or 0) < 0 or min([constraints.capacity, *constraints.capacities.values()]) < 0:
        raise ValueError(
            Sentence("Pagu dan kapasitas tidak boleh kurang dari 0.", "Budget and capacity must not be less than 0.")
        )
    items = [_Item(each, frozenset(p.program for p in each.programs), _load(plan, each)) for each in initiatives]
    costs = _costs(plan, items)
    taken, gap = _solve(plan, items, costs, constraints, check)
    chosen = [item for item, is_in in zip(items, taken, strict=True) if is_in]
    paid = frozenset(id_ for item in chosen for id_ in item.programs)
    load = _sum(item.load for item in chosen)
    served = {dimension for item in chosen for dimension in item.initiative.dimensions}
    known = [dimension.id for dimension in plan.dimensions(DimensionLevel.DIMENSION)]
    rupiah = sum(costs[id_] for id_ in paid)
    rest = None if constraints.budget is None else constraints.budget - rupiah
    return Portfolio(
        chosen=tuple(item.initiative.fingerprint for item in chosen),
        score=round(sum(item.initiative.score.total for item in chosen), 6),
        rupiah=rupiah,
        load=dict(sorted(load.items())),
        dimensions=tuple(id_ for id_ in known if id_ in served),
        unserved=tuple(id_ for id_ in known if id_ not in served),
        left_out=tuple(
            _left_out(item, paid, costs, load, rest, constraints)
            for item, is_in in zip(items, taken, strict=True)
            if not is_in
        ),
        gap=gap,
    )


def _load(plan: PlanGraph, initiative: Initiative) -> dict[str, float]:
    load: dict[str, float] = defaultdict(float)
    for each in initiative.participants:
        if each.is_told:
            continue
        party = party_of(plan.get(Opd, each.opd))
        load[party] = max(load[party], LOAD[each.role])
    return dict(load)


def _sum(loads: Iterable[dict[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for load in loads:
        for party, amount in load.items():
            total[party] += amount
    return dict(total)


def _costs(plan: PlanGraph, items: Sequence[_Item]) -> dict[str, int]:
    """What each program costs in its latest year."""
    programs = [plan.get(Program, id_) for id_ in sorted({id_ for item in items for id_ in item.programs})]
    return {p.id: p.last_budget for p in programs}


def _capacity(constraints: Constraints, party: str) -> float:
    return constraints.capacities.get(party, constraints.capacity)


def _solve(
    plan: PlanGraph,
    items: Sequence[_Item],
    costs: dict[str, int],
    constraints: Constraints,
    check: Callable[[], None],
) -> tuple[tuple[bool, ...], float]:
    """Say of each initiative whether it is in the best set, and how much better another could be.

    The solver keeps to the budget but for its tolerance, which is thousands of rupiah where programs cost billions. A
    set that is above the budget in whole rupiah is forbidden together with all that hold its costly core, and the
    solver is asked again.
    """
    if not items:
        return (), 0.0
    model, taken = _model(plan, items, costs, constraints)
    ended: list[BaseException] = []

    def look(event: highspy.HighsCallbackEvent) -> None:
        try:
            check()
        except BaseException as error:  # it is raised where the solver has let go
            ended.append(error)
            event.interrupt()

    model.cbMipInterrupt += look
    model.cbSimplexInterrupt += look
    bound = float("inf")
    chosen: list[int] = []
    for _ in range(1 + COVERS):
        model.maximize()
        if ended:
            raise ended[0]
        check()
        chosen = [number for number, value in enumerate(model.vals(taken)) if round(value)]
        bound = min(bound, model.getInfo().mip_dual_bound)
        core = _above(items, costs, constraints.budget, chosen)
        if not core:
            break
        model.addConstr(model.qsum([taken[number] for number in core]) <= len(core) - 1)
    while _above(items, costs, constraints.budget, chosen):
        chosen.remove(min(chosen, key=lambda number: (items[number].initiative.score.total, -number)))
    worth = _worth(plan, [items[number] for number in chosen])
    gap = 0.0 if not worth else max(0.0, bound - worth) / worth
    return tuple(number in chosen for number in range(len(items))), round(gap, 4)


def _model(
    plan: PlanGraph, items: Sequence[_Item], costs: dict[str, int], constraints: Constraints
) -> tuple[highspy.Highs, list[highspy.highs_var]]:
    """The mixed-integer program, and its variable of each initiative."""
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("random_seed", 1)
    model.setOptionValue("mip_rel_gap", PROVEN)
    model.setOptionValue("mip_max_nodes", NODES)
    model.setOptionValue("mip_allow_restart", False)  # beginning anew takes half as long again, for no better sets
    taken = [model.addBinary(obj=item.initiative.score.total) for item in items]
    for dimension in plan.dimensions(DimensionLevel.DIMENSION):
        serving = [x for x, item in zip(taken, items, strict=True) if _serves(item, dimension)]
        if serving:
            served = model.addBinary(obj=DIMENSION_WORTH)
            model.addConstr(served <= sum(serving))
    if constraints.budget is not None:
        paid = {id_: model.addVariable(lb=0, ub=1) for id_, cost in costs.items() if cost}
        for x, item in zip(taken, items, strict=True):
            for id_ in sorted(item.programs & paid.keys()):
                model.addConstr(paid[id_] >= x)
        millions = {id_: costs[id_] / 1e6 for id_ in paid}
        if paid:
            model.addConstr(sum(millions[id_] * paid[id_] for id_ in paid) <= constraints.budget / 1e6)
    for party in sorted(_sum(item.load for item in items)):
        carried = sum(item.load[party] * x for x, item in zip(taken, items, strict=True) if party in item.load)
        model.addConstr(carried <= _capacity(constraints, party))
    return model, taken


def _above(items: Sequence[_Item], costs: dict[str, int], budget: int | None, chosen: Sequence[int]) -> list[int]:
    """Those of a set that are above the budget together, none of which may be missing; empty where the set is not."""
    if budget is None:
        return []

    def cost(numbers: Sequence[int]) -> int:
        return sum(costs[id_] for id_ in {id_ for number in numbers for id_ in items[number].programs})

    if cost(chosen) <= budget:
        return []
    core = list(chosen)
    for number in chosen:
        rest = [each for each in core if each != number]
        if cost(rest) > budget:
            core = rest
    return core


def _worth(plan: PlanGraph, chosen: Sequence[_Item]) -> float:
    """What the solver values a set at."""
    served = [each for each in plan.dimensions(DimensionLevel.DIMENSION) if any(_serves(one, each) for one in chosen)]
    return sum(one.initiative.score.total for one in chosen) + DIMENSION_WORTH * len(served)


def _serves(item: _Item, dimension: Dimension) -> bool:
    return dimension.id in item.initiative.dimensions


def _left_out(
    item: _Item,
    paid: frozenset[str],
    costs: dict[str, int],
    load: dict[str, float],
    rest: int | None,
    constraints: Constraints,
) -> LeftOut:
    rupiah = sum(costs[id_] for id_ in item.programs - paid)
    return LeftOut(
        fingerprint=item.initiative.fingerprint,
        rupiah=rupiah,
        missing_rupiah=0 if rest is None else max(0, rupiah - rest),
        overloaded=tuple(
            sorted(
                party
                for party, amount in item.load.items()
                if load.get(party, 0.0) + amount > _capacity(constraints, party) + 1e-9
            )
        ),
    )
