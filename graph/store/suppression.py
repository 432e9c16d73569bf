"""Suppression: findings that people have seen and set aside until a day."""

from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Row, func, insert, select, update

from graph.store.audit import AuditAction, AuditKind
from graph.store.errors import NotSuppressed
from graph.store.request import NO_REQUEST, Beside, Request
from graph.store.said import SuppressionRow


class StoredSuppression(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that was set aside, with what it said then."""

    fingerprint: str
    rule: str
    message: str
    message_en: str
    reason: str
    author: str
    expires: date
    """The last day on which it holds."""
    made_at: datetime | None = None
    """When it was set aside; the store sets it."""


class Suppressions(Beside):
    """The suppressions of all plans; of a fingerprint the latest counts, unless it was lifted."""

    async def add(self, slug: str, said: StoredSuppression, asked: Request = NO_REQUEST) -> StoredSuppression:
        """Set a finding aside and give what was kept.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=StoredSuppression)
            timed = msgspec.structs.replace(said, made_at=writing.now)
            values = msgspec.structs.asdict(timed) | {"plan_id": writing.plan.id, "lifted_by": ""}
            await writing.connection.execute(insert(SuppressionRow), values)
            await writing.record(
                AuditKind.SUPPRESSION,
                AuditAction.CREATED,
                actor=said.author,
                reason=said.reason,
                subject=said.fingerprint,
            )
            await writing.remember(timed)
            return timed

    async def lift(self, slug: str, fingerprint: str, author: str, asked: Request = NO_REQUEST) -> StoredSuppression:
        """Let a finding be seen again, and give what had set it aside.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            NotSuppressed: where the finding is not set aside.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=StoredSuppression)
            lifted = update(SuppressionRow).where(
                SuppressionRow.plan_id == writing.plan.id,
                SuppressionRow.fingerprint == fingerprint,
                SuppressionRow.lifted_at.is_(None),
            )
            values = {"lifted_at": writing.now, "lifted_by": author}
            rows = (await writing.connection.execute(lifted.values(values).returning(SuppressionRow.__table__))).all()
            if not rows:
                raise NotSuppressed(fingerprint)
            said = _suppression(max(rows, key=lambda row: int(row.id)))
            await writing.record(AuditKind.SUPPRESSION, AuditAction.LIFTED, actor=author, subject=fingerprint)
            await writing.remember(said)
            return said

    async def all(self, slug: str) -> tuple[StoredSuppression, ...]:
        """Give the suppressions that nobody lifted, expired ones too, in the order of fingerprints.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            latest = (
                select(func.max(SuppressionRow.id))
                .where(SuppressionRow.plan_id == plan.id, SuppressionRow.lifted_at.is_(None))
                .group_by(SuppressionRow.fingerprint)
            )
            rows = await connection.execute(
                select(SuppressionRow.__table__)
                .where(SuppressionRow.id.in_(latest))
                .order_by(SuppressionRow.fingerprint, SuppressionRow.id)
            )
            return tuple(sorted(map(_suppression, rows), key=lambda each: each.fingerprint))


def _suppression(row: Row[Any]) -> StoredSuppression:
    return StoredSuppression(
        fingerprint=row.fingerprint,
        rule=row.rule,
        message=row.message,
        message_en=row.message_en,
        reason=row.reason,
        author=row.author,
        expires=row.expires,
        made_at=row.made_at,
    )
