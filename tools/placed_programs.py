"""Placed programs: how many programs of other regions' masterplans are put into the dimension that a source names.

``python -m tools.placed_programs FILE.csv`` reads a table of masterplan programs, leaves its dimensions out, proposes
them anew from the words of name and description, and prints how many are the same, and which are not.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from graph.intake import read_files
from graph.model import MasterplanProgram
from graph.snapshot import PlanGraph, PlanInfo
from rules.masterplan import places

_NOBODY = PlanInfo(slug="-", title="-", region_code="-", region_name="-", start_year=0, end_year=0)


def judged(file: Path) -> Iterator[tuple[str, str, str]]:
    """Give of each program of a table that stands in a dimension its name, that dimension and the proposed one."""
    plan = PlanGraph(_NOBODY, 0, read_files([file]).contents)
    for program in plan.of(MasterplanProgram):
        for told in plan.placed_in(program.id)[:1]:
            proposed = next((each.dimension.removeprefix("dimension/") for each in places(program)), "")
            yield program.name, plan.dimension_above(told).code, proposed.partition("-")[0]


def main() -> None:
    """Print the share and what differs."""
    found = list(judged(Path(sys.argv[1])))
    same = sum(told == proposed for _, told, proposed in found)
    sys.stdout.write(f"{same} of {len(found)} in the dimension that is told ({same / len(found):.0%})\n")
    for name, told, proposed in found:
        if told != proposed:
            sys.stdout.write(f"{told:4} {proposed or '-':4} {name}\n")


if __name__ == "__main__":
    main()
