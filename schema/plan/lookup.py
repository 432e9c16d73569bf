"""Lookup: questions about one plan by code, name or node, shared by ``Plan`` and ``Query``."""

from typing import Annotated

import strawberry

from graph import code as codes
from graph import model, traversal
from rules.engine import Evaluation
from schema.advice import Initiative
from schema.core import Code, Year, invalid, said
from schema.node import Objective, Opd, Program, ProgramOrder, Reach, reach, shown, structure
from schema.node import program as programs
from schema.request import within

NodeArgument = Annotated[
    strawberry.ID, said("Id of a program, an asset or an OPD: its global `id`, or its id within the plan.")
]
Level = Annotated[model.DimensionLevel, said("Rows of the matrix: dimensions or sub-dimensions.")]
ObjectiveLevel = Annotated[model.ObjectiveLevel, said("Level of the objectives in the columns.")]
BudgetYear = Annotated[Year | None, said("Year whose budgets count; all years if left out.")]
MostPaths = Annotated[int, said("Greatest number of paths to return, 0 to 100.")]
LongestPath = Annotated[int, said("Greatest number of dependencies in a path, 0 to 12.")]
Months = Annotated[int, said("Delay of the node, in months.")]
Slack = Annotated[int, said("Months of delay that each dependent node can make up for.")]


def program(evaluation: Evaluation, code: Code, opd: str | None) -> Program | None:
    """Give the program with exactly this code; the first one if several OPDs run it."""
    asked = programs.ProgramFilter(code=code, opd=opd)
    wanted = codes.canonical(code)
    found = (each for each in programs.chosen(evaluation, asked, ProgramOrder.CODE) if each.code == wanted)
    return next((shown(evaluation, each.id) for each in found), None)


def opd_named(evaluation: Evaluation, short_name: str) -> Opd | None:
    """Give the OPD with a short name."""
    asked = short_name.casefold()
    found = next((opd for opd in evaluation.plan.opds if opd.short_name.casefold() == asked), None)
    return shown(evaluation, found.id) if found else None


def initiative(evaluation: Evaluation, fingerprint: str) -> Initiative | None:
    """Give the initiative with a fingerprint."""
    found = next((each for each in evaluation.initiatives if each.fingerprint == fingerprint), None)
    return Initiative(record=found, evaluation=evaluation) if found else None


def known(evaluation: Evaluation, reference: str) -> str:
    """Give the id of a node within a plan.

    Raises
    ------
    GraphQLError
        Where the reference is of another plan, or the plan has no such node at this revision.
    """
    id_ = within(reference, evaluation.plan.info.slug)
    if id_ not in evaluation.plan.nodes:
        raise invalid(f"Simpul {reference} tidak ada di rencana {evaluation.plan.info.slug}.")
    return id_


def dependencies(evaluation: Evaluation, of: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that a node needs, nearest first."""
    return reach.dependencies(evaluation, known(evaluation, of), depth, across_opds)


def dependants(evaluation: Evaluation, of: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that need a node, nearest first."""
    return reach.dependants(evaluation, known(evaluation, of), depth, across_opds)


def paths(evaluation: Evaluation, start: str, end: str, most: int, longest: int) -> list[structure.DependencyPath]:
    """Give the dependency paths by which one node depends on another, shortest first."""
    if not 0 <= most <= 100 or not 0 <= longest <= 12:
        raise invalid(f"most harus 0 sampai 100 dan longest 0 sampai 12, bukan {most} dan {longest}.")
    one, other = known(evaluation, start), known(evaluation, end)
    found = traversal.paths(evaluation.plan, one, other, most=most, longest=longest)
    return [structure.DependencyPath(record=each, evaluation=evaluation) for each in found]


def delay(evaluation: Evaluation, id_: str, months: int, slack: int) -> list[structure.LateNode]:
    """Give the nodes that become late when a node is late."""
    if months < 0 or slack < 0:
        raise invalid("months dan slack tidak boleh kurang dari 0.")
    found = traversal.delay(evaluation.plan, id_, months, slack=slack)
    return [structure.LateNode(record=each, evaluation=evaluation) for each in found]


def cut(evaluation: Evaluation, id_: str, year: int | None) -> structure.CutImpact:
    """Give the consequences of losing a node."""
    return structure.CutImpact(record=traversal.cut(evaluation.plan, id_, year=year), evaluation=evaluation)


def coverage_by_opd(evaluation: Evaluation, level: model.DimensionLevel, year: int | None) -> structure.Coverage[Opd]:
    """Give the coverage matrix of dimensions and OPDs."""
    found = traversal.dimensions_by_opd(evaluation.plan, level=level, year=year)
    return structure.coverage(evaluation, found)


def coverage_by_objective(
    evaluation: Evaluation, level: model.DimensionLevel, objective_level: model.ObjectiveLevel, year: int | None
) -> structure.Coverage[Objective]:
    """Give the coverage matrix of dimensions and objectives."""
    found = traversal.dimensions_by_objective(evaluation.plan, level=level, objective_level=objective_level, year=year)
    return structure.coverage(evaluation, found)
