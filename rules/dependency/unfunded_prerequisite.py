"""DP02 unfunded-prerequisite. What other work waits for has no money in the year.

Why: work that waits for something without a budget will wait in vain; the money is asked for in one place and the need
is felt in another.
Evidence: the prerequisite, its budget in the year, and the dependencies that lead to it.
Remedy: fund the prerequisite, or move the work that waits for it.
"""

from collections.abc import Iterator

from graph.model import Level, Link, LinkKind, Origin, Program
from graph.snapshot import PlanGraph
from rules.finding import FactKind, Family, Figure, Gathers, Severity, Text
from rules.rule import Found, RuleOptions, rule


@rule(
    "DP02",
    family=Family.DEPENDENCY,
    per=Program,
    severity=Severity.WARNING,
    gathers=Gathers.WORK,
    fact=FactKind.UNFUNDED,
    options=RuleOptions,
    message=Text(
        '"{program}" ({opd}) tanpa pagu tahun {year}, padahal {waiting} menunggunya.',
        '"{program}" ({opd}) has no budget in {year}, while {waiting} wait for it.',
    ),
)
def unfunded_prerequisite(plan: PlanGraph, program: Program, _: RuleOptions) -> Iterator[Found]:
    """Flag sub-activities of another OPD's need that have no money in their last year."""
    links = plan.into(program.id, LinkKind.DEPENDS_ON)
    lead = plan.lead(program.id)
    if not links or program.level is not Level.SUB_ACTIVITY or not program.years or lead is None:
        return
    last = program.years[-1]
    if last.budget is not None and (last.budget.amount or 0) > 0:
        return
    waiting = [link for link in links if (other := plan.lead(link.source_id)) is not None and other.id != lead.id]
    if not waiting:
        return
    opds = sorted({other.id for link in waiting if (other := plan.lead(link.source_id))})
    yield Found(
        opds=(lead.id, *opds),
        nodes=(program.id, *sorted({link.source_id for link in waiting})),
        links=tuple(sorted(link.id for link in waiting)),
        sharpness=_sharpness(waiting) if last.budget is not None else 0.0,
        figures=(Figure(name=Text("pagu", "budget"), value=0, unit="Rp", period=str(last.year), node=program.id),),
        arguments={
            "program": program.name,
            "opd": lead.label,
            "year": last.year,
            "waiting": ", ".join(plan.nodes[opd].label for opd in opds),
        },
    )


def _sharpness(waiting: list[Link]) -> float:
    """What OPDs said themselves decides more than what only knowledge says."""
    return round(max((0.6 if link.origin is Origin.DECLARED else 0.3) * link.confidence for link in waiting), 4)
