"""Measures the rules on the example city, and writes their table in docs/performance.md; run by ``make bench``."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bench import plain_rules
from bench.clock import Task, just, measure
from bench.graph import LIMITS, PAGE, ROOT, TIMES
from bench.table import table, write
from bench.task import Ground
from graph.snapshot import PlanGraph
from rules.catalogue import RULES
from rules.engine import Evaluation, evaluate
from rules.knowledge import Knowledge

THEN: Final = "5ebda28"
"""The last commit that noted what rules read."""
TURNS: Final = 3
COPIES: Final = 20
EDITS: Final = ("name, a word more", "name, another", "budget", "target")
BEGIN: Final = "<!-- bench-rules:begin, written by python -m bench.evaluation -->"
END: Final = "<!-- bench-rules:end -->"


def main() -> None:
    """Measure, print the table, and write it where not in haste."""
    parser = argparse.ArgumentParser(description="Measure the rules, as ratios to named alternatives.")
    parser.add_argument("--quick", action="store_true", help="the rules alone, once, without writing the page")
    quick: bool = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(1, Path(folder))
        text = table([ground.size()], [measure(tasks(ground), 1 if quick else TIMES, *LIMITS)], LIMITS)
        if not quick:
            text += "\n\n" + whole(Path(folder), TURNS)
    print(text)
    if not quick:
        write(PAGE, text, BEGIN, END)


def whole(folder: Path, turns: int) -> str:
    """The table of whole evaluations, as ratios to an earlier commit's: each in a process of its own, in turns."""
    then = folder / "then"
    then.mkdir()
    archive = subprocess.run(["git", "archive", THEN], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", then], input=archive, check=True)
    told: dict[str, list[float]] = defaultdict(list)
    for _ in range(turns):
        told["then"].append(_told(then, "cold")["cold"])
        told["cold"].append(_told(ROOT, "cold")["cold"])
        for name, seconds in _told(ROOT, "edits").items():
            told[name].append(seconds)
        told["once"].append(_told(ROOT, "copies")["cold"])
        told["copies"].append(_told(ROOT, "copies", "--times", str(COPIES))["cold"])
    best = {name: min(seconds) for name, seconds in told.items()}
    kept = {name: size / 2**20 for name, size in _told(ROOT, "kept").items()}
    rows = [
        ("nothing kept", best["cold"] / best["then"], "0.25"),
        *((f"after an edit: {edit}", max(_of(best, edit)) / best["then"], "0.10") for edit in EDITS),
    ]
    lines = [f"| {name} | {ratio:.3f} | {goal} |" for name, ratio, goal in rows]
    return "\n".join(
        [
            f"| the whole | ratio to commit {THEN} | goal |",
            "| --- | --- | --- |",
            *lines,
            f"| {COPIES} copies, to one copy | {best['copies'] / best['once']:.1f} | 25 |",
            "",
            f"- Kept when an evaluation is over: {kept['first']:.0f} MiB, "
            f"after {len(_of(best, ''))} edits {kept['edits']:.0f} MiB.",
        ]
    )


def _of(best: Mapping[str, float], edit: str) -> list[float]:
    """What each program took that was edited so."""
    return [seconds for name, seconds in best.items() if "/" in name and name.startswith(edit)]


def _told(root: Path, *asked: str) -> dict[str, float]:
    """What a process of its own measured."""
    command = [sys.executable, "-P", str(ROOT / "bench" / "whole.py"), str(root), *asked]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


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
        ours=just(lambda: list(rule._findings(plan, rule.options()))),
        other=just(lambda: plain_rules.FIVE[code](ground.plain, routine)),
        other_name="plain networkx, subjects and evidence only",
    )


if __name__ == "__main__":
    main()
