"""Serve: set up what is missing, evaluate, listen, and say where."""

import os
import socket
from typing import Annotated

import typer

from service.cli.work import Config, Database, run


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for any free one.")] = 8000,
    load_example: Annotated[bool, typer.Option("--example/--no-example", help="Load the example city first.")] = True,
    database: Database = None,
    config: Config = None,
) -> None:
    """Set up the database, load the example city and serve GraphQL; the rules are evaluated beside."""
    from uvicorn.loops.auto import auto_loop_factory  # no other command waits for what answering takes

    from service.cli.server import serve_until_stopped
    from service.server_settings import server_settings

    chosen = server_settings(os.environ)
    _refuse_taken(host, port)
    # the server's own loop: where uvloop is there, twice as many short answers a second
    loop = auto_loop_factory()
    run(
        database,
        config,
        lambda store, settings: serve_until_stopped(store, settings.configuration, chosen, host, port, load_example),
        loop,
    )


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
