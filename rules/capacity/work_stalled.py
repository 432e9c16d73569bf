"""CP08 work-stalled. Work for a matter has much money, and neither money nor output has moved.

Why: the quarterly evaluation exists so that what does not move is seen while it can still be mended (Permendagri
86/2017, Formulir E.81); a small output alone may be a cell that was not filled in, but where the money has not moved
either, the work has not.
Evidence: the work for a theme, what was spent of its budget and what was reported of its target up to which quarter.
Where nothing was reported of it, or it is a level, only large money of which not a rupiah was spent is told of, where
the OPD has spent on other work. What the same OPD has for the theme and stands as still is summed up beside it.
One paper, or one of what runs all year, is done at the year's end: that it is not done before says nothing, and only
large money that stands still is told of it.
Only work that is for the matter counts, whose budget is large by itself or for the matter; levels such as percentages
are left out, as they do not add up over a year. An output far beyond its target without money is told with its doubt;
where what an OPD is said to have spent cannot be true on several lines, none of its lines is judged.
Remedy: the OPDs whose work it meets settle places and dates for the rest of the year, or the money goes where it moves.
"""

from collections.abc import Iterator, Sequence
from math import log10

import msgspec

from graph.model import Indicator, IndicatorYear, Level, Measure, Opd, Program, ProgramYear, Theme
from graph.snapshot import PlanGraph, kept
from rules.asking import last_year, money_share, nearest_theme
from rules.asking.component import money, pieces, plan_year
from rules.asking.doubt import doubt
from rules.asking.output import bought_in_papers, counts_things, is_one_paper
from rules.asking.pace import written
from rules.asking.progress import adds_up
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.knowledge import first
from rules.number import percent, rupiah
from rules.rule import Found, RuleOptions, rule

BEYOND = 2.0
"""How many times its budget nothing can have been spent."""
MANY = 2
"""Lines beyond it from which on a column of money is not to be trusted."""


class Options(RuleOptions, frozen=True, kw_only=True):
    """From which size on work counts, and up to what it has not moved."""

    least: int = 1_000_000_000
    """Rupiah from which on a budget is large."""
    part: float = 0.2
    """Share of the money for the matter from which on a smaller budget is large for it."""
    least_part: int = 100_000_000
    """Rupiah below which nobody meets on it."""
    pace: float = 0.2
    """Share of a year's money and output up to which at its end nothing has moved; before, by the square of the part
    that has passed, as most is paid and delivered late. Judged at half-year or later.
    """
    runs: tuple[str, ...] = ("pengoperasian", "pemeliharaan")
    """Words of what runs all year: one of one at its end says nothing before."""
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
        "perubahan",
        "kua",
        "ppas",
        "pokok pikiran",
        "laporan semester",
    )
    """Words of what has its day in the year, by law as the budget has: before that day nothing moves."""


@rule(
    "CP08",
    family=Family.CAPACITY,
    per=Program,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.INDICATOR_BEHIND,
    message=Text(
        '"{program}" ({opd}) hampir tidak bergerak sampai triwulan {quarter} {year}: {made}{spent} dari '
        "{budget} ({share}){check}{more}.",
        '"{program}" ({opd}) has hardly moved by quarter {quarter} of {year}: {made_en}{spent_en} of '
        "{budget_en} ({share_en}){check_en}{more_en}.",
    ),
)
def work_stalled(plan: PlanGraph, program: Program, options: Options) -> Iterator[Found]:
    """Flag work for a theme with much money of which, at half-year or later, hardly anything was spent or made."""
    theme = nearest_theme(plan, (program.id,)) if _has_hardly_spent(plan, program, options) else None
    if theme is None:
        return
    still = stalled(plan, theme.id, options)
    own = next((each for each in still if each.program.id == program.id), None)
    matter = sum(money(plan, each.program) or 0 for each in pieces(plan, theme) if each.is_specific)
    if own is None or not (own.budget >= options.least or own.budget >= max(options.part * matter, options.least_part)):
        return
    lead, year = own.lead, own.year
    others = [each for each in still if each.lead == lead and each is not own]
    more = _more(others)
    check = _check(program, *own.output) if own.output else Text("", "")
    made = _made(*own.output) if own.output else Text("", "")
    period = f"{year.year} Q{year.quarter}"
    size = 0.5 + 0.1 * log10(own.budget / options.least) if own.budget >= options.least else 0.45
    yield Found(
        opds=(lead.id,),
        nodes=(program.id, *((own.output[0].id,) if own.output else ()), theme.id),
        links=own.links,
        key=theme.id,
        sharpness=round(min(0.7, size) - (0.0 if own.output and counts_things(own.output[0].unit) else 0.05), 4),
        figures=(
            _figure(Text("pagu", "budget"), own.budget, "Rp", str(year.year), program.id),
            _figure(Text("serapan", "spent"), own.spent, "Rp", period, program.id),
            *(_figures_of(*own.output, period) if own.output else ()),
        ),
        arguments={
            "program": program.name,
            "opd": lead.label,
            "quarter": year.quarter,
            "year": str(year.year),
            "made": made.id,
            "made_en": made.en,
            "spent": rupiah(own.spent).id,
            "spent_en": rupiah(own.spent).en,
            "budget": rupiah(own.budget).id,
            "budget_en": rupiah(own.budget).en,
            "share": percent(own.spent / own.budget).id,
            "share_en": percent(own.spent / own.budget).en,
            "check": check.id,
            "check_en": check.en,
            "more": more.id,
            "more_en": more.en,
        },
    )


