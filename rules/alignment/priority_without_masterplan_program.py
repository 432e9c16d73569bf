"""AL14 priority-without-masterplan-program. A priority of the RPJMD has no program in the Smart City masterplan.

Why: the programs of a masterplan are drawn from the priorities of the RPJMD (guide to smart city masterplans, Ministry
of Communication and Informatics); when these are revised, the masterplan is reviewed.
Evidence: the priority objective, its lead, and the work that serves it.
Remedy: add a masterplan program of the objective's name, led by its OPD, carried by the work that serves it, in the
sub-dimension that most of this work serves; it is marked as proposed.
"""

from collections import Counter
from collections.abc import Iterator

from graph.model import LinkKind, MasterplanProgram, Objective, ObjectiveLevel, Program
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.masterplan import Adjustment, added
from rules.masterplan.readjusting import ADJUSTMENT
from rules.rule import Found, RuleOptions, rule


@rule(
    "AL14",
    family=Family.ALIGNMENT,
    per=Objective,
    options=RuleOptions,
    message=Text(
        'Prioritas "{objective}" ({opd}) belum punya program di masterplan; tambahkan.',
        'The priority "{objective}" ({opd}) has no program in the masterplan yet; add one.',
    ),
)
def priority_without_masterplan_program(plan: PlanGraph, objective: Objective, _: RuleOptions) -> Iterator[Found]:
    """Flag priorities that no masterplan program serves, itself or by what lies above or below it."""
    is_issue = objective.level is ObjectiveLevel.ISSUE
    if not objective.priority or is_issue or not plan.masterplans or _is_promised(plan, objective):
        return
    lead = plan.lead(objective.id)
    work = [
        each
        for link in plan.into(objective.id, LinkKind.ALIGNS)
        if isinstance(each := plan.nodes[link.source_id], Program)
    ]
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(objective.id, *(each.id for each in work)),
        arguments={
            ADJUSTMENT: Adjustment.ADD.value,
            "objective": objective.text,
            "opd": lead.label if lead else "-",
        },
        remedy=added(plan, objective, _most_served(plan, work), work),
    )


def _is_promised(plan: PlanGraph, objective: Objective) -> bool:
    near = {each.id for each in plan.lineage(objective.id)}
    waiting = [objective.id]
    while waiting:
        below = [each.id for each in plan.children(waiting.pop()) if each.id not in near]
        near.update(below)
        waiting += below
    ties = (link for id_ in near for link in plan.into(id_, LinkKind.ALIGNS))
    return any(isinstance(plan.nodes[link.source_id], MasterplanProgram) for link in ties)


def _most_served(plan: PlanGraph, work: list[Program]) -> tuple[str, ...]:
    served = Counter(each.id for one in work for each in plan.dimensions_of(one.id))
    return (min(served, key=lambda each: (-served[each], each)),) if served else ()
