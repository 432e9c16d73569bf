"""AL05 priority-program-without-dimension. A program that matters most to its OPD serves no sub-dimension.

Why: what a region puts first, by naming it a priority or by the money it gives, should be seen in its smart city
masterplan (guide to smart city masterplans, Ministry of Communication and Informatics: programs are drawn from the
priorities of the RPJMD). The service of hospitals and health centres stands under the office code X.XX.01.2.10
(BLUD, Permendagri 79/2018) and is work for the public all the same, so it is asked for too.
Evidence: the program, its budget in its last year, its rank among its OPD's work, or the priority objective above it.
Remedy: tie it to the sub-dimension that most of its OPD's other work serves, or to another one.
"""

from collections import Counter
from collections.abc import Iterator
from math import ceil

from graph import code as codes
from graph.change import PutLink
from graph.model import Dimension, Link, LinkKind, Objective, Opd, Program
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.number import rupiah
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as mattering most."""

    top_share: float = 0.1
    """Share of an OPD's funded work, by money, that counts; of few pieces of work at least the first."""
    least_budget: int = 100_000_000
    """Rupiah in the year below which money alone does not make a priority."""
    services: tuple[str, ...] = ("X.XX.01.2.10",)
    """Codes below the overhead program whose work serves the public all the same."""


@rule(
    "AL05",
    family=Family.ALIGNMENT,
    per=Opd,
    options=Options,
    message=Text(
        '"{program}" ({opd}; {reason}) belum melayani satu subdimensi pun.',
        '"{program}" ({opd}; {reason_en}) serves no sub-dimension yet.',
    ),
)
def priority_program_without_dimension(plan: PlanGraph, opd: Opd, options: Options) -> Iterator[Found]:
    """Flag an OPD's work that is a priority by its objective or its money and that serves no sub-dimension."""
    work = [program for program in plan.led_by(opd.id) if _is_own(plan, program, options)]
    funded = sorted((p for p in work if p.last_budget), key=lambda p: (-p.last_budget, p.id))
    rank = {program.id: number for number, program in enumerate(funded, start=1)}
    most = ceil(options.top_share * len(funded))
    for program in work:
        if plan.dimensions_of(program.id):
            continue
        goal = _priority(plan, program)
        large = rank.get(program.id, most + 1) <= most and program.last_budget >= options.least_budget
        if goal is None and not large:
            continue
        money = rupiah(program.last_budget)
        yield Found(
            opds=(opd.id,),
            nodes=(program.id, *((goal.id,) if goal else ())),
            key=program.id,
            arguments={
                "program": program.name,
                "opd": opd.label,
                "reason": f'sasaran prioritas "{goal.text}"'
                if goal
                else f"pagu {money.id}, ke-{rank[program.id]} terbesar",
                "reason_en": f'priority "{goal.text}"' if goal else f"budget {money.en}, number {rank[program.id]}",
            },
            remedy=_tie(plan, opd, program),
        )


def _is_own(plan: PlanGraph, program: Program, options: Options) -> bool:
    """Whether it is work without parts, and no office work by its own code or by that of what contains it."""
    if any(isinstance(part, Program) for part in plan.children(program.id)):
        return False
    coded = (
        program
        if program.code
        else next((at for at in plan.lineage(program.id) if isinstance(at, Program) and at.code), None)
    )
    if coded is None or not coded.is_overhead:
        return True
    return any(codes.within(coded.code, service) for service in options.services)


def _priority(plan: PlanGraph, program: Program) -> Objective | None:
    """The objective that the program serves, or the first one above it, that is a priority."""
    for objective in plan.objectives_of(program.id):
        for at in plan.lineage(objective.id):
            if isinstance(at, Objective) and at.priority:
                return at
    return None


def _tie(plan: PlanGraph, opd: Opd, program: Program) -> tuple[PutLink, ...]:
    """A tie to the sub-dimension that most of the OPD's other work serves."""
    served: Counter[str] = Counter()
    for other in plan.led_by(opd.id):
        for link in plan.out(other.id, LinkKind.CONTRIBUTES):
            if isinstance(plan.nodes[link.target_id], Dimension) and link.weight > 0:
                served[link.target_id] += 1
    if not served:
        return ()
    dimension = min(served, key=lambda id_: (-served[id_], id_))
    reason = f"Usulan: {served[dimension]} pekerjaan lain {opd.label} melayani subdimensi ini."
    link = Link(kind=LinkKind.CONTRIBUTES, source_id=program.id, target_id=dimension, weight=2.0, reason=reason)
    return () if link.id in plan.links else (PutLink(link=link),)