class Stalled(msgspec.Struct, frozen=True):
    """Work for a theme that has hardly moved, with what it was to make."""

    program: Program
    lead: Opd
    year: ProgramYear
    output: tuple[Indicator, IndicatorYear] | None
    """None where nothing is said of it, and no rupiah of much money was spent."""
    links: tuple[str, ...]
    budget: int
    spent: int


def _has_hardly_spent(plan: PlanGraph, program: Program, options: Options) -> bool:
    year, share = last_year(program), money_share(program)
    if year is None or share is None or year.budget is None or year.year != plan_year(plan) or year.quarter < 2:
        return False
    lead = plan.lead(program.id)
    is_large = year.budget.counted >= options.least_part and lead is not None and not _is_broken(plan, lead.id)
    return is_large and share <= _little(year.quarter, options) and first(program.name, options.dated) is None


@kept
def _is_broken(plan: PlanGraph, opd: str) -> bool:
    """Whether what an OPD is said to have spent cannot be true, several times its budget on several lines: then nothing
    that it is said not to have spent is evidence either.
    """
    shares = (money_share(program) for program in plan.led_by(opd) if program.level is Level.SUB_ACTIVITY)
    return sum(share is not None and share > BEYOND for share in shares) >= MANY


@kept
def stalled(plan: PlanGraph, theme: str, options: Options) -> tuple[Stalled, ...]:
    """The work that belongs to a theme more than to others, is for it, and has hardly moved; the dearest first."""
    found: list[Stalled] = []
    for piece in pieces(plan, plan.get(Theme, theme)):
        nearest = nearest_theme(plan, (piece.program.id,)) if piece.is_specific else None
        still = stands(plan, piece.program, options) if nearest and nearest.id == theme else None
        if still is not None:
            found.append(msgspec.structs.replace(still, links=(piece.tie.id,)))
    return tuple(sorted(found, key=lambda each: (-each.budget, each.program.id)))


def stands(plan: PlanGraph, program: Program, options: Options) -> Stalled | None:
    """Give some work where it has hardly moved, whatever it is for; None where it has, or nothing is said of it."""
    year, lead = last_year(program), plan.lead(program.id)
    if year is None or year.budget is None or lead is None or not _has_hardly_spent(plan, program, options):
        return None
    output, budget = _output(plan, program, year, options), year.budget.counted
    spent = year.spent.counted if year.spent else 0
    if budget < options.least and (output is None or is_one_paper(*output)):
        return None
    if output is None and (spent or _is_reported(plan, program, year) or not _spends(plan, lead.id)):
        return None
    return Stalled(program, lead, year, output, (), budget, spent)


def _is_reported(plan: PlanGraph, program: Program, year: ProgramYear) -> bool:
    """Whether something that adds up over the year was made of what the work is to make: then it has moved."""
    return any(
        each.year == year.year and each.realised is not None and each.realised.number and adds_up(indicator.unit)
        for indicator in plan.indicators_of(program.id)
        for each in indicator.years
    )


