"""AL12 work-outside-masterplan. OPDs work for a sub-dimension of which the Smart City masterplan knows no program.

Why: what a region does and pays for in a dimension should be seen in its masterplan; work that it does not know is
reported to nobody in the ministry's yearly evaluation (evaluations of 2022 and 2023, parts Output and Outcome).
Evidence: the sub-dimension, the work with the most money in its last year that serves it, and the money of all of it.
Remedy: take a program for it into the masterplan, or say which of its programs this work carries.
"""

from collections.abc import Iterator

from graph.model import Dimension, DimensionLevel, LinkKind, Program
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.number import rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as work for a sub-dimension, and how much of it is shown."""

    least_weight: float = 2.0
    """Weight of the tie from work to sub-dimension from which on it counts."""
    most_shown: int = 5
    """Pieces of work that are named."""


@rule(
    "AL12",
    family=Family.ALIGNMENT,
    per=Dimension,
    options=Options,
    message=Text(
        "Masterplan belum memuat program untuk {dimension}, padahal {count} pekerjaan Renja melayaninya ({money}), "
        'terbesar "{work}" ({opd}).',
        "The masterplan has no program for {dimension_en}, though {count} pieces of work of the Renja serve it "
        '({money_en}), the largest being "{work}" ({opd}).',
    ),
)
def work_outside_masterplan(plan: PlanGraph, dimension: Dimension, options: Options) -> Iterator[Found]:
    """Flag sub-dimensions with work and without a masterplan program; nothing where the plan has no masterplan."""
    if dimension.level is not DimensionLevel.SUB_DIMENSION or not plan.masterplan_programs:
        return
    if any(plan.placed(at.id) for at in plan.lineage(dimension.id)):
        return
    work = [
        each
        for link in plan.into(dimension.id, LinkKind.CONTRIBUTES)
        if link.weight >= options.least_weight
        and isinstance(each := plan.nodes[link.source_id], Program)
        and not any(isinstance(part, Program) for part in plan.children(each.id))
        and not plan.carried_by(each.id)
    ]
    if not work:
        return
    work.sort(key=lambda each: (-each.last_budget, each.id))
    money = rupiah(sum(each.last_budget for each in work))
    runs = plan.lead(work[0].id)
    leads = {lead.id for each in work if (lead := plan.lead(each.id))}
    yield Found(
        opds=tuple(sorted(leads)),
        nodes=(dimension.id, *(each.id for each in work[: options.most_shown])),
        arguments={
            "dimension": f"{dimension.code} {dimension.name}",
            "dimension_en": f"{dimension.code} {dimension.name_en or dimension.name}",
            "count": len(work),
            "money": money.id,
            "money_en": money.en,
            "work": work[0].name,
            "opd": runs.label if runs else "-",
        },
    )
