"""``sinergi serve`` as a process of its own: started, listened to as long as it lives, and ended whatever happens."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.example import example_database

COMMAND = (sys.executable, "-u", "-c", "from service.cli import main; main()")
TOKEN = "token-untuk-uji-" * 3
"""A token that may write, where the setting ``SINERGI_TOKEN`` says so."""
_STOP_SECONDS = 60


class Served(NamedTuple):
    """A service that answers."""

    process: subprocess.Popen[str]
    address: str
    """Where the page is; it ends with a slash."""
    token: str = ""
    """What a sandbox prints to be tried with."""

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1].strip("/"))

    @property
    def graphql(self) -> str:
        return f"{self.address}graphql"

    @property
    def socket(self) -> str:
        return self.graphql.replace("http://", "ws://")


def environment(**settings: str) -> dict[str, str]:
    """Our own environment without settings of the service, and with those that are given."""
    return {key: value for key, value in os.environ.items() if not key.startswith("SINERGI_")} | settings


@contextmanager
def serving(
    folder: Path,
    database: str = "",
    *,
    port: int = 0,
    is_first: bool = False,
    sandbox: bool = False,
    workers: int = 1,
    **settings: str,
) -> Iterator[Served]:
    """Serve the example city in a folder, or a database that is there; at the end it must stop. 0: a free port.

    The example city is there already, unless this is to be the first time that anything is served in the folder. A
    sandbox has a database of its own.
    """
    if not database and not is_first and not sandbox:
        example_database(folder / "var" / "sinergi.db")
    chosen = ("--sandbox",) if sandbox else ("--no-example", "--database", database) if database else ()
    command = (*COMMAND, "serve", "--port", str(port), *chosen, *(("--workers", str(workers)) if workers > 1 else ()))
    with subprocess.Popen(
        command, cwd=folder, env=environment(**settings), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if "Ctrl+C" in line:
                    break
            found = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert found, said
            # what nobody reads would fill the pipe, and hold up the service
            threading.Thread(target=process.stdout.read, daemon=True).start()
            token = re.search(r"sinergi_\w+_[\w-]+", said)
            yield Served(process, found.group(), token.group() if token else "")
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                assert process.wait(_STOP_SECONDS) in {0, -signal.SIGINT, 130}
        finally:
            process.kill()
