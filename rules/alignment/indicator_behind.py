"""AL03 indicator-behind. An indicator is behind the path to its target, the part of the year that has passed counted.

Why: the quarterly evaluation of annual plans exists to see this while it can still be mended (Permendagri 86/2017,
Formulir E.81). Indicators that every OPD has about its own office are left out, and so are doubtful ones (AL09).
Evidence: the indicator with what it has reached of which target up to which quarter, what it measures, the OPD that
answers for it. A level such as a percentage does not add up over the year: before its end it is no fact. What should
fall and is far above its target already is one, whatever its unit.
Remedy: name who can help; an initiative on the same matter raises its score for this.
"""

from collections.abc import Iterable, Iterator

from graph.model import AnyNode, Indicator, IndicatorYear, LinkKind, Program
from graph.snapshot import PlanGraph
from rules.asking import falls, last_year, money_share, shortfall
from rules.asking.component import money
from rules.asking.doubt import doubt
from rules.asking.output import counted
from rules.asking.pace import judged, stands, written
from rules.finding import FactKind, Family, Figure, Gathers, Text
from rules.knowledge import first, is_routine, known_of
from rules.number import percent, rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as behind."""

    least: float = 0.25
    """Share of the expected value that is missing."""
    decides: float = 0.5
    """The same share from which on it is a fact, with which an initiative can open."""
    least_target: float = 10.0
    """Target from which on it is one: below it a single piece of work is late, and nobody meets on that."""
    least_money: int = 100_000_000
    """Rupiah of the work that it measures from which on it is one."""
    happens: tuple[str, ...] = (
        "korban",
        "bencana",
        "darurat",
        "kejadian",
        "kasus",
        "pengaduan",
        "santunan",
        "terlantar",
    )
    """Words of what is done when something happens: that little happened is no lag."""


@rule(
    "AL03",
    family=Family.ALIGNMENT,
    per=Indicator,
    gathers=Gathers.WORK,
    fact=FactKind.INDICATOR_BEHIND,
    options=Options,
    message=Text(
        'Indikator "{indicator}" ({opd}) {stands} sampai triwulan {quarter} {year}{money}.',
        'The indicator "{indicator}" ({opd}) {stands_en} by quarter {quarter} of {year}{money_en}.',
    ),
)
def indicator_behind(plan: PlanGraph, indicator: Indicator, options: Options) -> Iterator[Found]:
    """Flag indicators that are behind their path."""
    lag = shortfall(indicator)
    year = judged(indicator)
    if (
        lag is None
        or year is None
        or lag < options.least
        or doubt(indicator)
        or is_routine(indicator.name, known_of(plan))
    ):
        return
    measured = [plan.nodes[link.target_id] for link in plan.out(indicator.id, LinkKind.MEASURES)]
    if any(isinstance(node, Program) and node.is_overhead for node in measured):
        return
    lead = next((lead for node in measured if (lead := plan.lead(node.id))), plan.lead(indicator.id))
    spent = _spent(measured, year)
    told = stands(indicator, written(year.realised, indicator.unit), written(year.target, indicator.unit))
    is_fact = _decides(indicator, year, lag, options) and _weighs(plan, measured, year, options)
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(indicator.id, *(node.id for node in measured)),
        links=tuple(link.id for link in plan.out(indicator.id, LinkKind.MEASURES)),
        sharpness=round(0.25 + 0.25 * lag, 4) if is_fact else 0.0,
        figures=tuple(
            Figure(name=name, value=measure.number, unit=indicator.unit, period=period, node=indicator.id)
            for name, measure, period in (
                (Text("realisasi", "realised"), year.realised, f"{year.year} Q{year.quarter}"),
                (Text("target", "target"), year.target, str(year.year)),
            )
            if measure is not None and measure.number is not None
        ),
        arguments={
            "indicator": indicator.name,
            "opd": lead.label if lead else "-",
            "stands": told.id,
            "stands_en": told.en,
            "quarter": year.quarter,
            "year": str(year.year),
            "money": spent.id,
            "money_en": spent.en,
        },
    )


def _spent(measured: Iterable[AnyNode], year: IndicatorYear) -> Text:
    """Beside what was reached what was spent on it, where one piece of work is measured and its money is known."""
    work = [node for node in measured if isinstance(node, Program)]
    then = last_year(work[0]) if len(work) == 1 else None
    share = money_share(work[0]) if then is not None else None
    if then is None or share is None or (then.year, then.quarter) != (year.year, year.quarter):
        return Text("", "")
    spent, budget = (rupiah(each.counted if each else 0) for each in (then.spent, then.budget))
    of = percent(share)
    return Text(
        f"; pagunya terserap {spent.id} dari {budget.id} ({of.id})",
        f"; {spent.en} of its {budget.en} is spent ({of.en})",
    )


def _decides(indicator: Indicator, year: IndicatorYear, lag: float, options: Options) -> bool:
    """Whether it is far behind, adds up over the year or the year is over, and waits for nothing to happen; what should
    fall is far above its target already.
    """
    if falls(indicator):
        return lag >= options.decides
    target = year.target.number if year.target else None
    is_large = lag >= options.decides and (target or 0) >= options.least_target
    adds_up = year.quarter == 4 or bool(counted(indicator.unit))
    return is_large and adds_up and first(indicator.name, options.happens) is None


def _weighs(plan: PlanGraph, measured: Iterable[AnyNode], year: IndicatorYear, options: Options) -> bool:
    """Whether the work that it measures has money enough, or the plan says nothing of it, and no later report of it."""
    work = [node for node in measured if isinstance(node, Program)]
    given = [money(plan, program) for program in work]
    later = any(each.year == year.year and each.quarter > year.quarter for program in work for each in program.years)
    return not later and (not given or any(each is None or each >= options.least_money for each in given))
