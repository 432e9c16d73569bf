"""AL03 indicator-behind. An indicator is behind the path to its target, the part of the year that has passed counted.

Why: the quarterly evaluation of annual plans exists to see this while it can still be mended (Permendagri 86/2017,
Formulir E.81). Indicators that every OPD has about its own office are left out.
Evidence: the indicator, what it measures, the OPD that answers for it.
Remedy: name who can help; an initiative on the same matter raises its score for this.
"""

from collections.abc import Iterator

from graph.model import Indicator, LinkKind, Program
from graph.snapshot import PlanGraph
from rules.asking import shortfall
from rules.finding import Family, Gathers, Text
from rules.knowledge import is_routine, known_of
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as behind."""

    least: float = 0.25
    """Share of the expected value that is missing."""


@rule(
    "AL03",
    family=Family.ALIGNMENT,
    per=Indicator,
    gathers=Gathers.WORK,
    options=Options,
    message=Text(
        'Indikator "{indicator}" ({opd}) tertinggal {percent} % dari jalur targetnya.',
        'The indicator "{indicator}" ({opd}) is {percent} % behind its path.',
    ),
)
def indicator_behind(plan: PlanGraph, indicator: Indicator, options: Options) -> Iterator[Found]:
    """Flag indicators that are behind their path."""
    lag = shortfall(indicator)
    if lag is None or lag < options.least or is_routine(indicator.name, known_of(plan)):
        return
    measured = [plan.nodes[link.target_id] for link in plan.out(indicator.id, LinkKind.MEASURES)]
    if any(isinstance(node, Program) and node.is_overhead for node in measured):
        return
    lead = next((lead for node in measured if (lead := plan.lead(node.id))), plan.lead(indicator.id))
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(indicator.id, *(node.id for node in measured)),
        links=tuple(link.id for link in plan.out(indicator.id, LinkKind.MEASURES)),
        arguments={
            "indicator": indicator.name,
            "opd": lead.label if lead else "-",
            "percent": round(lag * 100),
        },
    )
