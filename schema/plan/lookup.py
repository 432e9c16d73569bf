"""Lookup: questions about one plan by code, name or node, shared by ``Plan`` and ``Query``."""

from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import code as codes
from graph import model, traversal
from graph.sentence import Sentence
from schema.advice import Initiative, initiative_of
from schema.core import Code, Year, invalid, said
from schema.node import Opd, Program, ProgramOrder, Reach, find, known_id, reach, shown, structure
from schema.node import program as programs
from schema.request import within

NodeArgument = Annotated[
    strawberry.ID, said("Id of a program, an asset or an OPD: its global `id`, or its id within the plan.")
]
BudgetYear = Annotated[Year | None, said("Year whose budgets count; all years if left out.")]
MostPaths = Annotated[int, said("Greatest number of paths to return, 0 to 100.")]
LongestPath = Annotated[int, said("Greatest number of dependencies in a path, 0 to 12.")]
Months = Annotated[int, said("Delay of the node, in months.")]
Slack = Annotated[int, said("Months of delay that each dependent node can make up for.")]


def program(seen: SeenPlan, code: Code, opd: str | None) -> Program | None:
    """Give the program with exactly this code; the first one if several OPDs run it."""
    rows = programs.chosen(seen, programs.ProgramFilter(opd=opd), ProgramOrder.CODE)
    wanted = codes.canonical(code)
    found = (each for each in rows.items if each.code == wanted)
    return next((shown(seen, each.id) for each in found), None)


def opd_named(seen: SeenPlan, short_name: str) -> Opd | None:
    """Give the OPD with an id or a short name; None where there is none."""
    found = find(seen, short_name, model.Opd)
    return shown(seen, found) if found else None


async def initiative(seen: SeenPlan, fingerprint: str) -> Initiative | None:
    """Give the initiative with an id, with a fingerprint, or with an action that has it."""
    return await initiative_of(seen, within(fingerprint, seen.plan.info.slug))


def dependencies(seen: SeenPlan, of: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that a node needs, nearest first."""
    return reach.dependencies(seen, known_id(seen, of, "of"), depth, across_opds)


def dependants(seen: SeenPlan, of: str, depth: int | None, across_opds: bool) -> list[Reach]:
    """Give the nodes that need a node, nearest first."""
    return reach.dependants(seen, known_id(seen, of, "of"), depth, across_opds)


def paths(seen: SeenPlan, start: str, end: str, most: int, longest: int) -> list[structure.DependencyPath]:
    """Give the dependency paths by which one node depends on another, shortest first."""
    if not 0 <= most <= 100 or not 0 <= longest <= 12:
        raise invalid(
            Sentence(
                f"most harus 0 sampai 100 dan longest 0 sampai 12, bukan {most} dan {longest}.",
                f"most must be 0 to 100 and longest 0 to 12, not {most} and {longest}.",
            )
        )
    one, other = known_id(seen, start, "start"), known_id(seen, end, "end")
    found = traversal.paths(seen.plan, one, other, most=most, longest=longest)
    return [structure.DependencyPath(record=each, seen=seen) for each in found]


def delay(seen: SeenPlan, id_: str, months: int, slack: int) -> list[structure.LateNode]:
    """Give the nodes that become late when a node is late."""
    if months < 0 or slack < 0:
        raise invalid(
            Sentence("months dan slack tidak boleh kurang dari 0.", "months and slack must not be less than 0.")
        )
    found = traversal.delay(seen.plan, id_, months, slack=slack)
    return [structure.LateNode(record=each, seen=seen) for each in found]


def cut(seen: SeenPlan, id_: str, year: int | None) -> structure.CutImpact:
    """Give the consequences of losing a node."""
    return structure.CutImpact(record=traversal.cut(seen.plan, id_, year=year), seen=seen)
