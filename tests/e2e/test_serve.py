"""``sinergi serve`` as a process of its own, asked over a socket."""

import json
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import demo
from tests.serving import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("serve"), is_first=True) as served:
        yield served.graphql
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(timeout=60) in {0, -signal.SIGINT, 130}


def test_a_stranger_gets_real_initiatives_from_a_running_service(address: str) -> None:
    query = (
        f'{{ plan(slug: "{demo.FIRST}") {{ initiatives(first: 10) {{ nodes {{ title lead {{ shortName }} }} }} }} }}'
    )
    request = urllib.request.Request(  # noqa: S310
        address, json.dumps({"query": query}).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        nodes = json.load(answer)["data"]["plan"]["initiatives"]["nodes"]
    assert len(nodes) == 10
    assert all(node["title"] and node["lead"]["shortName"] for node in nodes)


def test_a_taken_port_is_refused_with_a_sentence(address: str, tmp_path: Path) -> None:
    port = address.rsplit(":", 1)[1].split("/", maxsplit=1)[0]
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", port]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_explorer_opens_in_a_browser_with_a_query_of_a_plan_that_is_there(address: str, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path}", "--virtual-time-budget=8000", "--dump-dom", address,
    ]  # fmt: skip
    until = time.monotonic() + 60
    page = ""
    while demo.FIRST not in page and time.monotonic() < until:
        page = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
    assert demo.FIRST in page
    assert "graphiql-editor" in page
