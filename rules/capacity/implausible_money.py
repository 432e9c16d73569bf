"""CP01 implausible-money. A program carries an amount that cannot be meant.

Why: one amount with digits too many hides every other in a sum, and nobody may spend more than the budget document
allows (PP 12/2019, article 124); the file must be mended at its source.
Evidence: the program, and the mark with the cell as written, or the spending beside the budget. Where a part of a
program is overspent, the part is named and not what sums it up.
Remedy: the OPD corrects the amount in its planning application and loads the file again.
"""

from collections.abc import Iterator

from graph.model import MarkCode, Program, ProgramYear
from graph.snapshot import PlanGraph
from rules.finding import Family, Severity, Text
from rules.number import number
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """How far spending may go."""

    times: float = 2.0
    """How many times its budget spending must be to be implausible."""


@rule(
    "CP01",
    family=Family.CAPACITY,
    per=Program,
    severity=Severity.WARNING,
    options=Options,
    message=Text(
        '"{program}" ({opd}) mencantumkan Rp {amount}, yang tidak wajar{why}; periksa berkas asalnya.',
        '"{program}" ({opd}) states Rp {amount_en}, which is implausible{why_en}; check its source file.',
    ),
)
def implausible_money(plan: PlanGraph, program: Program, options: Options) -> Iterator[Found]:
    """Flag programs that intake marked for their money, and those that spent far more than they have."""
    marks = [mark for mark in program.marks if mark.code is MarkCode.IMPLAUSIBLE_MONEY]
    said = [
        (mark.column, Text(mark.value.replace(",", "."), mark.value.replace(".", ",")), Text("", "")) for mark in marks
    ]
    spent = [] if marks else _overspent(program, options)
    if spent and not any(_overspent(child, options) for child in plan.children(program.id)):
        said += [
            (
                f"spent/{year.year}",
                number(year.spent.counted if year.spent else 0),
                Text(
                    f" ({number(times).id} kali pagunya tahun {year.year})",
                    f" ({number(times).en} times its budget of {year.year})",
                ),
            )
            for year, times in spent
        ]
    lead = plan.lead(program.id)
    for key, amount, why in said:
        yield Found(
            opds=(lead.id,) if lead else (),
            nodes=(program.id,),
            key=key,
            arguments={
                "program": program.name,
                "opd": lead.label if lead else "-",
                "amount": amount.id,
                "amount_en": amount.en,
                "why": why.id,
                "why_en": why.en,
            },
        )


def _overspent(node: object, options: Options) -> list[tuple[ProgramYear, float]]:
    """The years in which a program spent far more than it has, and how many times as much."""
    found: list[tuple[ProgramYear, float]] = []
    for year in node.years if isinstance(node, Program) else ():
        if year.budget is not None and year.spent is not None and year.budget.counted > 0:
            times = year.spent.counted / year.budget.counted
            if times >= options.times:
                found.append((year, times))
    return found
