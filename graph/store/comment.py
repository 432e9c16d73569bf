"""Comment: what people wrote of initiatives."""

from collections.abc import Collection

import msgspec
from sqlalchemy import insert, select

from graph.record import Comment
from graph.store.audit import AuditAction, AuditKind
from graph.store.beside_tables import CommentRow
from graph.store.request import NO_REQUEST, Beside, Request


class Comments(Beside):
    """The comments of all plans."""

    async def add(self, slug: str, fingerprint: str, text: str, author: str, asked: Request = NO_REQUEST) -> Comment:
        """Keep a comment and give it with its number and time.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Comment)
            values = {"fingerprint": fingerprint, "text": text, "author": author, "made_at": writing.now}
            made = insert(CommentRow).values(values | {"plan_id": writing.plan.id}).returning(CommentRow.__table__)
            row = (await writing.connection.execute(made)).one()
            comment = Comment(
                id=row.id, fingerprint=row.fingerprint, text=row.text, author=row.author, made_at=row.made_at
            )
            await writing.record(AuditKind.COMMENT, AuditAction.CREATED, actor=author, reason=text, subject=fingerprint)
            await writing.remember(comment)
            return comment

    async def of(self, slug: str, fingerprints: Collection[str]) -> tuple[Comment, ...]:
        """Give the comments on some initiatives, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(
                CommentRow.id, CommentRow.fingerprint, CommentRow.text, CommentRow.author, CommentRow.made_at
            ).where(CommentRow.plan_id == plan.id, CommentRow.fingerprint.in_(sorted(fingerprints)))
            return tuple(
                Comment(id=id_, fingerprint=fingerprint, text=text, author=author, made_at=made_at)
                for id_, fingerprint, text, author, made_at in await connection.execute(query.order_by(CommentRow.id))
            )
