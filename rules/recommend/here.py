"""Here: what the plan says of the work that would carry an action: its money, what it is to make and how far it is."""

from collections.abc import Iterable, Iterator, Sequence

from graph.model import Indicator, IndicatorYear, Program
from graph.snapshot import PlanGraph
from rules.asking import last_year, money_share
from rules.asking.component import money, plan_year
from rules.asking.doubt import doubt
from rules.asking.output import counts_things, is_unpaid
from rules.asking.pace import written
from rules.finding import Text
from rules.number import percent, rupiah
from rules.recommend.effect import late
from rules.recommend.initiative import Action, Effect, Sureness
from rules.recommend.matter import Matter
from rules.recommend.wording import short

LAGS = 0.25
"""How far behind its path an indicator is that is told of."""


def here(plan: PlanGraph, action: Action, unpaid: Sequence[Program], effects: Sequence[Effect]) -> Text | None:
    """Give what the plan's latest year says of the work of an action; then of what is ``unpaid`` beside it, and the
    first of the indicators of those who take part that it surely moves and that is behind. None where the plan gives no
    money to anything.
    """
    year = plan_year(plan)
    if year is None:
        return None
    said = [_of_work(plan, plan.get(Program, id_), year) for id_ in action.programs]
    if unpaid:
        said.append(_without_money(plan, unpaid, year))
    sure = (each for each in effects if (each.behind or 0) >= LAGS and each.sureness is Sureness.HIGH)
    said += [told for each in sure if (told := _of_indicator(plan, each, action.opds))][:1]
    idn, eng = ("; ".join(texts) for texts in zip(*((each.id, each.en) for each in said), strict=True))
    return Text(f"pada {year}: {idn}", f"in {year}: {eng}")


def _of_work(plan: PlanGraph, program: Program, year: int) -> Text:
    """Its money in the year, what it is to make where that is counted, and how much of both there is so far."""
    lead, budget = plan.lead(program.id), money(plan, program)
    name = f'{lead.label if lead else "-"}, "{short(program.name)}"'
    given = rupiah(budget) if budget is not None else Text("pagu tidak disebut", "no budget named")
    aims = list(_aims(plan, program, year))[:1]
    idn = f"{name}: {given.id}" + "".join(f" untuk {written(aim.target, each.unit)}" for each, aim in aims)
    eng = f"{name}: {given.en}" + "".join(f" for {written(aim.target, each.unit)}" for each, aim in aims)
    done = _done(program, aims, year)
    return Text(idn + done.id, eng + done.en)


def bare(plan: PlanGraph, matter: Matter, action: Action) -> tuple[Program, ...]:
    """Give the work for a matter of those who take part in an action that has a target and no money, or only a token,
    in the order of ids; none beside what mends a fact.
    """
    year = plan_year(plan)
    if year is None or action.practice is None:
        return ()
    found = [
        program
        for program in matter.programs
        if program.id not in action.programs
        and is_unpaid(plan, program)
        and any(_aims(plan, program, year))
        and (lead := plan.lead(program.id)) is not None
        and lead.id in action.opds
    ]
    return tuple(sorted(found, key=lambda program: program.id))


def _without_money(plan: PlanGraph, work: Sequence[Program], year: int) -> Text:
    """The first of some work without money, and how much more there is."""
    said, more = _of_work(plan, work[0], year), len(work) - 1
    return Text(
        f"tanpa uang: {said.id}" + (f" dan {more} lainnya" if more else ""),
        f"without money: {said.en}" + (f" and {more} more" if more else ""),
    )


def _done(program: Program, aims: Sequence[tuple[Indicator, IndicatorYear]], year: int) -> Text:
    """How much is spent and made so far, where the plan says so of the year."""
    last, share = last_year(program), money_share(program)
    idn, eng = [], []
    quarters = {aim.quarter for _, aim in aims if aim.realised and aim.realised.number}
    if last is not None and share is not None and last.year == year:
        quarters.add(last.quarter)
        idn.append(f"terserap {percent(share).id}")
        eng.append(f"{percent(share).en} spent")
    for each, aim in aims:
        if aim.realised and aim.realised.number:
            idn.append(f"tercapai {written(aim.realised, each.unit)}")
            eng.append(f"{written(aim.realised, each.unit)} reached")
    if not idn or len(quarters) != 1:
        return Text("", "")
    (quarter,) = quarters
    return Text(
        f" ({', '.join(idn)} sampai triwulan {quarter})",
        f" ({', '.join(eng)} by quarter {quarter})",
    )


def _aims(plan: PlanGraph, program: Program, year: int) -> Iterator[tuple[Indicator, IndicatorYear]]:
    """What the work is to make in the year, counted in what people get or see."""
    for indicator in plan.indicators_of(program.id):
        aim = next((each for each in indicator.years if each.year == year), None)
        is_counted = counts_things(indicator.unit) and aim is not None and aim.target and aim.target.number
        if aim is not None and is_counted and doubt(indicator) is None:
            yield indicator, aim


def _of_indicator(plan: PlanGraph, effect: Effect, opds: Iterable[str]) -> Text | None:
    """How far an indicator is that is behind; None where another OPD answers for it."""
    indicator = plan.get(Indicator, effect.indicator)
    told, lead = late(indicator), plan.lead(effect.aim) or plan.lead(indicator.id)
    if told is None or lead is None or lead.id not in opds:
        return None
    return Text(f'"{indicator.name}" ({lead.label}) {told.id}', f'"{indicator.name}" ({lead.label}) {told.en}')
