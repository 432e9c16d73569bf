"""Outcome: what was measured as a table, and which of the goals hold."""

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Final

BEGIN: Final = "<!-- bench-graphql:begin, written by bench/graphql/run.py -->"
END: Final = "<!-- bench-graphql:end -->"
KEPT: Final = "kept"
NEW: Final = "worked out"
PLAIN: Final = "plain strawberry"
YOGA: Final = "graphql-yoga"
MERCURIUS: Final = "mercurius, JIT"
GOALS: Final = (
    (0, KEPT, MERCURIUS, 1.0),
    (1, KEPT, YOGA, 3.0),
    (2, KEPT, MERCURIUS, 1.0),
    (3, KEPT, YOGA, 3.0),
    (0, NEW, PLAIN, 4.0),
)
"""To the query of which place one is to answer at least how many times as often as the other."""

Rates = dict[str, dict[str, list[float]]]
"""Answers a second: by query, by server, one for each round."""


def table(rates: Rates) -> str:
    """Give medians, ratios and goals in Markdown. A ratio is taken in each round; its median counts."""
    servers = list(next(iter(rates.values())))
    others = [server for server in servers if server not in {KEPT, NEW}]
    pairs = [(KEPT, NEW), *((KEPT, other) for other in others if other != PLAIN), (NEW, PLAIN)]
    rounds = len(rates[next(iter(rates))][KEPT])
    load = ", ".join(f"{each:.0f}" for each in os.getloadavg())
    return "\n".join(
        [
            f"Python {platform.python_version()}, strawberry {version('strawberry-graphql')}. Rounds: {rounds}. "
            f"Load at the end (1, 5, 15 minutes): {load}.",
            "",
            *_lines(
                ["answers a second", *servers],
                (
                    [query, *(f"{statistics.median(found[each]):,.0f}" for each in servers)]
                    for query, found in rates.items()
                ),
            ),
            "",
            *_lines(
                ["as a multiple", *(f"{one} / {other}" for one, other in pairs)],
                ([query, *(f"{ratio(found, *each):.2f}" for each in pairs)] for query, found in rates.items()),
            ),
            "",
            *goals(rates),
        ]
    )


def ratio(found: dict[str, list[float]], one: str, other: str) -> float:
    """How many times the answers of the other server one gives; the median over the rounds."""
    return statistics.median(ours / theirs for ours, theirs in zip(found[one], found[other], strict=True))


def goals(rates: Rates) -> list[str]:
    """Say of each goal whether it holds; of those whose servers were measured."""
    said = []
    for place, one, other, least in GOALS:
        query, found = list(rates.items())[place]
        if other in found:
            times = ratio(found, one, other)
            said.append(
                f"- {_holds(times >= least)}: {one} at least {least:.0f} times {other}, {query} ({times:.2f} times)."
            )
    return said


def _holds(does: bool) -> str:
    return "Holds" if does else "**Does not hold**"


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def page(text: str, found: str) -> str:
    """Put what was found between the two marks of a page."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{found}\n{END}{after}"
