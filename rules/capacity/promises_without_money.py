"""CP12 promises-without-money. Much work with a target stands in the plan at nothing, at several agencies.

Why: a target without money is a promise that nobody keeps (PP 12/2019 on regional finance: what is budgeted follows the
targets of the plan). One such line is a matter between its agency and who plans; many of them at many agencies are one
decision of all: what is funded, what is put together with other work, and what goes from the plan.
Evidence: the sub-activities with a target of which less than half is reached, and whose budget in the plan's latest
year is nothing or a token, with who leads them. Amounts that were not read, or that cannot be true, are not taken for
nothing; work of the office is left out, and what has to make a single paper.
Remedy: who plans goes through the list with the agencies before the next plan is set.
"""

from collections import Counter
from collections.abc import Iterator

from graph.model import Level, Opd, Program
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking.component import plan_year
from rules.asking.output import MOST_DONE, TOKEN, is_one_paper, is_unpaid
from rules.capacity.session import Many, owners, sitting
from rules.finding import FactKind, Family, Figure, Gathers, Severity, Text
from rules.knowledge.selection import leaves
from rules.number import rupiah
from rules.rule import Found, rule

NAMED = 3
"""How many agencies are named with their count."""


class Options(Many, frozen=True, kw_only=True):
    """What counts as a promise without money, and from when on it is a matter of all."""

    token: int = TOKEN
    """Rupiah below which a budget is only a token: it keeps a line open and pays for nothing."""
    done: float = MOST_DONE
    """Share of its target that is reached from which on work needs no money."""


@rule(
    "CP12",
    family=Family.CAPACITY,
    per=PlanInfo,
    severity=Severity.WARNING,
    options=Options,
    gathers=Gathers.MATTER,
    fact=FactKind.UNFUNDED,
    message=Text(
        "{count} sub kegiatan bertarget di {opds} perangkat daerah berpagu nol atau kurang dari {token} pada {year}, "
        "di luar yang hanya membuat satu dokumen; terbanyak {most}.",
        "{count} sub-activities with a target at {opds} OPDs have a budget of nothing or less than {token_en} in "
        "{year}, without those that make a single paper; most at {most}.",
    ),
)
def promises_without_money(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag a plan in which many agencies promise much for nothing, once."""
    bare = {each.id: lead for each in leaves(plan) if (lead := plan.lead(each.id)) and _is_bare(plan, each, options)}
    count = Counter(lead.id for lead in bare.values())
    led = owners(plan, count, len(bare), options)
    if not led:
        return
    most = [plan.get(Opd, id_) for id_ in led[:NAMED]]
    year = str(plan_year(plan))
    work = sorted(bare, key=lambda id_: (-count[bare[id_].id], bare[id_].id, id_))
    yield Found(
        opds=sitting(plan, led),
        nodes=tuple(work),
        key="promises-without-money",
        matter=Text("Pekerjaan bertarget tanpa uang", "Targets without money"),
        sharpness=0.7,
        figures=tuple(
            Figure(
                name=Text("sub kegiatan tanpa uang", "sub-activities without money"),
                value=count[each.id],
                unit="",
                period=year,
                node=each.id,
            )
            for each in most
        ),
        arguments={
            "count": len(bare),
            "token": rupiah(options.token).id,
            "token_en": rupiah(options.token).en,
            "opds": len(led),
            "year": year,
            "most": ", ".join(f"{each.label} ({count[each.id]})" for each in most),
        },
    )


def _is_bare(plan: PlanGraph, program: Program, options: Options) -> bool:
    is_work = program.level is Level.SUB_ACTIVITY and not program.is_overhead and not _is_paper(plan, program)
    return is_work and is_unpaid(plan, program, options.token, options.done)


def _is_paper(plan: PlanGraph, program: Program) -> bool:
    """Whether some work has to make a single paper, which takes no money of its own."""
    year = plan_year(plan)
    aims = [(one, aim) for one in plan.indicators_of(program.id) for aim in one.years if aim.year == year]
    return bool(aims) and all(is_one_paper(one, aim) for one, aim in aims)