@kept
def _spends(plan: PlanGraph, opd: str) -> bool:
    """Whether an OPD is said to have spent anything: else nothing that it did not spend is evidence."""
    return any(money_share(program) for program in plan.led_by(opd) if program.level is Level.SUB_ACTIVITY)


def _made(indicator: Indicator, aim: IndicatorYear) -> Text:
    """What was made of the target; nothing of a single paper, which is done when the year is over."""
    if is_one_paper(indicator, aim):
        return Text("", "")
    done = aim.realised.text if aim.realised and aim.realised.number else "0"
    target = written(aim.target, indicator.unit)
    return Text(f"{done} dari {target}, ", f"{done} of {target}, ")


def _check(program: Program, indicator: Indicator, aim: IndicatorYear) -> Text:
    """What of unit or entry cannot be true: more made than was to be without money, or papers of what is bought."""
    target, done = (measure.number if measure else None for measure in (aim.target, aim.realised))
    if target is not None and done is not None and done > target:
        return Text(
            "; capaian di atas target tanpa uang: satuan atau isiannya perlu diperiksa",
            "; more than the target without money: unit or entry need a check",
        )
    if bought_in_papers(program.name, indicator.unit):
        return Text(
            f'; satuan "{indicator.unit}" untuk pengadaan perlu diperiksa',
            f'; the unit "{indicator.unit}" of what is bought needs a check',
        )
    return Text("", "")


def _more(others: Sequence[Stalled]) -> Text:
    """What else of the same OPD is as still, the dearest by name."""
    if not others:
        return Text("", "")
    spent, budget = (sum(values) for values in zip(*((each.spent, each.budget) for each in others), strict=True))
    first_ = others[0].program.name
    among = Text(f', di antaranya "{first_}"', f', among them "{first_}"') if len(others) > 1 else Text("", "")
    what = Text(f"{len(others)} pekerjaan lainnya", f"{len(others)} other pieces of its work")
    sum_ = Text("bersama-sama ", "together ")
    if len(others) == 1:
        what, sum_ = Text(f'"{first_}"', f'"{first_}"'), Text("", "")
    return Text(
        f"; {what.id} untuk hal ini sama keadaannya, {sum_.id}{rupiah(spent).id} dari {rupiah(budget).id}{among.id}",
        f"; {what.en} for the matter is as still, {sum_.en}{rupiah(spent).en} of {rupiah(budget).en}{among.en}",
    )


def _is_hardly(done: float, target: float, year: ProgramYear, options: Options) -> bool:
    """Whether hardly anything was made, or more than can have been made without money."""
    return done <= _little(year.quarter, options) * target or done > BEYOND * target


def _little(quarter: int, options: Options) -> float:
    return options.pace * (quarter / 4) ** 2


def _figure(name: Text, value: int | Measure | None, unit: str, period: str, node: str) -> Figure:
    number = value if isinstance(value, int) else (value.number if value else None) or 0
    return Figure(name=name, value=number, unit=unit, period=period, node=node)


def _figures_of(indicator: Indicator, aim: IndicatorYear, period: str) -> tuple[Figure, ...]:
    return (
        _figure(Text("target", "target"), aim.target, indicator.unit, str(aim.year), indicator.id),
        _figure(Text("realisasi", "realised"), aim.realised, indicator.unit, period, indicator.id),
    )


def _output(
    plan: PlanGraph, program: Program, year: ProgramYear, options: Options
) -> tuple[Indicator, IndicatorYear] | None:
    """What the work was to make in the year and has hardly begun to, things before papers; None where there is none."""
    found: list[tuple[Indicator, IndicatorYear]] = []
    for indicator in plan.indicators_of(program.id):
        aim = next((each for each in indicator.years if each.year == year.year), None)
        target = aim.target.number if aim and aim.target else None
        done = aim.realised.number if aim and aim.realised else None
        runs = target == 1 and first(program.name, options.runs) is not None
        is_open = target is not None and target >= 1 and not runs and _is_hardly(done or 0, target, year, options)
        is_reported = aim is not None and aim.realised is not None and aim.quarter == year.quarter
        if aim is not None and is_open and is_reported and adds_up(indicator.unit) and doubt(indicator) is None:
            found.append((indicator, aim))
    return min(found, key=lambda each: not counts_things(each[0].unit), default=None)
