"""Rows become nodes and links of a plan that is not there yet."""

from graph.intake.drafting.agencies import directory, same_agencies, settle_agencies, tell_same
from graph.intake.drafting.code_pieces import with_whole_codes
from graph.intake.drafting.draft import MOST_PROBLEMS, Draft, slug, with_mandates
from graph.intake.drafting.joining import joined_year, stageless
from graph.intake.drafting.objective import free_objective_id, objective_id, put_objective
from graph.intake.drafting.plan_lines import PlanLines
from graph.intake.drafting.plausibility import mark_implausible
from graph.intake.drafting.program_tree import Line, ProgramTree, put_indicator
from graph.intake.drafting.quarters import named_quarter, within
from graph.intake.drafting.retyped import retyped
from graph.intake.drafting.sums import compare_sums
from graph.intake.drafting.unit import opd_of_unit, unit_of_row, unit_within

__all__ = [
    "MOST_PROBLEMS",
    "Draft",
    "Line",
    "PlanLines",
    "ProgramTree",
    "compare_sums",
    "directory",
    "free_objective_id",
    "joined_year",
    "mark_implausible",
    "named_quarter",
    "objective_id",
    "opd_of_unit",
    "put_indicator",
    "put_objective",
    "retyped",
    "same_agencies",
    "settle_agencies",
    "slug",
    "stageless",
    "tell_same",
    "unit_of_row",
    "unit_within",
    "with_mandates",
    "with_whole_codes",
    "within",
]
