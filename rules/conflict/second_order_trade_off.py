"""CF03 second-order-trade-off. Work on one theme helps a second theme, and the second sets back a third.

Why: what one goal does to another through a third is easily missed, since no single pair shows it; goals interact on a
scale from -3 to +3 (Nilsson, Griggs and Visbeck, Nature 534, 2016), and a cross-impact matrix (Weimer-Jehle 2006)
gives the influence of the second order: half the sum of the products over all themes between (Weitz, Carlsen, Nilsson
and Skanberg, Sustainability Science 13, 2018).
Evidence: the chain from theme to theme with the links, weights and reasons, and the net influence, in which direct
help and help over other themes are set against the harm. Only themes that the plan works on count, and no pair of which
the first sets back the third directly (that is CF01).
Remedy: those who work on the first theme and on the third agree on the safeguard that the second link's reason names.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.model import Link, LinkKind, Theme
from graph.snapshot import PlanGraph
from rules.asking import by_mandate, members
from rules.finding import Family, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which net influence is said."""

    at_most: float = -1.0
    """Net influence on the -3..+3 scale from which on it is said."""
    second_order: float = 0.5
    """What influence over a theme between counts for, as a part of direct influence."""


@rule(
    "CF03",
    family=Family.CONFLICT,
    per=Theme,
    options=Options,
    sees=without_words,
    message=Text(
        "{first} mendorong {second} ({help}), yang menghambat {third} ({harm}): pengaruh bersih {net}. {reason}",
        "{first_en} furthers {second_en} ({help}), which sets back {third_en} ({harm}): net influence {net}. {reason}",
    ),
)
def second_order_trade_off(plan: PlanGraph, theme: Theme, options: Options) -> Iterator[Found]:
    """Flag themes that this one sets back on balance by what it furthers, each with the way that harms most."""
    if not members(plan, theme).opds:
        return
    row = _row(plan, theme.id)
    through: dict[str, float] = defaultdict(float)
    harmful: dict[str, list[tuple[float, str, Link, Link]]] = defaultdict(list)
    for between, helps in row.items():
        for last, harms in _row(plan, between).items():
            product = helps.weight * harms.weight
            through[last] += product
            if helps.weight > 0 > harms.weight:
                harmful[last].append((product, between, helps, harms))
    for last, ways in sorted(harmful.items()):
        direct = row[last].weight if last in row else 0.0
        net = direct + options.second_order * through[last]
        if last != theme.id and direct >= 0 and net <= options.at_most:
            _, between, helps, harms = min(ways, key=lambda way: way[:2])
            yield _found(plan, (theme, plan.get(Theme, between), plan.get(Theme, last)), (helps, harms), net)


def _found(plan: PlanGraph, themes: tuple[Theme, Theme, Theme], links: tuple[Link, Link], net: float) -> Found:
    first, second, third = themes
    helps, harms = links
    leads = [by_mandate(plan, theme, members(plan, theme).opds).lead for theme in themes]
    return Found(
        opds=tuple(dict.fromkeys(leads)),
        nodes=(first.id, second.id, third.id),
        links=(helps.id, harms.id),
        key=third.id,
        arguments={
            "first": first.name,
            "first_en": first.name_en or first.name,
            "second": second.name,
            "second_en": second.name_en or second.name,
            "third": third.name,
            "third_en": third.name_en or third.name,
            "help": f"{helps.weight:+g}",
            "harm": f"{harms.weight:+g}",
            "net": f"{net:+g}",
            "reason": harms.reason,
        },
    )


def _row(plan: PlanGraph, theme: str) -> dict[str, Link]:
    """The themes that the plan works on and to which a theme contributes, with the links: a row of the matrix."""
    return {
        link.target_id: link
        for link in plan.out(theme, LinkKind.CONTRIBUTES)
        if isinstance(target := plan.nodes[link.target_id], Theme) and members(plan, target).opds
    }
