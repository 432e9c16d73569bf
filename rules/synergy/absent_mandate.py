"""SY02 absent-mandate. A theme calls for a field of government whose OPD takes no part in it.

Why: who is missing is harder to see than who is there; each theme says which fields it needs, with the reason.
Evidence: the theme, and the OPDs that hold the missing mandate.
Remedy: invite the OPD; the role that the theme gives to its field says as what.
"""

from collections.abc import Iterator

from graph.model import LinkKind, Theme, ThemeRole
from graph.snapshot import PlanGraph
from rules.asking import holders, joined, members
from rules.finding import Family, Gathers, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which roles must not be missing."""

    supporting: bool = False
    """Whether supporting fields are asked for, too, not only lead and core."""


@rule(
    "SY02",
    family=Family.SYNERGY,
    per=Theme,
    gathers=Gathers.ABSENT,
    options=Options,
    sees=without_words,
    message=Text(
        "Tema {theme} memerlukan bidang urusan {field} ({opds}), tetapi belum ada sub kegiatannya: {reason}",
        "The theme {theme} needs the field {field} ({opds}), which has no sub-activity in it: {reason}",
    ),
)
def absent_mandate(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag fields that a theme needs and that take no part."""
    found = members(plan, theme)
    if not found.opds:
        return
    present = {opd.id for opd in found.opds}
    present |= {link.source_id for kind in (LinkKind.LEADS, LinkKind.SUPPORTS) for link in plan.into(theme.id, kind)}
    for wanted in theme.roles:
        if wanted.role is ThemeRole.SUPPORTING and not options.supporting:
            continue
        holding = holders(plan, wanted.field)
        if not holding or any(opd.id in present for opd in holding):
            continue
        yield Found(
            opds=tuple(opd.id for opd in holding),
            nodes=(theme.id, *(opd.id for opd in holding)),
            key=theme.id,
            detail=wanted.field,
            arguments={
                "theme": theme.name,
                "field": wanted.field,
                "opds": ", ".join(opd.label for opd in holding),
                "reason": wanted.reason,
            },
            remedy=joined(plan, theme, others=(opd.id for opd in holding)),
        )
