"""DP01 uncoordinated-dependency. An OPD's work needs another OPD's work first, and nothing in the plan ties the two.

Why: a prerequisite in another agency is met late when nobody there knows that someone waits for it; planning across
agencies is to be integrated (UU 25/2004, article 2).
Evidence: the dependency links with their reasons, and the sub-activities at both ends.
Remedy: agree on dates between the two OPDs; a declared supports link says that it is agreed.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.model import Link, LinkKind, Opd
from graph.snapshot import PlanGraph
from rules.asking import coordinated, party_of
from rules.finding import Family, Gathers, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which dependencies count."""

    least_confidence: float = 0.5
    """Links of lower confidence are left for people to confirm first."""


@rule(
    "DP01",
    family=Family.DEPENDENCY,
    per=Opd,
    gathers=Gathers.PREREQUISITE,
    options=Options,
    sees=without_words,
    message=Text(
        "{opd} menunggu {links} pekerjaan {other}, tanpa kesepakatan dalam rencana. Misalnya: {reason}",
        "{opd} waits for {links} pieces of work of {other}, with no agreement in the plan. For example: {reason}",
    ),
)
def uncoordinated_dependency(plan: PlanGraph, opd: Opd, options: Options) -> Iterator[Found]:
    """Flag pairs of OPDs tied by dependencies that nobody coordinates."""
    to: dict[str, list[Link]] = defaultdict(list)
    for program in plan.led_by(opd.id):
        for link in plan.out(program.id, LinkKind.DEPENDS_ON):
            other = plan.lead(link.target_id)
            if other is None or other.id == opd.id or link.confidence < options.least_confidence:
                continue
            if opd.is_territorial and other.is_territorial:
                continue
            if not any(tie.source_id == opd.id for tie in plan.into(link.target_id, LinkKind.SUPPORTS)):
                to[other.id].append(link)
    for other_id, links in sorted(to.items()):
        other = plan.get(Opd, other_id)
        ends = sorted({end for link in links for end in (link.source_id, link.target_id)})
        strongest = max(links, key=lambda link: (link.confidence, link.id))
        pair = sorted(map(party_of, (opd, other)))
        yield Found(
            opds=(opd.id, other_id),
            nodes=tuple(ends),
            links=tuple(sorted(link.id for link in links)),
            key="pair/" + "+".join(pair),
            arguments={"opd": opd.label, "other": other.label, "links": len(links), "reason": strongest.reason},
            remedy=coordinated(plan, opd.id, sorted(link.target_id for link in links)),
        )
