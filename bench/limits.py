"""Measures what ordinary dashboards and requests that are made to cost much are estimated at, cost and take.

Run by ``python -m bench.limits``: in one process, on the example city, evaluated before; processor time until the
answer is JSON, the best of the rounds. Each round asks a new document, so that nothing is kept of it.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

import msgspec

from bench import requests
from bench.graph import PAGE
from bench.requests import Request, of
from bench.table import write
from graph.store import Store
from schema import SCHEMA, Context, Evaluations
from service import demo, http

BEGIN: Final = "<!-- bench-limits:begin, written by python -m bench.limits -->"
END: Final = "<!-- bench-limits:end -->"
ROUNDS: Final = 5
DASHBOARDS: Final = {
    "missions, goals, outcomes": "objectives(first: 100, filter: {level: MISSION}) { nodes { text children { text "
    "children { text level indicators { name behind years { year target { text } realised { text } } } "
    "programs { name budget } children { text programs { name budget } } } } } }",
    "agencies with indicators": "opds(first: 100) { nodes { shortName programs(first: 20, filter: {level: PROGRAM}) "
    "{ nodes { name indicators { name behind years { year target { text } realised { text } } } } } } }",
    "themes with programs": "themes(first: 100) { totalCount nodes { name dimensions { code } opds { shortName } "
    "programs(first: 100) { totalCount nodes { code name budget opd { shortName } } } } }",
    "agencies with sub-activities": "opds(first: 100) { nodes { shortName programs(first: 100, filter: "
    "{level: SUB_ACTIVITY}) { totalCount nodes { code name budget(year: 2024) } } } }",
    "tree of programs": "opds(first: 50) { nodes { shortName programs(first: 20, filter: {level: PROGRAM}) { nodes "
    "{ code name budget children { code name budget children { code name budget } } } } } }",
    "print": "initiatives(first: 80) { nodes { rank title why leadReason lead { shortName } participants { opd "
    "{ shortName } role reason } partners { kind partner { name } reason } programs { program { code name budget "
    "indicators { name } } opd { shortName } brings } dimensions { code name } effects { indicator { name } aim "
    "{ label } words sureness } steps score { total bestRank worstRank parts { name value weight explanation } } "
    "findings { message severity nodes { label } links { reason source } } decision { standing reason author } "
    "comments(first: 20) { nodes { text author } } } }",
}
"""What planners look at: it must be answered."""
BOMBS: Final = {
    "a part and its whole, three times": "programs(first: 20, filter: {level: SUB_ACTIVITY}) { nodes "
    + "{ parent { children " * 3 + "{ id }" + " } }" * 3 + " }",
    "the same in fragments": "programs(first: 20) { nodes { ...A } }",
    "agencies of each other's programs": "opds(first: 100) { nodes { programs(first: 100) { nodes { opd "
    "{ programs(first: 100) { nodes { id } } } } } } }",
    "findings of each other's agencies": "opds(first: 100) { nodes { findings(first: 100) { nodes { opds "
    "{ findings(first: 100) { nodes { id } } } } } } }",
    "all walks of all programs": "programs(first: 100) { nodes { dependencies(depth: null) { node { id label } } "
    "dependants(depth: 9) { node { id label } } } }",
    "remedies": "findings(first: 100) { nodes { remedy { comparison { findingsGone { totalCount } } } } }",
    "portfolios": " ".join(f"a{each}: portfolio(budget: {each}) {{ score }}" for each in range(49)),
    "counts": " ".join(f"a{each}: findingCounts(groupBy: [OPD, THEME]) {{ count }}" for each in range(49)),
    "searches": " ".join(f'a{each}: searchAll(text: "{"air bersih " * 9}") {{ suggestion }}' for each in range(49)),
    "the schema again and again": "title } "
    + " ".join(f"a{each}: __schema {{ types {{ name fields {{ name }} }} }}" for each in range(18))
    + " b: __schema { types { name }",
}  # fmt: skip
"""What would hold or compute far too much: it must be refused before it runs."""
_FRAGMENTS: Final = (
    " fragment A on Program { parent { children { ...B } } } fragment B on Program { parent { children { ...C } } } "
    "fragment C on Program { parent { children { id } } }"
)


class Outcome(NamedTuple):
    """What became of a request."""

    estimated: int
    actual: int | None
    """None where it was refused."""
    size: int
    """Bytes of the answer."""
    seconds: float
    said: str
    """``answered``, or the code of the refusal."""


def answered(slug: str) -> dict[str, Request]:
    """Give what must be answered about a plan, by name."""
    return {name: of(slug, fields) for name, fields in DASHBOARDS.items()} | requests.pages(slug)


def refused(slug: str) -> dict[str, Request]:
    """Give what must be refused about a plan, by name."""
    older = {name: of(slug, fields) for name, fields in BOMBS.items()}
    older["the same in fragments"] = Request(older["the same in fragments"].document + _FRAGMENTS)
    return older | requests.bombs(slug)


async def outcomes(context: Context, asked: Mapping[str, Request], rounds: int) -> dict[str, Outcome]:
    """Ask for each and give what became of it, by name."""
    return {name: await _outcome(context, request, rounds) for name, request in asked.items()}


async def _outcome(context: Context, request: Request, rounds: int) -> Outcome:
    seconds, content = float("inf"), b""
    for number in range(rounds):
        begun = process_time()
        result = await SCHEMA.execute(
            f"{request.document} # {number}", dict(request.variables), context.acting(context.actor)
        )
        content = msgspec.json.encode(http.body(result))
        seconds = min(seconds, process_time() - begun)
    answer = msgspec.json.decode(content)
    cost = answer["extensions"]["cost"]
    code = answer["errors"][0]["extensions"]["code"] if "errors" in answer else "answered"
    return Outcome(cost["estimated"], cost.get("actual"), len(content), seconds, code)


def table(found: Mapping[str, Outcome]) -> str:
    """The table of what became of requests."""
    head = "| request | estimated | actual | kB | ms | |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *(_row(name, each) for name, each in found.items())])


def _row(name: str, one: Outcome) -> str:
    actual = "-" if one.actual is None else f"{one.actual:,}"
    told = one.said if one.said == "answered" else f"`{one.said}`"
    cells = (name, f"{one.estimated:,}", actual, f"{one.size / 1000:,.1f}", f"{one.seconds * 1000:,.1f}", told)
    return f"| {' | '.join(cells)} |"


async def measured(folder: Path, rounds: int) -> str:
    """The table for the example city."""
    store = Store.open(f"sqlite:///{folder}/sinergi.db")
    await store.upgrade()
    await demo.load(store, demo.FIRST)
    context = Context(store, Evaluations(store))
    await context.evaluations.get(demo.FIRST)
    found = await outcomes(context, answered(demo.FIRST) | refused(demo.FIRST), rounds)
    await store.close()
    return table(found)


def main() -> None:
    """Measure, print, and write the table where not in haste."""
    parser = argparse.ArgumentParser(description="Measure dashboards and requests that are made to cost much.")
    parser.add_argument("--quick", action="store_true", help="one round, without writing the page")
    quick: bool = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        text = asyncio.run(measured(Path(folder), 1 if quick else ROUNDS))
    print(text)
    if not quick:
        write(PAGE, text, BEGIN, END)


if __name__ == "__main__":
    main()
