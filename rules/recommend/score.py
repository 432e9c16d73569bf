"""Score: what an initiative is worth, in named parts between 0 and 1, and how stable its rank is."""

from collections.abc import Sequence
from itertools import product
from operator import mul

from graph.model import Indicator, LinkKind, ObjectiveLevel, Opd, Program
from graph.snapshot import PlanGraph, kept
from rules.asking import families, fitting
from rules.configuration import Weights
from rules.finding import Finding, Severity, Text
from rules.knowledge.texts import Texts, texts
from rules.number import number
from rules.recommend.initiative import Effect, Score, ScorePart, Sureness
from rules.recommend.matter import Matter, dependencies_within

COORDINATION_LIMIT = 5
"""Parties beyond which a team needs so much coordination that feasibility falls; joint work that regions report has
a lead and two to four others as a rule.
"""

SURE = {Sureness.HIGH: 1.0, Sureness.MIDDLING: 0.6, Sureness.LOW: 0.3}
"""How much an indicator counts that is moved as surely."""


def _saturate(count: float, half: float) -> float:
    """Map a count to 0..1: ``half`` gives one half, so the first few count most."""
    return count / (count + half)


def parts(
    plan: PlanGraph,
    matter: Matter,
    findings: Sequence[Finding],
    effects: Sequence[Effect],
    lagging: Sequence[Indicator],
    dimensions: Sequence[str],
    wanted: Texts,
    weights: Weights,
) -> tuple[ScorePart, ...]:
    """Give the parts of a matter's score; every number in the explanations comes from the evidence.

    ``wanted`` is what the region wants, as ``goals`` gives it.
    """
    parties = len(families(plan.get(Opd, id_) for id_ in matter.roles))
    objectives = {
        objective.id
        for program in matter.programs
        for objective in plan.objectives_of(program.id)
        if objective.level is ObjectiveLevel.OUTCOME
    }
    tied = matter.links if matter.theme is None else dependencies_within(plan, matter.programs)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    funded = sum(_funded(program) for program in matter.programs)
    share = funded / len(matter.programs) if matter.programs else 0.0
    team, named = _priority(matter, wanted)
    kinds = len({call.partner_kind for call in matter.theme.partners if fitting(plan, call)}) if matter.theme else 0
    burden = min(1.0, COORDINATION_LIMIT / parties) if parties else 0.0
    sure = sum(link.confidence for link in matter.links) / len(matter.links) if matter.links else 0.0
    moved = sum(SURE[each.sureness] for each in effects)
    effect = 0.4 * _saturate(moved, 3) + 0.3 * _saturate(len(lagging), 2) + 0.3 * _saturate(len(objectives), 4)
    serving = sum(_serves_people(plan, program) for program in matter.programs)
    reach = 0.3 * min(1.0, len(dimensions) / 3) + 0.3 * _saturate(max(parties - 1, 0), 2) + 0.4 * min(1.0, kinds / 3)
    urgency = 0.7 * _saturate(len(tied), 6) + 0.3 * _saturate(warnings, 1)
    values = (
        (
            "effect",
            effect,
            weights.effect,
            Text(
                f"{len(effects)} indikator dapat digerakkan, {len(lagging)} di antaranya tertinggal; "
                f"{len(objectives)} sasaran terkait.",
                f"{len(effects)} indicators can be moved, {len(lagging)} of them are behind; "
                f"{len(objectives)} outcomes concerned.",
            ),
        ),
        (
            "priority",
            0.6 * bool(team) + 0.4 * bool(named),
            weights.priority,
            Text(
                f"Tim yang diwajibkan peraturan: {team or 'tidak ada'}; "
                f"sasaran atau indikator daerah yang menyebutnya: {named or 'tidak ada'}.",
                f"Team that a regulation demands: {team or 'none'}; "
                f"objective or indicator of the region that names it: {named or 'none'}.",
            ),
        ),
        (
            "service",
            serving / len(matter.programs) if matter.programs else 0.0,
            weights.service,
            Text(
                f"{serving} dari {len(matter.programs)} sub kegiatan termasuk urusan yang melayani warga; "
                "selebihnya penunjang pemerintahan.",
                f"{serving} of {len(matter.programs)} sub-activities are of affairs that serve people; "
                "the rest support the government itself.",
            ),
        ),
        (
            "reach",
            reach,
            weights.reach,
            Text(
                f"{len(dimensions)} dimensi, {parties} pihak (semua kecamatan dihitung satu), "
                f"{kinds} jenis mitra yang ada di daerah.",
                f"{len(dimensions)} dimensions, {parties} parties (all kecamatan as one), "
                f"{kinds} kinds of partner that the region has.",
            ),
        ),
        (
            "urgency",
            urgency,
            weights.urgency,
            Text(
                f"{len(tied)} ketergantungan lintas OPD di dalamnya dan {warnings} peringatan.",
                f"{len(tied)} dependencies between OPDs within it and {warnings} warnings.",
            ),
        ),
        (
            "feasibility",
            share * burden,
            weights.feasibility,
            Text(
                f"{funded} dari {len(matter.programs)} sub kegiatan mempunyai pagu; {parties} pihak dikoordinasikan.",
                f"{funded} of {len(matter.programs)} sub-activities have a budget; {parties} parties to coordinate.",
            ),
        ),
        (
            "confidence",
            sure,
            weights.confidence,
            Text(
                f"Rata-rata keyakinan keterkaitan {number(sure, 2).id}.",
                f"Mean confidence of the links {number(sure, 2).en}.",
            ),
        ),
    )
    return tuple(
        ScorePart(name=name, value=round(value, 4), weight=weight, explanation=explanation)
        for name, value, weight, explanation in values
    )


