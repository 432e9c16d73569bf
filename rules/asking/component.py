"""Component: what a theme takes to succeed, as a plan does it: who owns each part, what work carries it, its money."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from graph.model import Link, Opd, Origin, Program, Theme
from graph.snapshot import PlanGraph, kept
from rules.asking.membership import holders, members
from rules.knowledge import known_of
from rules.knowledge.entry import SPECIFIC, Component
from rules.knowledge.selection import reach

_PROGRAM = len("1.05.02")
"""Letters of a code that name the program."""


class State(StrEnum):
    """Whether a part of a matter is done, and paid for."""

    FUNDED = "funded"
    UNFUNDED = "unfunded"
    """There is work, and all of it stands at nothing in the latest year."""
    MISSING = "missing"


def is_specific(tie: Link) -> bool:
    """Whether work is for the theme that a link puts it in: knowledge weighs it so, or people said that it is."""
    return tie.weight >= SPECIFIC or (tie.origin is Origin.DECLARED and tie.weight > 0)


class Piece(msgspec.Struct, frozen=True):
    """A piece of work in a theme, the link that put it there, and the OPD that leads it."""

    program: Program
    tie: Link
    opd: Opd

    @property
    def is_specific(self) -> bool:
        """Whether it is for the matter, not only touching it."""
        return is_specific(self.tie)


class Part(msgspec.Struct, frozen=True):
    """A component of a theme as a plan does it."""

    component: Component
    owners: tuple[Opd, ...]
    """The OPDs that hold its fields, those of the first field first; empty where the region lists none."""
    pieces: tuple[Piece, ...]
    """The work that carries it, what is for the matter first."""
    state: State | None
    """None where there is work and the plan says nothing of its money."""


@kept
def plan_year(plan: PlanGraph) -> int | None:
    """The latest year in which the plan gives money to anything; None where it gives none."""
    return max(
        (year.year for program in plan.of(Program) for year in program.years if year.budget and year.budget.counted),
        default=None,
    )


def money(plan: PlanGraph, program: Program) -> int | None:
    """The rupiah of a piece of work in the plan's latest year; None where the plan does not say, or says what cannot
    be true.
    """
    return _budgets(plan).get(program.id)


@kept
def _budgets(plan: PlanGraph) -> dict[str, int | None]:
    """The rupiah of each piece of work that has something in the latest year, by id."""
    found: dict[str, int | None] = {}
    latest = plan_year(plan)
    for program in plan.of(Program):
        year = next((each for each in program.years if each.year == latest), None)
        if year and year.budget and year.budget.plausible:
            found[program.id] = year.budget.amount
    return found


def pieces(plan: PlanGraph, theme: Theme) -> tuple[Piece, ...]:
    """Give all work of a theme with who leads it, in the order of ids."""
    found = members(plan, theme)
    return tuple(map(Piece, found.programs, found.ties, found.leads))


def components(plan: PlanGraph, theme: Theme) -> tuple[Part, ...]:
    """Give the components of a theme as a plan does them; none where nobody wrote what the theme takes."""
    return _components(plan, theme.id)


@kept
def _components(plan: PlanGraph, theme_id: str) -> tuple[Part, ...]:
    known = known_of(plan)
    entry = known.themes.get(theme_id.removeprefix("theme/"))
    if entry is None or not entry.components:
        return ()
    numbers = {known.selectors.numbers[member]: member.id for member in entry.members}
    work = pieces(plan, plan.get(Theme, theme_id))
    carried: dict[str, set[str]] = {}
    for piece in work:
        meant = known.selectors.meaning(piece.program.name, reach(plan, piece.program))
        carried[piece.program.id] = {numbers[each.number] for each in meant if each.number in numbers}
    codes = {member.id: member.codes for member in entry.members}
    return tuple(_part(plan, component, work, carried, codes) for component in entry.components)


def _part(
    plan: PlanGraph,
    component: Component,
    work: tuple[Piece, ...],
    carried: dict[str, set[str]],
    codes: Mapping[str, tuple[str, ...]],
) -> Part:
    members_ = set(component.members)
    programs = frozenset(code[:_PROGRAM] for id_ in component.members for code in codes[id_])
    own = [piece for piece in work if carried[piece.program.id] & members_]
    own.sort(key=lambda piece: (-piece.tie.weight, -piece.tie.confidence, piece.program.id))
    doing = {piece.opd.id for piece in own if piece.is_specific}
    held = (opd for field in component.fields for opd in _holders(plan, field, doing, programs))
    return Part(
        component=component,
        owners=tuple({opd.id: opd for opd in held}.values()),
        pieces=tuple(own),
        state=_state(plan, own),
    )


def _holders(plan: PlanGraph, field: str, doing: set[str], programs: frozenset[str]) -> list[Opd]:
    """Who holds a field: who does work for the part first, then who does most of the programs that it is of, then of
    the field; of equal ones who has the field first.
    """

    def place(opd: Opd) -> tuple[bool, int, int, int, str]:
        order = opd.mandates.index(field) if field in opd.mandates else len(opd.mandates)
        led = _led_of_field(plan, opd.id).get(field, Counter())
        near = sum(count for program, count in led.items() if program in programs)
        return opd.id not in doing, -near, -sum(led.values()), order, opd.id

    return sorted(holders(plan, field), key=place)


@kept
def _led_of_field(plan: PlanGraph, opd: str) -> dict[str, Counter[str]]:
    """How much work of each field an OPD leads, by the program that it is of."""
    found: dict[str, Counter[str]] = {}
    for work in plan.led_by(opd):
        found.setdefault(work.field, Counter())[work.code[:_PROGRAM]] += 1
    return found


def _state(plan: PlanGraph, work: list[Piece]) -> State | None:
    """Funded as soon as any work on it has money, be it for the matter or only touching it."""
    if not work:
        return State.MISSING
    told = [money(plan, piece.program) for piece in work]
    if any(told):
        return State.FUNDED
    return State.UNFUNDED if all(each == 0 for each in told) else None
