"""Server: what is measured, each in a process of its own on the first core."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bench.graphql.outcome import MERCURIUS, PLAIN, YOGA

HOME = Path(__file__).parents[2]
HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Server:
    """How a server is started, and where it answers."""

    name: str
    command: Sequence[str]
    """Its last part is the port, which is put there."""
    path: str = "/graphql"
    environment: Mapping[str, str] = field(default_factory=dict)


def ours(name: str, database: str, kept: int) -> Server:
    """Our service, which keeps answers in so many bytes."""
    command = (sys.executable, "-c", "from service.cli import main; main()", "serve", "--database", database, "--port")
    return Server(
        name=name,
        command=command,
        environment={"SINERGI_LIMIT_CACHED_ANSWERS": str(kept), "SINERGI_LIMIT_BURST": "1000000000000"},
    )


def plain(rows: Path) -> Server:
    """The strawberry app of `plain.py`."""
    options = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning", "--port")
    command = (sys.executable, "-m", "uvicorn", "bench.graphql.plain:app", *options)
    return Server(name=PLAIN, command=command, path="/", environment={"BENCH_ROWS": str(rows)})


def on_node(rows: Path) -> list[Server]:
    """The two servers on Node; none where Node or their packages are not there."""
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules").is_dir():
        return []
    environment = {"BENCH_ROWS": str(rows), "NODE_ENV": "production"}
    return [
        Server(name=name, command=(node, str(HERE / file)), environment=environment)
        for name, file in ((YOGA, "yoga.mjs"), (MERCURIUS, "mercurius.mjs"))
    ]


@contextmanager
def started(server: Server) -> Iterator[str]:
    """Start a server on the first core, give its address once it answers, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            ["taskset", "-c", "0", *server.command, str(port)],
            cwd=HOME,
            env=os.environ | {"PYTHONPATH": str(HOME)} | server.environment,
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            _await(process, port, log)
            yield f"http://127.0.0.1:{port}{server.path}"
        finally:
            process.terminate()


@contextmanager
def all_started(servers: Sequence[Server]) -> Iterator[dict[str, str]]:
    """Start several; gives the address of each by its name."""
    with ExitStack() as stack:
        yield {server.name: stack.enter_context(started(server)) for server in servers}


def _await(process: "subprocess.Popen[bytes]", port: int, log: IO[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}: {log.read().decode()[-2000:]}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(process.args)
