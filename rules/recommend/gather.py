"""Gather: findings that share a reason and people become one initiative."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from graph.model import Dimension, DimensionLevel, Indicator, LinkKind, Opd, Program, ThemeRole
from graph.snapshot import PlanGraph
from rules.asking import RANK, fitting
from rules.configuration import Configuration
from rules.finding import Finding, Gathers, Text
from rules.knowledge.texts import Texts
from rules.outline import without_years
from rules.recommend.effect import Effects
from rules.recommend.initiative import CalledPartner, Effect, Initiative, JoinedProgram, Participant, Score, ScorePart
from rules.recommend.matter import Matter, dependencies_within, led_by, matters
from rules.recommend.score import goals, parts, total, with_stability
from rules.recommend.wording import brings, central_ties, role_reason, steps, title, why

ALIKE = 0.6
"""Share of common programs from which on two matters are one."""
PER_OPD = 4
"""Programs of each OPD that an initiative names; all stand in its evidence."""
LAGS = 0.25


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A matter with what was found on it, before it is ranked."""

    matter: Matter
    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...]
    lagging: tuple[Indicator, ...]
    dimensions: tuple[str, ...]
    parts: tuple[ScorePart, ...]


def gather(plan: PlanGraph, findings: tuple[Finding, ...], configuration: Configuration) -> tuple[Initiative, ...]:
    """Give all initiatives in rank order; of matters that are alike the largest."""
    index = _Index(plan, findings)
    wanted = goals(without_years(plan))
    effects = Effects(plan)
    drafts = [_draft(plan, matter, index, effects, wanted, configuration) for matter in matters(plan, findings)]
    chosen = sorted(_distinct(drafts), key=lambda draft: (-total(draft.parts), draft.matter.id))
    scores = with_stability([draft.parts for draft in chosen])
    return tuple(
        _initiative(plan, draft, score, rank)
        for rank, (draft, score) in enumerate(zip(chosen, scores, strict=True), start=1)
    )


