"""Price: what computing a field costs, besides the size of its answer."""

from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    VariableNode,
    value_from_ast_untyped,
)
from strawberry.relay import GlobalID
from strawberry.relay.types import GlobalIDValueError

from acts.state import MARK
from schema.core import MOST
from schema.limit.given import weight

EVALUATION: Final = 10_000
"""Price of evaluating all rules on a plan, about a second of one core; all prices count 10,000 for a second."""

PRICES: Final[Mapping[str, int]] = {
    "AcrossRegions.alike": 1_000,
    "AcrossRegions.cohorts": 1_000,
    "AcrossRegions.facts": 300,
    "AcrossRegions.practices": 1_000,
    "AcrossRegions.results": 1_000,
    "AcrossRegions.themes": 1_000,
    "Comparison.changes": 400,
    "Comparison.counts": 400,
    "Comparison.findingsCame": 40,
    "Comparison.findingsGone": 40,
    "Comparison.initiativesCame": 40,
    "Comparison.initiativesGone": 40,
    "Comparison.initiativesMoved": 40,
    "Effects.alignment": 1_500,
    "Effects.coverage": 40,
    "Effects.criticalPath": 120,
    "Impact.cut": 30,
    "Impact.delay": 30,
    "Plan.bottlenecks": 60,
    "Plan.changedSince": 2 * EVALUATION,
    "Plan.communities": 600,
    "Plan.criticalPath": 60,
    "Plan.cutImpact": 30,
    "Plan.cycles": 90,
    "Plan.delayImpact": 30,
    "Plan.dependants": 30,
    "Plan.dependencies": 30,
    "Plan.findingCounts": 1_000,
    "Plan.indicators": 100,
    "Plan.initiativeCounts": 100,
    "Plan.links": 100,
    "Plan.opdMatrix": 70,
    "Plan.opdTie": 40,
    "Plan.paths": 150,
    "Plan.portfolio": 2 * EVALUATION,
    "Plan.programCounts": 200,
    "Plan.programs": 100,
    "Plan.readings": 80,
    "Plan.review": 3_000,
    "Plan.reviewYears": 6_000,
    "Plan.search": 30,
    "Plan.searchAll": 90,
    "PlanChange.changes": 400,
    "PlanCoverage.byObjective": 200,
    "PlanCoverage.byOpd": 200,
    "PlanMoney.byDimension": 300,
    "PlanMoney.byObjective": 300,
    "PlanMoney.byOpd": 50,
    "PlanMoney.byTheme": 300,
    "PlanSummary.plan": 1_000,
    "Query.acrossRegions": 3_000,
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
    "Subscription.portfolio": 2 * EVALUATION,
}
"""Prices by field, as measured on the example city, those across regions on 514 plans, rounded up."""

INTROSPECTION: Final[Mapping[str, int]] = {"__schema": EVALUATION, "__type": 100}
"""Prices of asking for the schema, or for one of its types."""
ARGUMENTS: Final[Mapping[str, int]] = {"weights": 100}
"""Extra prices of fields with an argument, by argument."""
LETTER: Final = 15
"""Extra price of each letter of a text that is searched: every word of it is compared with all there are."""
REVISION: Final = "asOf"
"""The argument that names a revision; however often one is named, its plan is evaluated once."""
_PLAN: Final = ("plan", "slug")
_COUNTED: Final = frozenset({"ids", "input"})
"""Arguments of which each thing counts as a field already, or is worked off once."""
_SEARCHES: Final = frozenset({"Plan.search", "Plan.searchAll", "Query.search"})


def price(
    parent: GraphQLObjectType | GraphQLInterfaceType,
    node: FieldNode,
    field: GraphQLField,
    variables: dict[str, Any],
    weights: Mapping[int, int],
) -> int:
    """Give the price of computing a field, besides the size of its answer.

    ``weights`` are those of the values of variables, by their ``id``.
    """
    given, name = _given(node, field, variables), f"{parent.name}.{node.name.value}"
    letters = len(str(given.get("text", ""))) if name in _SEARCHES else 0
    asked = PRICES.get(name, 0) + INTROSPECTION.get(node.name.value, 0)
    told = sum(weight(value, weights) for argument, value in given.items() if argument not in _COUNTED)
    return asked + sum(ARGUMENTS.get(each, 0) for each in given) + LETTER * letters + told


def states(node: FieldNode, field: GraphQLField, variables: dict[str, Any]) -> set[str]:
    """Give the states of plans that a field names, by its arguments or in ids, each of which is evaluated."""
    given = _given(node, field, variables)
    named = given.get("ids", given.get("id"))
    plans = {_plan(each) for each in (named[: MOST + 1] if isinstance(named, list) else [named])}
    plans |= {str(given[name]) for name in _PLAN if name in given}
    found = {f"{plan} {given[REVISION]}" for plan in plans - {""} or {""}} if REVISION in given else set()
    for plan in plans:
        slug, *parts = plan.replace(",", MARK).split(MARK)
        found |= {f"{slug} {part}" for part in parts}
    return found


def _plan(id_: object) -> str:
    """The plan, with its state, that a global id begins with."""
    try:
        return GlobalID.from_id(str(id_)).node_id.partition("/")[0]
    except GlobalIDValueError:
        return ""


def _given(node: FieldNode, field: GraphQLField, variables: dict[str, Any]) -> dict[str, object]:
    """The arguments that are given and not null, with their values."""
    values = {
        each.name.value: variables.get(each.value.name.value)
        if isinstance(each.value, VariableNode)
        else value_from_ast_untyped(each.value, variables)
        for each in node.arguments or ()
        if each.name.value in field.args
    }
    return {name: value for name, value in values.items() if value is not None}
