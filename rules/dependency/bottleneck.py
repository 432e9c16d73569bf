"""DP03 bottleneck. Many OPDs depend on one.

Why: where many wait for one agency, its delay is everybody's; its capacity is a matter for the whole region.
Evidence: the dependencies that lead to the OPD's programs.
Remedy: agree on an order of work across the OPDs that wait, before the year's schedule is fixed.
"""

from collections.abc import Iterator

from graph.model import LinkKind, Opd
from graph.snapshot import PlanGraph
from rules.asking import families
from rules.finding import Family, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as many."""

    share: float = 0.3
    """Share of the region's other parties that depend on the OPD."""


@rule(
    "DP03",
    family=Family.DEPENDENCY,
    per=Opd,
    options=Options,
    sees=without_words,
    message=Text(
        "{waiting} perangkat daerah bergantung pada {opd} melalui {links} keterkaitan.",
        "{waiting} OPDs depend on {opd} through {links} links.",
    ),
)
def bottleneck(plan: PlanGraph, opd: Opd, options: Options) -> Iterator[Found]:
    """Flag OPDs on which a large share of the others depends."""
    links = [
        link
        for program in plan.led_by(opd.id)
        for link in plan.into(program.id, LinkKind.DEPENDS_ON)
        if (other := plan.lead(link.source_id)) is not None and other.id != opd.id
    ]
    waiting = {other.id: other for link in links if (other := plan.lead(link.source_id))}
    parties = len(families(plan.opds)) - 1
    if parties > 2 and len(families(waiting.values())) >= options.share * parties:
        yield Found(
            opds=(opd.id, *sorted(waiting)),
            nodes=(opd.id, *sorted({link.target_id for link in links})),
            links=tuple(sorted(link.id for link in links)),
            arguments={"opd": opd.label, "waiting": len(waiting), "links": len(links)},
        )
