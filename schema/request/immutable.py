"""Immutable: the operations whose answer can never change, because it follows from a given revision alone."""

from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLNamedType,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_leaf_type,
    visit,
)

OF_A_REVISION: Final = frozenset(
    {
        "Asset",
        "Bottleneck",
        "Community",
        "CriticalPath",
        "CutImpact",
        "Cycle",
        "DependencyPath",
        "Dimension",
        "Document",
        "FieldRole",
        "Impact",
        "Indicator",
        "IndicatorYear",
        "LateNode",
        "Link",
        "Mark",
        "Masterplan",
        "MasterplanFund",
        "MasterplanProgram",
        "MasterplanYear",
        "Measure",
        "Money",
        "Objective",
        "ObjectiveCoverage",
        "ObjectiveCoverageCell",
        "Opd",
        "OpdCoverage",
        "OpdCoverageCell",
        "OpdTie",
        "PageInfo",
        "Partner",
        "PartnerCall",
        "Plan",
        "PlanCoverage",
        "PlanNode",
        "Program",
        "ProgramYear",
        "QuickWinAnswer",
        "Reach",
        "Readiness",
        "RealisedInQuarter",
        "Risk",
        "SearchHit",
        "SpentInQuarter",
        "StageSum",
        "StagedBudget",
        "Theme",
    }
)
"""Types whose fields follow from a revision of a plan, and from knowledge, alone.

Findings and initiatives are not among them: people set findings aside, and the day comes when that no longer holds.
Nor are regions, which may get another name, nor the lists of revisions and readings, which grow, nor ``Node``, for an
id may be a finding's.
"""
_LISTS: Final = ("Connection", "Edge")


def is_of_a_revision(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> bool:
    """Say whether all that an operation selects follows from a revision alone.

    The document must be valid. A fragment counts, also where this operation does not spread it.
    """
    walk = _Walk(schema)
    for part in document.definitions:
        if part is operation or not isinstance(part, OperationDefinitionNode):
            visit(part, TypeInfoVisitor(walk.types, walk))
    return walk.is_fixed


class _Walk(Visitor):
    def __init__(self, schema: GraphQLSchema) -> None:
        super().__init__()
        self.types = TypeInfo(schema)
        self.query_type = schema.query_type
        self.is_fixed = True

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Check the type of a field and the type that it belongs to: fragments lead to types that no field gives."""
        del node
        parent, kind = self.types.get_parent_type(), get_named_type(self.types.get_type())
        if parent is not None and parent is not self.query_type:
            self.is_fixed &= _is_known(parent)
        if kind is not None and not is_leaf_type(kind):
            self.is_fixed &= _is_known(kind)


def _is_known(kind: GraphQLNamedType) -> bool:
    name = kind.name
    for ending in _LISTS:
        name = name.removesuffix(ending)
    return name in OF_A_REVISION
