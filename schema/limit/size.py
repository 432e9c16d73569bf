"""Size: how many things a list is likely to hold."""

from collections.abc import Mapping
from math import prod
from typing import Any, Final

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    IntValueNode,
    ListValueNode,
    ValueNode,
    VariableNode,
)

from schema.core import USUAL

PLAIN: Final = 10
"""Number of items assumed for a plain list where nothing better is known."""
SLICES: Final = ("first", "last", "most")
"""The arguments that limit the number of items of a list."""
KEYS: Final = ("ids", "names", "years")
"""The arguments for each value of which a list has one item."""

KNOWN: Final[Mapping[str, int]] = {
    "AlignmentShift.rows": 10,
    "Bottleneck.opds": 3,
    "Community.opds": 15,
    "Community.programs": 50,
    "CrossImpact.cells": 60,
    "CrossImpactCell.scores": 3,
    "CoverageShift.emptied": 1,
    "CoverageShift.filled": 1,
    "Cycle.links": 3,
    "Cycle.nodes": 3,
    "Dimension.marks": 1,
    "Dimension.money": 5,
    "Dimension.subDimensions": 3,
    "DimensionMoneyDivision.inNone": 5,
    "DimensionMoneyDivision.rows": 6,
    "DimensionMoneyDivision.whole": 5,
    "DimensionMoneyRow.years": 5,
    "Effect.programs": 5,
    "Effects.money": 2,
    "Finding.links": 4,
    "Finding.nodes": 7,
    "Finding.opds": 4,
    "Indicator.marks": 1,
    "Indicator.measures": 1,
    "Indicator.years": 2,
    "Initiative.dimensions": 2,
    "Initiative.effects": 6,
    "Initiative.indicators": 2,
    "Initiative.links": 30,
    "Initiative.masterplanPrograms": 2,
    "Initiative.nodes": 30,
    "Initiative.partners": 3,
    "Initiative.programs": 15,
    "Initiative.rules": 3,
    "LikenessPart.largest": 3,
    "Masterplan.books": 3,
    "Masterplan.marks": 1,
    "MasterplanProgram.carrierProposals": 1,
    "MasterplanProgram.carriers": 2,
    "MasterplanProgram.criteria": 2,
    "MasterplanProgram.dimensions": 1,
    "MasterplanProgram.evidence": 2,
    "MasterplanProgram.funds": 2,
    "MasterplanProgram.indicators": 1,
    "MasterplanProgram.marks": 1,
    "MasterplanProgram.objectives": 1,
    "MasterplanProgram.partners": 2,
    "MasterplanProgram.readiness": 2,
    "MasterplanProgram.risks": 1,
    "MasterplanProgram.supportingOpds": 2,
    "MasterplanProgram.years": 2,
    "MoneyYear.byStage": 1,
    "MoneyYear.stages": 2,
    "Objective.children": 3,
    "Objective.dimensions": 1,
    "Objective.indicators": 2,
    "Objective.marks": 1,
    "Objective.money": 5,
    "Objective.programs": 3,
    "ObjectiveCoverage.cells": 150,
    "ObjectiveCoverage.columns": 60,
    "ObjectiveCoverage.dimensions": 6,
    "ObjectiveCoverage.emptyColumns": 30,
    "ObjectiveCoverage.emptyDimensions": 3,
    "ObjectiveCoverageCell.work": 10,
    "ObjectiveMoneyDivision.inNone": 5,
    "ObjectiveMoneyDivision.rows": 60,
    "ObjectiveMoneyDivision.whole": 5,
    "ObjectiveMoneyRow.years": 5,
    "Opd.dependants": 25,
    "Opd.dependencies": 25,
    "Opd.marks": 1,
    "Opd.money": 5,
    "OpdCoverage.cells": 150,
    "OpdCoverage.columns": 45,
    "OpdCoverage.dimensions": 6,
    "OpdCoverage.emptyColumns": 5,
    "OpdCoverage.emptyDimensions": 3,
    "OpdCoverageCell.work": 10,
    "OpdMoneyDivision.inNone": 5,
    "OpdMoneyDivision.rows": 45,
    "OpdMoneyDivision.whole": 5,
    "OpdMoneyRow.years": 5,
    "OpdTie.links": 3,
    "Partner.marks": 1,
    "Plan.communities": 15,
    "Plan.cycles": 5,
    "Plan.dimensions": 6,
    "Plan.failures": 1,
    "Plan.findingCounts": 100,
    "Plan.initiativeCounts": 50,
    "Plan.opdMatrix": 400,
    "Plan.programCounts": 50,
    "Plan.reviewYears": 5,
    "Plan.weights": 7,
    "PlanChange.findingsCame": 100,
    "PlanChange.findingsGone": 100,
    "PlanReview.dimensions": 6,
    "PlanReview.missions": 5,
    "PlanReview.parts": 5,
    "PlanMoney.years": 5,
    "Portfolio.dimensions": 6,
    "Portfolio.initiatives": 30,
    "Portfolio.leftOut": 50,
    "Portfolio.loads": 30,
    "Portfolio.unserved": 1,
    "Program.children": 2,
    "Program.dependants": 3,
    "Program.dependencies": 3,
    "Program.dimensions": 2,
    "Program.indicators": 2,
    "Program.marks": 1,
    "Program.masterplanPrograms": 1,
    "Program.objectives": 1,
    "Program.themes": 2,
    "Program.years": 2,
    "Reach.links": 1,
    "Readjustment.findings": 2,
    "Reading.files": 4,
    "Region.plans": 2,
    "RegionLikeness.parts": 3,
    "RegionResult.failedRules": 1,
    "Remedy.changes": 3,
    "ReviewRow.opds": 8,
    "ReviewRow.parts": 5,
    "ReviewRow.subDimensions": 1,
    "ReviewYear.opdsRead": 35,
    "ReviewYear.opdsUnread": 10,
    "Score.parts": 7,
    "Theme.dimensions": 3,
    "Theme.marks": 1,
    "Theme.money": 5,
    "Theme.opds": 7,
    "Theme.partnerCalls": 3,
    "Theme.roles": 7,
    "ThemeMoneyDivision.inNone": 5,
    "ThemeMoneyDivision.rows": 100,
    "ThemeMoneyDivision.whole": 5,
    "ThemeMoneyRow.years": 5,
    "TreeCrossing.links": 3,
    "TreeLine.crossings": 3,
    "TreeLine.opds": 2,
}
"""Average number of items of plain lists in both example regions, over all their nodes, rounded."""

