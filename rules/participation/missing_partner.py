"""PX01 missing-partner. A theme calls for a kind of partner that takes no part in it yet.

Why: the review of the plans asks central, public and private parties, creative people and the community to take part;
each theme says which kinds it needs and why.
Evidence: the theme, the kind that is missing, and the partners of that kind that the region already knows.
Remedy: invite one of the named partners; where none is known, look for one of that kind.
"""

from collections.abc import Iterator

from graph.model import LinkKind, Partner, Theme
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.membership import members
from rules.partners import fitting
from rules.rule import Found, RuleOptions, rule


@rule(
    "PX01",
    family=Family.PARTICIPATION,
    per=Theme,
    options=RuleOptions,
    message=Text(
        "Tema {theme} memerlukan mitra jenis {kind} ({known}): {reason}",
        "The theme {theme} calls for a partner of the kind {kind} ({known}): {reason}",
    ),
)
def missing_partner(plan: PlanGraph, theme: Theme, _: RuleOptions) -> Iterator[Found]:
    """Flag kinds of partner that a theme calls for and that support none of its programs."""
    found = members(plan, theme)
    if not found.programs:
        return
    supported = (theme.id, *(program.id for program in found.programs))
    present = {
        partner.partner_kind
        for id_ in supported
        for link in plan.into(id_, LinkKind.SUPPORTS)
        if isinstance(partner := plan.nodes[link.source_id], Partner)
    }
    for call in theme.partners:
        if call.partner_kind in present:
            continue
        known = fitting(plan, call)
        yield Found(
            opds=tuple(opd.id for opd in found.opds),
            nodes=(theme.id, *(partner.id for partner in known)),
            key=theme.id,
            detail=f"{call.partner_kind} {' '.join(call.words)}",
            arguments={
                "theme": theme.name,
                "kind": call.partner_kind.value,
                "known": ", ".join(partner.name for partner in known) or "belum ada dalam daftar",
                "reason": call.reason,
            },
        )
