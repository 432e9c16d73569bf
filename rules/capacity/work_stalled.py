"""CP08 work-stalled. Work for a matter has much money, and neither money nor output has moved.

Why: the quarterly evaluation exists so that what does not move is seen while it can still be mended (Permendagri
86/2017, Formulir E.81); a small output alone may be a cell that was not filled in, but where the money has not moved
either, the work has not.
Evidence: the work for a theme, what was spent of its budget and what was reported of its target up to which quarter: an
output of which nothing was reported says nothing.
Only work that is for the matter counts, with a budget and a target that are large enough to meet on.
Remedy: the OPDs whose work it meets settle places and dates for the rest of the year, or the money goes where it moves.
"""

from collections.abc import Iterator
from math import log10

from graph.model import Indicator, IndicatorYear, LinkKind, Measure, Program, ProgramYear
from graph.snapshot import PlanGraph
from rules.asking import last_year, money_share, nearest_theme
from rules.asking.component import is_specific, plan_year
from rules.asking.doubt import doubt
from rules.asking.output import counted
from rules.asking.pace import written
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.knowledge import first
from rules.number import percent, rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """From which size on work counts, and up to what it has not moved."""

    least: int = 1_000_000_000
    """Rupiah of its budget."""
    spent: float = 0.1
    """Share of its budget up to which money has not moved, at half-year or later."""
    reached: float = 0.1
    """Share of its target up to which output has not moved."""
    dated: tuple[str, ...] = (
        "paskibraka",
        "penghargaan",
        "peringatan",
        "festival",
        "lomba",
        "kejuaraan",
        "kompetisi",
        "seleksi",
        "hari besar",
        "pertanggungjawaban",
    )
    """Words of what has its day in the year: before that day nothing moves."""


@rule(
    "CP08",
    family=Family.CAPACITY,
    per=Program,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.INDICATOR_BEHIND,
    message=Text(
        '"{program}" ({opd}) hampir tidak bergerak sampai triwulan {quarter} {year}: {done} dari {target}, {spent} '
        "dari {budget} ({share}).",
        '"{program}" ({opd}) has hardly moved by quarter {quarter} of {year}: {done} of {target}, {spent_en} of '
        "{budget_en} ({share_en}).",
    ),
)
def work_stalled(plan: PlanGraph, program: Program, options: Options) -> Iterator[Found]:
    """Flag work for a theme with much money of which, at half-year or later, hardly anything was spent or made."""
    year, share, lead = last_year(program), money_share(program), plan.lead(program.id)
    if year is None or share is None or lead is None or year.year != plan_year(plan):
        return
    if first(program.name, options.dated) is not None:
        return
    if year.quarter < 2 or year.budget is None or year.budget.counted < options.least or share > options.spent:
        return
    theme = nearest_theme(plan, (program.id,))
    ties = [tie for tie in plan.out(program.id, LinkKind.CONTRIBUTES) if theme and tie.target_id == theme.id]
    output = _output(plan, program, year, options)
    if theme is None or output is None or not any(map(is_specific, ties)):
        return
    indicator, aim = output
    spent = year.spent.counted if year.spent else 0
    period = f"{year.year} Q{year.quarter}"
    done = aim.realised.number if aim.realised else 0
    yield Found(
        opds=(lead.id,),
        nodes=(program.id, indicator.id, theme.id),
        links=tuple(sorted(tie.id for tie in ties)),
        key=theme.id,
        sharpness=round(min(0.7, 0.5 + 0.1 * log10(year.budget.counted / options.least)), 4),
        figures=(
            _figure(Text("pagu", "budget"), year.budget.counted, "Rp", str(year.year), program.id),
            _figure(Text("serapan", "spent"), spent, "Rp", period, program.id),
            _figure(Text("target", "target"), aim.target, indicator.unit, str(year.year), indicator.id),
            _figure(Text("realisasi", "realised"), aim.realised, indicator.unit, period, indicator.id),
        ),
        arguments={
            "program": program.name,
            "opd": lead.label,
            "quarter": year.quarter,
            "year": str(year.year),
            "done": aim.realised.text if aim.realised and done else "0",
            "target": written(aim.target, indicator.unit),
            "spent": rupiah(spent).id,
            "spent_en": rupiah(spent).en,
            "budget": rupiah(year.budget.counted).id,
            "budget_en": rupiah(year.budget.counted).en,
            "share": percent(share).id,
            "share_en": percent(share).en,
        },
    )


def _figure(name: Text, value: int | Measure | None, unit: str, period: str, node: str) -> Figure:
    number = value if isinstance(value, int) else (value.number if value else None) or 0
    return Figure(name=name, value=number, unit=unit, period=period, node=node)


def _output(
    plan: PlanGraph, program: Program, year: ProgramYear, options: Options
) -> tuple[Indicator, IndicatorYear] | None:
    """What the work was to make in the year and has hardly begun to, where it is counted; None where there is none."""
    for indicator in plan.indicators_of(program.id):
        aim = next((each for each in indicator.years if each.year == year.year), None)
        target = aim.target.number if aim and aim.target else None
        done = aim.realised.number if aim and aim.realised else None
        is_open = target is not None and target > 1 and (done or 0) <= options.reached * target
        is_reported = aim is not None and aim.realised is not None and aim.quarter == year.quarter
        if aim is not None and is_open and is_reported and counted(indicator.unit) and doubt(indicator) is None:
            return indicator, aim
    return None
