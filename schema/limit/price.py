"""Price: what computing a field costs, besides the size of its answer."""

from collections.abc import Mapping
from typing import Final

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    VariableNode,
    value_from_ast_untyped,
)

EVALUATION: Final = 10_000
"""Price of evaluating all rules on a plan, about a second of one core; all prices count 10,000 for a second."""

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
"""Prices by field, as measured on the example city, rounded up."""

ARGUMENTS: Final[Mapping[str, int]] = {"weights": 100}
"""Extra prices of fields with an argument, by argument."""
REVISION: Final = "asOf"
"""The argument that names a revision; however often one is named, its plan is evaluated once."""
_PLAN: Final = frozenset({"plan", "slug"})


def price(
    parent: GraphQLObjectType | GraphQLInterfaceType,
    node: FieldNode,
    field: GraphQLField,
    variables: Mapping[str, object],
) -> int:
    """Give the price of computing a field, besides the size of its answer."""
    given = _given(node, field, variables)
    return PRICES.get(f"{parent.name}.{node.name.value}", 0) + sum(ARGUMENTS.get(name, 0) for name in given)


def revision(node: FieldNode, field: GraphQLField, variables: Mapping[str, object]) -> tuple[str, ...]:
    """Give the plan and the revision that a field names; empty if it names none."""
    given = _given(node, field, variables)
    if REVISION not in given:
        return ()
    return tuple(f"{name} {value}" for name, value in sorted(given.items()) if name in _PLAN or name == REVISION)


def _given(node: FieldNode, field: GraphQLField, variables: Mapping[str, object]) -> dict[str, object]:
    """The arguments that are given and not null, with their values."""
    values = {
        each.name.value: variables.get(each.value.name.value)
        if isinstance(each.value, VariableNode)
        else value_from_ast_untyped(each.value)
        for each in node.arguments or ()
        if each.name.value in field.args
    }
    return {name: value for name, value in values.items() if value is not None}
