"""Measures the graph of the example plan, and of one twenty times its size, and writes docs/performance.md.

Run by ``make bench``. This file has the name of a package that is measured, so it makes room for it before it imports.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "performance.md"
SIZES: Final = (1, 20)
TIMES: Final = 3
LIMITS: Final = (120.0, 60.0)
"""Seconds after which a call is broken off: one of ours, one of the other ways."""


def main() -> None:
    """Measure, print the table, and write it where not in haste."""
    parser = argparse.ArgumentParser(description="Measure the graph, as ratios to named alternatives.")
    parser.add_argument("--quick", action="store_true", help="the example plan only, once, without writing the page")
    quick: bool = parser.parse_args().quick
    text = measured((1,) if quick else SIZES, 1 if quick else TIMES)
    print(text)
    if not quick:
        from bench.table import write

        write(PAGE, text)


def measured(sizes: tuple[int, ...], times: int) -> str:
    """The table of plans of those sizes."""
    from bench.clock import measure
    from bench.table import table
    from bench.task import Ground, tasks

    words, found = [], []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ground = Ground(size, Path(folder))
            words.append(ground.size())
            found.append(measure(tasks(ground), times, *LIMITS))
    return table(words, found, LIMITS)


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    main()
