"""Fact: the sharpest things that the rows of a plan say of a matter."""

from collections import Counter
from collections.abc import Iterable

from graph.model import Program
from graph.snapshot import PlanGraph
from rules.asking import nearest_theme
from rules.finding import FactKind, Finding, Gathers
from rules.recommend.helper import is_for_a_desk
from rules.recommend.matter import Matter

MOST = 3
"""How many facts open an initiative."""
OF_A_KIND = 2
"""How many of them may say the same kind of thing."""


def facts(plan: PlanGraph, matter: Matter, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the sharpest facts among the findings on a matter, each about work of its own and for more than a desk; of
    what lags one of an OPD, as it sums up the others.
    """
    inside = {program.id for program in matter.programs}
    known = [each for each in findings if each.fact is not None and _is_own(plan, matter, each, inside)]
    chosen: list[Finding] = []
    kinds: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    for each in sorted(known, key=lambda fact: (-fact.sharpness, fact.rule, fact.fingerprint)):
        kind = each.fact or ""
        about = {(kind, id_) for id_ in each.nodes if id_ in inside}
        if each.fact is FactKind.INDICATOR_BEHIND:
            about |= {(kind, id_) for id_ in each.opds[:1]}
        if len(chosen) == MOST:
            break
        if kinds[kind] < OF_A_KIND and told.isdisjoint(about) and not is_for_a_desk(plan, matter, each):
            chosen.append(each)
            kinds[kind] += 1
            told |= about
    return tuple(chosen)


def _is_own(plan: PlanGraph, matter: Matter, finding: Finding, inside: set[str]) -> bool:
    """Whether a fact is of this matter: it names it, or the work that it tells of belongs to it more than to others."""
    if finding.key == matter.id:
        return True
    work = [id_ for id_ in finding.nodes if isinstance(plan.nodes[id_], Program)]
    if finding.gathers is not Gathers.WORK or not work or work[0] not in inside:
        return False
    return (len(work) == 1 or not inside.isdisjoint(work[1:])) and nearest_theme(plan, work[:1]) == matter.theme
