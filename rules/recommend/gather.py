"""Gather: findings that share a reason and people become one initiative."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from graph.model import Dimension, DimensionLevel, Indicator, LinkKind, Opd, Program, ThemeRole
from graph.record import known
from graph.snapshot import PlanGraph
from rules.asking import Choice, fitting
from rules.asking.component import plan_year
from rules.configuration import Configuration
from rules.finding import Finding, Gathers, Text
from rules.knowledge.texts import Texts
from rules.outline import without_years
from rules.recommend.action import Worth, actions, examples, practices
from rules.recommend.effect import Effects
from rules.recommend.fact import facts
from rules.recommend.here import LAGS, bare, here
from rules.recommend.initiative import (
    Action,
    CalledPartner,
    Doubt,
    Effect,
    Initiative,
    JoinedProgram,
    Participant,
    Score,
    ScorePart,
)
from rules.recommend.matter import Matter, dependencies_within, led_by, matters
from rules.recommend.mending import is_joint
from rules.recommend.score import Grounds, goals, parts, total, with_stability
from rules.recommend.table import also, counted, invited, seats, standings, team
from rules.recommend.wording import brings, steps, title, titled, why

ALIKE = 0.6
"""Share of common programs from which on two matters are one."""
PER_COMPONENT = 4
"""Programs of each component that an initiative names; all stand in its evidence."""
PER_OPD = 4
"""The same of each OPD for work that carries no component."""


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A matter with what was found on it, before it is ranked."""

    matter: Matter
    findings: tuple[Finding, ...]
    grounds: Grounds
    actions: tuple[Action, ...]
    dimensions: tuple[str, ...]
    parts: tuple[ScorePart, ...]

    tier: int
    """Where it stands whatever its score."""

    @property
    def place(self) -> tuple[int, float, str]:
        """Where it stands: by its tier, then by score."""
        return self.tier, -total(self.parts), self.matter.id


def gather(plan: PlanGraph, findings: tuple[Finding, ...], configuration: Configuration) -> tuple[Initiative, ...]:
    """Give all initiatives in rank order; of matters that are alike the largest."""
    index = _Index(plan, findings)
    wanted = goals(without_years(plan))
    effects = Effects(plan)
    distinct = sorted(_distinct(matters(plan, findings)), key=lambda matter: matter.id)
    practised = practices(plan, distinct)
    drafts = (
        _draft(plan, matter, index, effects, wanted, practised.get(matter.id, ()), configuration) for matter in distinct
    )
    chosen = [draft for draft in drafts if len(draft.matter.roles) > 1 or _has_guests(plan, draft)]
    scores = with_stability([draft.parts for draft in chosen], [draft.tier for draft in chosen])
    ranked = sorted(zip(chosen, scores, strict=True), key=lambda each: each[0].place)
    lacks = tuple(_lacks(plan, configuration))
    return tuple(_initiative(plan, draft, score, rank, lacks) for rank, (draft, score) in enumerate(ranked, start=1))


def _led(plan: PlanGraph, matter: Matter, offered: Sequence[Action]) -> Matter:
    """A matter whose lead has no share in what is to be agreed is led by who takes part and leads the first of it."""
    usual = plan.get(Opd, matter.choice.lead)
    acting = {id_ for action in offered for id_ in action.opds}
    able = (id_ for id_ in dict.fromkeys(action.lead for action in offered) if id_ in matter.roles)
    new = next((id_ for id_ in able if not plan.get(Opd, id_).is_territorial), None)
    if new is None or usual.id in acting:
        return matter
    lead = plan.get(Opd, new)
    reason = Text(
        f"{lead.label} memegang pekerjaan yang dibahas; hal ini biasanya dipimpin {usual.label}.",
        f"{lead.label} holds the work to be discussed; {usual.label} usually leads the matter.",
    )
    roles = {**matter.roles, usual.id: ThemeRole.SUPPORTING, new: ThemeRole.LEAD}
    if usual.id not in led_by(plan, matter.programs):
        del roles[usual.id]
    choice = Choice(lead=new, runner_up=usual.id, reason=reason)
    return msgspec.structs.replace(matter, roles=roles, choice=choice)


def _has_guests(plan: PlanGraph, draft: _Draft) -> bool:
    """Whether an OPD is invited to the matter of a single one."""
    return any(guest.opd for guest in invited(plan, draft.matter, draft.actions))


