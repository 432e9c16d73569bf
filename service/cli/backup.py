"""Backup: write all of the database into one file while the service runs, and fill an empty one from it."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated, BinaryIO

import typer

from graph.store import Backup, BackupHead, Store
from service.cli.database import counted
from service.cli.work import NOTES, Config, Database, run
from service.settings import Settings

_PIPE = Path("-")
_OWNER_ALONE = 0o600


def backup(
    file: Annotated[Path, typer.Argument(help="File to write; - for standard output.")],
    database: Database = None,
    config: Config = None,
) -> None:
    """Write all of the database into one file, as it is at this moment, also while the service runs."""

    async def work(store: Store, settings: Settings) -> str:
        del settings
        with nullcontext(sys.stdout.buffer) if file == _PIPE else _whole(file) as written:
            return await store.backups.write(written, _told)

    sha256 = run(database, config, work, upgraded=False)
    NOTES.print(f"SHA-256 {sha256}", soft_wrap=True)


def restore(
    file: Annotated[Path, typer.Argument(help="Backup to read; - for standard input.")],
    database: Database = None,
    config: Config = None,
) -> None:
    """Fill an empty database, SQLite or PostgreSQL, from a backup of either; all of it or nothing."""
    with TemporaryFile() if file == _PIPE else file.open("rb") as read:
        if file == _PIPE:
            shutil.copyfileobj(sys.stdin.buffer, read)
        found = Backup(read)
        NOTES.print(f"SHA-256 {found.sha256}", soft_wrap=True)
        _told(found.head)

        async def work(store: Store, settings: Settings) -> None:
            del settings
            await store.backups.restore(found)

        run(database, config, work, upgraded=False)
    NOTES.print("Cadangan dipulihkan. Periksa dengan: sinergi db check")


def _told(head: BackupHead) -> None:
    NOTES.print(f"Cadangan dari Sinergi {head.program}, struktur {head.structure}: {counted(head.rows)}.")


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that has its name only once all of it is on the disk, so that an earlier one stays until then."""
    part = path.with_name(f"{path.name}.part")
    with suppress(FileNotFoundError):
        part.unlink()
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ALONE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(backup)
    app.command()(restore)
