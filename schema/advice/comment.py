"""Comment: what people wrote of an initiative."""

import datetime

import strawberry

from graph.record import Comment as Stored
from schema.core import field
from schema.core.described import described


@described
class Comment:
    """What someone wrote of an initiative; kept by its fingerprint."""

    record: strawberry.Private[Stored]

    @field
    def number(self) -> int:
        """Its number; later comments have higher ones."""
        return self.record.id

    @field
    def text(self) -> str:
        """What was written."""
        return self.record.text

    @field
    def author(self) -> str:
        """Who wrote it."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """When."""
        return self.record.made_at
