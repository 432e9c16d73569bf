"""Measure kept answers beside those that are worked out each time: `python bench/graphql/run.py`.

One service on one core, wrk on another, in turns: each query against the one service, then the other, then all again.
"""

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service import demo

HOME = Path(__file__).parents[2]
PAGE = HOME / "docs/performance.md"
BEGIN, END = "<!-- bench-graphql:begin, written by bench/graphql/run.py -->", "<!-- bench-graphql:end -->"
PLAN = f'plan(slug: "{demo.FIRST}")'
QUERIES = {
    "100 programs with OPD and dimensions": f"{{ {PLAN} {{ programs(first: 100) {{ nodes {{ code name "
    "opd { shortName } dimensions { name } } } } }",
    "dependencies of a program, three deep": f'{{ {PLAN} {{ program(code: "2.16.03.2.02.0009") {{ '
    "dependencies(depth: 3) { distance node { id label } } } } }",
    "30 initiatives with their findings": f"{{ {PLAN} {{ initiatives(first: 30) {{ nodes {{ title lead {{ shortName }} "
    "findings { message } } } } }",
    "one node": f'{{ {PLAN} {{ opd(shortName: "DISKOMINFO") {{ id name }} }} }}',
}


@contextmanager
def service(database: str, kept: int) -> Iterator[str]:
    """A service of its own on the first core; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from service.cli import main; main()",
        "serve",
        "--port",
        str(port),
        "--database",
        database,
    ]
    environment = os.environ | {"SINERGI_LIMIT_CACHED_ANSWERS": str(kept)}
    with subprocess.Popen(
        ["taskset", "-c", "0", *command], cwd=HOME, env=environment, stdout=subprocess.DEVNULL
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(f"{address}/healthz").close()  # noqa: S310 - our own address
                    break
                except OSError:
                    time.sleep(0.2)
            yield f"{address}/graphql"
        finally:
            process.terminate()


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


def main() -> None:
    """Measure, print, and where the run is a whole one write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="one round of a second; write nothing")
    quick = parser.parse_args().quick
    rounds, seconds = (1, 1) if quick else (3, 3)
    if shutil.which("wrk") is None or shutil.which("taskset") is None:
        sys.exit("wrk and taskset are needed (Debian: wrk, util-linux).")
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/sinergi.db"
        with service(database, 67_108_864) as kept, service(database, 0) as anew:
            for query in QUERIES.values():
                assert answer(kept, query) == answer(anew, query) == answer(kept, query)
            ratios: dict[str, list[float]] = {name: [] for name in QUERIES}
            rates: dict[str, list[tuple[float, float]]] = {name: [] for name in QUERIES}
            for _ in range(rounds):
                for name, query in QUERIES.items():
                    both = rate(anew, query, seconds, Path(folder)), rate(kept, query, seconds, Path(folder))
                    rates[name].append(both)
                    ratios[name].append(both[1] / both[0])
    rows = ["| query | worked out, 1/s | kept, 1/s | kept as a multiple |", "| --- | --- | --- | --- |"]
    for name in QUERIES:
        first, second = (statistics.median(each) for each in zip(*rates[name], strict=True))
        rows.append(f"| {name} | {first:,.0f} | {second:,.0f} | {statistics.median(ratios[name]):.1f} |")
    print("\n".join(rows))
    if not quick:
        text = PAGE.read_text("utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        PAGE.write_text("\n".join((before + BEGIN, *rows, END)) + after, "utf-8")


if __name__ == "__main__":
    main()
