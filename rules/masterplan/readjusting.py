"""Readjusting: what becomes of each masterplan program in the plan as it is now, with the findings that say why."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

from graph.change import PutLink
from graph.model import LinkKind, MasterplanProgram
from graph.snapshot import PlanGraph
from rules.finding import Finding, Text
from rules.masterplan.resting import unsettled

ADJUSTMENT: Final = "adjustment"
"""The argument of a finding that says what it calls for."""


class Adjustment(StrEnum):
    """What may become of a masterplan program; of several the one that goes furthest counts."""

    KEEP = "keep"
    ADD = "add"
    CHANGE = "change"
    JOIN = "join"
    DROP = "drop"


_FURTHEST: Final = {each: number for number, each in enumerate(Adjustment)}


class Readjustment(msgspec.Struct, frozen=True, kw_only=True):
    """The proposal for one masterplan program, or for one that is missing."""

    subject: str
    """Id of the program; of a missing one that of the objective that calls for it."""
    adjustment: Adjustment
    reasons: tuple[Text, ...]
    findings: tuple[Finding, ...]
    """The findings that say so: their remedies, one after the other, make the change."""


def readjustments(
    plan: PlanGraph, findings: Iterable[Finding], before: PlanGraph | None = None
) -> tuple[Readjustment, ...]:
    """Give what is proposed for each masterplan program and each missing one; what nothing speaks against is kept.

    Parameters
    ----------
    findings
        The findings of the plan's evaluation; those that people set aside propose nothing.
    before
        The plan at an earlier revision, such as that of the RPJMD before: what a program rested on there and that is
        no longer as it was calls for a change too.
    """
    said: dict[str, list[tuple[Adjustment, Finding]]] = defaultdict(list)
    for each in findings:
        wanted = dict(each.arguments).get(ADJUSTMENT)
        if wanted:
            said[each.subject].append((Adjustment(str(wanted)), each))
    moved: dict[str, tuple[Text, ...]] = {}
    for program in plan.of(MasterplanProgram):
        said.setdefault(program.id, [])
        moved[program.id] = () if before is None else unsettled(before, plan, program.id)
    return tuple(_proposal(plan, subject, said[subject], moved.get(subject, ())) for subject in sorted(said))


def _proposal(
    plan: PlanGraph, subject: str, said: list[tuple[Adjustment, Finding]], moved: tuple[Text, ...]
) -> Readjustment:
    if not said and not moved:
        carriers = plan.carriers_of(subject)
        kept = Text(
            f"Diusung {len(carriers)} pekerjaan Renja; tidak ada yang meminta perubahan.",
            f"Carried by {len(carriers)} pieces of work of the Renja; nothing asks for a change.",
        )
        return Readjustment(subject=subject, adjustment=Adjustment.KEEP, reasons=(kept,), findings=())
    wanted = [adjustment for adjustment, _ in said] + [Adjustment.CHANGE] * bool(moved)
    furthest = max(wanted, key=_FURTHEST.__getitem__)
    ordered = sorted(said, key=lambda each: (each[0] is not furthest, _leads(each[1]), each[1].rule, each[1].detail))
    reasons = (*moved, *(finding.message for _, finding in ordered))
    goes = furthest in (Adjustment.JOIN, Adjustment.DROP)
    # nothing else is mended in a program that goes
    findings = tuple(finding for adjustment, finding in ordered if adjustment is furthest or not goes)
    return Readjustment(subject=subject, adjustment=furthest, reasons=reasons, findings=findings)


def _leads(finding: Finding) -> bool:
    """Tell whether its remedy names a lead: after that the program's other findings are findings of that agency."""
    return any(isinstance(each, PutLink) and each.link.kind is LinkKind.LEADS for each in finding.remedy)
