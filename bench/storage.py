"""Storage: a plan written to and read from a SQLite file, by our store and by the sqlite3 module alone."""

import asyncio
import csv
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.clock import Call
from graph.change import EMPTY, ChangeSet, Contents, difference
from graph.model import AnyNode, Link
from graph.snapshot import PlanInfo
from graph.store import Store

_NODES = msgspec.json.Decoder(AnyNode)
_LINKS = msgspec.json.Decoder(Link)


@contextmanager
def write(info: PlanInfo, contents: Contents) -> Iterator[Call]:
    """Our store: one ChangeSet into a new database."""
    changes = ChangeSet(changes=tuple(difference(EMPTY, contents)))
    with _address() as address, asyncio.Runner() as runner:
        store = runner.run(_new_store(address, info))
        yield lambda: runner.run(store.apply(info.slug, changes))
        runner.run(store.close())


@contextmanager
def read(info: PlanInfo, contents: Contents) -> Iterator[Call]:
    """Our store: the latest revision, by a store that has not seen it yet."""
    with _address() as address, asyncio.Runner() as runner:
        first = runner.run(_new_store(address, info))
        runner.run(first.apply(info.slug, ChangeSet(changes=tuple(difference(EMPTY, contents)))))
        runner.run(first.close())
        store = Store.open(address)
        yield lambda: runner.run(store.snapshot(info.slug))
        runner.run(store.close())


async def _new_store(address: str, info: PlanInfo) -> Store:
    store = Store.open(address)
    await store.upgrade()
    await store.create_plan(info)
    return store


@contextmanager
def _address() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.db"


@contextmanager
def plain_write(contents: Contents) -> Iterator[Call]:
    """The sqlite3 module: ids and bodies into two tables, without history and without checks."""
    with _connection() as connection:
        yield lambda: _insert(connection, contents)


@contextmanager
def plain_read(contents: Contents) -> Iterator[Call]:
    """The sqlite3 module: all bodies, decoded."""
    with _connection() as connection:
        _insert(connection, contents)
        yield lambda: _select(connection)


@contextmanager
def _connection() -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bench.db")
        connection.execute("CREATE TABLE node (id TEXT PRIMARY KEY, body TEXT)")
        connection.execute("CREATE TABLE link (id TEXT PRIMARY KEY, body TEXT)")
        yield connection
        connection.close()


def _insert(connection: sqlite3.Connection, contents: Contents) -> None:
    encode = msgspec.json.Encoder().encode
    with connection:
        for statement, records in (
            ("INSERT INTO node VALUES (?, ?)", contents.nodes),
            ("INSERT INTO link VALUES (?, ?)", contents.links),
        ):
            connection.executemany(statement, ((id_, encode(record).decode()) for id_, record in records.items()))


def _select(connection: sqlite3.Connection) -> Contents:
    nodes = (_NODES.decode(body) for (body,) in connection.execute("SELECT body FROM node"))
    links = (_LINKS.decode(body) for (body,) in connection.execute("SELECT body FROM link"))
    return Contents(nodes={node.id: node for node in nodes}, links={link.id: link for link in links})


def cells(paths: Sequence[Path]) -> int:
    """Read the tables among files as cells with the csv module, and count them."""
    count = 0
    for path in paths:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as table:
                count += sum(len(row) for row in csv.DictReader(table))
    return count
