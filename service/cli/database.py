"""Database: bring it up to date; and print the GraphQL schema."""

from collections.abc import Mapping

import typer

from graph.store import Flaw, Holdings, Store
from service.cli.work import NOTES, Config, Database, run
from service.settings import Settings

db_app = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)


@db_app.command()
def upgrade(database: Database = None, config: Config = None) -> None:
    """Create the database, or bring it up to date, and say how many rows it held before and holds after."""

    async def work(store: Store, settings: Settings) -> tuple[Holdings, Holdings]:
        del settings
        before = await store.holdings()
        await store.upgrade()
        return before, await store.holdings()

    before, after = run(database, config, work, upgraded=False)
    if before.structure and before.structure != after.structure:
        print(f"Sebelumnya struktur {before.structure}: {counted(before.rows)}.")
    print(f"Basis data siap, struktur {after.structure}: {counted(after.rows)}.")


@db_app.command()
def check(database: Database = None, config: Config = None) -> None:
    """Look whether all of it is readable, lawful and what its history led to, also while the service runs."""

    async def work(store: Store, settings: Settings) -> list[Flaw]:
        del settings
        with NOTES.status("Memeriksa ...") as status:
            told = store.integrity.flaws(lambda slug, number, last: status.update(f"{slug}: revisi {number}/{last}"))
            return [flaw async for flaw in told]

    flaws = run(database, config, work, upgraded=False)
    for flaw in flaws:
        print(f"{flaw.slug}: {flaw.message}" if flaw.slug else flaw.message)
    if flaws:
        raise typer.Exit(1)
    print("Basis data utuh: semua terbaca, sesuai hukum rencana, dan sama dengan riwayatnya.")


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
