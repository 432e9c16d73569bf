"""DP04 dependency-cycle. Work of several OPDs waits for each other in a circle.

Why: what waits for itself never starts; one tie must be broken or done in two steps.
Evidence: the circle, and its weakest link.
Remedy: confirm or reject the weakest link; where it stands, split the work there into two steps.
"""

from collections.abc import Iterator

from graph.snapshot import PlanGraph, PlanInfo
from graph.traversal import cycles
from rules.finding import Family, Severity, Text
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


@rule(
    "DP04",
    family=Family.DEPENDENCY,
    per=PlanInfo,
    severity=Severity.WARNING,
    options=RuleOptions,
    sees=without_years,
    message=Text(
        "{steps} pekerjaan saling menunggu; kaitan terlemah: {weakest}.",
        "{steps} pieces of work wait for each other; the weakest tie: {weakest}.",
    ),
)
def dependency_cycle(plan: PlanGraph, _: PlanInfo, __: RuleOptions) -> Iterator[Found]:
    """Flag circles of dependencies."""
    for cycle in cycles(plan):
        opds = sorted({lead.id for node in cycle.nodes if (lead := plan.lead(node))})
        weakest = plan.links[cycle.weakest]
        ends = (plan.nodes[weakest.source_id].label, plan.nodes[weakest.target_id].label)
        yield Found(
            opds=tuple(opds),
            nodes=tuple(cycle.nodes),
            links=tuple(cycle.links),
            key=f"cycle/{min(cycle.nodes)}",
            arguments={"steps": len(cycle.nodes), "weakest": " -> ".join(ends)},
        )
