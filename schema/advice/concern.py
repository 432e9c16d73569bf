"""Concern: which findings, initiatives and actions concern a node of the plan, worked out once for a plan."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

import msgspec

from acts import SeenPlan
from graph import model
from graph.model import Dimension, Theme
from graph.snapshot import PlanGraph, kept
from rules.finding import Finding
from rules.recommend.initiative import Action, Initiative
from schema.request import or_error


class Concerns(msgspec.Struct, frozen=True, kw_only=True):
    """What concerns each node and each finding of a plan, by the id or the fingerprint."""

    findings: Mapping[str, Sequence[Finding]]
    initiatives: Mapping[str, Sequence[Initiative]]
    gathering: Mapping[str, Sequence[Initiative]]
    """The initiatives that gather a finding."""


_KEPT: WeakKeyDictionary[SeenPlan, Concerns] = WeakKeyDictionary()


async def concerns(seen: SeenPlan) -> Concerns:
    """Give what concerns the nodes of a plan; it is worked out once and lives as long as the plan."""
    if seen not in _KEPT:
        evaluation = await or_error(seen.evaluation())
        findings: dict[str, list[Finding]] = defaultdict(list)
        initiatives: dict[str, list[Initiative]] = defaultdict(list)
        gathering: dict[str, list[Initiative]] = defaultdict(list)
        for finding in evaluation.findings:
            for id_ in named_in(finding):
                findings[id_].append(finding)
        for initiative in evaluation.initiatives:
            for id_ in dict.fromkeys(_named(seen, initiative)):
                initiatives[id_].append(initiative)
            for fingerprint in dict.fromkeys(each.fingerprint for each in (*initiative.facts, *initiative.findings)):
                gathering[fingerprint].append(initiative)
        _KEPT[seen] = Concerns(findings=findings, initiatives=initiatives, gathering=gathering)
    return _KEPT[seen]


def named_in(finding: Finding) -> dict[str, None]:
    """The ids of the nodes that a finding concerns: its subject, its OPDs and its other evidence, each once."""
    others = (id_ for id_ in (finding.subject, *finding.nodes) if not id_.startswith("opd/"))
    return dict.fromkeys((*finding.opds, *others))


def touched(plan: PlanGraph, finding: Finding, kind: type[Theme | Dimension]) -> frozenset[str]:
    """Give the ids of the themes, or the dimensions and sub-dimensions, that a finding concerns, or that what it
    concerns serves.
    """
    return frozenset[str]().union(*(_served_by(plan, id_, kind) for id_ in named_in(finding)))


@kept
def _served_by(plan: PlanGraph, node: str, kind: type[Theme | Dimension]) -> frozenset[str]:
    """The ids of the themes or dimensions that a node is or serves, with those that they are part of."""
    if node not in plan.nodes:
        return frozenset()
    of = plan.themes_of(node) if kind is Theme else plan.dimensions_of(node)
    served = (each for each in (plan.nodes[node], *of) if isinstance(each, kind))
    return frozenset(above.id for each in served for above in plan.lineage(each.id))


def actions_of(initiative: Initiative, node: model.Node) -> list[tuple[int, Action]]:
    """The actions of an initiative that concern a node, with their places in it: those in which an OPD or work takes
    part, of other nodes all.
    """
    numbered = enumerate(initiative.actions)
    match node:
        case model.Opd(id=id_):
            return [(place, each) for place, each in numbered if id_ in each.opds]
        case model.Program(id=id_):
            return [(place, each) for place, each in numbered if id_ in each.programs]
    return list(numbered)


def takes_part(initiative: Initiative, opd: str) -> bool:
    """Say whether an OPD leads an initiative or takes part in it."""
    return opd == initiative.lead or any(participant.opd == opd for participant in initiative.participants)


def served(seen: SeenPlan, initiative: Initiative) -> frozenset[str]:
    """Give the ids of the dimensions that an initiative serves, and of sub-dimensions by its theme, else its work."""
    plan = seen.plan
    links = plan.out(initiative.theme, model.LinkKind.CONTRIBUTES) if initiative.theme in plan.nodes else ()
    by_theme = {link.target_id for link in links if link.weight > 0 and link.target_id.startswith("dimension/")}
    work = (id_ for id_ in initiative.nodes if isinstance(plan.nodes.get(id_), model.Program))
    by_work = (each.id for id_ in work for each in plan.dimensions_of(id_))
    return frozenset(initiative.dimensions) | (by_theme or frozenset(by_work))


def _named(seen: SeenPlan, initiative: Initiative) -> Iterator[str]:
    yield initiative.theme
    yield initiative.lead
    yield from (each.opd for each in initiative.participants)
    yield from (each.partner for each in initiative.partners)
    yield from (each.program for each in initiative.programs)
    yield from served(seen, initiative)
    yield from initiative.indicators
    for effect in initiative.effects:
        yield effect.indicator
        yield effect.aim
    yield from (id_ for id_ in initiative.nodes if not id_.startswith(("opd/", "dimension/")))
