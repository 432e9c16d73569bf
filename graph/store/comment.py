"""Comment: what people wrote of initiatives."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, insert, select

from graph.record import Comment
from graph.store.audit import AuditAction, AuditKind
from graph.store.beside_tables import CommentRow
from graph.store.request import NO_REQUEST, Beside, Request, Writing


class Comments(Beside):
    """The comments of all plans."""

    async def add(
        self,
        slug: str,
        fingerprint: str,
        text: str,
        author: str,
        asked: Request = NO_REQUEST,
        *,
        opd: str = "",
        reply_to: int | None = None,
    ) -> Comment:
        """Keep a comment, or a reply to another one by its number, and give it with its number and time.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict, ReusedKey: as for all requests.
        """
        return await self.once(
            slug, asked, Comment, lambda writing: add_comment(writing, fingerprint, text, author, opd, reply_to)
        )

    async def all(self, slug: str) -> tuple[Comment, ...]:
        """Give all comments on a plan, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(CommentRow.__table__).where(CommentRow.plan_id == plan.id).order_by(CommentRow.id)
            return tuple(map(_comment, await connection.execute(query)))

    async def of(self, slug: str, fingerprints: Collection[str]) -> tuple[Comment, ...]:
        """Give the comments on some initiatives, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(CommentRow.__table__).where(
                CommentRow.plan_id == plan.id, CommentRow.fingerprint.in_(sorted(fingerprints))
            )
            return tuple(map(_comment, await connection.execute(query.order_by(CommentRow.id))))


async def add_comment(
    writing: Writing, fingerprint: str, text: str, author: str, opd: str = "", reply_to: int | None = None
) -> Comment:
    """Keep a comment within a transaction."""
    values = {"fingerprint": fingerprint, "text": text, "author": author, "opd": opd, "reply_to": reply_to}
    beside = {"plan_id": writing.plan.id, "made_at": writing.now}
    made = insert(CommentRow).values(values | beside).returning(CommentRow.__table__)
    comment = _comment((await writing.connection.execute(made)).one())
    await writing.record(AuditKind.COMMENT, AuditAction.CREATED, actor=author, reason=text, subject=fingerprint)
    return comment


def _comment(row: Row[Any]) -> Comment:
    return Comment(
        id=row.id,
        fingerprint=row.fingerprint,
        text=row.text,
        author=row.author,
        made_at=row.made_at,
        opd=row.opd,
        reply_to=row.reply_to,
    )
