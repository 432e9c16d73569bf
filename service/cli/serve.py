"""Serve: set up what is missing, evaluate, listen, and say where."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from graph.scratch import scratch_folder, sweep
from graph.store import Store, is_postgres
from graph.store.token import ALL_REGIONS, TokenRole
from service.cli.greeting import greet
from service.cli.work import Config, Database, run
from service.settings import Settings, settings


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for any free one.")] = 8000,
    load_example: Annotated[bool, typer.Option("--example/--no-example", help="Load the example city first.")] = True,
    database: Database = None,
    config: Config = None,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Serve a database that is gone at the end, with a planner's token.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer; more than one need PostgreSQL.")] = 1,
) -> None:
    """Set up the database, load the example city and serve GraphQL; the rules are evaluated beside."""
    if sandbox and database:
        raise ValueError("--sandbox memakai basis data sendiri yang hilang saat berhenti; jangan sebutkan --database.")
    if workers > 1:
        if sandbox:
            raise ValueError("--sandbox dilayani satu proses; jangan sebutkan --workers.")
        _supervise(workers, host, port, load_example, database, config)
        return
    from uvicorn.loops.auto import auto_loop_factory  # no other command waits for what answering takes

    from service.cli.server import serve_until_stopped
    from service.server_settings import server_settings

    chosen = server_settings(os.environ)
    _bound(host, port).close()  # it is said before anything is loaded where the port is in use
    # the server's own loop: where uvloop is there, twice as many short answers a second
    loop = auto_loop_factory()

    async def served(store: Store, settings: Settings) -> None:
        token = (await store.tokens.create("sandbox", TokenRole.PLANNER, ALL_REGIONS)).text if sandbox else ""

        def listens(slug: str, port: int) -> None:
            greet(host, port, slug, token)

        await serve_until_stopped(store, settings.configuration, chosen, host, port, load_example, listens)

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


def _supervise(
    workers: int, host: str, port: int, load_example: bool, database: str | None, config: Path | None
) -> None:
    """Serve by several processes.

    Raises
    ------
    ValueError
        Where the database is none that tells one process at once what another has written.
    """
    from service.cli.supervisor import Supervisor
    from service.cli.worker import Work

    address = settings(database, config).database
    if not is_postgres(address):
        raise ValueError(
            f"--workers {workers} memerlukan PostgreSQL (--database postgresql://...): berkas SQLite hanya ditulis "
            "satu proses pada satu saat. Pada berkas SQLite, jalankan tanpa --workers."
        )
    work = Work(
        host=host,
        database=address,
        config=None if config is None else str(config),
        is_first=True,
        load_example=load_example,
    )
    sweep()  # what a supervisor that was killed left
    with _bound(host, port) as listener, scratch_folder() as counts:
        supervisor = Supervisor(work, workers, listener, counts, partial(greet, host, listener.getsockname()[1]))
        if (code := supervisor.run()) != 0:
            raise typer.Exit(code)


def _bound(host: str, port: int) -> socket.socket:
    """Give a socket at an address.

    Raises
    ------
    ValueError
        Where it is in use.
    """
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError as error:
        found.close()
        raise ValueError(f"{host}:{port} tidak dapat dipakai ({error.strerror}); pilih --port lain.") from error
    return found


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(serve)
