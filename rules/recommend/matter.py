"""Matter: what an initiative is about: a theme, a prerequisite, or what a rule begins by itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from graph.model import DependencyKind, Link, LinkKind, Opd, Origin, Program, Theme, ThemeRole
from graph.snapshot import PlanGraph, kept
from graph.vocabulary import called
from rules.asking import RANK, Choice, by_mandate, families, fields_of, members, party_of, role
from rules.asking.component import components, is_specific
from rules.finding import FactKind, Finding, Gathers, Text
from rules.outline import without_words

SERVICES = frozenset(DependencyKind) - {DependencyKind.PEOPLE, DependencyKind.SEQUENCE, DependencyKind.FINANCE}
"""What one OPD serves many others with; people and sequence tie particular work, which its themes bring together, and
for money every OPD asks each year anyway.
"""
EARNED = 2.0
"""Summed weight of its work for a theme from which on an OPD has earned a supporting role."""
FEWEST, MOST = 3, 6
"""How many parties sit at the table: where fewer have earned a role, the next strongest are asked too; beyond the most
nobody meets. All kecamatan are one party.
"""
SURE = 0.7
"""Confidence of a dependency from which on who supplies is asked."""
WITHIN = 0.6
"""Share of a supplier's work from which on a theme that it leads is the same matter."""


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One reason to work together, with the people and the work it concerns."""

    id: str
    name: Text
    choice: Choice
    roles: dict[str, ThemeRole]
    """The OPDs that take part, the lead among them, by id."""
    programs: tuple[Program, ...]
    """The work for the matter of those who take part."""
    links: tuple[Link, ...]
    """What ties that work to the theme; of a matter without theme the dependencies that it is about."""
    theme: Theme | None = None


def matters(plan: PlanGraph, findings: tuple[Finding, ...]) -> Iterator[Matter]:
    """Give every matter that the findings speak of, themes first, in a fixed order."""
    alone = _waiting(plan, findings)
    themes = [_of_theme(plan, id_) for id_ in sorted({*_begun(plan, findings), *alone})]
    yield from (each for each in themes if each.programs and (each.id in alone or len(_parties(plan, each)) > 1))
    for matter in _prerequisites(plan, findings):
        supplied = {link.target_id for link in matter.links}
        led = [each for each in themes if each.choice.lead == matter.choice.lead]
        if not any(len(supplied & {p.id for p in each.programs}) >= WITHIN * len(supplied) for each in led):
            yield matter
    yield from _own(plan, findings)


def _parties(plan: PlanGraph, matter: Matter) -> tuple[str, ...]:
    """Who takes part in a matter, and who holds a part that it cannot do without: where nobody but its lead has work
    for it, the others are invited.
    """
    parts = components(plan, matter.theme) if matter.theme else ()
    owned = ([opd.id for opd in part.owners] for part in parts if part.component.essential)
    guests = (owners[0] for owners in owned if owners and matter.roles.keys().isdisjoint(owners))
    return families(plan.get(Opd, id_) for id_ in (*matter.roles, *guests))


def _begun(plan: PlanGraph, findings: Iterable[Finding]) -> list[str]:
    """The ids of the themes that findings begin: several parties work on them, and nobody leads them in the plan."""
    keys = {each.key for each in findings if each.gathers in {Gathers.THEME, Gathers.ABSENT}}
    themes = [each for id_ in sorted(keys) if isinstance(each := plan.nodes.get(id_), Theme)]
    return [
        each.id
        for each in themes
        if not plan.into(each.id, LinkKind.LEADS) and len(families(members(plan, each).opds)) > 1
    ]


def _waiting(plan: PlanGraph, findings: Iterable[Finding]) -> set[str]:
    """The ids of the themes with a fact about work that waits for another OPD, be it that only one works on them."""
    return {
        finding.key
        for finding in findings
        if finding.fact is FactKind.INDICATOR_BEHIND
        and isinstance(plan.nodes.get(finding.key), Theme)
        and not plan.into(finding.key, LinkKind.LEADS)
        and any(waits_for(plan, id_) for id_ in finding.nodes)
    }


def waits_for(plan: PlanGraph, work: str) -> tuple[Link, ...]:
    """What some work waits for at other OPDs as is surely known: what is declared first, then the surest."""
    lead = plan.lead(work)
    ties = (tie for tie in plan.out(work, LinkKind.DEPENDS_ON) if tie.confidence >= SURE)
    others = [tie for tie in ties if (supplier := plan.lead(tie.target_id)) and supplier != lead]
    return tuple(sorted(others, key=lambda tie: (tie.origin is not Origin.DECLARED, -tie.confidence, tie.id)))


def _own(plan: PlanGraph, findings: Iterable[Finding]) -> Iterator[Matter]:
    """The matters that rules begin by themselves, by key; the first of several findings names it."""
    by_key: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.gathers is Gathers.MATTER and finding.matter is not None and finding.opds:
            by_key[finding.key].append(finding)
    for key, found in sorted(by_key.items()):
        opds = list(dict.fromkeys(id_ for finding in found for id_ in finding.opds))
        if len(families(plan.get(Opd, id_) for id_ in opds)) < 2:
            continue
        nodes = sorted({id_ for finding in found for id_ in finding.nodes})
        links = sorted({id_ for finding in found for id_ in finding.links})
        yield Matter(
            id=key,
            name=found[0].matter or found[0].message,
            choice=Choice(lead=opds[0], runner_up=opds[1], reason=found[0].message),
            roles={opds[0]: ThemeRole.LEAD, **dict.fromkeys(opds[1:], ThemeRole.CORE)},
            programs=tuple(each for id_ in nodes if isinstance(each := plan.nodes[id_], Program)),
            links=tuple(plan.links[id_] for id_ in links if plan.links[id_].kind is LinkKind.DEPENDS_ON),
        )


def _of_theme(plan: PlanGraph, theme_id: str) -> Matter:
    drawn = _drawn_of_theme(without_words(plan), theme_id)
    return msgspec.structs.replace(drawn, programs=tuple(plan.get(Program, each.id) for each in drawn.programs))


@kept
def _drawn_of_theme(plan: PlanGraph, theme_id: str) -> Matter:
    """The same with the programs as they stand in an outline, which tells all that it follows from."""
    theme = plan.get(Theme, theme_id)
    found = members(plan, theme)
    choice = by_mandate(plan, theme, found.opds)
    specific = [number for number, tie in enumerate(found.ties) if is_specific(tie)]
    work: dict[str, float] = defaultdict(float)
    for number in specific:
        work[found.leads[number].id] += found.ties[number].weight
    roles = {opd.id: role(theme, opd) or ThemeRole.SUPPORTING for opd in found.opds if opd.id in work}
    roles[choice.lead] = ThemeRole.LEAD
    for id_, given in roles.items():
        if given is ThemeRole.LEAD and id_ != choice.lead:
            roles[id_] = ThemeRole.CORE
    roles = _earned(plan, roles, work)
    if choice.runner_up not in roles:
        others = sorted(roles.keys() - {choice.lead}, key=lambda id_: (RANK[roles[id_]], -work[id_], id_))
        choice = msgspec.structs.replace(choice, runner_up=others[0] if others else "")
    chosen = [number for number in specific if found.leads[number].id in roles]
    return Matter(
        id=theme.id,
        name=Text(theme.name, theme.name_en or theme.name),
        choice=choice,
        roles=dict(sorted(roles.items(), key=lambda each: (RANK[each[1]], each[0]))),
        programs=tuple(found.programs[number] for number in chosen),
        links=tuple(found.ties[number] for number in chosen),
        theme=theme,
    )


def _earned(plan: PlanGraph, roles: dict[str, ThemeRole], work: dict[str, float]) -> dict[str, ThemeRole]:
    """Keep the roles that work has earned: core ones with any, supporting ones with enough, the strongest first."""
    parties: dict[str, list[str]] = defaultdict(list)
    for id_ in roles:
        parties[party_of(plan.get(Opd, id_))].append(id_)

    def strength(party: str) -> tuple[int, float]:
        return min(RANK[roles[id_]] for id_ in parties[party]), -max(work[id_] for id_ in parties[party])

    kept: list[str] = []
    for party in sorted(parties, key=lambda each: (*strength(each), each)):
        rank, done = strength(party)
        earned = rank < RANK[ThemeRole.SUPPORTING] or -done >= EARNED
        if len(kept) < (MOST if earned else FEWEST):
            kept.append(party)
    return {id_: roles[id_] for party in kept for id_ in parties[party]}


def _prerequisites(plan: PlanGraph, findings: tuple[Finding, ...]) -> Iterator[Matter]:
    """Gather uncoordinated dependencies by what is needed and from whom."""
    needs: dict[tuple[str, DependencyKind], dict[str, Link]] = defaultdict(dict)
    for finding in findings:
        if finding.gathers is not Gathers.PREREQUISITE:
            continue
        for id_ in finding.links:
            link = plan.links[id_]
            supplier = plan.lead(link.target_id)
            if supplier is not None and not supplier.is_territorial and link.dependency in SERVICES:
                needs[supplier.id, link.dependency][link.id] = link
    for (supplier_id, kind), found in sorted(needs.items()):
        links = tuple(found[id_] for id_ in sorted(found))
        supplier = plan.get(Opd, supplier_id)
        waiting = {lead.id: lead for link in links if (lead := plan.lead(link.source_id))}
        if len(families(waiting.values())) < 2:
            continue
        ends = {end for link in links for end in (link.source_id, link.target_id)}
        names = called(kind)
        held = ", ".join(sorted(fields_of(plan, supplier)))
        count: dict[str, int] = defaultdict(int)
        for link in links:
            lead = plan.lead(link.source_id)
            count[lead.id if lead else ""] += 1
        most = max(sorted(waiting), key=count.__getitem__)
        yield Matter(
            id=f"prerequisite/{kind}/{supplier_id.removeprefix('opd/')}",
            name=Text(f"Kesiapan {names.id} dari {supplier.label}", f"Readiness of {names.en} from {supplier.label}"),
            choice=Choice(
                lead=supplier_id,
                runner_up=most,
                reason=Text(
                    f"{supplier.label} memegang pekerjaan yang ditunggu (bidang {held}).",
                    f"{supplier.label} runs the work that is waited for (fields {held}).",
                ),
            ),
            roles={supplier_id: ThemeRole.LEAD, **dict.fromkeys(sorted(waiting), ThemeRole.CORE)},
            programs=tuple(plan.get(Program, id_) for id_ in sorted(ends) if isinstance(plan.nodes[id_], Program)),
            links=links,
        )


def led_by(plan: PlanGraph, programs: Iterable[Program]) -> dict[str, list[Program]]:
    """Some programs by the id of the OPD that leads them."""
    led: dict[str, list[Program]] = defaultdict(list)
    for program in programs:
        lead = plan.lead(program.id)
        if lead is not None:
            led[lead.id].append(program)
    return led


def dependencies_within(plan: PlanGraph, programs: tuple[Program, ...]) -> tuple[Link, ...]:
    """The dependencies between OPDs that lie within some programs."""
    return _within(without_words(plan), frozenset(program.id for program in programs))


@kept
def _within(plan: PlanGraph, inside: frozenset[str]) -> tuple[Link, ...]:
    return tuple(
        link
        for id_ in sorted(inside)
        for link in plan.out(id_, LinkKind.DEPENDS_ON)
        if link.target_id in inside and plan.lead(id_) != plan.lead(link.target_id)
    )
