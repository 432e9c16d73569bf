"""CF01 counteracting-themes. Work on one theme sets back another theme that the region works on as well.

Why: goals interact on a scale from -3 (cancelling) to +3 (indivisible); negative interactions are managed by those who
know of them (Nilsson, Griggs and Visbeck, Nature 534, 2016).
Evidence: the link between the themes with its weight and reason, and the sub-activities on both sides.
Remedy: agree on the safeguard that the reason names, before both sides spend.
"""

from collections.abc import Iterator

from graph.model import LinkKind, Theme
from graph.snapshot import PlanGraph
from rules.asking import members
from rules.finding import Family, Severity, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as working against."""

    at_most: float = -1.0
    """Weight on the -3..+3 scale from which on it is said."""


@rule(
    "CF01",
    family=Family.CONFLICT,
    per=Theme,
    severity=Severity.WARNING,
    options=Options,
    sees=without_words,
    message=Text(
        "Tema {theme} dapat menghambat tema {other} (bobot {weight}): {reason}",
        "The theme {theme} may set back the theme {other} (weight {weight}): {reason}",
    ),
)
def counteracting_themes(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag pairs of themes, both worked on, where one sets back the other."""
    mine = members(plan, theme)
    for link in plan.out(theme.id, LinkKind.CONTRIBUTES):
        other = plan.nodes[link.target_id]
        if not isinstance(other, Theme) or link.weight > options.at_most:
            continue
        theirs = members(plan, other)
        opds = {opd.id for opd in (*mine.opds, *theirs.opds)}
        if mine.opds and theirs.opds and len(opds) > 1:
            yield Found(
                opds=tuple(sorted(opds)),
                nodes=(theme.id, other.id, *(program.id for program in (*mine.programs, *theirs.programs))),
                links=(link.id,),
                key=theme.id,
                detail=other.id,
                arguments={
                    "theme": theme.name,
                    "other": other.name,
                    "weight": f"{link.weight:g}",
                    "reason": link.reason,
                },
            )
