"""Backup: all rows of a database in one file, from which a database of either kind can be filled.

The file is JSON lines in gzip: a head (who wrote it, from which structure, how many rows), then of each table its name
and columns and its rows in the order of their keys, and last a hash of all before it. Equal databases give equal files.
"""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from importlib.metadata import version
from typing import Any, BinaryIO, Final

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    String,
    collate,
    func,
    insert,
    null,
    select,
    text,
)
from sqlalchemy import Table as AnyTable
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from graph.sentence import Sentence
from graph.store import migration
from graph.store.engine import transaction
from graph.store.errors import EmptyDatabase, OccupiedDatabase, UnusableBackup
from graph.store.holdings import holdings, our_tables
from graph.store.moment import one_moment
from graph.store.proposal import is_personal
from graph.store.table import JsonText, UtcTime

FORM: Final = 1
"""Raised where programs that knew the form before could not read it."""
_AT_ONCE: Final = 1000
_BLOCK: Final = 2**20


class BackupHead(msgspec.Struct, frozen=True, kw_only=True, tag_field="sinergi", tag="backup"):
    """What a backup says of itself."""

    form: int = FORM
    program: str
    """The version of the program that wrote it."""
    structure: str
    """The last step of migration that its database had seen."""
    rows: Mapping[str, int]
    """How many rows of each table it holds; what others refer to stands before them."""


class _Rows(msgspec.Struct, frozen=True, tag_field="sinergi", tag="table"):
    """The line before the rows of a table."""

    table: str
    columns: tuple[str, ...]


class _End(msgspec.Struct, frozen=True, tag_field="sinergi", tag="end"):
    """The last line."""

    sha256: str


_LINE: Final[msgspec.json.Decoder[BackupHead | _Rows | _End]] = msgspec.json.Decoder(BackupHead | _Rows | _End)


class Backup:
    """A backup that was read through once and is whole."""

    def __init__(self, file: BinaryIO) -> None:
        """Read it through; it is read again from its beginning when it is restored.

        Raises:
            UnusableBackup: where the file is none, or not a whole one.
            NewerDatabase: where it is of a structure that this program does not know.
        """
        self._file = file
        digest = hashlib.sha256()
        file.seek(0)
        while block := file.read(_BLOCK):
            digest.update(block)
        self.sha256 = digest.hexdigest()
        """Of the file, as ``sha256sum`` says it."""
        try:
            self.head = self._looked_through()
        except (EOFError, OSError, zlib.error, msgspec.DecodeError, UnicodeDecodeError, KeyError) as error:
            raise _not_whole() from error

    def pieces(self) -> Iterator[tuple[_Rows, list[bytes]]]:
        """Give the rows of all tables, as JSON, a piece of one table at a time."""
        of, rows = _Rows("", ()), list[bytes]()
        for line in self._lines():
            is_row = line.startswith(b"[")
            if is_row:
                rows.append(line)
            if rows and (not is_row or len(rows) == _AT_ONCE):
                yield of, rows
                rows = []
            if not is_row and isinstance(found := _LINE.decode(line), _Rows):
                of = found

    def _lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        with gzip.GzipFile(fileobj=self._file, mode="rb") as lines:
            yield from lines

    def _looked_through(self) -> BackupHead:
        lines, digest = self._lines(), hashlib.sha256()
        line = next(lines, b"")
        head = _LINE.decode(line)
        if not isinstance(head, BackupHead):
            raise _not_whole()
        if head.form > FORM:
            raise _newer(head)
        migration.demand_known(head.structure)
        counts: dict[str, int] = {}
        table = ""
        while line:
            digest.update(line)
            line = next(lines, b"")
            if line.startswith(b"["):
                counts[table] += 1
            elif isinstance(found := _LINE.decode(line), _Rows):
                table = found.table
                counts[table] = 0
            elif isinstance(found, _End):
                break
        if found != _End(digest.hexdigest()) or counts != head.rows or next(lines, b""):
            raise _not_whole()
        return head


