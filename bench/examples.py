"""Measures the processor time of every query of ``docs/api.md`` on the example city.

Run by ``python -m bench.examples``: in one process, with rights and limits, through HTTP's own steps; the page's
examples from top to bottom, so that some change the plan. Before each query the plan as it is then has been evaluated.
"""

import gc
from collections.abc import Mapping
from time import process_time
from typing import Any, Final, NamedTuple

import httpx
from graphql import OperationDefinitionNode, OperationType, parse

from bench.graph import PAGE
from bench.table import write
from service import demo
from tools.answers import answered
from tools.refresh import API

BEGIN: Final = "<!-- bench-examples:begin, written by python -m bench.examples -->"
END: Final = "<!-- bench-examples:end -->"
GOAL: Final = 0.1
"""Seconds of processor time that a query may take."""
ROUNDS: Final = 5
EVALUATED: Final = f'{{ plan(slug: "{demo.FIRST}") {{ findings {{ totalCount }} initiatives {{ totalCount }} }} }}'


class Measured(NamedTuple):
    """The processor time of one query, in seconds."""

    name: str
    first: float
    """Asked for the first time since the plan was changed."""
    again: float
    """Asked again as another document, so that no answer is kept; the best of the rounds."""


class Timing(httpx.AsyncClient):
    """A client that measures each query before it asks it."""

    measured: Final[list[Measured]] = []

    async def post(
        self, url: httpx.URL | str, *, json: Mapping[str, Any] | None = None, **given: Any
    ) -> httpx.Response:
        """Ask, after it was measured if it is a query."""
        if json is not None and (name := _query(json["query"])):
            await super().post(url, json={"query": EVALUATED}, **given)
            if not self.measured:
                gc.freeze()  # as the service does when its first plan is evaluated
            taken = []
            for number in range(ROUNDS):
                begun = process_time()
                await super().post(url, json={**json, "query": f"{json['query']} # {number}"}, **given)
                taken.append(process_time() - begun)
            self.measured.append(Measured(name, taken[0], min(taken[1:])))
        return await super().post(url, json=json, **given)


def _query(text: str) -> str | None:
    [operation] = [each for each in parse(text).definitions if isinstance(each, OperationDefinitionNode)]
    is_query = operation.operation is OperationType.QUERY and operation.name is not None
    return operation.name.value if is_query and operation.name else None


def table(measured: list[Measured]) -> str:
    """The queries that take more than half of the goal, the dearest first, and how many take less."""
    shown = sorted((each for each in measured if max(each[1:]) > GOAL / 2), key=lambda each: -each.first)
    rows = [f"| {each.name} | {each.first * 1000:,.0f} | {each.again * 1000:,.0f} |" for each in shown]
    head = "| query | ms, first | ms, again |\n| --- | --- | --- |"
    return "\n".join([head, *rows, f"| the other {len(measured) - len(rows)}, each | < 50 | < 50 |"])


def main() -> None:
    """Measure, print, and write the table."""
    answered(API.read_text("utf-8"), Timing)
    text = table(Timing.measured)
    print(text)
    write(PAGE, text, BEGIN, END)


if __name__ == "__main__":
    main()
