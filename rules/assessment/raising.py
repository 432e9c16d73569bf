"""Raising: which questions would raise the index most, and who has to do what."""

from fractions import Fraction

import msgspec

from graph.model import LinkKind, Opd
from graph.snapshot import PlanGraph
from rules.assessment.instrument import MOST
from rules.assessment.sheet import Asked, Sheet


class Raise(msgspec.Struct, frozen=True, kw_only=True):
    """A question that can still raise the index."""

    asked: Asked
    gain: Fraction
    """By how much the index would rise from what is likely to the full score."""
    opds: tuple[str, ...]
    """Who has to see to it: those who run what the plan says of it, else those whose field it is."""


def raising(sheet: Sheet, plan: PlanGraph) -> tuple[Raise, ...]:
    """Give the questions by what they can still bring to the index, the most first.

    A question brings its part's weight divided by the part's questions, times what it lacks of the full score.
    """
    weights = {each.id: each.weight / each.questions / 100 for each in sheet.parts}
    found = (
        Raise(asked=each, gain=weights[each.part] * (MOST - each.expected), opds=_who(each, plan))
        for each in sheet.asked
        if each.expected < MOST
    )
    return tuple(sorted(found, key=lambda each: (-each.gain, each.asked.question.code)))


def _who(asked: Asked, plan: PlanGraph) -> tuple[str, ...]:
    most = 3
    rows = asked.proposal.rows if asked.proposal else ()
    leads = [lead.id for row in rows if row.node in plan.nodes and (lead := _lead(plan, row.node))]
    counted = sorted(dict.fromkeys(leads), key=lambda id_: (-leads.count(id_), id_))
    if counted:
        return tuple(counted[:most])
    mandated = (
        opd.id
        for field in asked.question.fields
        for opd in plan.opds
        if field in opd.mandates and not opd.is_territorial
    )
    return tuple(dict.fromkeys(mandated))[:most]


def _lead(plan: PlanGraph, id_: str) -> Opd | None:
    """Who answers for a node, or for what it measures."""
    measured = (link.target_id for link in plan.out(id_, LinkKind.MEASURES))
    return next((lead for each in (id_, *measured) if (lead := plan.lead(each))), None)
