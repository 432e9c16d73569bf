"""Whole: takes the processor time of whole evaluations in a process of its own, in this tree or in another commit's.

Run by ``bench/evaluation.py`` as a file, with the root of the tree whose rules are to be measured; it prints JSON. What
it imports is of that tree, so it uses only what both trees have. Contents are in memory, what comes with the package is
loaded, and nothing has been evaluated in the process before.
"""

import argparse
import gc
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.change import Change
    from graph.snapshot import PlanGraph

EDITED: Final = 6
"""How many programs are edited, each in every way."""


def main() -> None:
    """Measure one thing, and print it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("root", help="the tree whose rules are measured")
    parser.add_argument("what", choices=("cold", "edits", "kept", "copies"))
    parser.add_argument("--times", type=int, default=1, help="how many copies of the example plan there are")
    chosen = parser.parse_args()
    sys.path.insert(0, chosen.root)
    found = {"cold": cold, "edits": edits, "kept": kept, "copies": lambda: copies(chosen.times)}[chosen.what]()
    print(json.dumps(found))


def cold() -> dict[str, float]:
    """The first evaluation of the example plan."""
    plan = _example()
    return {"cold": _seconds(lambda: _evaluated(plan))}


def edits() -> dict[str, float]:
    """The evaluation after each of some edits of one program, where the plan was evaluated before; by edit."""
    plan = _example()
    _evaluated(plan)
    return {name: _seconds(lambda: _evaluated(plan.apply([change]))) for name, change in _changes(plan)}  # noqa: B023


def kept() -> dict[str, float]:
    """The bytes that stay in memory when an evaluation is over and its plan is gone, and those of edits after it."""
    plan = _example()
    tracemalloc.start()
    _evaluated(plan.apply([]))
    gc.collect()
    first = tracemalloc.get_traced_memory()[0]
    for _, change in _changes(plan):
        _evaluated(plan.apply([change]))
    gc.collect()
    return {"first": first, "edits": tracemalloc.get_traced_memory()[0]}


def copies(times: int) -> dict[str, float]:
    """The first evaluation of a plan that holds the example so many times, with knowledge laid and copied with it."""
    from bench.generate import generate
    from graph.snapshot import PlanGraph
    from rules.knowledge import Knowledge, knowledge, link

    once = _example()
    contents = generate(link(once, knowledge()).contents, times)
    plan = PlanGraph(once.info, 1, contents)
    known = Knowledge(routine=knowledge().routine)
    return {"cold": _seconds(lambda: _evaluated(plan, known))}


def _example() -> "PlanGraph":
    from bench.generate import example
    from graph.reference import framework, nomenclature
    from graph.snapshot import PlanGraph
    from rules.knowledge import knowledge
    from rules.rule import installed_rules
    from service import demo

    installed_rules(), knowledge(), nomenclature(), framework()
    return PlanGraph(demo.info(demo.FIRST), 1, example())


def _evaluated(plan: "PlanGraph", known: object = None) -> None:
    from rules.engine import evaluate
    from rules.knowledge import knowledge

    found = evaluate(plan, known=known or knowledge())  # type: ignore[arg-type]
    if found.failures:
        raise RuntimeError(found.failures)


def _changes(plan: "PlanGraph") -> Iterator[tuple[str, "Change"]]:
    """Edits of some programs, those with most ties among them: other names, another budget, another target."""
    from msgspec.structs import replace

    from graph.change import PutNode
    from graph.model import Level, Measure, Money, Program

    work = [
        each for each in plan.of(Program) if each.level is Level.SUB_ACTIVITY and each.years and not each.is_overhead
    ]
    work = [each for each in work if any(one.years for one in plan.indicators_of(each.id))]
    for number in range(EDITED):
        program, other = work[number * len(work) // EDITED], work[(number + 3) * len(work) // EDITED % len(work)]
        year = replace(program.years[-1], budget=Money(text="1.234.567.890", amount=1_234_567_890))
        indicator = next(each for each in plan.indicators_of(program.id) if each.years)
        aim = replace(indicator.years[-1], target=Measure(text="77", low=77, high=77))
        edited = {
            "name, a word more": replace(program, name=f"{program.name} (revisi)"),
            "name, another": replace(program, name=other.name),
            "budget": replace(program, years=(*program.years[:-1], year)),
            "target": replace(indicator, years=(*indicator.years[:-1], aim)),
        }
        for name, node in edited.items():
            yield f"{name}/{number}", PutNode(node=node, edit=True)


def _seconds(call: Callable[[], None]) -> float:
    """Processor time of one call, without the garbage collector, as in ``timeit``."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        call()
        return time.process_time() - start
    finally:
        gc.enable()


if __name__ == "__main__":
    main()