def is_little_known(plan: PlanGraph, configuration: Configuration) -> bool:
    """Whether too little of a plan has known codes for a judgement on it."""
    return known(plan.of(Program)).share < configuration.least_known


def _lacks(plan: PlanGraph, configuration: Configuration) -> Iterator[Doubt]:
    """What the whole plan does not say."""
    if is_little_known(plan, configuration):
        yield Doubt.LOW_COVERAGE
    if plan.info.is_provincial:
        yield Doubt.PROVINCE
    if plan_year(plan) is None:
        yield Doubt.NO_MONEY
    if not plan.objectives:
        yield Doubt.NO_OBJECTIVES
    if not plan.partners:
        yield Doubt.NO_PARTNERS


def _distinct(found: Iterable[Matter]) -> list[Matter]:
    """Of matters that are nearly the same keep the largest: weights say what comes first, not what there is."""
    chosen: list[Matter] = []
    sizes: list[int] = []
    having: dict[str, list[int]] = defaultdict(list)
    for matter in sorted(found, key=lambda each: (-len(each.programs), each.id)):
        programs = frozenset(program.id for program in matter.programs)
        common = Counter(number for id_ in programs for number in having.get(id_, ()))
        is_new = not any(count >= ALIKE * sizes[number] for number, count in common.items())
        if is_new and (programs or 0 not in sizes):
            for id_ in programs:
                having[id_].append(len(chosen))
            sizes.append(len(programs))
            chosen.append(matter)
    return chosen


def _draft(
    plan: PlanGraph,
    matter: Matter,
    index: "_Index",
    known: Effects,
    wanted: Texts,
    practised: tuple[Worth, ...],
    configuration: Configuration,
) -> _Draft:
    own = index.of(matter)
    sharpest = facts(plan, matter, own)
    effects = known.of(matter)
    offered = actions(plan, matter, sharpest, practised)
    matter = _led(plan, matter, [each.action for each in offered])
    proven = max((each for each in offered if each.action.practice), key=lambda each: each.worth, default=None)
    example = proven.action.practice if proven else None
    grounds = Grounds(
        matter=matter,
        facts=sharpest,
        effects=effects,
        lagging=tuple(plan.get(Indicator, each.indicator) for each in effects if (each.behind or 0) >= LAGS),
        components=standings(plan, matter),
        money=counted(plan, matter),
        practice=proven.worth if proven else 0.0,
        can_act=bool(offered),
        is_joint=any(each.action.fact and is_joint(plan, each.action) for each in offered),
        example=f"{example.region}: {example.name}" if example else "",
    )
    return _Draft(
        matter=matter,
        findings=own,
        grounds=grounds,
        actions=tuple(_with_here(plan, matter, each.action, effects) for each in offered),
        dimensions=_dimensions(plan, matter),
        parts=parts(plan, grounds, wanted, configuration.weights),
        tier=grounds.tier(plan),
    )


def _with_here(plan: PlanGraph, matter: Matter, action: Action, effects: Sequence[Effect]) -> Action:
    """An action that follows a practice, with what the plan says of the work that would carry it."""
    if action.practice is None:
        return action
    unpaid = bare(plan, matter, action)
    ids = tuple(program.id for program in unpaid)
    return msgspec.structs.replace(action, here=here(plan, action, unpaid, effects), unpaid=ids)


