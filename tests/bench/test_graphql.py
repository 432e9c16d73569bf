"""The bench of the service under load measures what it says it measures."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.graphql.run import QUERIES

HOME = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("wrk") is None or shutil.which("taskset") is None, reason="needs wrk and taskset")
def test_a_quick_run_measures_every_query_and_writes_nothing() -> None:
    before = (HOME / "docs/performance.md").read_bytes()
    command = [sys.executable, "bench/graphql/run.py", "--quick"]
    said = subprocess.run(command, cwd=HOME, check=True, capture_output=True, text=True, timeout=600).stdout
    assert all(f"| {name} |" in said for name in QUERIES)
    assert (HOME / "docs/performance.md").read_bytes() == before
