"""CP09 minimum-service-without-money. Work of the minimum service standards stands in the plan at nothing.

Why: regional spending goes first to the obligatory affairs of basic services, as the minimum service standards (SPM)
set them (UU 23/2014, Pasal 298; PP 2/2018; applied by Permendagri 59/2021): what every resident has a right to comes
before what a region chooses.
Evidence: the work, which the nomenclature of 2026 marks as SPM under this code or the one that it became, its budget in
the plan's latest year as it was written, and the theme that it belongs to most. Amounts that were not read, or that
cannot be true, are not taken for nothing. Work without a target, work that goes with other work and what waits for a
disaster are told for information: nothing may be enough for them. The marks are those of one region's copy of the list.
Remedy: fund it when the budget is revised, or say in the plan which other work gives the service.
"""

from collections.abc import Iterator

from graph.model import LinkKind, Program
from graph.reference import is_minimum_service
from graph.snapshot import PlanGraph
from rules.asking import nearest_theme
from rules.asking.component import money, plan_year
from rules.asking.output import is_promised
from rules.finding import FactKind, Family, Figure, Severity, Text
from rules.knowledge import first
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which of it is a fact."""

    done: float = 0.5
    """Share of its target that is reached from which on work needs no money."""
    aside: tuple[str, ...] = (
        "supervisi",
        "koordinasi",
        "penyusunan",
        "pengawasan",
        "evaluasi",
        "pembinaan",
        "bencana",
        "darurat",
        "pengungsi",
        "kejadian luar biasa",
    )
    """Words of work that goes with other work, or that waits for a disaster."""


@rule(
    "CP09",
    family=Family.CAPACITY,
    per=Program,
    severity=Severity.WARNING,
    options=Options,
    fact=FactKind.UNFUNDED,
    message=Text(
        '"{program}" ({opd}) termasuk standar pelayanan minimal, yang wajib didahulukan, tetapi Rp 0 pada {year}.',
        '"{program}" ({opd}) is a minimum service, which the law puts first, but stands at Rp 0 in {year}.',
    ),
)
def minimum_service_without_money(plan: PlanGraph, program: Program, options: Options) -> Iterator[Found]:
    """Flag a minimum service that stands at nothing in the plan's latest year; one that is promised is a fact."""
    lead = plan.lead(program.id)
    if lead is None or not is_minimum_service(program.code) or money(plan, program) != 0:
        return
    theme = nearest_theme(plan, (program.id,))
    ties = [tie.id for tie in plan.out(program.id, LinkKind.CONTRIBUTES) if theme and tie.target_id == theme.id]
    is_sharp = first(program.name, options.aside) is None and is_promised(plan, program, options.done)
    yield Found(
        opds=(lead.id,),
        nodes=(program.id, lead.id, *((theme.id,) if theme else ())),
        links=tuple(sorted(ties)),
        key=theme.id if theme else "",
        sharpness=0.65 if is_sharp else 0.0,
        severity=None if is_sharp else Severity.INFORMATION,
        figures=(
            Figure(name=Text("pagu", "budget"), value=0, unit="Rp", period=str(plan_year(plan)), node=program.id),
        ),
        arguments={"program": program.name, "opd": lead.label, "year": str(plan_year(plan))},
    )