def _initiative(plan: PlanGraph, draft: _Draft, score: Score, rank: int, lacks: tuple[Doubt, ...]) -> Initiative:
    matter, grounds = draft.matter, draft.grounds
    within = dependencies_within(plan, matter.programs)
    work = {id_: len(programs) for id_, programs in led_by(plan, matter.programs).items()}
    seated = seats(plan, matter, draft.actions, work)
    sitting = frozenset(id_ for id_, seat in seated.items() if not seat.is_told)
    partners = _partners(plan, matter)
    best = draft.actions[0] if draft.actions else None
    guests, standing = invited(plan, matter, draft.actions), team(plan, matter, best)
    evidence = {program.id for program in matter.programs}
    return Initiative(
        fingerprint=hashlib.sha256(matter.id.encode()).hexdigest()[:16],
        rank=rank,
        title=title(plan, matter, best, guests),
        why=why(plan, matter, grounds, guests, standing),
        theme=matter.id,
        theme_name=matter.name,
        facts=grounds.facts,
        tier=draft.tier,
        actions=draft.actions,
        examples=examples(plan, matter, draft.actions),
        money=grounds.money,
        components=grounds.components,
        invited=guests,
        team=standing,
        doubts=(*lacks, *_doubts(matter, grounds)),
        lead=matter.choice.lead,
        runner_up=matter.choice.runner_up,
        lead_reason=matter.choice.reason,
        participants=tuple(seated.values()),
        partners=partners,
        programs=_joined(plan, draft, seated),
        dimensions=draft.dimensions,
        indicators=tuple(indicator.id for indicator in grounds.lagging),
        effects=grounds.effects,
        steps=steps(plan, matter, best, sitting, guests, grounds.effects, partners),
        quick_win=_quick_win(matter),
        score=score,
        findings=draft.findings,
        nodes=tuple(sorted(evidence | set(matter.roles) | {each.indicator for each in grounds.effects})),
        links=tuple(sorted({link.id for link in (*matter.links, *within)})),
    )


def _doubts(matter: Matter, grounds: Grounds) -> Iterator[Doubt]:
    """What cannot be said of the matter itself."""
    if grounds.money.left_out:
        yield Doubt.IMPLAUSIBLE_MONEY
    if any(each.doubt for each in grounds.effects):
        yield Doubt.DOUBTFUL_INDICATOR
    if matter.theme is not None and not grounds.components:
        yield Doubt.NO_COMPONENTS


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


def _partners(plan: PlanGraph, matter: Matter) -> tuple[CalledPartner, ...]:
    called: list[CalledPartner] = []
    for call in matter.theme.partners if matter.theme else ():
        reason = Text(call.reason, call.reason)
        known = fitting(plan, call)
        usual = "" if known or not call.words else titled(call.words[0])
        called += [
            CalledPartner(partner_kind=call.partner_kind, partner=id_, usual=usual, reason=reason)
            for id_ in [partner.id for partner in known] or [""]
        ]
    return tuple(called)


def _joined(plan: PlanGraph, draft: _Draft, seated: Mapping[str, Participant]) -> tuple[JoinedProgram, ...]:
    """The programs that join: those that facts and actions quote, then by the part that they carry."""
    matter = draft.matter
    inside = {program.id: program for program in matter.programs}
    quoted = [id_ for fact in draft.grounds.facts for id_ in fact.nodes]
    quoted += [id_ for action in draft.actions for id_ in action.programs]
    quoted += [id_ for action in draft.actions for id_ in action.unpaid[:1]]
    part: dict[str, str] = {}
    shown = {id_: node for id_ in quoted if isinstance(node := plan.nodes.get(id_), Program)}
    for each in draft.grounds.components:
        own = [inside[id_] for id_ in each.programs if id_ in inside]
        for program in own:
            part.setdefault(program.id, each.component)
        shown |= {program.id: program for program in own[:PER_COMPONENT]}
    sure = {link.source_id: link.confidence * abs(link.weight) for link in matter.links}
    count: Counter[str] = Counter()
    for program in sorted(matter.programs, key=lambda each: (-sure.get(each.id, 0.0), -each.last_budget, each.id)):
        lead = plan.lead(program.id)
        if lead is not None and program.id not in part:
            count[lead.id] += 1
            if count[lead.id] <= PER_OPD:
                shown[program.id] = program
    return tuple(
        JoinedProgram(
            program=program.id,
            opd=lead.id,
            brings=brings(program, plan.indicators_of(program.id), seated[lead.id].role if lead.id in seated else None),
            component=part.get(program.id, ""),
            also=also(plan, matter, program.id),
        )
        for program in shown.values()
        if (lead := plan.lead(program.id)) is not None
    )


def _quick_win(matter: Matter) -> bool:
    """Whether it can show something within a year: money is there, few parties, nothing that takes longer first."""
    funded = [program for program in matter.programs if program.last_budget]
    slow = max((link.lag_months for link in matter.links), default=0)
    leads = sum(role is not ThemeRole.SUPPORTING for role in matter.roles.values())
    return len(funded) * 2 >= len(matter.programs) and slow <= 6 and leads <= 5
