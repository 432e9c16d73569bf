"""Measure compiled queries beside graphql-core: `python -m bench.graphql.compiled`.

Both run in this process over the same schema and the same example plan, in turns, without HTTP; they give the same
answers, which is checked first. The ratios go to docs/performance.md.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable
from copy import copy
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any, Final

from bench.graphql.run import PAGE, QUERIES
from bench.table import write
from graph.store import Store
from schema import SCHEMA, Context, Evaluations
from schema.limit.deadline import TimedExecution
from service import demo

BEGIN: Final = "<!-- bench-compiled:begin, written by python -m bench.graphql.compiled -->"
END: Final = "<!-- bench-compiled:end -->"
ROUNDS: Final = 40
TIMES: Final = 4
"""Answers in a row in each round; the best round counts, for whatever else runs only makes it slower."""

CORE: Final = copy(SCHEMA)
CORE.execution_context_class = TimedExecution


async def answer(schema: Any, context: Context, query: str) -> dict[str, Any]:
    """One answer; it must be one without errors."""
    found = await schema.execute(query, context_value=context.acting(context.actor))
    assert not found.errors, found.errors
    data: dict[str, Any] = found.data
    return data


async def seconds(ask: Callable[[], Awaitable[object]], times: int) -> float:
    """Processor time of one answer."""
    begun = process_time()
    for _ in range(times):
        await ask()
    return (process_time() - begun) / times


async def measured(folder: Path, rounds: int) -> dict[str, float]:
    """How many times the processor time of a compiled query graphql-core takes, by query."""
    store = Store.open(f"sqlite:///{folder}/sinergi.db")
    await store.upgrade()
    await demo.load(store, demo.FIRST)
    context = Context(store, Evaluations(store))
    found = {}
    for name, query in QUERIES.items():
        ways = [partial(answer, schema, context, query) for schema in (SCHEMA, CORE)]
        ours, theirs = [json.dumps(await ask()) for ask in ways]
        assert ours == theirs, name
        best = [
            min(each)
            for each in zip(*[[await seconds(ask, TIMES) for ask in ways] for _ in range(rounds)], strict=True)
        ]
        found[name] = best[1] / best[0]
    await store.close()
    return found


def main() -> None:
    """Measure, print, and write the table where not in haste."""
    parser = argparse.ArgumentParser(description="Measure compiled queries beside graphql-core.")
    parser.add_argument("--quick", action="store_true", help="two rounds, without writing the page")
    quick: bool = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measured(Path(folder), 2 if quick else ROUNDS))
    rows = "\n".join(f"| {name} | {ratio:.1f} |" for name, ratio in found.items())
    text = f"| query | graphql-core / compiled |\n| --- | --- |\n{rows}"
    print(text)
    if not quick:
        write(PAGE, text, BEGIN, END)


if __name__ == "__main__":
    main()
