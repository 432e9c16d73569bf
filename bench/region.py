"""Regions that do not exist, drawn from those that do: as many as asked for, each the same whenever it is drawn.

A region takes the plan of one of the example regions and leaves out some of its programs with all that is in them. All
its budgets are multiplied by what makes it a larger or smaller region, those of each program by how much it cares for
it. Codes, names, the links of a node and the sub-activities of an activity stay those of a real plan; sums of budgets
still add up.
"""

import random
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec.structs import replace

from graph.change import Contents
from graph.intake import read_files
from graph.model import AnyNode, Indicator, LinkKind, Program
from graph.node import Money
from graph.snapshot import PlanGraph, PlanInfo
from service import demo

REGIONS: Final = 514
"""How many kabupaten and kota there are."""
SEED: Final = 6471
LEFT_OUT: Final = 0.1
"""Share of the programs that a region has not."""
_LARGER: Final = 0.4
_CARES: Final = 0.5
"""How much the logarithms of the factors of a region and of a program spread."""
_PROVINCES: Final = (
    *range(11, 20), 21, *range(31, 37), 51, 52, 53, *range(61, 66), *range(71, 77), 81, 82, *range(91, 97),
)  # fmt: skip
_MONEY: Final = (
    "budget",
    "proposed",
    "indicative",
    "original",
    "spent",
    "spent_q1",
    "spent_q2",
    "spent_q3",
    "spent_q4",
)


def regions(many: int = REGIONS, seed: int = SEED) -> Iterator[tuple[PlanInfo, Contents]]:
    """Give so many regions, spread over the provinces, one after another."""
    return (region(number, seed) for number in range(many))


def region(number: int, seed: int = SEED) -> tuple[PlanInfo, Contents]:
    """Give one region: what its plan is called, and all that stands in it."""
    draw = random.Random(f"{seed}/{number}")
    plan = _real(draw.choice(demo.DEMOS))
    larger = draw.lognormvariate(0, _LARGER)
    roots = [each for each in plan.of(Program) if not isinstance(plan.parent(each.id), Program)]
    factors = {part.id: factor for root in roots for factor in [_factor(draw)] for part in _whole(plan, root)}
    gone = {id_ for id_, factor in factors.items() if factor is None}
    gone |= {each.id for each in plan.of(Indicator) if _measures(plan, each) and _measures(plan, each) <= gone}
    nodes = {id_: _with(node, larger * (factors.get(id_) or 1)) for id_, node in plan.nodes.items() if id_ not in gone}
    links = {id_: link for id_, link in plan.links.items() if gone.isdisjoint((link.source_id, link.target_id))}
    return _info(number, plan), Contents(nodes=nodes, links=links)


@cache
def _real(slug: str) -> PlanGraph:
    return PlanGraph(demo.info(slug), 1, read_files(demo.files(slug)).contents)


def _factor(draw: random.Random) -> float | None:
    """By what the money of a program is multiplied; None where a region has no such program."""
    factor = draw.lognormvariate(0, _CARES)
    return None if draw.random() < LEFT_OUT else factor


def _whole(plan: PlanGraph, program: Program) -> Iterator[AnyNode]:
    yield program
    for part in plan.children(program.id):
        if isinstance(part, Program):
            yield from _whole(plan, part)


def _measures(plan: PlanGraph, indicator: Indicator) -> set[str]:
    return {link.target_id for link in plan.out(indicator.id, LinkKind.MEASURES)}


def _with(node: AnyNode, factor: float) -> AnyNode:
    if not isinstance(node, Program):
        return node
    years = tuple(
        replace(year, **{name: _times(getattr(year, name), factor) for name in _MONEY}) for year in node.years
    )
    return replace(node, years=years, period_budget=_times(node.period_budget, factor))


def _times(money: Money | None, factor: float) -> Money | None:
    """An amount as another region would write it; what cannot be true is not made true by that."""
    if money is None or money.amount is None or money.counted != money.amount:
        return money
    amount = round(money.amount * factor / 1000) * 1000
    return replace(money, amount=amount, text=str(amount))


def _info(number: int, plan: PlanGraph) -> PlanInfo:
    province, place = _PROVINCES[number % len(_PROVINCES)], number // len(_PROVINCES) + 1
    return replace(
        plan.info,
        slug=f"wilayah-{number + 1:03}",
        title=f"Rencana Kabupaten Contoh {number + 1}",
        region_code=f"{province}.{place:02}",
        region_name=f"Kabupaten Contoh {number + 1}",
    )