class Backups:
    """Writes backups of a database, and fills an empty one from them."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine) -> None:
        self._reader = reader
        self._writer = writer

    async def write(self, file: BinaryIO, told: Callable[[BackupHead], None] = lambda _: None) -> str:
        """Write all of the database as it is now, while others write, and give the SHA-256 hash of the file.

        Tokens are kept as hashes only, so nobody can sign in with what stands in a backup. Who of the public proposed
        something is left out: it is forgotten after 90 days, and nobody knows how long a backup is kept.

        Parameters
        ----------
        told
            Is told what will be written before anything is.

        Raises
        ------
        Unavailable
            Where the database cannot be used.
        EmptyDatabase
            Where it was never made.
        NewerDatabase, ForeignDatabase
            Where it is none that this program knows.
        """
        async with one_moment(self._reader, self._writer) as connection:
            held = await connection.run_sync(holdings)
            if held.structure is None:
                raise EmptyDatabase
            tables = await connection.run_sync(our_tables)
            head = BackupHead(program=version("sinergi"), structure=held.structure, rows=held.rows)
            told(head)
            hashed = _Hashed(file)
            with gzip.GzipFile(filename="", mode="wb", fileobj=hashed, compresslevel=6, mtime=0) as packed:
                content = _Hashed(packed)
                content.line(head)
                for table in tables:
                    content.line(_Rows(str(table.name), tuple(map(str, table.columns.keys()))))
                    query = select(*map(_kept, table.columns)).order_by(
                        *map(partial(_in_bytes, connection), table.primary_key)
                    )
                    async for row in await connection.stream(query, execution_options={"yield_per": _AT_ONCE}):
                        content.line(tuple(row))
                content.line(_End(content.sha256.hexdigest()))
        return hashed.sha256.hexdigest()

    async def restore(self, backup: Backup) -> None:
        """Fill an empty database, which is brought to the structure that this program knows; all of it or nothing.

        Raises
        ------
        OccupiedDatabase
            Where it holds something.
        NewerDatabase, ForeignDatabase
            Where it is none that this program knows.
        Unavailable
            Where it cannot be used.
        """
        async with transaction(self._writer) as connection:
            await connection.run_sync(_make_room)
            await connection.run_sync(partial(migration.upgrade, to=backup.head.structure))
            tables = {table.name: table for table in await connection.run_sync(our_tables)}
            for of, rows in backup.pieces():
                await connection.execute(insert(tables[of.table]), _decoded(tables[of.table], of.columns, rows))
            for table in tables.values():
                await _count_on(connection, table)
            await connection.run_sync(migration.upgrade)


class _Hashed:
    """Passes on what is written, and hashes it."""

    def __init__(self, file: BinaryIO | gzip.GzipFile) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def line(self, value: object) -> None:
        self.write(msgspec.json.encode(value) + b"\n")


def _kept(column: Column[Any]) -> ColumnElement[Any]:
    """A column as it stands in a backup: nothing where it says who somebody of the public is."""
    return null().label(column.name) if is_personal(column) else column


def _in_bytes(connection: AsyncConnection, column: Column[Any]) -> Any:
    """A column to sort by, in the order that every database knows."""
    is_text = connection.dialect.name == "postgresql" and isinstance(column.type, String)
    return collate(column, "C") if is_text else column


def _make_room(connection: Connection) -> None:
    """Take the empty tables away, since the backup may be of an older structure."""
    if migration.structure(connection) is None:
        return
    tables = our_tables(connection)
    for table in tables:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f'LOCK TABLE "{table.name}" IN ACCESS EXCLUSIVE MODE'))
        if connection.execute(select(table).limit(1)).first() is not None:
            raise OccupiedDatabase(table.name)
    for table in reversed(tables):
        table.drop(connection)
    connection.execute(text("DELETE FROM alembic_version"))


def _decoded(table: AnyTable, columns: tuple[str, ...], rows: list[bytes]) -> list[dict[str, Any]]:
    decoder = msgspec.json.Decoder(tuple[tuple(_python_type(table.columns[name]) for name in columns)])  # type: ignore[misc]
    return [dict(zip(columns, decoder.decode(row), strict=True)) for row in rows]


def _python_type(column: Column[Any]) -> Any:
    if isinstance(column.type, JsonText):
        return str
    return (datetime if isinstance(column.type, UtcTime) else column.type.python_type) | None


async def _count_on(connection: AsyncConnection, table: AnyTable) -> None:
    """Let PostgreSQL number new rows after those that were filled in; SQLite looks at what is there."""
    for column in table.primary_key if connection.dialect.name == "postgresql" else ():
        if column.autoincrement is True or column.server_default is not None:
            names = {"table": table.name, "column": column.name}
            last = await connection.scalar(select(func.max(column)))
            sequence = "SELECT setval(pg_get_serial_sequence(:table, :column), :last)"
            if last is not None:
                await connection.execute(text(sequence), names | {"last": last})


def _not_whole() -> UnusableBackup:
    return UnusableBackup(
        Sentence(
            "Berkas ini bukan cadangan Sinergi yang utuh: bukan cadangan, terpotong, atau isinya berubah. "
            "Pakai cadangan lain; tidak ada yang ditulis.",
            "This file is no whole backup of Sinergi: it is none, was cut off, or its contents changed. "
            "Use another backup; nothing was written.",
        )
    )


def _newer(head: BackupHead) -> UnusableBackup:
    return UnusableBackup(
        Sentence(
            f"Cadangan ini ditulis oleh Sinergi {head.program}, yang lebih baru. Perbarui Sinergi; "
            "tidak ada yang ditulis.",
            f"This backup was written by Sinergi {head.program}, which is newer. Update Sinergi; nothing was written.",
        )
    )
