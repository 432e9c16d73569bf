"""Request: what was asked under a key, so that asking twice does it once."""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cached_property
from typing import Final, TypeVar

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from graph.store.audit import AuditAction, AuditKind, record
from graph.store.beside_tables import RequestRow
from graph.store.bus import WRITTEN, Bus
from graph.store.engine import transaction
from graph.store.errors import ReusedKey, RevisionConflict
from graph.store.plan import FoundPlan, find_plan, raise_stamp

T = TypeVar("T")
LONGEST_KEY: Final = 200
"""In characters."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What the sender calls a request, and a hash of what it asks."""

    author: str = ""
    """Who asks, as the audit log names them."""
    key: str = ""
    """Empty where the request may be done again each time that it comes."""
    digest: str = ""
    expected: int | None = None
    """The revision that the sender believes to be the latest; None where it does not matter."""
    subject: str = ""
    """Id of the node or link that it is about, kept with the answer."""


class Answer(msgspec.Struct, frozen=True):
    """What was answered to a request, as JSON, what it was about, and the plan's latest revision after it."""

    body: bytes
    subject: str
    revision: int | None

    def at(self, otherwise: int) -> int:
        """Give that revision, or another one where it is not known."""
        return otherwise if self.revision is None else self.revision


class Unmoved(msgspec.Struct, frozen=True):
    """The answer to a request that changed nothing: the revision that the plan stays at."""

    revision: int


def revision_of(body: bytes) -> tuple[int, bool]:
    """Give the revision that an answer tells, and whether the request made it."""
    told = msgspec.json.decode(body, type=int | Unmoved)
    return (told.revision, False) if isinstance(told, Unmoved) else (told, True)


NO_REQUEST: Final = Request()


def request(key: str, content: bytes, expected: int | None = None, author: str = "") -> Request:
    """Give the request of a key and of all that it asks."""
    return Request(author=author, key=key, digest=hashlib.sha256(content).hexdigest(), expected=expected)


async def answered(connection: AsyncConnection, plan_id: int, asked: Request) -> Answer | None:
    """Give what was answered to a request, or None where it is new.

    Raises:
        ReusedKey: where something else was asked under the same key.
    """
    if not asked.key:
        return None
    query = select(RequestRow.digest, RequestRow.answer, RequestRow.subject, RequestRow.revision)
    found = (await connection.execute(query.where(RequestRow.plan_id == plan_id, RequestRow.key == asked.key))).first()
    if found is None:
        return None
    if found.digest != asked.digest:
        raise ReusedKey(asked.key)
    return Answer(bytes(found.answer), found.subject, found.revision)


class Beside:
    """What is kept beside plans: how its reading and writing begins."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine, clock: Callable[[], datetime], bus: Bus) -> None:
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self._bus = bus

    @asynccontextmanager
    async def reading(self, slug: str) -> AsyncIterator[tuple[AsyncConnection, FoundPlan]]:
        """Begin to read beside a plan.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            yield connection, await find_plan(connection, slug)

    @asynccontextmanager
    async def writing(self, slug: str, asked: Request) -> AsyncIterator["Writing"]:
        """Begin to write beside a plan; other writers of the plan wait.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            ReusedKey: where something else was asked under the request's key.
            RevisionConflict: where the request is new and the plan's latest revision is not the expected one.
        """
        async with transaction(self._writer) as connection:
            plan = await find_plan(connection, slug, to_write=True)
            earlier = await answered(connection, plan.id, asked)
            if earlier is None and asked.expected not in (None, plan.revision):
                raise RevisionConflict(asked.expected or 0, plan.revision)
            yield Writing(connection, plan, asked, earlier, self._clock)
            if earlier is None:
                await raise_stamp(connection, plan.id)
                await self._bus.tell_with(connection, WRITTEN, slug)
        self._bus.tell_here(WRITTEN, slug)

    async def once(self, slug: str, asked: Request, kind: type[T], do: Callable[["Writing"], Awaitable[T]]) -> T:
        """Do something beside a plan and remember what it gives, or give what the same request gave before.

        Raises:
            UnknownPlan, ReusedKey, RevisionConflict: as ``writing``.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=kind)
            done = await do(writing)
            await writing.remember(done)
            return done


class Writing:
    """One transaction that writes beside a plan, for one request."""

    def __init__(
        self,
        connection: AsyncConnection,
        plan: FoundPlan,
        asked: Request,
        earlier: Answer | None,
        clock: Callable[[], datetime],
    ) -> None:
        self.connection = connection
        self.plan = plan
        self.earlier = None if earlier is None else earlier.body
        """What was answered to the same request before, as JSON."""
        self._asked = asked
        self._clock = clock

    async def record(
        self,
        kind: AuditKind,
        action: AuditAction,
        *,
        actor: str = "",
        reason: str = "",
        subject: str = "",
        revision: int | None = None,
    ) -> None:
        """Note in the audit log what is done; who did it is who asks, where nobody else is named."""
        await record(
            self.connection,
            kind,
            action,
            self.now,
            actor=actor or self._asked.author,
            reason=reason,
            subject=subject,
            plan_id=self.plan.id,
            revision=self.plan.revision if revision is None else revision,
        )

    @cached_property
    def now(self) -> datetime:
        """When it is written; one time for the whole transaction."""
        return self._clock()

    async def remember(self, answer: object, revision: int | None = None) -> None:
        """Keep the answer, as JSON, for when the same request comes again; and the revision, where it is a new one."""
        if self._asked.key:
            values = {"plan_id": self.plan.id, "key": self._asked.key, "digest": self._asked.digest}
            values["subject"] = self._asked.subject
            values["revision"] = self.plan.revision if revision is None else revision
            await self.connection.execute(
                insert(RequestRow), values | {"answer": msgspec.json.encode(answer), "made_at": self.now}
            )


class Requests(Beside):
    """The requests that were answered."""

    async def answer(self, slug: str, asked: Request) -> Answer | None:
        """Give what was answered to a request, or None where it is new.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            ReusedKey: where something else was asked under the same key.
        """
        if not asked.key:
            return None
        async with self.reading(slug) as (connection, plan):
            return await answered(connection, plan.id, asked)