def _distinct(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Of drafts that are nearly the same keep the largest: weights say what comes first, not what there is."""
    chosen: list[_Draft] = []
    sizes: list[int] = []
    having: dict[str, list[int]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda each: (-len(each.matter.programs), each.matter.id)):
        programs = frozenset(program.id for program in draft.matter.programs)
        common = Counter(number for id_ in programs for number in having.get(id_, ()))
        is_new = not any(count >= ALIKE * sizes[number] for number, count in common.items())
        if is_new and (programs or 0 not in sizes):
            for id_ in programs:
                having[id_].append(len(chosen))
            sizes.append(len(programs))
            chosen.append(draft)
    return chosen


def _draft(
    plan: PlanGraph,
    matter: Matter,
    index: "_Index",
    known: Effects,
    wanted: Texts,
    configuration: Configuration,
) -> _Draft:
    own = index.of(matter)
    effects = known.of(matter)
    lagging = tuple(plan.get(Indicator, each.indicator) for each in effects if (each.behind or 0) >= LAGS)
    dimensions = _dimensions(plan, matter)
    return _Draft(
        matter=matter,
        findings=own,
        effects=effects,
        lagging=lagging,
        dimensions=dimensions,
        parts=parts(plan, matter, own, effects, lagging, dimensions, wanted, configuration.weights),
    )


def _initiative(plan: PlanGraph, draft: _Draft, score: Score, rank: int) -> Initiative:
    matter = draft.matter
    within = dependencies_within(plan, matter.programs)
    tied = central_ties(matter, within)
    led = led_by(plan, matter.programs)
    partners = _partners(plan, matter)
    return Initiative(
        fingerprint=hashlib.sha256(f"{matter.id}\n{matter.choice.lead}".encode()).hexdigest()[:16],
        rank=rank,
        title=title(plan, matter),
        why=why(plan, matter, tied, draft.lagging, draft.findings),
        theme=matter.id,
        theme_name=matter.name,
        lead=matter.choice.lead,
        runner_up=matter.choice.runner_up,
        lead_reason=matter.choice.reason,
        participants=_participants(plan, matter, led),
        partners=partners,
        programs=_joined(plan, matter, led),
        dimensions=draft.dimensions,
        indicators=tuple(indicator.id for indicator in draft.lagging),
        effects=draft.effects,
        steps=steps(plan, matter, tied, draft.effects, partners),
        quick_win=_quick_win(matter),
        score=score,
        findings=draft.findings,
        nodes=tuple(sorted({p.id for p in matter.programs} | set(matter.roles) | {e.indicator for e in draft.effects})),
        links=tuple(sorted({link.id for link in (*matter.links, *within)})),
    )


class _Index:
    """The findings by what they are about, so that each matter finds its own without reading all of them."""

    def __init__(self, plan: PlanGraph, findings: tuple[Finding, ...]) -> None:
        self._findings = findings
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_link: dict[str, list[int]] = defaultdict(list)
        self._by_node: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, finding in enumerate(findings):
            self._by_key[finding.key].append(number)
            if finding.gathers is Gathers.PREREQUISITE:
                for id_ in finding.links:
                    self._by_link[id_].append(number)
                    link = plan.links[id_]
                    self._ends[link.source_id].append((link.target_id, number))
            elif finding.gathers is Gathers.WORK:
                for id_ in finding.nodes:
                    self._by_node[id_].append(number)

    def of(self, matter: Matter) -> tuple[Finding, ...]:
        """The findings on the matter itself, on its dependencies, or on the pace of its own indicators."""
        inside = {program.id for program in matter.programs}
        numbers = set(self._by_key.get(matter.id, ()))
        for link in matter.links:
            numbers.update(self._by_link.get(link.id, ()))
        for id_ in inside:
            numbers.update(self._by_node.get(id_, ()))
            numbers.update(number for target, number in self._ends.get(id_, ()) if target in inside)
        return tuple(self._findings[number] for number in sorted(numbers))


def _dimensions(plan: PlanGraph, matter: Matter) -> tuple[str, ...]:
    """The dimensions that the matter serves: as its theme says, else those of most of its programs."""
    weight: dict[str, float] = defaultdict(float)
    if matter.theme is not None:
        for link in plan.out(matter.theme.id, LinkKind.CONTRIBUTES):
            dimension = plan.nodes[link.target_id]
            if isinstance(dimension, Dimension) and link.weight > 0:
                weight[plan.dimension_above(dimension).id] += link.weight
    if not weight:
        for program in matter.programs:
            for dimension in plan.dimensions_of(program.id):
                weight[plan.dimension_above(dimension).id] += 1
        least = sum(weight.values()) / 10
        weight = {id_: count for id_, count in weight.items() if count >= least}
    known = {dimension.id for dimension in plan.dimensions(DimensionLevel.DIMENSION)}
    return tuple(id_ for id_, _ in sorted(weight.items(), key=lambda each: (-each[1], each[0])) if id_ in known)


def _participants(plan: PlanGraph, matter: Matter, led: Mapping[str, Sequence[Program]]) -> tuple[Participant, ...]:
    return tuple(
        Participant(opd=id_, role=role, reason=role_reason(matter, plan.get(Opd, id_), role, len(led.get(id_, ()))))
        for id_, role in matter.roles.items()
    )


def _partners(plan: PlanGraph, matter: Matter) -> tuple[CalledPartner, ...]:
    called: list[CalledPartner] = []
    for call in matter.theme.partners if matter.theme else ():
        reason = Text(call.reason, call.reason)
        known = fitting(plan, call)
        partners = [partner.id for partner in known] or [""]
        called += [CalledPartner(partner_kind=call.partner_kind, partner=id_, reason=reason) for id_ in partners]
    return tuple(called)


def _joined(plan: PlanGraph, matter: Matter, led: Mapping[str, Sequence[Program]]) -> tuple[JoinedProgram, ...]:
    """The programs that join: of each OPD those surest to belong, then those with most money."""
    sure = {link.source_id: link.confidence * abs(link.weight) for link in matter.links}
    joined: list[JoinedProgram] = []
    for id_, role in sorted(matter.roles.items(), key=lambda each: (RANK[each[1]], each[0])):
        own = sorted(led.get(id_, ()), key=lambda p: (-sure.get(p.id, 0.0), -p.last_budget, p.id))
        joined += [
            JoinedProgram(program=p.id, opd=id_, brings=brings(p, plan.indicators_of(p.id), role))
            for p in own[:PER_OPD]
        ]
    return tuple(joined)


def _quick_win(matter: Matter) -> bool:
    """Whether it can show something within a year: money is there, few parties, nothing that takes longer first."""
    funded = [program for program in matter.programs if program.last_budget]
    slow = max((link.lag_months for link in matter.links), default=0)
    leads = sum(role is not ThemeRole.SUPPORTING for role in matter.roles.values())
    return len(funded) * 2 >= len(matter.programs) and slow <= 6 and leads <= 5
