"""CP11 uneven-cost. Agencies give far more or far less money to one unit of the same work.

Why: budgets are drawn up by standards of spending and of prices (PP 12/2019, Pasal 97), so that the same thing costs
about the same whoever does it. Where one kecamatan gives eight times as much to one unit as another, either the unit is
counted otherwise, or what is built is not the same, or the standard is missing: each plan for itself shows none of it.
Where all give about the same and only the targets differ, the unit is no measure of cost, and nothing is said.
Evidence: the work under one code of the nomenclature that several agencies do for a matter, with what each gives and is
to deliver in the plan's latest year. Compared are things and groups in the same unit: documents,
reports and months cost what they cost. Amounts that were not read, or that are only a token, say nothing.
Remedy: those who do it agree on one way of counting and one standard of spending, or say why they differ.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import log10

import msgspec

from graph.model import Indicator, Opd, Program, Theme
from graph.snapshot import PlanGraph
from rules.asking import nearest_theme
from rules.asking.component import components, money, plan_year
from rules.asking.doubt import doubt
from rules.asking.output import PEOPLE, counted, counts_things
from rules.asking.pace import written
from rules.finding import FactKind, Family, Figure, Text
from rules.number import number, rupiah
from rules.rule import Found, RuleOptions, rule

MEASURES = frozenset({"ton", "kg", "hektar", "meter", "km"})


class Options(RuleOptions, frozen=True, kw_only=True):
    """From which difference on the cost of one unit is uneven."""

    times: float = 5.0
    """How many times the cheapest the dearest is: places and sizes differ, an order of magnitude does not."""
    apart: float = 2.0
    """How many times the smallest the largest budget is: below it all give about the same, whatever they count."""
    least: int = 100_000_000
    """Rupiah that all who do it give together: below it nobody meets."""
    beyond: float = 2.0
    """How many times its target nothing can have reached that counts the same: the target is then of something else."""
    token: int = 1_000_000
    """Rupiah below which a budget is only a token."""


class _Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one agency gives for how many units of some work."""

    program: Program
    opd: Opd
    given: int
    indicator: Indicator
    target: float
    told: str
    """The target as it was written, with its unit."""

    @property
    def each(self) -> float:
        """Rupiah for one unit."""
        return self.given / self.target


@rule(
    "CP11",
    family=Family.CAPACITY,
    per=Theme,
    options=Options,
    fact=FactKind.DISPROPORTION,
    message=Text(
        'Untuk {theme}, satuan pekerjaan yang sama berbeda jauh biayanya pada {year}: "{program}" {dear} per {unit} '
        "({dear_opd}: {dear_money} untuk {dear_target}) dan {cheap} per {cheap_unit} ({cheap_opd}: {cheap_money} untuk "
        "{cheap_target}), {ratio} kali lipat; {count} perangkat daerah mengerjakannya dengan {all_money}.",
        'For {theme_en}, one unit of the same work costs far from the same in {year}: "{program}" {dear_en} per {unit} '
        "({dear_opd}: {dear_money_en} for {dear_target}) and {cheap_en} per {cheap_unit} ({cheap_opd}: "
        "{cheap_money_en} for {cheap_target}), {ratio_en} times as much; {count} OPDs do it with {all_money_en}.",
    ),
)
def uneven_cost(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag the same work of several agencies for a theme whose unit costs far more at one than at another."""
    work = {
        piece.program.id: (piece.program, piece.opd)
        for part in components(plan, theme)
        for piece in part.pieces
        if piece.is_specific and piece.program.code
    }
    alike: dict[tuple[str, str], dict[str, list[_Cost]]] = defaultdict(lambda: defaultdict(list))
    for id_ in sorted(work):
        program, opd = work[id_]
        for unit, cost in _costs(plan, program, opd, options):
            alike[program.code, unit][opd.id].append(cost)
    for by_opd in alike.values():
        costs = [each for own in by_opd.values() if len(own) == 1 for each in own]
        costs.sort(key=lambda each: (each.each, each.program.id))
        is_uneven = len(costs) > 1 and costs[-1].each >= options.times * costs[0].each
        given = [each.given for each in costs]
        is_uneven = is_uneven and max(given) >= options.apart * min(given)
        paid = sum(each.given for each in costs)
        if is_uneven and paid >= options.least and nearest_theme(plan, (costs[-1].program.id,)) == theme:
            yield _found(plan, theme, costs, paid)


def _costs(plan: PlanGraph, program: Program, opd: Opd, options: Options) -> Iterator[tuple[str, _Cost]]:
    """What some work gives for how many units, with what kind of unit it is, as one code has one however it is spelled;
    nothing where it counts several things, or papers.
    """
    given, year = money(plan, program), plan_year(plan)
    things = [each for each in plan.indicators_of(program.id) if counts_things(each.unit)]
    if given is None or given < options.token or len(things) != 1 or doubt(things[0]) is not None:
        return
    for each in things[0].years:
        target = each.target.number if each.target else None
        done = each.realised.number if each.realised else None
        if each.year == year and target and target > 0 and (done or 0) <= options.beyond * target:
            told = written(each.target, things[0].unit)
            cost = _Cost(program=program, opd=opd, given=given, indicator=things[0], target=float(target), told=told)
            yield _kind(things[0].unit), cost


def _figures(cost: _Cost, year: str) -> Iterator[Figure]:
    """What one agency gives, and for how many units."""
    yield Figure(name=Text("pagu", "budget"), value=cost.given, unit="Rp", period=year, node=cost.program.id)
    yield Figure(
        name=Text("target", "target"),
        value=cost.target,
        unit=cost.indicator.unit,
        period=year,
        node=cost.indicator.id,
    )


def _kind(unit: str) -> str:
    """What kind of unit it is: people, or a measure; all else that one code counts is the same, whatever its name."""
    found = counted(unit)
    return found if found in PEOPLE or found in MEASURES else ""


def _found(plan: PlanGraph, theme: Theme, costs: list[_Cost], paid: int) -> Found:
    cheap, dear = costs[0], costs[-1]
    ratio = dear.each / cheap.each
    others = sorted(costs[1:-1], key=lambda each: (-each.given, each.program.id))
    return Found(
        opds=tuple(each.opd.id for each in (dear, cheap, *others)),
        nodes=(theme.id, *(each.program.id for each in (dear, cheap, *others))),
        key=theme.id,
        detail=dear.program.code,
        sharpness=min(0.9, 0.45 + log10(ratio) / 4),
        figures=tuple(figure for each in (dear, cheap) for figure in _figures(each, str(plan_year(plan)))),
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "year": plan_year(plan) or 0,
            "program": dear.program.name,
            "unit": dear.indicator.unit,
            "cheap_unit": cheap.indicator.unit,
            "dear": rupiah(round(dear.each)).id,
            "dear_en": rupiah(round(dear.each)).en,
            "dear_opd": dear.opd.label,
            "dear_money": rupiah(dear.given).id,
            "dear_money_en": rupiah(dear.given).en,
            "dear_target": dear.told,
            "cheap": rupiah(round(cheap.each)).id,
            "cheap_en": rupiah(round(cheap.each)).en,
            "cheap_opd": cheap.opd.label,
            "cheap_money": rupiah(cheap.given).id,
            "cheap_money_en": rupiah(cheap.given).en,
            "cheap_target": cheap.told,
            "ratio": number(ratio).id,
            "ratio_en": number(ratio).en,
            "count": len(costs),
            "all_money": rupiah(paid).id,
            "all_money_en": rupiah(paid).en,
        },
    )
