"""The types of a plan's nodes and links."""

from schema.node.asset import Asset, AssetFilter, AssetOrder
from schema.node.dimension import Dimension
from schema.node.indicator import Indicator, IndicatorFilter, IndicatorOrder
from schema.node.link import Link, LinkFilter, LinkOrder, links_shown
from schema.node.masterplan import (
    Document,
    Masterplan,
    MasterplanFilter,
    MasterplanOrder,
    MasterplanProgram,
    MasterplanProgramFilter,
    MasterplanProgramOrder,
    documents_shown,
)
from schema.node.measure import StageSum, stage_sums
from schema.node.naming import find, known_code, known_field, known_id, node_id, node_ids
from schema.node.node import PlanNode, all_showing, all_shown, in_language, showing, shown, type_name
from schema.node.objective import Objective, ObjectiveFilter, ObjectiveOrder
from schema.node.opd import Filter, Opd, OpdFilter, OpdOrder, Order
from schema.node.partner import Partner, PartnerFilter, PartnerOrder
from schema.node.program import Program, ProgramOrder
from schema.node.reach import AcrossOpds, Depth, Reach
from schema.node.structure import Coverage, CutImpact, DependencyPath, LateNode
from schema.node.theme import FieldRole, PartnerCall, Theme, ThemeFilter, ThemeOrder

__all__ = [
    "AcrossOpds",
    "Asset",
    "AssetFilter",
    "AssetOrder",
    "Coverage",
    "CutImpact",
    "DependencyPath",
    "Depth",
    "Dimension",
    "Document",
    "FieldRole",
    "Filter",
    "Indicator",
    "IndicatorFilter",
    "IndicatorOrder",
    "LateNode",
    "Link",
    "LinkFilter",
    "LinkOrder",
    "Masterplan",
    "MasterplanFilter",
    "MasterplanOrder",
    "MasterplanProgram",
    "MasterplanProgramFilter",
    "MasterplanProgramOrder",
    "Objective",
    "ObjectiveFilter",
    "ObjectiveOrder",
    "Opd",
    "OpdFilter",
    "OpdOrder",
    "Order",
    "Partner",
    "PartnerCall",
    "PartnerFilter",
    "PartnerOrder",
    "PlanNode",
    "Program",
    "ProgramOrder",
    "Reach",
    "StageSum",
    "Theme",
    "ThemeFilter",
    "ThemeOrder",
    "all_showing",
    "all_shown",
    "documents_shown",
    "find",
    "in_language",
    "known_code",
    "known_field",
    "known_id",
    "links_shown",
    "node_id",
    "node_ids",
    "showing",
    "shown",
    "stage_sums",
    "type_name",
]
