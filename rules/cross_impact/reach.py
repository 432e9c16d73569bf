"""Reach: what an item of a cross-impact matrix stands for in a plan: its matter, and the work that is done for it."""

from collections.abc import Iterator

import msgspec

from graph.model import AnyNode, Dimension, MasterplanProgram, Objective, Program, Theme
from graph.snapshot import PlanGraph
from rules.asking import members

KINDS = (Dimension, Objective, Theme, MasterplanProgram)
"""The kinds of node that can be scored against each other."""


class Reach(msgspec.Struct, frozen=True):
    """What an item stands for, by ids."""

    matter: frozenset[str]
    """The item, with the objectives or sub-dimensions below it."""
    work: frozenset[str]
    """The programs, activities and sub-activities that are done for it; office work of an OPD for itself left out."""


def reach(plan: PlanGraph, id_: str) -> Reach:
    """Give what an item stands for."""
    node = plan.nodes[id_]
    matter = frozenset(_below(plan, node))
    return Reach(matter=matter, work=frozenset(each.id for each in _work(plan, node, matter)))


def _below(plan: PlanGraph, node: AnyNode) -> Iterator[str]:
    seen, waiting = {node.id}, [node]
    while waiting:
        at = waiting.pop()
        yield at.id
        parts = [each for each in plan.children(at.id) if type(each) is type(node) and each.id not in seen]
        seen.update(each.id for each in parts)
        waiting += parts


def _work(plan: PlanGraph, node: AnyNode, matter: frozenset[str]) -> Iterator[Program]:
    match node:
        case Theme():
            yield from members(plan, node).programs
        case MasterplanProgram():
            for carrier in plan.carriers_of(node.id):
                yield from (carrier, *plan.lowest(carrier))
        case _:
            serves = plan.dimensions_of if isinstance(node, Dimension) else plan.objectives_of
            for program in plan.of(Program):
                if not program.is_overhead and any(each.id in matter for each in serves(program.id)):
                    yield program
