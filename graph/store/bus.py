"""Bus: short messages to everybody who works with the same database, in this process and in others.

PostgreSQL carries them by LISTEN and NOTIFY. SQLite carries none between processes; there it is only told that
somebody has written, by asking the file for its version a few times a second. Messages are hints: whoever must not
miss anything reads the database when one comes.
"""

import asyncio
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import Any, Final

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from graph.store.engine import listening
from graph.store.fault import is_cancelled
from graph.store.version import FileVersion, version_of

WRITTEN: Final = "written"
"""The topic under which it is told that something was written to a plan: the message is its slug, or empty where it
is not known which."""
LONGEST: Final = 4_000
"""Bytes of a message; PostgreSQL carries 8000 with all around it, and escapes may double what is in it."""
_CHANNEL: Final = "sinergi"
_POLL_SECONDS: Final = 0.25
_ALIVE_SECONDS: Final = 15.0
_AGAIN_SECONDS: Final = 1.0
_LOST: Final = (SQLAlchemyError, PostgresError, InterfaceError, OSError, TimeoutError)

Heard = Callable[[str], None]
"""Is called with each message, in the event loop; it must neither wait nor raise."""


class Bus:
    """Carries messages by topic. It listens to other processes only while somebody listens to it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._listeners: dict[str, dict[object, Heard]] = {}
        self._origin = uuid.uuid4().hex
        self._ear: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    @contextmanager
    def listening(self, topic: str, heard: Heard) -> Iterator[None]:
        """Hear the messages of a topic; must be entered within a running event loop."""
        key = object()
        self._listeners.setdefault(topic, {})[key] = heard
        if self._ear is None or self._ear.done() or self._ear.get_loop() is not asyncio.get_running_loop():
            self._ear = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            del self._listeners[topic][key]
            if not self._listeners[topic]:
                del self._listeners[topic]
            if not self._listeners:
                self._hang_up()

    async def close(self) -> None:
        """Listen no longer, and let go of the connection."""
        self._hang_up()
        ending = [each for each in self._ending if each.get_loop() is asyncio.get_running_loop()]
        if ending:
            await asyncio.wait(ending)

    def _hang_up(self) -> None:
        if self._ear is not None and not self._ear.get_loop().is_closed():
            self._ear.cancel()
            self._ending.add(self._ear)
            self._ear.add_done_callback(self._ending.discard)
        self._ear = None

    def tell_here(self, topic: str, message: str) -> None:
        """Tell those of this process."""
        for heard in list(self._listeners.get(topic, {}).values()):
            heard(message)

    async def tell_others(self, topic: str, message: str) -> None:
        """Tell the other processes, where the database can carry it now.

        Raises:
            ValueError: where the message is longer than 4000 bytes.
        """
        if len(message.encode(errors="replace")) > LONGEST:
            raise ValueError(f"a message on the bus has at most {LONGEST} bytes")
        if self._engine.dialect.name == "postgresql":
            with suppress(*_LOST):
                async with self._engine.begin() as connection:
                    await self.tell_with(connection, topic, message)

    async def tell_with(self, connection: AsyncConnection, topic: str, message: str) -> None:
        """Tell the other processes once a transaction takes effect, and only then."""
        if connection.dialect.name == "postgresql":
            envelope = json.dumps([self._origin, topic, message])
            await connection.execute(
                text("SELECT pg_notify(:channel, :envelope)"), {"channel": _CHANNEL, "envelope": envelope}
            )

    async def _listen(self) -> None:
        """Listen for as long as somebody wants to hear; a lost connection is made anew."""
        if self._engine.dialect.name == "postgresql":
            listen = self._listen_to_postgres
        elif (version := version_of(self._engine)) is None:
            return  # nobody else can see this database
        else:
            listen = partial(self._watch_sqlite, version)
        while not is_cancelled():  # what a driver makes of a call that was broken off may look like a lost connection
            with suppress(*_LOST):
                await listen()
            if not is_cancelled():
                await asyncio.sleep(_AGAIN_SECONDS)

    async def _listen_to_postgres(self) -> None:
        async with listening(self._engine).connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            lost = asyncio.Event()
            driver.add_termination_listener(lambda _: lost.set())
            await driver.add_listener(_CHANNEL, self._received)
            self.tell_here(WRITTEN, "")  # what came while nobody listened
            while not lost.is_set() and not is_cancelled():
                with suppress(TimeoutError):
                    async with asyncio.timeout(_ALIVE_SECONDS):
                        await lost.wait()
                async with asyncio.timeout(_ALIVE_SECONDS):  # an other end that is gone without a word does not answer
                    await driver.execute("SELECT 1")

    def _received(self, connection: object, process: int, channel: str, envelope: str) -> None:
        del connection, process, channel
        with suppress(ValueError, TypeError):  # others may use the channel's name
            origin, topic, message = json.loads(envelope)
            if origin != self._origin:
                self.tell_here(topic, message)

    async def _watch_sqlite(self, version: FileVersion) -> None:
        known: tuple[int, int] | None = None
        with closing(version):
            while not is_cancelled():
                now = version.read()
                if now not in {None, known}:
                    known = now
                    self.tell_here(WRITTEN, "")
                await asyncio.sleep(_POLL_SECONDS)
