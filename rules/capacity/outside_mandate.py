"""CP02 outside-mandate. An OPD runs a program of a field that it is not mandated for.

Why: agencies are formed by field of government (PP 18/2016); work outside it has no standing unless it is agreed with
the OPD that holds the field.
Evidence: the program, its OPD, and the OPDs that hold the field.
Remedy: move the program, or name the holder of the field as its supporter.
"""

from collections.abc import Iterator

from graph.model import Level, Program
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


@rule(
    "CP02",
    family=Family.CAPACITY,
    per=Program,
    options=RuleOptions,
    sees=without_years,
    message=Text(
        '{opd} menjalankan "{program}" (bidang {field}) di luar mandatnya; pemegang bidang: {holders}.',
        '{opd} runs "{program}" (field {field}) outside its mandate; the field is held by: {holders}.',
    ),
)
def outside_mandate(plan: PlanGraph, program: Program, _: RuleOptions) -> Iterator[Found]:
    """Flag programs of a field that the leading OPD does not hold, where its mandates are known."""
    lead = plan.lead(program.id)
    if program.level is not Level.PROGRAM or not program.field or program.is_overhead or lead is None:
        return
    if not lead.mandates or program.field in lead.mandates:
        return
    holders = [opd for opd in plan.opds if program.field in opd.mandates]
    yield Found(
        opds=(lead.id, *(opd.id for opd in holders)),
        nodes=(program.id, lead.id, *(opd.id for opd in holders)),
        key=f"field/{program.field}",
        arguments={
            "opd": lead.label,
            "program": program.name,
            "field": program.field,
            "holders": ", ".join(opd.label for opd in holders) or "-",
        },
    )
