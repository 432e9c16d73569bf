"""Selection: the leaf work of a plan, found by the codes and words of a selector."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from graph.model import Program
from graph.snapshot import PlanGraph, kept
from rules.knowledge.entry import Selector
from rules.knowledge.words import EXACT, first, stems


@kept
def leaves(plan: PlanGraph) -> tuple[Program, ...]:
    """The work that a plan goes down to: programs of any level without children, overhead left out."""
    return tuple(
        program
        for program in plan.of(Program)
        if not plan.children(program.id) and not _reach(plan, program).startswith("X.")
    )


def _reach(plan: PlanGraph, program: Program) -> str:
    """The code of a program, or of the nearest one above it that has one."""
    return next((at.code for at in plan.lineage(program.id) if isinstance(at, Program) and at.code), "")


class Fit(msgspec.Struct, frozen=True):
    """A program that fits a selector, and what made it fit: the code and the word, empty where none was asked."""

    program: Program
    code: str
    word: str


class Selection:
    """The leaf work of one plan, indexed by code and by stem."""

    def __init__(self, plan: PlanGraph) -> None:
        self.leaves = leaves(plan)
        self._by_code: dict[str, list[Program]] = defaultdict(list)
        self._by_stem: dict[str, list[Program]] = defaultdict(list)
        for program in self.leaves:
            parts = _reach(plan, program).split(".")
            for length in range(1, len(parts) + 1):
                self._by_code[".".join(parts[:length])].append(program)
            for stem in sorted(set(stems(program.name))):
                self._by_stem[stem].append(program)

    def fitting(self, selector: Selector) -> tuple[Fit, ...]:
        """The programs that a selector means, in the order of ids."""
        found: dict[str, Fit] = {}
        for code, program in self._candidates(selector):
            if program.id in found or first(program.name, selector.without):
                continue
            word = first(program.name, selector.words)
            if word is not None or not selector.words:
                found[program.id] = Fit(program, code, word or "")
        return tuple(found[id_] for id_ in sorted(found))

    def _candidates(self, selector: Selector) -> Iterable[tuple[str, Program]]:
        if selector.codes:
            for code in selector.codes:
                stem = code.removesuffix(".*")
                for program in self._by_code.get(stem, ()):
                    yield stem, program
        else:
            for phrase in selector.words:
                for program in self._by_stem.get(stems(phrase.removeprefix(EXACT))[0], ()):
                    yield "", program
