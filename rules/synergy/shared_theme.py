"""SY01 shared-theme. Several OPDs work on one theme without a declared tie between them.

Why: matters such as stunting or flood lie across the fields of government; law and guidelines ask the agencies to act
together (UU 23/2014 on concurrent affairs; each theme names its own source).
Evidence: the theme, its sub-activities and the OPDs that run them; the links say which entry put each one there.
Remedy: one initiative under the OPD whose mandate the theme is, the others with the role that the theme gives them.
"""

from collections.abc import Iterator

from graph.model import LinkKind, Theme
from graph.snapshot import PlanGraph
from rules.asking import by_mandate, families, joined, members
from rules.finding import Family, Gathers, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """When OPDs count as meeting."""

    min_opds: int = 2
    """Parties that must meet on the theme; all kecamatan count as one."""


@rule(
    "SY01",
    family=Family.SYNERGY,
    per=Theme,
    gathers=Gathers.THEME,
    options=Options,
    sees=without_words,
    message=Text(
        "{opds} perangkat daerah menjalankan {programs} sub kegiatan untuk tema {theme}, masing-masing sendiri.",
        "{opds} OPDs run {programs} sub-activities for the theme {theme}, each on its own.",
    ),
)
def shared_theme(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag themes on which enough parties work."""
    found = members(plan, theme)
    if plan.into(theme.id, LinkKind.LEADS) or len(families(found.opds)) < options.min_opds:
        return
    choice = by_mandate(plan, theme, found.opds)
    yield Found(
        opds=tuple(opd.id for opd in found.opds),
        nodes=(theme.id, *(program.id for program in found.programs)),
        links=found.links,
        key=theme.id,
        arguments={"theme": theme.name, "opds": len(found.opds), "programs": len(found.programs)},
        remedy=joined(plan, theme, lead=choice.lead, others=(opd.id for opd in found.opds)),
    )
