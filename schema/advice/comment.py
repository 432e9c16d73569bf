"""Comment: a text that a user wrote on an initiative."""

import datetime

import strawberry

from graph.record import Comment as Stored
from schema.core import field
from schema.core.described import described
from schema.node import Opd, all_shown
from schema.request import Info


@described
class Comment:
    """A comment on an initiative. It belongs to the initiative's fingerprint, so it stays in later revisions."""

    record: strawberry.Private[Stored]
    slug: strawberry.Private[str]

    @field
    def number(self) -> int:
        """Number of the comment; later comments have higher numbers."""
        return self.record.id

    @field
    def text(self) -> str:
        """Text of the comment."""
        return self.record.text

    @field
    def author(self) -> str:
        """Name of the user who wrote the comment."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which the comment was written."""
        return self.record.made_at

    @field
    async def opd(self, info: Info) -> Opd | None:
        """The OPD for which it was written; null if it was written for none, or if the plan has that OPD no more."""
        found: list[Opd] = all_shown(await info.context.seen(self.slug), (self.record.opd,))
        return found[0] if found else None
