"""AL01 objective-without-program. An outcome (sasaran) of an OPD has no program under it.

Why: an outcome in a plan is reached through programs; one without any cannot be reached or financed
(Permendagri 86/2017 on the consistency of planning documents).
Evidence: the objective and the OPD that answers for it.
Remedy: name the program that serves the objective, or take the objective out of the plan.
"""

from collections.abc import Iterator

from graph.model import LinkKind, MasterplanProgram, Objective, ObjectiveLevel
from graph.snapshot import PlanGraph
from rules.finding import Family, Severity, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


@rule(
    "AL01",
    family=Family.ALIGNMENT,
    per=Objective,
    severity=Severity.WARNING,
    options=RuleOptions,
    sees=without_words,
    message=Text(
        'Sasaran "{objective}" ({opd}) belum mempunyai program.',
        'The outcome "{objective}" ({opd}) has no program yet.',
    ),
)
def objective_without_program(plan: PlanGraph, objective: Objective, _: RuleOptions) -> Iterator[Found]:
    """Flag outcomes that no program aligns with."""
    serving = (plan.nodes[link.source_id] for link in plan.into(objective.id, LinkKind.ALIGNS))
    works = any(not isinstance(each, MasterplanProgram) for each in serving)
    if objective.level is not ObjectiveLevel.OUTCOME or works:
        return
    lead = plan.lead(objective.id)
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(objective.id,),
        arguments={"objective": objective.text, "opd": lead.label if lead else "-"},
    )
