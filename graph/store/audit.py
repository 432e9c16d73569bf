"""Audit: who did what, when and why, in the order in which it was done; written together with what was done."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ForeignKey, Index, Row, Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import Mapped, mapped_column

from graph.store.engine import transaction
from graph.store.plan import find_plan
from graph.store.table import PlanRow, Table, Words


class AuditRow(Table):
    """One thing that was done. Within a plan the numbers rise in the order in which things took effect."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "plan_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    kind: Mapped[str]
    action: Mapped[str]
    actor: Mapped[Words]
    reason: Mapped[Words]
    subject: Mapped[Words]
    revision: Mapped[int | None]
    made_at: Mapped[datetime]


class AuditKind(StrEnum):
    """What something was done to."""

    PLAN = "plan"
    REVISION = "revision"
    SCENARIO = "scenario"
    DECISION = "decision"
    COMMENT = "comment"
    SUPPRESSION = "suppression"
    TOKEN = "token"  # noqa: S105 - a word, no secret
    SIGN_IN = "sign_in"


class AuditAction(StrEnum):
    """What was done."""

    CREATED = "created"
    CHANGED = "changed"
    RENAMED = "renamed"
    PUBLISHED = "published"
    DISCARDED = "discarded"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    LIFTED = "lifted"
    REVOKED = "revoked"
    REFUSED = "refused"


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done."""

    id: int
    """Rises within a plan in the order in which things took effect."""
    slug: str | None
    """The plan that it was done to; None for what concerns no plan, such as a token."""
    kind: AuditKind
    action: AuditAction
    actor: str
    """Who did it; empty where nobody signed in, as on the command line."""
    reason: str
    subject: str
    """What it was done to: a fingerprint, the name of a scenario, the id of a token; empty for the plan itself."""
    revision: int | None
    """The plan's latest revision after it; None for what concerns no plan."""
    made_at: datetime


async def record(
    connection: AsyncConnection,
    kind: AuditKind,
    action: AuditAction,
    made_at: datetime,
    *,
    actor: str = "",
    reason: str = "",
    subject: str = "",
    plan_id: int | None = None,
    revision: int | None = None,
) -> None:
    """Note what is done, within the transaction that does it."""
    values = {
        "plan_id": plan_id,
        "kind": str(kind),
        "action": str(action),
        "actor": actor,
        "reason": reason,
        "subject": subject,
        "revision": revision,
        "made_at": made_at,
    }
    await connection.execute(insert(AuditRow), values)


class AuditLog:
    """All that was done, in order."""

    def __init__(self, reader: AsyncEngine) -> None:
        self._reader = reader

    async def latest(self, slug: str) -> int:
        """Give the number of the last thing that was done to a plan; 0 where nothing was.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            return await connection.scalar(select(func.max(AuditRow.id)).where(AuditRow.plan_id == plan.id)) or 0

    async def number_of(self, slug: str, revision: int) -> int:
        """Give the number under which a revision was noted; 0 for the empty plan's revision 0.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownRevision: where the plan has no such revision.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            plan.demand(revision)
            noted = select(func.max(AuditRow.id)).where(
                AuditRow.plan_id == plan.id,
                AuditRow.kind == str(AuditKind.REVISION),
                AuditRow.revision == revision,
            )
            return await connection.scalar(noted) or 0

    async def after(self, slug: str, number: int, most: int) -> tuple[AuditEntry, ...]:
        """Give what was done to a plan after a thing with some number, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            query = _entries().where(AuditRow.plan_id == plan.id, AuditRow.id > number)
            rows = await connection.execute(query.order_by(AuditRow.id).limit(most))
            return tuple(map(_entry, rows))

    async def latest_of(
        self,
        most: int,
        *,
        slug: str | None = None,
        actor: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[AuditEntry, ...]:
        """Give what was done last, the latest first: to one plan, by someone, from one time to before another.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            query = _entries().order_by(AuditRow.id.desc()).limit(most)
            if slug is not None:
                query = query.where(AuditRow.plan_id == (await find_plan(connection, slug)).id)
            if actor is not None:
                query = query.where(AuditRow.actor == actor)
            if since is not None:
                query = query.where(AuditRow.made_at >= since)
            if until is not None:
                query = query.where(AuditRow.made_at < until)
            return tuple(map(_entry, await connection.execute(query)))


def _entries() -> Select[Any]:
    return select(AuditRow.__table__, PlanRow.slug).outerjoin(PlanRow, PlanRow.id == AuditRow.plan_id)


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        slug=row.slug,
        kind=AuditKind(row.kind),
        action=AuditAction(row.action),
        actor=row.actor,
        reason=row.reason,
        subject=row.subject,
        revision=row.revision,
        made_at=row.made_at,
    )
