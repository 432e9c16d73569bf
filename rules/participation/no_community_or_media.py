"""PX02 no-community-or-media. Several OPDs work on a theme that calls for communities or media, and none takes part.

Why: what concerns people succeeds where they and those who speak to them take part (UU 23/2014, article 354, and
PP 45/2017 on the participation of the community in regional government); agencies alone reach whom they already know.
Evidence: the theme, its OPDs, and the communities and media of the region's own list that fit the call; that the list
has none is said.
Remedy: invite one of the listed; where none is listed, ask the kecamatan who is active there. A supports link from the
partner to the theme says that it takes part.
"""

from collections.abc import Iterator

from graph.model import Theme, ThemeRole
from graph.snapshot import PlanGraph
from rules.asking import PEOPLE, families, joined, kinds, known, members, named, open_calls, role
from rules.finding import Family, Gathers, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which themes are large enough."""

    min_opds: int = 3
    """Parties with work and a leading or core role in the theme; all kecamatan count as one."""
    supporting: bool = False
    """Whether those that only support the theme count as well."""


@rule(
    "PX02",
    family=Family.PARTICIPATION,
    per=Theme,
    gathers=Gathers.THEME,
    options=Options,
    sees=without_words,
    message=Text(
        "{opds} bekerja untuk tema {theme} tanpa {kinds}; mitra terdaftar: {known}. {reason}",
        "{opds} work on the theme {theme_en} without {kinds_en}; partners listed: {known_en}. {reason}",
    ),
)
def no_community_or_media(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag themes of several OPDs that call for communities or media and have none."""
    found = members(plan, theme)
    wanted = {ThemeRole.LEAD, ThemeRole.CORE}
    opds = [opd for opd in found.opds if options.supporting or role(theme, opd) in wanted]
    if len(families(opds)) < options.min_opds:
        return
    calls = [each for each in open_calls(plan, theme) if each[0].partner_kind in PEOPLE]
    if not calls or len(calls) < sum(call.partner_kind in PEOPLE for call in theme.partners):
        return
    names, fitting = kinds(call for call, _ in calls), known(each for _, partners in calls for each in partners)
    invited = tuple(dict.fromkeys(partner.id for _, partners in calls for partner in partners))
    yield Found(
        opds=tuple(opd.id for opd in opds),
        nodes=(theme.id, *invited),
        key=theme.id,
        arguments={
            "opds": named(opds),
            "theme": theme.name,
            "theme_en": theme.name_en or theme.name,
            "kinds": names.id,
            "kinds_en": names.en,
            "known": fitting.id,
            "known_en": fitting.en,
            "reason": calls[0][0].reason,
        },
        remedy=joined(plan, theme, others=invited),
    )
