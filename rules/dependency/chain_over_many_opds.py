"""DP07 chain-over-many-opds. One delay would run through a chain of work of four or more parties.

Why: the duration of work is that of its longest chain of steps, and each handing over to another party is a place
where time is lost (critical path method, Kelley and Walker 1959); no single OPD sees such a chain whole.
Evidence: the chain, from the work that comes last to the work that must come first, its dependencies with the months
that each comes before the other, and the OPDs. All kecamatan count as one party; no party comes twice in a chain.
Remedy: one calendar for the whole chain, kept by the planning agency; a supports link from each OPD to the work that
it waits for says that the step is agreed.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.change import Change
from graph.model import Link, LinkKind
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import coordinated, families, party_of
from rules.finding import Family, Text
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which chains are told."""

    min_parties: int = 4
    """Different parties in a chain."""
    most: int = 5
    """Chains that are told: those with most parties first, then those with most months."""
    most_parties: int = 8
    """Parties from which on a chain is not followed further."""
    least_confidence: float = 0.7
    """Links of lower confidence are left out: a chain is no surer than its steps."""
    least_months: int = 1
    """Months that each step must come before the next; what is done side by side passes no delay on."""
    alike: float = 0.75
    """Share of its parties that a chain told before, or agreed in every step, has as well: it is not told again."""


@rule(
    "DP07",
    family=Family.DEPENDENCY,
    per=PlanInfo,
    options=Options,
    sees=without_years,
    message=Text(
        'Rantai {parties} pihak ({opds}): "{last}" baru dapat selesai {months} bulan sesudah "{first}" tuntas.',
        'A chain of {parties} parties ({opds}): "{last}" can only be done {months} months after "{first}" is.',
    ),
)
def chain_over_many_opds(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag the longest chains over many parties, unless such parties have agreed on every step of one already."""
    chains = sorted(_chains(plan, options), key=_order)
    known = [_parties(plan, links) for links in chains if all(_is_agreed(plan, link) for link in links)]
    told = 0
    for links in chains:
        parties = _parties(plan, links)
        if any(len(parties & other) >= options.alike * len(parties) for other in known):
            continue
        known.append(parties)
        told += 1
        nodes = _nodes(links)
        leads = [lead for node in nodes if (lead := plan.lead(node))]
        yield Found(
            opds=tuple(lead.id for lead in leads),
            nodes=nodes,
            links=tuple(link.id for link in links),
            key="chain/" + ">".join(each.removeprefix("opd/") for each in dict.fromkeys(map(party_of, leads))),
            arguments={
                "parties": len(nodes),
                "opds": " -> ".join(lead.label for lead in leads),
                "last": plan.nodes[nodes[0]].label,
                "first": plan.nodes[nodes[-1]].label,
                "months": sum(link.lag_months for link in links),
            },
            remedy=_agreements(plan, links),
        )
        if told == options.most:
            return


def _nodes(links: tuple[Link, ...]) -> tuple[str, ...]:
    return links[0].source_id, *(link.target_id for link in links)


def _parties(plan: PlanGraph, links: tuple[Link, ...]) -> frozenset[str]:
    return frozenset(families(lead for node in _nodes(links) if (lead := plan.lead(node))))


def _order(links: tuple[Link, ...]) -> tuple[int, int, tuple[str, ...]]:
    return -len(links), -sum(link.lag_months for link in links), tuple(link.id for link in links)


def _chains(plan: PlanGraph, options: Options) -> Iterator[tuple[Link, ...]]:
    """All chains that cannot be followed further without coming to a party twice."""
    onward: dict[str, list[Link]] = defaultdict(list)
    party: dict[str, str] = {}
    for link in plan.links_of(LinkKind.DEPENDS_ON):
        source, target = plan.lead(link.source_id), plan.lead(link.target_id)
        if source is None or target is None or link.confidence < options.least_confidence:
            continue
        if link.lag_months < options.least_months or party_of(source) == party_of(target):
            continue
        party |= {link.source_id: party_of(source), link.target_id: party_of(target)}
        onward[link.source_id].append(link)

    def follow(links: tuple[Link, ...], seen: frozenset[str]) -> Iterator[tuple[Link, ...]]:
        further = [link for link in onward.get(links[-1].target_id, ()) if party[link.target_id] not in seen]
        if len(seen) >= options.most_parties or not further:
            if len(seen) >= options.min_parties:
                yield links
            return
        for link in further:
            yield from follow((*links, link), seen | {party[link.target_id]})

    for start in sorted(onward):
        for link in onward[start]:
            yield from follow((link,), frozenset((party[start], party[link.target_id])))


def _is_agreed(plan: PlanGraph, link: Link) -> bool:
    """Whether the OPD that waits supports the work that it waits for."""
    waiting = plan.lead(link.source_id)
    return waiting is not None and any(
        tie.source_id == waiting.id for tie in plan.into(link.target_id, LinkKind.SUPPORTS)
    )


def _agreements(plan: PlanGraph, links: tuple[Link, ...]) -> tuple[Change, ...]:
    """The changes that write down that each OPD takes part in the work that it waits for."""
    return tuple(
        change
        for link in links
        if (waiting := plan.lead(link.source_id))
        for change in coordinated(plan, waiting.id, (link.target_id,))
    )
