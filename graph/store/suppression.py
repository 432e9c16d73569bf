"""Suppression: what people have seen and set aside: a finding until a day, or all that a rule finds."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, func, insert, select, update

from graph.record import StoredSuppression
from graph.store.audit import AuditAction, AuditKind
from graph.store.beside_tables import SuppressionRow
from graph.store.errors import NotSuppressed, RuleNotSuppressed, StoreError
from graph.store.request import NO_REQUEST, Beside, Request


class Suppressions(Beside):
    """The suppressions of all plans; of a finding or a rule the latest counts, unless it was lifted."""

    async def add(self, slug: str, said: StoredSuppression, asked: Request = NO_REQUEST) -> StoredSuppression:
        """Set a finding or a rule aside and give what was kept.

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
                subject=said.subject,
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
        one = SuppressionRow.fingerprint == fingerprint
        return await self._lift(slug, one, fingerprint, NotSuppressed(fingerprint), author, asked)

    async def lift_rule(self, slug: str, rule: str, author: str, asked: Request = NO_REQUEST) -> StoredSuppression:
        """Switch a rule on again, and give what had switched it off; findings set aside one by one stay so.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RuleNotSuppressed: where nobody has switched the rule off.
            RevisionConflict, ReusedKey: as for all requests.
        """
        whole = (SuppressionRow.fingerprint == "") & (SuppressionRow.rule == rule)
        return await self._lift(slug, whole, rule, RuleNotSuppressed(rule), author, asked)

    async def _lift(
        self,
        slug: str,
        which: ColumnElement[bool],
        subject: str,
        otherwise: StoreError,
        author: str,
        asked: Request,
    ) -> StoredSuppression:
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=StoredSuppression)
            standing = (SuppressionRow.plan_id == writing.plan.id, which, SuppressionRow.lifted_at.is_(None))
            values = {"lifted_at": writing.now, "lifted_by": author}
            lifted = update(SuppressionRow).where(*standing).values(values).returning(SuppressionRow.__table__)
            rows = (await writing.connection.execute(lifted)).all()
            if not rows:
                raise otherwise
            said = _suppression(max(rows, key=lambda row: int(row.id)))
            await writing.record(AuditKind.SUPPRESSION, AuditAction.LIFTED, actor=author, subject=subject)
            await writing.remember(said)
            return said

    async def all(self, slug: str) -> tuple[StoredSuppression, ...]:
        """Give the suppressions that nobody lifted, expired ones too: of whole rules first, then by fingerprint.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            latest = (
                select(func.max(SuppressionRow.id))
                .where(SuppressionRow.plan_id == plan.id, SuppressionRow.lifted_at.is_(None))
                .group_by(SuppressionRow.fingerprint, SuppressionRow.rule)
            )
            rows = await connection.execute(select(SuppressionRow.__table__).where(SuppressionRow.id.in_(latest)))
            return tuple(sorted(map(_suppression, rows), key=lambda each: (each.fingerprint, each.rule)))


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
