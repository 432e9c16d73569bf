"""Comment: a text that a user wrote on an initiative."""

import datetime
from collections.abc import Callable, Iterable
from typing import Optional

import strawberry

from graph.record import Comment as Stored
from schema.core import described_filter, field, in_utc, passing, words_in
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
    def fingerprint(self) -> strawberry.ID:
        """Fingerprint of the initiative that it is on."""
        return strawberry.ID(self.record.fingerprint)

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

    @field
    async def reply_to(self, info: Info) -> Optional["Comment"]:
        """The comment that it replies to; null if it replies to none."""
        if self.record.reply_to is None:
            return None
        on_same = await info.context.comments((self.slug, self.record.fingerprint))
        return next((Comment(record=each, slug=self.slug) for each in on_same if each.id == self.record.reply_to), None)


@described_filter
class CommentFilter:
    """Filter for comments; all conditions must hold."""

    author: str | None = strawberry.field(default=None, description="Only comments of the user with this name.")
    since: datetime.datetime | None = strawberry.field(
        default=None, description="Only comments written at this time or later."
    )
    text: str | None = strawberry.field(default=None, description="Only comments that contain all these words.")


def chosen(comments: Iterable[Stored], wanted: CommentFilter | None) -> list[Stored]:
    """Give the comments that pass a filter."""
    return list(filter(passing(wanted, _fits), comments))


def _fits(asked: CommentFilter) -> Callable[[Stored], bool]:
    has_words = words_in(asked.text)
    since = in_utc(asked.since, "since")
    return lambda each: (
        (asked.author is None or each.author == asked.author)
        and (since is None or each.made_at >= since)
        and has_words(each.text)
    )
