"""AL09 doubtful-indicator. An indicator cannot be judged as it stands: below zero, beyond its scale, of no direction.

Why: an indicator has to be measurable and its direction clear, or a target says nothing (SMART, Permendagri 86/2017);
what is doubtful must not tell anybody that they are behind.
Evidence: the indicator with its values, what it measures, and the reason for the doubt.
Remedy: the OPD that answers for it corrects the value, or says whether it should rise or fall.
"""

from collections.abc import Iterator

from graph.model import Indicator, LinkKind
from graph.snapshot import PlanGraph
from rules.asking.doubt import doubt
from rules.finding import Family, Gathers, Severity, Text
from rules.rule import Found, RuleOptions, rule


@rule(
    "AL09",
    family=Family.ALIGNMENT,
    per=Indicator,
    severity=Severity.INFORMATION,
    gathers=Gathers.WORK,
    options=RuleOptions,
    message=Text(
        'Indikator "{indicator}" ({opd}) meragukan: {reason}.',
        'The indicator "{indicator}" ({opd}) is doubtful: {reason_en}.',
    ),
)
def doubtful_indicator(plan: PlanGraph, indicator: Indicator, _: RuleOptions) -> Iterator[Found]:
    """Flag indicators that cannot be judged, each with the reason."""
    reason = doubt(indicator)
    if reason is None:
        return
    measured = [plan.nodes[link.target_id] for link in plan.out(indicator.id, LinkKind.MEASURES)]
    lead = next((lead for node in measured if (lead := plan.lead(node.id))), plan.lead(indicator.id))
    yield Found(
        opds=(lead.id,) if lead else (),
        nodes=(indicator.id, *(node.id for node in measured)),
        links=tuple(link.id for link in plan.out(indicator.id, LinkKind.MEASURES)),
        arguments={
            "indicator": indicator.name,
            "opd": lead.label if lead else "-",
            "reason": reason.id,
            "reason_en": reason.en,
        },
    )
