"""Partners: which of a region's own partners answer a theme's call."""

from graph.model import Partner, PartnerCall
from graph.reference import normalised
from graph.snapshot import PlanGraph, kept

_SAYS_NOTHING = frozenset(
    {"asosiasi", "komunitas", "lembaga", "masyarakat", "organisasi", "perusahaan", "swasta", "usaha"}
)
"""Words of a partner's written kind that tell nothing of its field."""
MOST_NAMED = 3
"""How many partners are given whose name or field has a called word; more where as many different words are met."""
MOST_OF_KIND = 2
"""How many are given where the call names no words, so that any of the kind will do."""


@kept
def fitting(plan: PlanGraph, call: PartnerCall) -> tuple[Partner, ...]:
    """Give the region's partners of the called kind, those whose name or field has most of the called words first.

    Among equals the one whose word is called first stands first. Where the call names words, a partner without any of
    them is not given: a kind alone is no reason.
    """
    words = tuple(dict.fromkeys(normalised(word) for word in call.words))
    scored: list[tuple[int, int, str, Partner]] = []
    for partner in plan.partners:
        if partner.partner_kind is not call.partner_kind:
            continue
        field = " ".join(word for word in normalised(partner.written_kind).split() if word not in _SAYS_NOTHING)
        text = f" {normalised(' '.join((partner.name, *partner.aliases)))} {field} "
        hits = [number for number, word in enumerate(words) if f" {word} " in text]
        if hits or not words:
            scored.append((-len(hits), min(hits, default=0), partner.id, partner))
    most = max(MOST_NAMED, len({each[1] for each in scored})) if words else MOST_OF_KIND
    return tuple(each[3] for each in sorted(scored, key=lambda each: each[:3])[:most])
