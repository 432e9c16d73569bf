"""Calling: which partners a theme calls for, whom of them the region lists, and who takes part already.

Each of the three rules has calls of its own, so that none says what another says: community and media (PX02); central
and province where the region lists none that fits, or a region without any list (PX04); all others (PX01).
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from graph.model import LinkKind, Partner, PartnerCall, PartnerKind, Theme
from graph.reference import normalised
from graph.snapshot import PlanGraph, kept
from graph.vocabulary import called
from rules.asking.membership import members
from rules.asking.partners import fitting
from rules.finding import Text

PEOPLE = frozenset({PartnerKind.COMMUNITY, PartnerKind.MEDIA})
"""Kinds that bring the people themselves, and their voice."""
GOVERNMENT = frozenset({PartnerKind.CENTRAL, PartnerKind.PROVINCE})
"""Kinds that act on a higher level of government."""
LEAST_LETTERS = 4
"""Letters of a called word from which on a longer word that begins with it is the same (polres, Polresta)."""


Calls = tuple[tuple[PartnerCall, tuple[Partner, ...]], ...]


def open_calls(plan: PlanGraph, theme: Theme) -> Calls:
    """The calls of a theme of whose kind nobody takes part yet, each with the listed partners that fit it.

    Who takes part is said by a supports link to the theme or to one of its programs.
    """
    return _open_calls(plan, theme.id)


@kept
def _open_calls(plan: PlanGraph, theme_id: str) -> Calls:
    theme, taking_part = plan.get(Theme, theme_id), _taking_part(plan)
    places = (theme_id, *(program.id for program in members(plan, theme).programs)) if taking_part else ()
    present = {kind for id_ in places for kind in taking_part.get(id_, ())}
    return tuple((call, listed(plan, call)) for call in theme.partners if call.partner_kind not in present)


@kept
def _taking_part(plan: PlanGraph) -> dict[str, set[PartnerKind]]:
    """The kinds of partners that support something, by what they support."""
    found: dict[str, set[PartnerKind]] = defaultdict(set)
    for link in plan.links_of(LinkKind.SUPPORTS):
        partner = plan.nodes[link.source_id]
        if isinstance(partner, Partner):
            found[link.target_id].add(partner.partner_kind)
    return found


@kept
def listed(plan: PlanGraph, call: PartnerCall) -> tuple[Partner, ...]:
    """The listed partners that fit a call; where none has a called word, one with a longer form of it."""
    found = fitting(plan, call)
    if found:
        return found
    begins = tuple(word for each in call.words if len(word := normalised(each)) >= LEAST_LETTERS and " " not in word)
    longer = (
        each for each, words in _names(plan).get(call.partner_kind, ()) if any(w.startswith(begins) for w in words)
    )
    return tuple(islice(longer, 1)) if begins else ()


@kept
def _names(plan: PlanGraph) -> dict[PartnerKind, list[tuple[Partner, list[str]]]]:
    """The partners of each kind with the words of their names."""
    names: dict[PartnerKind, list[tuple[Partner, list[str]]]] = defaultdict(list)
    for partner in plan.partners:
        names[partner.partner_kind].append((partner, normalised(partner.name).split()))
    return names


def kinds(calls: Iterable[PartnerCall]) -> Text:
    """The names of the kinds that some calls ask for, each once, in the order of the calls."""
    names = [called(kind) for kind in dict.fromkeys(call.partner_kind for call in calls)]
    return Text(", ".join(name.id for name in names), ", ".join(name.en for name in names))


def known(partners: Iterable[Partner]) -> Text:
    """Whom the region lists, or that it lists none."""
    names = ", ".join(dict.fromkeys(partner.name for partner in partners))
    return Text(names or "belum ada", names or "none yet")
