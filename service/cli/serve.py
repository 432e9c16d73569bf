"""Serve: set up what is missing, evaluate, listen, and say where."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Annotated

import typer

from graph.scratch import scratch_folder
from graph.store import Store
from graph.store.token import ALL_REGIONS, TokenRole
from service.cli.work import Config, Database, run
from service.settings import Settings


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for any free one.")] = 8000,
    load_example: Annotated[bool, typer.Option("--example/--no-example", help="Load the example city first.")] = True,
    database: Database = None,
    config: Config = None,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Serve a database that is gone at the end, with a planner's token.")
    ] = False,
) -> None:
    """Set up the database, load the example city and serve GraphQL; the rules are evaluated beside."""
    from uvicorn.loops.auto import auto_loop_factory  # no other command waits for what answering takes

    from service.cli.server import serve_until_stopped
    from service.server_settings import server_settings

    if sandbox and database:
        raise ValueError("--sandbox memakai basis data sendiri yang hilang saat berhenti; jangan sebutkan --database.")
    chosen = server_settings(os.environ)
    _refuse_taken(host, port)
    # the server's own loop: where uvloop is there, twice as many short answers a second
    loop = auto_loop_factory()

    async def served(store: Store, settings: Settings) -> None:
        token = (await store.tokens.create("sandbox", TokenRole.PLANNER, ALL_REGIONS)).text if sandbox else ""
        await serve_until_stopped(store, settings.configuration, chosen, host, port, load_example, token)

    with _passing_database() if sandbox else nullcontext(database) as address:
        run(address, config, served, loop)


@contextmanager
def _passing_database() -> Iterator[str]:
    """Give the address of a database that nobody else may read and that is gone afterwards, also on SIGTERM.

    It is a file: one in memory lives in its only connection, and is gone with the first request that is broken off.
    """
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with scratch_folder() as folder:
            yield f"sqlite:///{folder / 'sandbox.db'}"
    finally:
        signal.signal(signal.SIGTERM, before)


def _refuse_taken(host: str, port: int) -> None:
    """Say it before anything is loaded where the port is in use."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ValueError(f"{host}:{port} tidak dapat dipakai ({error.strerror}); pilih --port lain.") from error


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(serve)
