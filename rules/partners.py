"""Partners: which of a region's own partners answer a theme's call."""

from graph.model import Partner, PartnerCall
from graph.reference import normalised
from graph.snapshot import PlanGraph


def fitting(plan: PlanGraph, call: PartnerCall, most: int = 2) -> tuple[Partner, ...]:
    """Give the region's partners of the called kind, those whose name or field has a called word first.

    Where the call names words, a partner without any of them is not given: a kind alone is no reason.
    """
    words = {normalised(word) for word in call.words}
    scored: list[tuple[int, str, Partner]] = []
    for partner in plan.partners:
        if partner.partner_kind is not call.partner_kind:
            continue
        text = f" {normalised(' '.join((partner.name, partner.written_kind, *partner.aliases)))} "
        hits = sum(f" {word} " in text for word in words)
        if hits or not words:
            scored.append((-hits, partner.id, partner))
    return tuple(partner for _, _, partner in sorted(scored, key=lambda each: each[:2])[:most])
