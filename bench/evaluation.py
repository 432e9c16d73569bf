"""Measures the rules on the example city, and writes their table in docs/performance.md; run by ``make bench``."""

import argparse
import tempfile
from pathlib import Path
from typing import Final

from bench import plain_rules
from bench.clock import Task, just, measure
from bench.graph import LIMITS, PAGE, TIMES
from bench.table import table, write
from bench.task import Ground
from graph.snapshot import PlanGraph
from rules.catalogue import RULES
from rules.engine import Evaluation, evaluate
from rules.knowledge import Knowledge

BEGIN: Final = "<!-- bench-rules:begin, written by python -m bench.evaluation -->"
END: Final = "<!-- bench-rules:end -->"


def main() -> None:
    """Measure, print the table, and write it where not in haste."""
    parser = argparse.ArgumentParser(description="Measure the rules, as ratios to named alternatives.")
    parser.add_argument("--quick", action="store_true", help="once, without writing the page")
    quick: bool = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(1, Path(folder))
        text = table([ground.size()], [measure(tasks(ground), 1 if quick else TIMES, *LIMITS)], LIMITS)
    print(text)
    if not quick:
        write(PAGE, text, BEGIN, END)


def tasks(ground: Ground) -> list[Task]:
    """The whole evaluation, and the five rules that take longest."""
    linked, routine = ground.linked, Knowledge(routine=ground.known.routine)
    return [
        Task(
            name="all rules and initiatives, knowledge laid",
            ours=just(lambda: evaluated(PlanGraph(linked.info, 1, linked.contents), routine)),
        ),
        *(_rule(ground, evaluated(linked, routine).plan, routine, code) for code in plain_rules.FIVE),
    ]


def evaluated(plan: PlanGraph, routine: Knowledge) -> Evaluation:
    """What the rules make of a plan that has its knowledge already; a rule that broke would look fast."""
    found = evaluate(plan, known=routine)
    if found.failures:
        raise RuntimeError(found.failures)
    return found


def _rule(ground: Ground, plan: PlanGraph, routine: Knowledge, code: str) -> Task:
    rule = next(rule for rule in RULES if rule.code == code)
    return Task(
        name=f"{code} {rule.name}",
        ours=just(lambda: list(rule.findings(plan, rule.options()))),
        other=just(lambda: plain_rules.FIVE[code](ground.plain, routine)),
        other_name="plain networkx, subjects and evidence only",
    )


if __name__ == "__main__":
    main()
