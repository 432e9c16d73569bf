"""Database: bring it up to date; and print the GraphQL schema."""

from collections.abc import Mapping

import typer

from graph.store import Store
from service.cli.work import Config, Database, run
from service.settings import Settings

db_app = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)


@db_app.command()
def upgrade(database: Database = None, config: Config = None) -> None:
    """Create the database, or bring it up to date."""

    async def work(store: Store, settings: Settings) -> None:
        del settings
        await store.ready()

    run(database, config, work)
    print("Basis data siap.")


def counted(rows: Mapping[str, int]) -> str:
    """Say how many rows the tables hold."""
    return ", ".join(f"{table} {count}" for table, count in rows.items()) + f" ({sum(rows.values())} baris)"


def schema() -> None:
    """Print the GraphQL schema in the schema definition language."""
    from schema import sdl  # no other command of these waits for it

    print(sdl(), end="")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(db_app, name="db")
    app.command()(schema)
