"""Money: what programs are given and spend, counted once though every level of the nomenclature states it."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from graph.model import Program
from graph.snapshot import PlanGraph, kept
from graph.traversal.network import network

K = TypeVar("K")


class Spent(msgspec.Struct, frozen=True, kw_only=True):
    """What is written as spent of the money that a program was given in one year."""

    spent: int | None
    """Rupiah that count; None where all that is written is beyond the budget."""
    beyond: int = 0
    """Rupiah that exceed the budget of their year, and so are not counted."""


@kept
def lowest_budgets(plan: PlanGraph) -> dict[str, dict[int, int]]:
    """Give, by program and year, the rupiah that may be summed over programs.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    dict
        Rupiah by year by id of the program. A program's money of a year counts where nothing that it contains states
        any for that year; an implausible amount is stated, but counts as zero.

    Notes
    -----
    O(n) for n programs; made once for a snapshot.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> lowest_budgets(sketch(contains={"jalan": "aspal marka"}, budget={"jalan": 9, "aspal": 5, "marka": 4}))
    {'aspal': {2025: 5}, 'marka': {2025: 4}}
    """
    own: dict[str, dict[int, int]] = {}
    for program in plan.of(Program):
        years: dict[int, int] = {}
        for year in program.years:
            if year.budget is not None and year.budget.amount is not None:
                years[year.year] = years.get(year.year, 0) + year.budget.counted
        if years:
            own[program.id] = years
    return lowest(plan, own)


def lowest(plan: PlanGraph, own: Mapping[str, Mapping[K, int]]) -> dict[str, dict[K, int]]:
    """Leave out of what programs state, by a key such as the year, what something that they contain states as well."""
    web = network(plan)
    below = {(whole, key) for id_, found in own.items() for whole in web.wholes(id_)[1:] for key in found}
    return {
        id_: kept
        for id_, found in own.items()
        if (kept := {key: amount for key, amount in found.items() if (id_, key) not in below})
    }


@kept
def spending(plan: PlanGraph) -> dict[str, dict[int, Spent]]:
    """Give, by program and year, what is said to be spent where the money of the year counts (``lowest_budgets``)."""
    stated = lowest_budgets(plan)
    found: dict[str, dict[int, Spent]] = {}
    for id_, years in stated.items():
        said = {
            row.year: Spent(spent=row.spent.counted)
            if row.spent.counted <= years[row.year]
            else Spent(spent=None, beyond=row.spent.counted)
            for row in plan.get(Program, id_).years
            if row.year in years and row.spent and row.spent.amount is not None
        }
        if said:
            found[id_] = said
    return found


def rupiah(plan: PlanGraph, ids: Iterable[str], year: int | None = None) -> int:
    """Give the plausible rupiah behind programs and all that they contain, each counted once.

    Parameters
    ----------
    plan
        The plan.
    ids
        Ids of programs; a program and a part of it may both be among them.
    year
        The year; all years where it is None.

    Returns
    -------
    int
        The sum over the lowest level that states money.

    Notes
    -----
    O(k) for the k programs named and contained.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(contains={"jalan": "aspal marka"}, budget={"jalan": 9, "aspal": 5, "marka": 4})
    >>> rupiah(plan, ["jalan", "aspal"]), rupiah(plan, ["aspal"])
    (9, 5)
    """
    return sum(amounts(plan, ids, year))


def amounts(plan: PlanGraph, ids: Iterable[str], year: int | None = None) -> list[int]:
    """Give the amounts that ``rupiah`` adds up; none where nothing is stated, which is not the same as zero."""
    web = network(plan)
    budgets = lowest_budgets(plan)
    return [
        amount
        for part in {part for id_ in ids for part in web.parts(id_)}
        for each, amount in budgets.get(part, {}).items()
        if year in (None, each)
    ]
