"""Lookup: questions about one plan by code, name or node, shared by ``Plan`` and ``Query``."""

from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import code as codes
from graph import model, traversal
from schema.advice import Initiative
from schema.core import Code, Year, invalid, said
from schema.node import Objective, Opd, Program, ProgramOrder, Reach, reach, shown, structure
from schema.node import program as programs
from schema.request import or_error, within

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


def program(seen: SeenPlan, code: Code, opd: str | None) -> Program | None:
    """Give the program with exactly this code; the first one if several OPDs run it."""
    asked = programs.ProgramFilter(code=code, opd=opd)
    wanted = codes.canonical(code)
    found = (each for each in programs.chosen(seen, asked, ProgramOrder.CODE) if each.code == wanted)
    return next((shown(seen, each.id) for each in found), None)


def opd_named(seen: SeenPlan, short_name: str) -> Opd | None:
    """Give the OPD with a short name."""
    asked = short_name.casefold()
    found = next((opd for opd in seen.plan.of(model.Opd) if opd.short_name.casefold() == asked), None)
    return shown(seen, found.id) if found else None


async def initiative(seen: SeenPlan, fingerprint: str) -> Initiative | None:
    """Give the initiative with a fingerprint."""
    found = next(
        (each for each in (await or_error(seen.evaluation())).initiatives if each.fingerprint == fingerprint), None
    )
    return Initiative(record=found, seen=seen) if found else None


def known(seen: SeenPlan, reference: str) -> str:
    """Give the id of a node within a plan.

    Raises
    ------
    GraphQLError
        Where the reference is of another plan, or the plan has no such node at this revision.
    """
    id_ = within(reference, seen.plan.info.slug)
    if id_ not in seen.plan.nodes:
        raise invalid(f"Simpul {reference} tidak ada di rencana {seen.plan.info.slug}.")
    return id_


def dependencies(seen: SeenPlan, of: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that a node needs, nearest first."""
    return reach.dependencies(seen, known(seen, of), depth, across_opds)


def dependants(seen: SeenPlan, of: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that need a node, nearest first."""
    return reach.dependants(seen, known(seen, of), depth, across_opds)


def paths(seen: SeenPlan, start: str, end: str, most: int, longest: int) -> list[structure.DependencyPath]:
    """Give the dependency paths by which one node depends on another, shortest first."""
    if not 0 <= most <= 100 or not 0 <= longest <= 12:
        raise invalid(f"most harus 0 sampai 100 dan longest 0 sampai 12, bukan {most} dan {longest}.")
    one, other = known(seen, start), known(seen, end)
    found = traversal.paths(seen.plan, one, other, most=most, longest=longest)
    return [structure.DependencyPath(record=each, seen=seen) for each in found]


def delay(seen: SeenPlan, id_: str, months: int, slack: int) -> list[structure.LateNode]:
    """Give the nodes that become late when a node is late."""
    if months < 0 or slack < 0:
        raise invalid("months dan slack tidak boleh kurang dari 0.")
    found = traversal.delay(seen.plan, id_, months, slack=slack)
    return [structure.LateNode(record=each, seen=seen) for each in found]


def cut(seen: SeenPlan, id_: str, year: int | None) -> structure.CutImpact:
    """Give the consequences of losing a node."""
    return structure.CutImpact(record=traversal.cut(seen.plan, id_, year=year), seen=seen)


def coverage_by_opd(seen: SeenPlan, level: model.DimensionLevel, year: int | None) -> structure.Coverage[Opd]:
    """Give the coverage matrix of dimensions and OPDs."""
    found = traversal.dimensions_by_opd(seen.plan, level=level, year=year)
    return structure.coverage(seen, found)


def coverage_by_objective(
    seen: SeenPlan, level: model.DimensionLevel, objective_level: model.ObjectiveLevel, year: int | None
) -> structure.Coverage[Objective]:
    """Give the coverage matrix of dimensions and objectives."""
    found = traversal.dimensions_by_objective(seen.plan, level=level, objective_level=objective_level, year=year)
    return structure.coverage(seen, found)
