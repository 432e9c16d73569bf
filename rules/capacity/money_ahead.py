"""CP14 money-ahead. At several agencies money runs well ahead of what it is to make.

Why: the quarterly evaluation puts the realised budget beside the realised performance of each sub-activity (Permendagri
86/2017, form E.81). One such line is a question of who plans to its agency; many of them at many agencies are gone
through at once: entries and units that are wrong, output that is caught up on, money that is moved.
Evidence: the work with money of which a share was spent and clearly less was made of what it is to make, counted in
what people get or see, with the sums over all of it up to the quarter. Left out are amounts that cannot be true, levels
such as percentages, a zero before the end of the year, and papers.
Remedy: for each of them the corrected entry, the day by which the rest is made, or the money that goes to other work.
"""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from graph.model import Opd, ProgramYear
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import last_year
from rules.asking.component import plan_year
from rules.asking.output import counts_things
from rules.capacity.money_and_performance_disagree import PAPERS, Pace, paces
from rules.capacity.session import Many, owners, sitting
from rules.finding import FactKind, Family, Figure, Gathers, Severity, Text
from rules.number import percent, rupiah
from rules.rule import Found, rule

NAMED = 3
"""How many pieces of work are named."""


class Options(Many, frozen=True, kw_only=True):
    """What counts as ahead, and from when on it is a matter of all."""

    gap: float = 0.2
    """Difference of the shares of money and output, from 0 to 1, from which on money is ahead."""
    part: float = 0.5
    """Share of output as a part of the share of money up to which it is."""
    most_spent: float = 1.0
    """Share of its budget beyond which what is said to be spent is a slip of entry, and no pace."""
    least_money: int = 100_000_000
    """Rupiah of a budget below which nobody asks."""
    papers: tuple[str, ...] = PAPERS
    """Words of outputs that only count papers."""


class _Ahead(msgspec.Struct, frozen=True):
    """Work whose money is ahead, with its year."""

    pace: Pace
    lead: Opd
    year: ProgramYear
    budget: int

    @property
    def spent(self) -> int:
        return self.year.spent.counted if self.year.spent else 0


@rule(
    "CP14",
    family=Family.CAPACITY,
    per=PlanInfo,
    severity=Severity.WARNING,
    options=Options,
    gathers=Gathers.MATTER,
    fact=FactKind.DISPROPORTION,
    message=Text(
        "Pada {count} pekerjaan di {opds} perangkat daerah uang mendahului hasil sampai triwulan {quarter} {year}: "
        "terserap {spent} dari {budget} ({share}); terbesar {most}.",
        "On {count} pieces of work at {opds} OPDs money is ahead of output by quarter {quarter} of {year}: {spent_en} "
        "of {budget_en} is spent ({share_en}); the largest are {most_en}.",
    ),
)
def money_ahead(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag a plan in which money of many agencies is ahead of its output, once."""
    work = sorted(_work(plan, options), key=lambda each: (-each.budget, each.pace.program.id))
    by_opd: dict[str, int] = defaultdict(int)
    for each in work:
        by_opd[each.lead.id] += each.budget
    led = owners(plan, by_opd, len(work), options)
    if not led:
        return
    budget, spent = sum(each.budget for each in work), sum(each.spent for each in work)
    named = [(f'"{each.pace.program.name}" ({each.lead.label}', each) for each in work[:NAMED]]
    yield Found(
        opds=sitting(plan, led),
        nodes=tuple(each.pace.program.id for each in work),
        key="money-ahead",
        matter=Text("Uang mendahului hasil", "Money ahead of output"),
        sharpness=0.65,
        figures=tuple(
            Figure(
                name=Text("serapan", "spent"),
                value=each.spent,
                unit="Rp",
                period=f"{each.year.year} Q{each.year.quarter}",
                node=each.pace.program.id,
            )
            for _, each in named
        ),
        arguments={
            "count": len(work),
            "opds": len(led),
            "quarter": work[0].year.quarter,
            "year": str(work[0].year.year),
            "spent": rupiah(spent).id,
            "spent_en": rupiah(spent).en,
            "budget": rupiah(budget).id,
            "budget_en": rupiah(budget).en,
            "share": percent(spent / budget).id,
            "share_en": percent(spent / budget).en,
            "most": "; ".join(
                f"{said}: uang {percent(x.pace.money).id}, hasil {percent(x.pace.output).id})" for said, x in named
            ),
            "most_en": "; ".join(
                f"{said}: money {percent(x.pace.money).en}, output {percent(x.pace.output).en})" for said, x in named
            ),
        },
    )


def _work(plan: PlanGraph, options: Options) -> Iterator[_Ahead]:
    """The work of which the money is ahead."""
    for lead in plan.opds:
        for pace in paces(plan, lead, options.papers):
            program, year = pace.program, last_year(pace.program)
            if year is None or year.budget is None or year.year != plan_year(plan):
                continue
            is_large = year.budget.counted >= options.least_money
            is_ahead = pace.ahead >= options.gap and pace.output <= options.part * pace.money
            is_counted = any(counts_things(each.unit) for each in plan.indicators_of(program.id))
            if is_large and is_ahead and is_counted and pace.money <= options.most_spent:
                yield _Ahead(pace, lead, year, year.budget.counted)