_ADVISED: Final = {
    "Dimension": (1, 17, 17, 1),
    "Indicator": (1, 1, 1, 1),
    "Objective": (1, 1, 1, 1),
    "Opd": (100, 7, 4, 2),
    "Partner": (5, 4, 5, 1),
    "Program": (3, 1, 1, 1),
    "Theme": (5, 1, 1, 1),
}
"""The findings, initiatives, actions and decisions that concern a node of each kind."""

WHOLE: Final[Mapping[str, int]] = {
    "AcrossRegions.cohorts": 20,
    "AcrossRegions.facts": 15,
    "AcrossRegions.practices": 90,
    **{
        f"{kind}.{name}": many
        for kind, counts in _ADVISED.items()
        for name, many in zip(("findings", "initiatives", "actions", "decisions"), counts, strict=True)
    },
    "Finding.initiatives": 1,
    "Masterplan.programs": 40,
    "Opd.programs": 60,
    "Plan.initiatives": 80,
    "Plan.masterplanPrograms": 40,
    "Plan.masterplans": 2,
    "Plan.objectives": 70,
    "Plan.opds": 45,
    "Plan.partners": 35,
    "Plan.themes": 100,
    "PlanReview.objectives": 85,
    "PlanReview.opds": 35,
    "ReviewRow.behind": 10,
    "ReviewRow.objectives": 10,
    "ReviewRow.programs": 90,
    "ReviewRow.promised": 10,
    "ReviewRow.uncarried": 5,
    "ReviewRow.unready": 5,
    "Theme.programs": 15,
}
"""Average number of items of whole paged lists in the example regions, where it is less than a page may hold."""

