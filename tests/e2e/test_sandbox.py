"""``sinergi serve --sandbox``: the example to try things on, with a planner's token, of which nothing remains."""

import signal
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from service import demo
from tests.serving import COMMAND, Served, environment, serving

REVISION = f'{{ viewer {{ name roles {{ region role }} }} plan(slug: "{demo.FIRST}") {{ revision }} }}'
ADD = f"""mutation {{
    addPartner(input: {{ plan: "{demo.FIRST}", partner: {{ name: "Percobaan", kind: COMMUNITY }} }}) {{
        revision errors {{ ... on Problem {{ message }} }} }} }}"""


def _asked(served: Served, query: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {served.token}"}
    data: dict[str, Any] = httpx.post(served.graphql, json={"query": query}, headers=headers, timeout=60).json()["data"]
    return data


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_a_sandbox_lets_its_token_write_and_leaves_nothing_behind(ended_by: signal.Signals, tmp_path: Path) -> None:
    scratch, work = tmp_path / "scratch", tmp_path / "work"
    scratch.mkdir()
    work.mkdir()
    settings = {"TMPDIR": str(scratch), "SINERGI_DATABASE": f"sqlite:///{work}/own.db"}
    with serving(work, sandbox=True, **settings) as served:
        before = _asked(served, REVISION)
        assert before["viewer"] == {"name": "sandbox", "roles": [{"region": "*", "role": "PLANNER"}]}
        assert _asked(served, ADD)["addPartner"] == {"revision": before["plan"]["revision"] + 1, "errors": []}
        first = served.token
        [database] = scratch.glob("*/sandbox.db")
        assert (database.stat().st_mode & 0o077, database.parent.stat().st_mode & 0o077) == (0, 0)
        served.process.send_signal(ended_by)
        served.process.wait(60)
    assert list(scratch.iterdir()) == []
    assert list(work.iterdir()) == [], "the database of the settings was not touched"
    if ended_by is signal.SIGTERM:
        with serving(work, sandbox=True, **settings) as again:
            assert again.token != first
            assert _asked(again, REVISION)["plan"] == before["plan"], "it is as it was at first"


def test_a_sandbox_refuses_a_database_that_would_remain(tmp_path: Path) -> None:
    command = (*COMMAND, "serve", "--sandbox", "--port", "0", "--database", "sqlite:///own.db")
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "--database" in done.stderr
    assert list(tmp_path.iterdir()) == []
