"""Calling: which partners a theme calls for, whom of them the region lists, and who takes part already.

Each of the three rules has calls of its own, so that none says what another says: community and media (PX02); central
and province where the region lists none that fits, or a region without any list (PX04); all others (PX01).
"""

from collections.abc import Iterable

from graph.model import LinkKind, Partner, PartnerCall, PartnerKind, Theme
from graph.reference import normalised
from graph.snapshot import PlanGraph
from rules.asking.membership import Members
from rules.asking.partners import fitting
from rules.finding import Text

KIND_NAMES = {
    PartnerKind.CENTRAL: Text("instansi pusat", "central government"),
    PartnerKind.PROVINCE: Text("pemerintah provinsi", "the province"),
    PartnerKind.REGION: Text("daerah lain", "other regions"),
    PartnerKind.STATE_ENTERPRISE: Text("BUMN", "state enterprises"),
    PartnerKind.REGIONAL_ENTERPRISE: Text("BUMD", "regional enterprises"),
    PartnerKind.PRIVATE: Text("dunia usaha", "business"),
    PartnerKind.UNIVERSITY: Text("perguruan tinggi", "universities"),
    PartnerKind.COMMUNITY: Text("komunitas", "communities"),
    PartnerKind.MEDIA: Text("media", "media"),
}
PEOPLE = frozenset({PartnerKind.COMMUNITY, PartnerKind.MEDIA})
"""Kinds that bring the people themselves, and their voice."""
GOVERNMENT = frozenset({PartnerKind.CENTRAL, PartnerKind.PROVINCE})
"""Kinds that act on a higher level of government."""
LEAST_LETTERS = 4
"""Letters of a called word from which on a longer word that begins with it is the same (polres, Polresta)."""


def open_calls(plan: PlanGraph, theme: Theme, found: Members) -> tuple[tuple[PartnerCall, tuple[Partner, ...]], ...]:
    """The calls of a theme of whose kind nobody takes part yet, each with the listed partners that fit it.

    Who takes part is said by a supports link to the theme or to one of its programs.
    """
    present = {
        partner.partner_kind
        for id_ in (theme.id, *(program.id for program in found.programs))
        for link in plan.into(id_, LinkKind.SUPPORTS)
        if isinstance(partner := plan.nodes[link.source_id], Partner)
    }
    return tuple((call, listed(plan, call)) for call in theme.partners if call.partner_kind not in present)


def listed(plan: PlanGraph, call: PartnerCall) -> tuple[Partner, ...]:
    """The listed partners that fit a call; where none has a called word, one with a longer form of it."""
    found = fitting(plan, call)
    if found:
        return found
    begins = tuple(word for each in call.words if len(word := normalised(each)) >= LEAST_LETTERS and " " not in word)
    return tuple(
        partner
        for partner in plan.partners
        if partner.partner_kind is call.partner_kind
        and any(word.startswith(begins) for word in normalised(partner.name).split())
    )[:1]


def kinds(calls: Iterable[PartnerCall]) -> Text:
    """The names of the kinds that some calls ask for, each once, in the order of the calls."""
    names = [KIND_NAMES[kind] for kind in dict.fromkeys(call.partner_kind for call in calls)]
    return Text(", ".join(name.id for name in names), ", ".join(name.en for name in names))


def known(partners: Iterable[Partner]) -> Text:
    """Whom the region lists, or that it lists none."""
    names = ", ".join(dict.fromkeys(partner.name for partner in partners))
    return Text(names or "belum ada", names or "none yet")
