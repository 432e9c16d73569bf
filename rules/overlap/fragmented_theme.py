"""OV02 fragmented-theme. Many OPDs work on a theme that no OPD of the region is mandated to lead.

Why: fragmentation means that more than one agency is involved in the same broad area of need (GAO-15-49SP, 2015); it
is worst where none is answerable for the whole.
Evidence: the theme, the OPDs and their sub-activities.
Remedy: the region's head names the OPD that leads (a coordinating team by decree is the usual form).
"""

from collections.abc import Iterator

from graph.model import Theme, ThemeRole
from graph.snapshot import PlanGraph
from rules.asking import families, fields_of, members
from rules.finding import Family, Gathers, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as many."""

    min_opds: int = 3
    """Parties on the theme; all kecamatan count as one."""


@rule(
    "OV02",
    family=Family.OVERLAP,
    per=Theme,
    gathers=Gathers.THEME,
    options=Options,
    sees=without_words,
    message=Text(
        "Tema {theme} dikerjakan {opds} perangkat daerah tanpa satu pun yang bermandat memimpinnya ikut serta.",
        "{opds} OPDs work on the theme {theme} while none that is mandated to lead it takes part.",
    ),
)
def fragmented_theme(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag themes with many parties and no mandated lead among them."""
    found = members(plan, theme)
    parties = families(found.opds)
    leading = {each.field for each in theme.roles if each.role is ThemeRole.LEAD}
    if len(parties) < options.min_opds or any(leading & fields_of(plan, opd) for opd in found.opds):
        return
    yield Found(
        opds=tuple(opd.id for opd in found.opds),
        nodes=(theme.id, *(program.id for program in found.programs)),
        links=found.links,
        key=theme.id,
        arguments={"theme": theme.name, "opds": len(found.opds)},
    )
