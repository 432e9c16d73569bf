"""AL11 masterplan-program-without-carrier. No work of the Renja carries a program of the Smart City masterplan.

Why: a masterplan is carried out through the programs of the OPDs (guide to smart city masterplans, Ministry of
Communication and Informatics: readiness lists what RPJMD and Renstra carry); the evaluations of 2022 and 2023 ask
which programs ran last year and how much of the budget they had.
Evidence: the program and the work that may carry it, with what speaks for it: the kind of work by its code (which kind
carries what is our own judgement), the theme of its code, words, OPD, sub-dimension. These are proposals; nothing is
tied until a person confirms it.
Remedy: tie the program to the likeliest work, or to another one; where there is none, plan one or drop the program.
"""

from collections.abc import Iterator

from graph.change import PutLink
from graph.model import Level, Link, LinkKind, MasterplanProgram, Program
from graph.snapshot import PlanGraph
from rules.finding import Family, Severity, Text, Value
from rules.masterplan import Adjustment, carriers_proposed
from rules.masterplan.readjusting import ADJUSTMENT
from rules.rule import Found, RuleOptions, rule


@rule(
    "AL11",
    family=Family.ALIGNMENT,
    per=MasterplanProgram,
    severity=Severity.WARNING,
    options=RuleOptions,
    message=Text(
        'Program masterplan "{program}" belum diusung pekerjaan Renja mana pun; {proposal}.',
        'No work of the Renja carries the masterplan program "{program}" yet; {proposal_en}.',
    ),
)
def masterplan_program_without_carrier(plan: PlanGraph, program: MasterplanProgram, _: RuleOptions) -> Iterator[Found]:
    """Flag masterplan programs that no work carries, with the work that may; nothing where the plan has no work."""
    if plan.carriers_of(program.id) or not any(each.level is Level.SUB_ACTIVITY for each in plan.of(Program)):
        return
    proposed = carriers_proposed(plan, program.id)
    lead = plan.lead(program.id)
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(program.id, *(each.program for each in proposed)),
        arguments=_proposal(plan, program),
        remedy=tuple(
            PutLink(
                link=Link(
                    kind=LinkKind.ALIGNS,
                    source_id=each.program,
                    target_id=program.id,
                    reason=f"Usulan: {each.reason.id}.",
                )
            )
            for each in proposed[:1]
        ),
    )


def _proposal(plan: PlanGraph, program: MasterplanProgram) -> dict[str, Value]:
    proposed = carriers_proposed(plan, program.id)
    said: dict[str, Value] = {ADJUSTMENT: Adjustment.CHANGE.value, "program": program.name}
    if not proposed:
        return said | {
            "proposal": "tidak ada pekerjaan yang jelas mirip; pilih atau rencanakan satu, atau keluarkan programnya",
            "proposal_en": "no work is clearly like it; choose or plan one, or drop the program",
        }
    first = proposed[0]
    work, runs = plan.nodes[first.program], plan.lead(first.program)
    named = f'"{work.label}" ({runs.label if runs else "-"})'
    return said | {
        "proposal": f"diusulkan {named}, karena {first.reason.id}",
        "proposal_en": f"proposed: {named}, for {first.reason.en}",
    }
