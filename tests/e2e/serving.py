"""``sinergi serve`` as a process of its own, over a database that is there."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOKEN = "token-untuk-uji-" * 3


class Service:
    """A running service."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    @property
    def socket(self) -> str:
        return self.address.replace("http://", "ws://")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)


@contextmanager
def serving(database: str, folder: Path, **environment: str) -> Iterator[Service]:
    """Serve a database on a free port."""
    command = [sys.executable, "-u", "-c", "from service.cli import main; main()", "serve", "--port", "0"]
    command += ["--no-example", "--database", database]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SINERGI_")}
    kept |= {"SINERGI_TOKEN": TOKEN} | environment
    with subprocess.Popen(command, cwd=folder, env=kept, stdout=subprocess.PIPE, text=True) as process:
        said = ""
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if "Ctrl+C" in line:
                break
        found = re.search(r"http://127\.0\.0\.1:\d+/graphql", said)
        assert found, said
        yield Service(process, found.group())
        if process.poll() is None:
            process.terminate()
            process.wait(30)
