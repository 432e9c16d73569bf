"""PX01 missing-partner. A theme calls for partners outside the region's agencies that take no part in it yet.

Why: the review of the plans asks central, public and private parties, creative people and the community to take part;
each theme says which kinds it needs and why.
Evidence: the theme, the kinds that are missing, and the partners of those kinds that the region lists. Those who are
listed come first; only where none is left to invite, the kinds are named (for information) of which none is listed.
Communities and media are told by PX02, central government and province that nobody lists by PX04, and so is a region
that lists no partner at all.
Remedy: invite the listed partners; where none is listed, look for one of that kind. A supports link from the partner to
the theme says that it takes part.
"""

from collections.abc import Iterator

from graph.model import Theme
from graph.snapshot import PlanGraph
from rules.asking import GOVERNMENT, PEOPLE, joined, kinds, known, members, open_calls
from rules.finding import Family, Gathers, Severity, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


@rule(
    "PX01",
    family=Family.PARTICIPATION,
    per=Theme,
    gathers=Gathers.THEME,
    options=RuleOptions,
    sees=without_words,
    message=Text(
        "Tema {theme} memerlukan mitra ({kinds}) yang belum ikut serta; mitra terdaftar: {known}. {reason}",
        "The theme {theme_en} calls for partners ({kinds_en}) that take no part; partners listed: {known_en}. {reason}",
    ),
)
def missing_partner(plan: PlanGraph, theme: Theme, _: RuleOptions) -> Iterator[Found]:
    """Flag themes that call for partners who support neither them nor their programs, once for each theme."""
    found = members(plan, theme)
    if not found.programs:
        return
    calls = [each for each in open_calls(plan, theme) if each[0].partner_kind not in PEOPLE]
    listed = [(call, partners) for call, partners in calls if partners]
    others = [(call, ()) for call, _ in calls if call.partner_kind not in GOVERNMENT] if plan.partners else []
    chosen = listed or others
    if not chosen:
        return
    names, fitting = kinds(call for call, _ in chosen), known(each for _, partners in chosen for each in partners)
    invited = tuple(dict.fromkeys(partner.id for _, partners in chosen for partner in partners))
    yield Found(
        opds=tuple(opd.id for opd in found.opds),
        nodes=(theme.id, *invited),
        key=theme.id,
        detail="listed" if listed else "unlisted",
        severity=None if listed else Severity.INFORMATION,
        arguments={
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "kinds": names.id,
            "kinds_en": names.en,
            "known": fitting.id,
            "known_en": fitting.en,
            "reason": chosen[0][0].reason,
        },
        remedy=joined(plan, theme, others=invited),
    )
