"""Measures a review of the example city against an evaluation of it; run by ``make bench``.

Each is the first that its process does, with knowledge laid over the plan, and processor time counts, in turns.
"""

import subprocess
import sys
from typing import Final

from bench.whole import _example, _seconds
from rules.engine import evaluate
from rules.knowledge import knowledge, link
from rules.review import review

TURNS: Final = 3
GOAL: Final = 0.5


def main() -> None:
    """Measure, and print the ratio; as a child, measure one of the two."""
    if len(sys.argv) > 1:
        print(_once(sys.argv[1]))
        return
    times = [(_told("review"), _told("evaluation")) for _ in range(TURNS)]
    reviewed, evaluated = (min(each) for each in zip(*times, strict=True))
    print(f"A review costs {reviewed / evaluated:.2f} of an evaluation; the goal is {GOAL}.")


def _told(what: str) -> float:
    command = [sys.executable, "-m", "bench.review", what]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _once(what: str) -> float:
    plan = _example()
    if what == "review":
        return _seconds(lambda: review(link(plan, knowledge())) and None)
    return _seconds(lambda: evaluate(plan) and None)


if __name__ == "__main__":
    main()