def _serves_people(plan: PlanGraph, program: Program) -> bool:
    """Whether some work is of an affair that serves people, and none of what supports the government itself.

    The first digit of the nomenclature tells: 1 to 3 are the affairs of UU 23/2014, 7 the kecamatan, 8 national unity;
    4 to 6 are secretariat, planning, finance, staff and supervision (PP 18/2016). Work without a code counts as its
    OPD's first mandate does.
    """
    lead = plan.lead(program.id)
    field = program.field or next(iter(lead.mandates if lead else ()), "")
    return field[:1] in {"1", "2", "3", "7", "8"}


def _priority(matter: Matter, wanted: Texts) -> tuple[str, str]:
    """The team that a regulation demands for a matter, and the region's own objective or indicator that names it."""
    if matter.theme is None:
        return "", ""
    team = f"{matter.theme.team} ({matter.theme.team_source})" if matter.theme.team else ""
    return team, wanted.first(matter.theme.words)


@kept
def goals(plan: PlanGraph) -> Texts:
    """What a region wants: its objectives, what measures them, and key indicators that measure no single program."""
    wanted = [objective.text for objective in plan.objectives]
    for indicator in plan.indicators:
        links = plan.out(indicator.id, LinkKind.MEASURES)
        if not any(isinstance(plan.nodes[link.target_id], Program) for link in links):
            wanted.append(indicator.name)
    return texts(*dict.fromkeys(wanted))


def _funded(program: Program) -> bool:
    return program.last_budget > 0


def total(parts: Sequence[ScorePart]) -> float:
    """The weighted mean of the parts."""
    return _mean([part.value for part in parts], [part.weight for part in parts])


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    whole = sum(weights)
    return round(sum(map(mul, values, weights)) / whole, 6) if whole else 0.0


def with_stability(scores: Sequence[tuple[ScorePart, ...]]) -> tuple[Score, ...]:
    """Give totals, and the best and the worst rank that each takes when any one weight is halved or doubled.

    ``scores`` are those of all initiatives that can be had, in the order in which equal ones stand.
    """
    values = [[part.value for part in each] for each in scores]
    weights = [[part.weight for part in each] for each in scores]
    best, worst = [len(scores)] * len(scores), [1] * len(scores)
    count = len(scores[0]) if scores else 0
    for part, factor in ((0, 1.0), *product(range(count), (0.5, 2.0))):
        moved = [[*each[:part], each[part] * factor, *each[part + 1 :]] for each in weights]
        totals = list(map(_mean, values, moved))
        for rank, index in enumerate(sorted(range(len(scores)), key=lambda each: (-totals[each], each)), start=1):
            best[index] = min(best[index], rank)
            worst[index] = max(worst[index], rank)
    return tuple(
        Score(total=total(each), parts=each, best_rank=best[index], worst_rank=worst[index])
        for index, each in enumerate(scores)
    )
