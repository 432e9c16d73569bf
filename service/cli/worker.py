"""Worker: one of several processes that answer at the same address, as the one that supervises them begins it."""

import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Final

import msgspec

from graph.store import Store
from service.cli.refusing import in_sentences
from service.cli.work import run
from service.settings import Settings


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker is told to do."""

    host: str
    database: str
    config: str | None
    is_first: bool
    """Whether it brings the database up to date before it answers; the others begin only then."""
    load_example: bool


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker says once it answers."""

    slug: str
    """A plan to ask about."""
    stop_seconds: float
    """How long running requests may take to end."""


WORK: Final = msgspec.json.Decoder(Work)
READY: Final = msgspec.json.Decoder(Ready)
_MOST: Final = 65_536


def main() -> None:
    """Answer until told to stop, over a socket and a line to the supervisor that this process was begun with."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever supervises hears of Ctrl+C as well, and ends all
    listener, line = (socket.socket(fileno=int(number)) for number in sys.argv[1:])
    with in_sentences():
        work(WORK.decode(line.recv(_MOST)), listener, line)


def work(told: Work, listener: socket.socket, line: socket.socket) -> None:
    """Do what is told; it ends in good order when whoever holds the other end of the line is gone."""
    from uvicorn.loops.auto import auto_loop_factory  # whoever supervises needs none of this

    from service.cli.server import serve_until_stopped
    from service.server_settings import server_settings

    chosen = server_settings(os.environ)
    threading.Thread(target=_outlive, args=(line,), daemon=True).start()

    def listens(slug: str, port: int) -> None:
        del port
        line.sendall(msgspec.json.encode(Ready(slug=slug, stop_seconds=chosen.stop_seconds)))

    async def served(store: Store, settings: Settings) -> None:
        port = listener.getsockname()[1]
        is_example = told.is_first and told.load_example
        await serve_until_stopped(store, settings.configuration, chosen, told.host, port, is_example, listens, listener)

    config = None if told.config is None else Path(told.config)
    run(told.database, config, served, auto_loop_factory(), upgraded=told.is_first)


def _outlive(line: socket.socket) -> None:
    """Wait for the supervisor's end, which nobody but this process would notice."""
    while line.recv(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
