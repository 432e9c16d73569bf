"""A running service: a process of its own with the example city, and a token that may write."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from service import demo

HOME = Path(__file__).parents[2]
TOKEN = "client-" * 5


class Service(NamedTuple):
    """Where it answers, which plan it has, and a token."""

    address: str
    plan: str
    token: str


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SINERGI_")}
    environment |= {"SINERGI_TOKEN": TOKEN, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=tmp_path_factory.mktemp("service"),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = ""
        for line in server.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+/graphql", said):
                break
        else:
            pytest.fail(said)
        yield Service(found.group(), demo.FIRST, TOKEN)
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)