BACK: Final = frozenset({"parent"})
"""The fields that lead from a part to its whole: a whole with many parts is reached the more often."""
DEEP: Final[Mapping[str, int]] = dict.fromkeys(
    (f"{kind}.{name}" for kind in ("Opd", "Plan", "Program", "Query") for name in ("dependencies", "dependants")), 140
)
"""Number of items of walks that go further than one link."""
REACHED_BACK: Final[Mapping[str, int]] = {"Objective.children": 6, "Program.children": 20}
"""Average number of items of plain lists in the example regions, of what such a field leads to."""


def is_connection(kind: GraphQLNamedType) -> bool:
    """Say whether a type is a page of a list."""
    return isinstance(kind, GraphQLObjectType) and {"edges", "pageInfo"} <= kind.fields.keys()


def levels(kind: GraphQLOutputType) -> int:
    """Count how many lists a type nests; 0 if it is no list."""
    found = 0
    while isinstance(kind, GraphQLNonNull | GraphQLList):
        found += isinstance(kind, GraphQLList)
        kind = kind.of_type
    return found


def size(
    parent: GraphQLObjectType | GraphQLInterfaceType,
    node: FieldNode,
    field: GraphQLField,
    variables: Mapping[str, Any],
    *,
    is_back: bool = False,
) -> int:
    """Estimate the number of items of a field that gives a list or a page of one.

    What the arguments say counts, else what is known, else the usual page or ten.
    """
    given = {each.name.value: each for each in node.arguments or ()}
    for name in KEYS:
        if name in given and name in field.args:
            return _count(given[name], variables)
    asked = [
        chosen
        for name in SLICES
        if name in field.args and (chosen := _whole(given.get(name), variables, field.args[name].default_value)) >= 0
    ]
    if asked:
        return max(asked)
    if any(name in field.args for name in ("first", "last")):
        return USUAL
    if levels(field.type):
        name = f"{parent.name}.{node.name.value}"
        further = DEEP.get(name) if _is_deep(given.get("depth"), variables) else None
        known = further or (is_back and REACHED_BACK.get(name)) or KNOWN.get(name, PLAIN)
        return prod((known, *[PLAIN] * (levels(field.type) - 1)))
    return USUAL


def likely(parent: GraphQLObjectType | GraphQLInterfaceType, node: FieldNode, asked: int) -> int:
    """Estimate how many of the items asked for a page will hold: a list with a filter is short."""
    found = min(asked, WHOLE.get(f"{parent.name}.{node.name.value}", asked))
    return min(found, USUAL) if any(each.name.value == "filter" for each in node.arguments or ()) else found


def _value(node: ValueNode, variables: Mapping[str, Any]) -> object:
    return variables.get(node.name.value) if isinstance(node, VariableNode) else node


def _whole(argument: ArgumentNode | None, variables: Mapping[str, Any], default: object) -> int:
    """Give the whole number in an argument; -1 if there is none."""
    value = _value(argument.value, variables) if argument else None
    said = int(value.value) if isinstance(value, IntValueNode) else value
    if isinstance(said, int):
        return max(0, said)
    return default if isinstance(default, int) else -1


def _is_deep(argument: ArgumentNode | None, variables: Mapping[str, Any]) -> bool:
    """Say whether an argument asks for more than one step; null asks for all."""
    return argument is not None and not 0 <= _whole(argument, variables, None) <= 1


def _count(argument: ArgumentNode, variables: Mapping[str, Any]) -> int:
    """Give the number of values in an argument."""
    value = _value(argument.value, variables)
    if isinstance(value, ListValueNode):
        return len(value.values)
    return len(value) if isinstance(value, list) else 1
