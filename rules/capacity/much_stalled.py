"""CP13 much-stalled. Much work with money, of several agencies, has hardly moved by mid-year.

Why: the quarterly evaluation looks at one agency after the other (Permendagri 86/2017, Formulir E.81); what most of
them wait for is the same few things: tenders, land, a decision to move the money. One list of all such work, the
dearest first, is one meeting; each package by itself is a matter for a desk.
Evidence: all work that has hardly moved, as the rule on stalled work sees it with its usual options, whatever it is for
and however small beside it, with what was spent of its budget up to the quarter; work of the office is left out.
Remedy: for each piece of work the day on which it is tendered and done, or the money that goes to other work.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.snapshot import PlanGraph, PlanInfo
from rules.capacity.session import Many, owners, sitting
from rules.capacity.work_stalled import Options as Standing
from rules.capacity.work_stalled import Stalled, stands
from rules.finding import FactKind, Family, Figure, Gathers, Severity, Text
from rules.knowledge.selection import leaves
from rules.number import percent, rupiah
from rules.rule import Found, rule

NAMED = 3
"""How many agencies are named with their money."""


@rule(
    "CP13",
    family=Family.CAPACITY,
    per=PlanInfo,
    severity=Severity.WARNING,
    options=Many,
    gathers=Gathers.MATTER,
    fact=FactKind.INDICATOR_BEHIND,
    message=Text(
        "{count} pekerjaan di {opds} perangkat daerah hampir tidak bergerak sampai triwulan {quarter} {year}: {spent} "
        "dari {budget} ({share}); terbesar {most}.",
        "{count} pieces of work at {opds} OPDs have hardly moved by quarter {quarter} of {year}: {spent_en} of "
        "{budget_en} ({share_en}); most at {most_en}.",
    ),
)
def much_stalled(plan: PlanGraph, _: PlanInfo, options: Many) -> Iterator[Found]:
    """Flag a plan in which much money of many agencies stands still, once."""
    work = [each for program in leaves(plan) if not program.is_overhead and (each := stands(plan, program, Standing()))]
    by_opd: dict[str, list[Stalled]] = defaultdict(list)
    for each in work:
        by_opd[each.lead.id].append(each)
    led = owners(plan, {id_: sum(each.budget for each in mine) for id_, mine in by_opd.items()}, len(work), options)
    if not led:
        return
    budget, spent = sum(each.budget for each in work), sum(each.spent for each in work)
    year = work[0].year
    money = {id_: rupiah(sum(each.budget for each in by_opd[id_])) for id_ in led[:NAMED]}
    labels = {id_: plan.nodes[id_].label for id_ in money}
    yield Found(
        opds=sitting(plan, led),
        nodes=tuple(each.program.id for each in sorted(work, key=lambda each: (-each.budget, each.program.id))),
        key="much-stalled",
        matter=Text("Pekerjaan yang belum bergerak", "Work that has not moved"),
        sharpness=0.7,
        figures=tuple(
            Figure(
                name=Text("pekerjaan yang belum bergerak", "work that has not moved"),
                value=len(by_opd[id_]),
                unit="",
                period=f"{year.year} Q{year.quarter}",
                node=id_,
            )
            for id_ in led[:NAMED]
        ),
        arguments={
            "count": len(work),
            "opds": len(led),
            "quarter": year.quarter,
            "year": str(year.year),
            "spent": rupiah(spent).id,
            "spent_en": rupiah(spent).en,
            "budget": rupiah(budget).id,
            "budget_en": rupiah(budget).en,
            "share": percent(spent / budget).id,
            "share_en": percent(spent / budget).en,
            "most": ", ".join(f"{labels[id_]} ({len(by_opd[id_])}, {money[id_].id})" for id_ in money),
            "most_en": ", ".join(f"{labels[id_]} ({len(by_opd[id_])}, {money[id_].en})" for id_ in money),
        },
    )
