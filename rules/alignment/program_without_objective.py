"""AL04 program-without-objective. A program that is no office work serves no objective, nor does what contains it.

Why: every program of a Renja answers an outcome of the Renstra and the RPJMD (Permendagri 86/2017 on the consistency
of planning documents); one that answers none cannot be judged by what it reaches.
Evidence: the program and the OPD that leads it. Where most programs of a plan serve nothing, it is the plan that lacks
the ties: that is said once, with all of them; the same program of several kecamatan is one, too.
Remedy: tie the program to the outcome of its OPD whose words it shares most, or take it out of the plan.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.change import PutLink
from graph.model import Link, LinkKind, Objective, ObjectiveLevel, Opd, Program
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import FAMILY
from rules.finding import Family, Severity, Text
from rules.knowledge.words import stems
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """When the plan itself lacks the ties, and how a tie is proposed."""

    most_share: float = 0.5
    """Share of the programs without an objective from which on it is said once, of the plan as a whole."""
    common_words: int = 1
    """Words that program and outcome must share, by stem, before a tie between them is proposed."""


@rule(
    "AL04",
    family=Family.ALIGNMENT,
    per=PlanInfo,
    severity=Severity.WARNING,
    options=Options,
    sees=without_years,
    message=Text(
        '{count} dari {all} program belum mendukung sasaran mana pun, di antaranya "{program}" ({opd}).',
        '{count} of {all} programs serve no objective yet, among them "{program}" ({opd}).',
    ),
)
def program_without_objective(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag the topmost work that nothing ties to an objective; all at once where the plan ties hardly any."""
    tops = [program for program in plan.of(Program) if _is_top(plan, program)]
    without = [found for program in tops for found in _untied(plan, program)]
    if sum(_is_top(plan, program) for program in without) > options.most_share * len(tops):
        yield _found(plan, without, "plan", len(tops), options)
        return
    alike: dict[str, list[Program]] = defaultdict(list)
    for program in without:
        lead = plan.lead(program.id)
        is_territorial = lead is not None and lead.is_territorial
        alike[f"{FAMILY}/{program.code or program.name}" if is_territorial else program.id].append(program)
    for key, programs in alike.items():
        yield _found(plan, programs, key, len(tops), options)


def _is_top(plan: PlanGraph, program: Program) -> bool:
    return not program.is_overhead and not isinstance(plan.parent(program.id), Program)


def _untied(plan: PlanGraph, program: Program) -> list[Program]:
    """The program where neither it nor a part of it serves an objective, else those of its parts that serve none."""
    if plan.objectives_of(program.id):
        return []
    parts = [part for part in plan.children(program.id) if isinstance(part, Program)]
    below = [_untied(plan, part) for part in parts]
    if all(found == [part] for part, found in zip(parts, below, strict=True)):
        return [program]
    return [each for found in below for each in found]


def _found(plan: PlanGraph, programs: list[Program], key: str, count: int, options: Options) -> Found:
    leads = {lead.id: lead for program in programs if (lead := plan.lead(program.id))}
    first = plan.lead(programs[0].id)
    ties = (_tie(plan, program, plan.lead(program.id), options.common_words) for program in programs)
    return Found(
        opds=tuple(sorted(leads)),
        nodes=tuple(program.id for program in programs),
        key=key,
        arguments={
            "count": len(programs),
            "all": count,
            "program": programs[0].name,
            "opd": first.label if first else "-",
        },
        remedy=tuple(PutLink(link=tie) for tie in ties if tie and tie.id not in plan.links),
    )


def _tie(plan: PlanGraph, program: Program, lead: Opd | None, common: int) -> Link | None:
    """A tie to the outcome of the same OPD that shares most words with the program; None where none shares enough."""
    if lead is None:
        return None
    words = set(stems(program.name)) - set(stems(lead.name)) - {"program", "tingkat", "kelola"}
    led = [plan.nodes[link.target_id] for link in plan.out(lead.id, LinkKind.LEADS)]
    scored = [
        (-len(words.intersection(stems(each.text))), each.id)
        for each in led
        if isinstance(each, Objective) and each.level is ObjectiveLevel.OUTCOME
    ]
    shared, objective = min(scored, default=(0, ""))
    if -shared < max(common, 1):
        return None
    return Link(
        kind=LinkKind.ALIGNS,
        source_id=program.id,
        target_id=objective,
        reason=f"Usulan: {-shared} kata program ini ada pada sasaran tersebut.",
    )
