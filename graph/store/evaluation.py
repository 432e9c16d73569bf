"""Evaluations: what the rules found in the latest revisions of plans, for other processes of the same database.

They follow from what is stored, so that a row may go at any time; no backup has them, and no log tells of them.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from typing import Final

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import ForeignKey, delete, func, insert, select, tuple_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import Mapped, mapped_column

from graph.store.engine import listening, transaction
from graph.store.plan import find_plan
from graph.store.table import PlanRow, Table

LARGEST: Final = 16 * 2**20
"""Bytes that one may take; the example city's take less than one million."""
OF_A_PLAN: Final = 4
"""So many of a plan are kept: those of its highest revisions, the latest first."""
OF_ALL: Final = 256
"""So many are kept in all: the latest."""
_TRY_SECONDS: Final = 0.1
_TRIES: Final = 600
"""After a minute whoever makes one is taken for lost."""
_LOST: Final = (SQLAlchemyError, PostgresError, InterfaceError, OSError, TimeoutError)


class EvaluationRow(Table):
    """What the rules found in a plan's revision, by all else that it rests on."""

    __tablename__ = "evaluation"
    __table_args__ = {"info": {"is_derived": True}}  # noqa: RUF012 - as SQLAlchemy has it

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    basis: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    body: Mapped[bytes]


class StoredEvaluations:
    """What processes that share a database have evaluated for each other. A SQLite file has one process, and none."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self.are_shared = reader.dialect.name == "postgresql"
        """Whether there are any."""

    async def read(self, slug: str, revision: int, basis: str) -> bytes | None:
        """Give what was kept, or None where nothing is.

        Raises:
            Unavailable: where the database cannot be read.
        """
        query = select(EvaluationRow.body).join(PlanRow, PlanRow.id == EvaluationRow.plan_id)
        named = PlanRow.slug == slug, EvaluationRow.revision == revision, EvaluationRow.basis == basis
        async with transaction(self._reader) as connection:
            return await connection.scalar(query.where(*named, func.length(EvaluationRow.body) <= LARGEST))

    async def put(self, slug: str, revision: int, basis: str, body: bytes) -> None:
        """Keep one, in the place of one that rests on the same, and let older ones go.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            Unavailable: where the database cannot be written.
        """
        if len(body) > LARGEST:
            return
        rows = EvaluationRow
        async with transaction(self._writer) as connection:
            plan = await find_plan(connection, slug, to_write=True)
            same = rows.plan_id == plan.id, rows.revision == revision, rows.basis == basis
            await connection.execute(delete(rows).where(*same))
            values = {"plan_id": plan.id, "revision": revision, "basis": basis, "made_at": self._clock(), "body": body}
            await connection.execute(insert(rows).values(values))
            kept = select(rows.revision, rows.basis).where(rows.plan_id == plan.id)
            found = await connection.execute(kept.order_by(rows.revision.desc(), rows.made_at.desc(), rows.basis))
            for older in found.all()[OF_A_PLAN:]:
                gone = rows.plan_id == plan.id, rows.revision == older.revision, rows.basis == older.basis
                await connection.execute(delete(rows).where(*gone))
            latest = select(rows.made_at).order_by(rows.made_at.desc()).offset(OF_ALL - 1).limit(1).scalar_subquery()
            key = rows.plan_id, rows.revision, rows.basis
            # two who do this at once wait for nobody
            left = select(*key).where(rows.made_at < latest).with_for_update(skip_locked=True)
            await connection.execute(delete(rows).where(tuple_(*key).in_(left)))

    @asynccontextmanager
    async def turn(self, slug: str, revision: int, basis: str) -> AsyncIterator[None]:
        """Keep others from making the same one meanwhile; they wait for a minute at most.

        Where the database cannot say whose turn it is, everybody's is. The server gives the turn of a process that
        dies to the next one: it is held by a connection, and by no row.
        """
        digest = hashlib.sha256(f"{slug}\n{revision}\n{basis}".encode()).digest()
        async with AsyncExitStack() as stack:
            with suppress(*_LOST):
                connection = await stack.enter_async_context(listening(self._reader).connect())
                await _await_turn(connection, int.from_bytes(digest[:8], signed=True))
            yield


async def _await_turn(connection: AsyncConnection, number: int) -> None:
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    for _ in range(_TRIES):
        if await connection.scalar(select(func.pg_try_advisory_lock(number))):
            return
        await asyncio.sleep(_TRY_SECONDS)
