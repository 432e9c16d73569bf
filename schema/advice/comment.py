"""Comment: a text that a user wrote on an initiative."""

import datetime

import strawberry

from graph.record import Comment as Stored
from schema.core import field
from schema.core.described import described


@described
class Comment:
    """A comment on an initiative. It belongs to the initiative's fingerprint, so it stays in later revisions."""

    record: strawberry.Private[Stored]

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
