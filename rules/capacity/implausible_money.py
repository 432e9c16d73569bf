"""CP01 implausible-money. A program carries an amount that cannot be meant.

Why: one amount with digits too many hides every other in a sum; the file must be mended at its source.
Evidence: the program, and the mark with the cell as written.
Remedy: the OPD corrects the amount in its planning application and loads the file again.
"""

from collections.abc import Iterator

from graph.model import MarkCode, Program
from graph.snapshot import PlanGraph
from rules.finding import Family, Severity, Text
from rules.rule import Found, RuleOptions, rule


@rule(
    "CP01",
    family=Family.CAPACITY,
    per=Program,
    severity=Severity.WARNING,
    options=RuleOptions,
    message=Text(
        '"{program}" ({opd}) mencantumkan Rp {amount}, yang tidak wajar; periksa berkas asalnya.',
        '"{program}" ({opd}) states Rp {amount}, which is implausible; check its source file.',
    ),
)
def implausible_money(plan: PlanGraph, program: Program, _: RuleOptions) -> Iterator[Found]:
    """Flag programs that intake marked for their money."""
    lead = plan.lead(program.id)
    for mark in program.marks:
        if mark.code is MarkCode.IMPLAUSIBLE_MONEY:
            yield Found(
                opds=(lead.id,) if lead else (),
                nodes=(program.id,),
                key=mark.column,
                arguments={
                    "program": program.name,
                    "opd": lead.label if lead else "-",
                    "amount": mark.value.replace(",", "."),
                },
            )
