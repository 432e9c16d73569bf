"""Partners: which of a region's own partners answer a theme's call."""

from collections import defaultdict
from functools import lru_cache

from graph.model import Partner, PartnerCall, PartnerKind
from graph.reference import normalised
from graph.snapshot import PlanGraph

_SAYS_NOTHING = frozenset(
    {"asosiasi", "komunitas", "lembaga", "masyarakat", "organisasi", "perusahaan", "swasta", "usaha"}
)
"""Words of a partner's written kind that tell nothing of its field."""
MOST_NAMED = 3
"""How many partners are given whose name or field has a called word; more where as many different words are met."""
MOST_OF_KIND = 2
"""How many are given where the call names no words, so that any of the kind will do."""


def fitting(plan: PlanGraph, call: PartnerCall) -> tuple[Partner, ...]:
    """Give the region's partners of the called kind, those whose name or field has most of the called words first.

    Among equals the one whose word is called first stands first. Where the call names words, a partner without any of
    them is not given: a kind alone is no reason.
    """
    return _fitting(plan.partners, call)


@lru_cache(maxsize=4096)
def _fitting(partners: tuple[Partner, ...], call: PartnerCall) -> tuple[Partner, ...]:
    words = _called(call.words)
    scored: list[tuple[int, int, str, Partner]] = []
    for partner, text in _listed(partners).get(call.partner_kind, ()):
        hits = [number for number, word in enumerate(words) if word in text]
        if hits or not words:
            scored.append((-len(hits), min(hits, default=0), partner.id, partner))
    most = max(MOST_NAMED, len({each[1] for each in scored})) if words else MOST_OF_KIND
    return tuple(each[3] for each in sorted(scored, key=lambda each: each[:3])[:most])


@lru_cache(maxsize=4096)
def _called(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word as it stands in a text, between spaces."""
    return tuple(f" {word} " for word in dict.fromkeys(map(normalised, words)))


@lru_cache(maxsize=8)
def _listed(partners: tuple[Partner, ...]) -> dict[PartnerKind, list[tuple[Partner, str]]]:
    """The partners of each kind, with their names and their field as they are searched."""
    listed: dict[PartnerKind, list[tuple[Partner, str]]] = defaultdict(list)
    for partner in partners:
        text = _searched(" ".join((partner.name, *partner.aliases)), partner.written_kind)
        listed[partner.partner_kind].append((partner, text))
    return listed


@lru_cache(maxsize=8192)
def _searched(names: str, written_kind: str) -> str:
    field = " ".join(word for word in normalised(written_kind).split() if word not in _SAYS_NOTHING)
    return f" {normalised(names)} {field} "
