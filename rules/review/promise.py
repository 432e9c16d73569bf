"""Promise: what the masterplan promises, who carries it, and whether it is ready."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from graph.masterplan import MasterplanProgram, ReadinessState
from graph.model import Dimension, LinkKind, Objective
from graph.snapshot import PlanGraph
from graph.traversal.division import objectives_above
from graph.traversal.network import network


class Promises:
    """The masterplan programs of a plan, by what they stand in or serve and who leads them."""

    def __init__(self, plan: PlanGraph) -> None:
        self.plan: Final = plan

    @cached_property
    def of(self) -> Mapping[str, tuple[MasterplanProgram, ...]]:
        """Those of each dimension with its sub-dimensions, objective with those below it, and agency, by id."""
        web, upwards = network(self.plan), objectives_above(self.plan)
        found: dict[str, list[MasterplanProgram]] = defaultdict(list)
        for program in self.plan.masterplan_programs:
            owners: set[str] = set()
            for link in self.plan.out(program.id, LinkKind.ALIGNS):
                target = self.plan.nodes.get(link.target_id)
                if isinstance(target, Dimension):
                    owners.update(web.wholes(target.id))
                elif isinstance(target, Objective):
                    owners |= upwards[target.id]
            if lead := self.plan.lead(program.id):
                owners.add(lead.id)
            for id_ in owners:
                found[id_].append(program)
        return {id_: tuple(programs) for id_, programs in found.items()}

    def is_carried(self, program: MasterplanProgram) -> bool:
        """Whether work in a Renja carries it."""
        return bool(self.plan.carriers_of(program.id))


def is_ready(program: MasterplanProgram) -> bool | None:
    """Whether all that a program needs is there; None where nobody has said anything of it."""
    states = [each.state for each in program.readiness]
    there = (ReadinessState.READY, ReadinessState.NOT_NEEDED)
    return all(state in there for state in states) if states else None
