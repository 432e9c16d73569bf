"""Price: what fields cost that compute, beside what they answer."""

from collections.abc import Mapping
from typing import Final

from graphql import FieldNode, GraphQLField, GraphQLInterfaceType, GraphQLObjectType, NullValueNode, VariableNode

EVALUATION: Final = 10_000
"""A plan is asked all rules: about a second of one core. 10,000 are a second for all that is priced."""

PRICES: Final[Mapping[str, int]] = {
    "Comparison.changes": 400,
    "Comparison.counts": 400,
    "Comparison.findingsCame": 40,
    "Comparison.findingsGone": 40,
    "Comparison.initiativesCame": 40,
    "Comparison.initiativesGone": 40,
    "Comparison.initiativesMoved": 40,
    "Impact.cut": 30,
    "Impact.delay": 30,
    "Plan.bottlenecks": 60,
    "Plan.communities": 600,
    "Plan.coverageByObjective": 200,
    "Plan.coverageByOpd": 200,
    "Plan.criticalPath": 60,
    "Plan.cutImpact": 30,
    "Plan.cycles": 90,
    "Plan.delayImpact": 30,
    "Plan.dependants": 30,
    "Plan.dependencies": 30,
    "Plan.indicators": 40,
    "Plan.links": 100,
    "Plan.opdMatrix": 70,
    "Plan.opdTie": 40,
    "Plan.paths": 150,
    "Plan.portfolio": 2 * EVALUATION,
    "Plan.programs": 40,
    "Plan.readings": 80,
    "Plan.search": 30,
    "PlanChange.changes": 400,
    "PlanCoverage.byObjective": 200,
    "PlanCoverage.byOpd": 200,
    "Query.compare": 2 * EVALUATION,
    "Query.dependants": 30,
    "Query.dependencies": 30,
    "Query.paths": 150,
    "Query.search": 30,
    "Remedy.changes": 50,
    "Remedy.comparison": EVALUATION,
    "RemedyPayload.comparison": EVALUATION,
    "Scenario.comparison": EVALUATION,
    "Scenario.plan": EVALUATION,
}
"""What was measured on the example city, rounded up."""

ARGUMENTS: Final[Mapping[str, int]] = {"asOf": EVALUATION, "weights": 100}
"""What a field costs more where an argument is given."""


def price(
    parent: GraphQLObjectType | GraphQLInterfaceType,
    node: FieldNode,
    field: GraphQLField,
    variables: Mapping[str, object],
) -> int:
    """Say what a field costs beside what it answers."""
    found = PRICES.get(f"{parent.name}.{node.name.value}", 0)
    for each in node.arguments or ():
        more = ARGUMENTS.get(each.name.value, 0)
        if more and each.name.value in field.args:
            is_null = isinstance(each.value, NullValueNode) or (
                isinstance(each.value, VariableNode) and variables.get(each.value.name.value) is None
            )
            found += 0 if is_null else more
    return found
