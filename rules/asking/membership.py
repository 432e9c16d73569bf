"""Membership: which programs and OPDs a theme brings together."""

from collections import Counter, defaultdict

import msgspec

from graph.model import Link, LinkKind, Opd, Program, Theme, ThemeRole
from graph.snapshot import PlanGraph, kept
from rules.outline import without_words

SHARE = 0.25
"""Of an OPD without a known mandate a field is its own where it has so large a share of its largest one's programs."""
RANK = {ThemeRole.LEAD: 0, ThemeRole.CORE: 1, ThemeRole.SUPPORTING: 2}
PLANNING = "5.01"
"""The field that plans."""


class Members(msgspec.Struct, frozen=True):
    """A theme's programs, each with the link that put it there and the OPD that leads it, and all these OPDs once."""

    programs: tuple[Program, ...]
    ties: tuple[Link, ...]
    leads: tuple[Opd, ...]
    opds: tuple[Opd, ...]
    links: tuple[str, ...]
    """The ids of the ties."""


def members(plan: PlanGraph, theme: Theme) -> Members:
    """Give the non-overhead programs of a theme, and the OPDs that lead them, in the order of ids."""
    return _members(plan, theme.id)


@kept
def _members(plan: PlanGraph, theme: str) -> Members:
    drawn = _drawn_members(without_words(plan), theme)
    return msgspec.structs.replace(drawn, programs=tuple(plan.get(Program, each.id) for each in drawn.programs))


@kept
def _drawn_members(plan: PlanGraph, theme: str) -> Members:
    """The same with the programs as they stand in an outline."""
    programs: list[Program] = []
    ties: list[Link] = []
    leads: list[Opd] = []
    for link in plan.into(theme, LinkKind.CONTRIBUTES):
        program = plan.nodes[link.source_id]
        lead = plan.lead(program.id)
        if isinstance(program, Program) and lead is not None and not program.is_overhead:
            programs.append(program)
            ties.append(link)
            leads.append(lead)
    once = {lead.id: lead for lead in leads}
    return Members(
        programs=tuple(programs),
        ties=tuple(ties),
        leads=tuple(leads),
        opds=tuple(once[id_] for id_ in sorted(once)),
        links=tuple(link.id for link in ties),
    )


def role(theme: Theme, opd: Opd) -> ThemeRole | None:
    """The strongest role that a theme gives to one of an OPD's mandates; None where it names none of them."""
    roles = [each.role for each in theme.roles if each.field in opd.mandates]
    return min(roles, key=RANK.__getitem__, default=None)


def fields_of(plan: PlanGraph, opd: Opd) -> frozenset[str]:
    """The fields that an OPD is mandated for; where none is known, those in which it runs most of its programs.

    What it runs a program or two of beside them is no mandate (less than SHARE of its largest).
    """
    return _fields_of(plan, opd.id)


def holders(plan: PlanGraph, field: str) -> tuple[Opd, ...]:
    """The OPDs that hold a field, in the order of ids."""
    return _holders(plan).get(field, ())


def who_plans(plan: PlanGraph) -> tuple[str, ...]:
    """The OPD that writes money into the plan and evaluates it, by id; empty where the region lists none."""
    return tuple(opd.id for opd in holders(plan, PLANNING)[:1])


@kept
def _holders(plan: PlanGraph) -> dict[str, tuple[Opd, ...]]:
    found: dict[str, list[Opd]] = defaultdict(list)
    for opd in plan.opds:
        for field in fields_of(plan, opd):
            found[field].append(opd)
    return {field: tuple(opds) for field, opds in found.items()}


@kept
def _fields_of(plan: PlanGraph, opd: str) -> frozenset[str]:
    mandates = plan.get(Opd, opd).mandates
    if mandates:
        return frozenset(mandates)
    led = Counter(program.field for program in plan.led_by(opd) if program.field and not program.is_overhead)
    least = SHARE * max(led.values(), default=0)
    return frozenset(field for field, count in led.items() if count >= least)
