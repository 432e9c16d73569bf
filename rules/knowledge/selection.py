"""Selection: the leaf work of a plan, found by the codes and words of a selector."""

import msgspec

from graph.model import Program
from graph.snapshot import PlanGraph, kept
from rules.knowledge.selector import Selector, Selectors


@kept
def leaves(plan: PlanGraph) -> tuple[Program, ...]:
    """The work that a plan goes down to: programs of any level without children, overhead left out."""
    return tuple(
        program
        for program in plan.of(Program)
        if not plan.children(program.id) and not reach(plan, program).startswith("X.")
    )


def reach(plan: PlanGraph, program: Program) -> str:
    """Give the code of a program, or of the nearest one above it that has one."""
    if program.code:
        return program.code
    return next((at.code for at in plan.lineage(program.id) if isinstance(at, Program) and at.code), "")


class Fit(msgspec.Struct, frozen=True):
    """A program that fits a selector, and what made it fit: the code and the word, empty where none was asked."""

    program: Program
    code: str
    word: str


class Selection:
    """The leaf work of one plan, and which of some selectors mean it."""

    def __init__(self, plan: PlanGraph, selectors: Selectors) -> None:
        self.leaves = leaves(plan)
        self._selectors = selectors
        self._fits: list[list[Fit]] = [[] for _ in selectors.numbers]
        for program in self.leaves:
            for number, code, word in selectors.meaning(program.name, reach(plan, program)):
                self._fits[number].append(Fit(program, code, word))

    def fitting(self, selector: Selector) -> list[Fit]:
        """The programs that a selector means, in the order of ids."""
        return self._fits[self._selectors.numbers[selector]]
