"""Life: a process of the program that is killed: the service, or a command. It is forked, so that it begins at once."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import NamedTuple

import httpx

from tests.clock import later

TOKEN = "token-untuk-uji-" * 3
_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "service.cli.main",
        "service.cli.server",
        "service.server_settings",
        "tests.crash.life",
        "tests.crash.loaded",
        "typer._adapters",
    ]
)
_SECONDS = 120
_CLOCKS = {signal.SIGUSR1: timedelta(days=400), signal.SIGUSR2: timedelta(days=-3)}
"""By how much a signal moves the clock of a process."""


class Life(NamedTuple):
    """A service that answers until it is killed."""

    http: httpx.Client
    pid: int

    @contextmanager
    def clock(self, moved: signal.Signals) -> Iterator[None]:
        """Move the clock of the service for a while."""
        os.kill(self.pid, moved)
        yield
        os.kill(self.pid, moved)


def _run(arguments: tuple[str, ...]) -> None:
    os.environ |= {"SINERGI_TOKEN": TOKEN, "SINERGI_LOG": "off", "SINERGI_PROPOSALS": "open"}
    sys.argv = ["sinergi", *arguments]
    for number, by in _CLOCKS.items():
        signal.signal(number, _moved(by))
    for stream in (sys.stdout, sys.stderr):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    from service.cli import main

    main()


def _moved(by: timedelta) -> Callable[[int, object], None]:
    """What moves the clock, and when it comes again moves it to where it was."""
    moved = ExitStack()
    is_moved = False

    def move(*_: object) -> None:
        nonlocal is_moved
        is_moved = not is_moved
        if is_moved:
            moved.enter_context(later(by))
        else:
            moved.close()

    return move


def begun(*arguments: str) -> BaseProcess:
    """Start a command of the program in a process of its own."""
    process = _FORKS.Process(target=_run, args=(arguments,))
    process.start()
    return process


def killed(process: BaseProcess) -> None:
    """Kill a process as the system does that has no memory left."""
    if process.pid is not None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    process.join()


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def service(address: str) -> Iterator[Life]:
    """Serve a database until the block ends; then the service is killed."""
    port = free_port()
    process = begun("serve", "--no-example", "--port", str(port), "--database", address)
    try:
        until = time.monotonic() + _SECONDS
        while not _listens(port):
            assert process.is_alive(), "the service ended by itself"
            assert time.monotonic() < until, "the service does not listen"
            time.sleep(0.02)
        # never closed: who still asks when the service is killed is to meet with that
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, verify=False)  # noqa: S501 - no TLS here
        assert client.get("/readyz").status_code == 200
        yield Life(client, process.pid or 0)
    finally:
        killed(process)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
