"""Measure our service beside other GraphQL servers: `python bench/graphql/run.py`.

Ours, keeping answers and working each out; a plain strawberry app; graphql-yoga and mercurius on Node. All on one core,
wrk on another, in turns: a query against each of them, then the next query, then all again.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from bench.graphql.export import Row, export
from bench.graphql.outcome import KEPT, NEW, Rates, page, table
from bench.graphql.server import HERE, HOME, all_started, on_node, ours, plain
from service import demo

PAGE = HOME / "docs/performance.md"
ROOM = 67_108_864
"""Bytes for kept answers, as the service has them by itself."""
PLAN = f'plan(slug: "{demo.FIRST}")'
QUERIES = {
    "100 programs with OPD and dimensions": f"{{ {PLAN} {{ programs(first: 100) {{ nodes {{ code name "
    "opd { shortName } dimensions { name } } } } }",
    "dependencies of a program, three deep": f'{{ {PLAN} {{ program(code: "2.16.03.2.02.0009") {{ '
    "dependencies(depth: 3) { distance node { id label } } } } }",
    "30 initiatives with evidence": f"{{ {PLAN} {{ initiatives(first: 30) {{ nodes {{ title lead {{ shortName }} "
    "findings { rule message nodes { label } } } } } }",
    "one node": f'{{ {PLAN} {{ opd(shortName: "DISKOMINFO") {{ id name }} }} }}',
}


def body(query: str) -> bytes:
    """What is posted."""
    return json.dumps({"query": query}).encode()


def answer(address: str, query: str) -> bytes:
    """One answer; it must be one without errors."""
    request = urllib.request.Request(address, body(query), {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request) as response:  # noqa: S310
        found: bytes = response.read()
    assert "errors" not in json.loads(found), found[:300]
    return found


def data(address: str, query: str) -> Row:
    """What an answer says, without what a server says of itself beside it."""
    found: Row = json.loads(answer(address, query))["data"]
    return found


def rate(address: str, query: str, seconds: int, folder: Path) -> float:
    """Answers a second over 16 connections."""
    script = folder / "post.lua"
    lua = json.dumps(body(query).decode())
    script.write_text(
        f'wrk.method = "POST"\nwrk.body = {lua}\nwrk.headers["Content-Type"] = "application/json"\n', "utf-8"
    )
    command = ["taskset", "-c", "1", "wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(script), address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


def compare(addresses: dict[str, str]) -> None:
    """All give the same answer to each query, and twice: before they keep or compile it, and after.

    Raises
    ------
    AssertionError
        Where one does not.
    """
    for name, query in QUERIES.items():
        expected = data(addresses[NEW], query)
        for server, address in addresses.items():
            assert all(data(address, query) == expected for _ in range(3)), f"{server} answers otherwise: {name}"


def measure(addresses: dict[str, str], rounds: int, seconds: int, folder: Path) -> Rates:
    """Answers a second of each server to each query, one number for each round, after a round that does not count.

    Just-in-time compilers, that of V8 above all, need the first to be as fast as they will be.
    """
    rates: Rates = {query: {server: [] for server in addresses} for query in QUERIES}
    for _ in range(rounds + 1):
        for name, query in QUERIES.items():
            for server, address in addresses.items():
                rates[name][server].append(_rate(address, query, seconds, folder))
                answer(
                    address, query
                )  # comes after all that wrk left waiting, which would take time from the next server
    return {query: {server: found[1:] for server, found in rate.items()} for query, rate in rates.items()}


def _rate(address: str, query: str, seconds: int, folder: Path) -> float:
    """The same over as long as it takes that there are answers, where the machine is busy."""
    return rate(address, query, seconds, folder) or _rate(address, query, seconds * 2, folder)


def main() -> None:
    """Measure, print, and where the run is a whole one write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="one round of a second for each server; write nothing")
    quick = parser.parse_args().quick
    rounds, seconds = (1, 1) if quick else (3, 2)
    if shutil.which("wrk") is None or shutil.which("taskset") is None:
        sys.exit("Nothing was measured: wrk and taskset are needed (Debian: wrk, util-linux).")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = folder / "rows.json"
        database = f"sqlite:///{folder}/sinergi.db"
        with all_started([ours(KEPT, database, ROOM), ours(NEW, database, 0)]) as own:
            exported = export(lambda query: data(own[NEW], query), demo.FIRST, 30)
            rows.write_text(json.dumps(exported), "utf-8")
            node = on_node(rows)
            if not node:
                print("The servers on Node are left out, and nothing is written: they need Node 20 or newer and")
                print(f"`npm ci --prefix {HERE.relative_to(HOME)}`.")
            with all_started([plain(rows), *node]) as others:
                compare(own | others)
                rates = measure(own | others, rounds, seconds, folder)
    found = table(rates)
    print(found)
    if node and not quick:
        PAGE.write_text(page(PAGE.read_text("utf-8"), found), "utf-8")


if __name__ == "__main__":
    main()
