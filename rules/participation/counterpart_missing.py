"""PX04 counterpart-missing. A theme calls for central government or the province, and the region lists none that fits.

Why: concurrent affairs are divided between centre, province and region (UU 23/2014, articles 9 to 13): where a theme
needs what the others hold, the region cannot do it alone, and a partner that nobody has listed is nobody's to invite.
Evidence: the theme and what it calls for, with the words that would tell the partner. Partners that are listed and do
not take part yet are PX01. A region without any list of partners is told so once, with all kinds that its themes need.
Remedy: find the counterpart at the centre or the province, put it on the list of partners, and invite it.
"""

from collections.abc import Iterator

from graph.model import PartnerCall, PartnerKind, Theme
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import GOVERNMENT, families, kinds, members, open_calls
from rules.finding import Family, Gathers, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which themes are large enough."""

    min_opds: int = 1
    """Parties with work on the theme; all kecamatan count as one."""


@rule(
    "PX04",
    family=Family.PARTICIPATION,
    per=PlanInfo,
    gathers=Gathers.THEME,
    options=Options,
    sees=without_words,
    message=Text(
        "Tema {theme} memerlukan {kinds}, tetapi daftar mitra {lack}. {reason}",
        "The theme {theme_en} calls for {kinds_en}, but the list of partners {lack_en}. {reason}",
    ),
)
def counterpart_missing(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag themes whose central or province counterpart the region does not list; once where it lists nobody."""
    kinds_asked = GOVERNMENT if plan.partners else frozenset(PartnerKind)
    missing: list[tuple[Theme, tuple[PartnerCall, ...]]] = []
    for theme in plan.of(Theme):
        found = members(plan, theme)
        if len(families(found.opds)) >= options.min_opds:
            open_ = open_calls(plan, theme)
            calls = tuple(call for call, listed in open_ if call.partner_kind in kinds_asked and not listed)
            if calls:
                missing.append((theme, calls))
    if missing and not plan.partners:
        yield _without_list(plan, missing)
        return
    for theme, calls in missing:
        names = kinds(calls)
        yield Found(
            opds=tuple(opd.id for opd in members(plan, theme).opds),
            nodes=(theme.id,),
            key=theme.id,
            arguments={
                "theme": theme.name,
                "theme_en": theme.name_en or theme.name,
                "kinds": names.id,
                "kinds_en": names.en,
                "lack": f"belum memuat yang sesuai ({_words(calls)})",
                "lack_en": f"has none that fits ({_words(calls)})",
                "reason": calls[0].reason,
            },
        )


def _without_list(plan: PlanGraph, missing: list[tuple[Theme, tuple[PartnerCall, ...]]]) -> Found:
    """One finding for all themes; the one that calls for most kinds is the example."""
    theme, calls = max(missing, key=lambda each: len({call.partner_kind for call in each[1]}))
    names, more = kinds(calls), len(missing) - 1
    return Found(
        opds=tuple(sorted({opd.id for each, _ in missing for opd in members(plan, each).opds})),
        nodes=tuple(each.id for each, _ in missing),
        key="partners/none",
        arguments={
            "theme": f"{theme.name} dan {more} tema lain" if more else theme.name,
            "theme_en": f"{theme.name_en or theme.name} like {more} others" if more else theme.name_en or theme.name,
            "kinds": names.id,
            "kinds_en": names.en,
            "lack": "masih kosong",
            "lack_en": "is empty",
            "reason": calls[0].reason,
        },
    )


def _words(calls: tuple[PartnerCall, ...], most: int = 6) -> str:
    words = list(dict.fromkeys(word for call in calls for word in call.words))
    return ", ".join(words[:most]) + (", ..." if len(words) > most else "") if words else "-"
