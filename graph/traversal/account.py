"""Account: the budgets and spending of a plan, year by year and stage by stage, whole or under what they are for."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from graph.figure import Stage, rank_of
from graph.model import Opd, Program
from graph.node import Word
from graph.snapshot import PlanGraph, kept
from graph.traversal.division import Counting, Division, Level
from graph.traversal.money import lowest, lowest_budgets, spending
from graph.traversal.share import Served


class Entry(Word):
    """What an amount in an account is."""

    BUDGET = "budget"
    """The budget that counts: of each program that of its latest stage."""
    STATED = "stated"
    """A budget at one of its stages, whether a later one changed it or not."""
    SPENT = "spent"
    BEYOND = "beyond"
    """Written as spent, but more than the budget of its year, and so in no sum of what was spent."""


class Line(NamedTuple):
    """What a sum in an account is of: a year and, of budgets, a stage."""

    year: int
    entry: Entry
    stage: Stage | None = None
    """The stage at which the amounts were set; None where their source does not say, and of spending."""


Account: TypeAlias = Mapping[Line, int]
"""Rupiah by line; a line is there where an amount was stated, if only as zero."""
EMPTY: Final[Account] = {}


@kept
def accounts(plan: PlanGraph) -> dict[str, Account]:
    """Give the account of each program, each rupiah in that of the lowest level that states it.

    Notes
    -----
    O(n) for n programs; made once for a snapshot.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(contains={"jalan": "aspal marka"}, budget={"jalan": 9, "aspal": 5, "marka": 4})
    >>> [(id_, line.entry.value, rupiah) for id_, lines in accounts(plan).items() for line, rupiah in lines.items()]
    [('aspal', 'stated', 5), ('aspal', 'budget', 5), ('marka', 'stated', 4), ('marka', 'budget', 4)]
    """
    own = {each.id: stated for each in plan.of(Program) if (stated := dict(_stated(each)))}
    found: dict[str, dict[Line, int]] = lowest(plan, own)
    for id_, years in lowest_budgets(plan).items():
        stages = {row.year: row.stage for row in plan.get(Program, id_).years}
        lines = found.setdefault(id_, {})
        lines.update((Line(year, Entry.BUDGET, stages[year]), rupiah) for year, rupiah in years.items())
    for id_, said in spending(plan).items():
        for year, each in said.items():
            if each.spent is not None:
                found[id_][Line(year, Entry.SPENT)] = each.spent
            if each.beyond:
                found[id_][Line(year, Entry.BEYOND)] = each.beyond
    return {id_: found[id_] for id_ in sorted(found)}


def _stated(program: Program) -> Iterator[tuple[Line, int]]:
    for row in program.years:
        for stage, money in row.stages.items():
            if money.amount is not None:
                yield Line(row.year, Entry.STATED, stage), money.counted


@kept
def whole_account(plan: PlanGraph) -> Account:
    """Give the account of the whole plan."""
    return _summed(plan, lambda _, amount: {"": amount}).get("", EMPTY)


@kept
def accounts_by_opd(plan: PlanGraph) -> dict[str, Account]:
    """Give the accounts of all agencies, with their units, by id; under an empty id that of work that nobody leads."""
    return _summed(plan, _led(plan.lead))


@kept
def accounts_by_runner(plan: PlanGraph) -> dict[str, Account]:
    """Give the same for the work that OPDs run themselves, agencies without their units."""
    return _summed(plan, _led(plan.runner))


def _led(lead: Callable[[str], Opd | None]) -> Callable[[str, int], Mapping[str, int]]:
    return lambda id_, amount: {found.id if (found := lead(id_)) else "": amount}


@kept
def accounts_by(plan: PlanGraph, kind: Served, level: Level, counting: Counting) -> dict[str, Account]:
    """Give the accounts of all dimensions or objectives of a level, or of all themes, by id.

    Their sum, with the account under an empty id of what serves none of them, is that of the plan.

    Notes
    -----
    O(n * d) for n programs that each serve d of them; made once for a snapshot.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(themes={"jalan": "banjir"}, budget={"jalan": 9, "kantor": 4})
    >>> from graph.model import Theme
    >>> found = accounts_by(plan, Theme, None, Counting.ONCE)
    >>> {id_: sum(lines.values()) for id_, lines in found.items()}
    {'': 8, 'banjir': 18}
    """
    return _summed(plan, Division(plan, kind, level, counting).among)


def _summed(plan: PlanGraph, among: Callable[[str, int], Mapping[str, int]]) -> dict[str, Account]:
    found: dict[str, dict[Line, int]] = defaultdict(lambda: defaultdict(int))
    for id_, lines in accounts(plan).items():
        for line, rupiah in lines.items():
            for end, part in among(id_, rupiah).items():
                found[end][line] += part
    return {id_: _in_order(found[id_]) for id_ in sorted(found)}


def _in_order(lines: Mapping[Line, int]) -> Account:
    order = list(Entry)
    return {
        line: lines[line]
        for line in sorted(lines, key=lambda line: (line.year, order.index(line.entry), rank_of(line.stage)))
    }
