"""Meeting news: a meeting as it is held, to every screen that follows it, in one order for all."""

import datetime
from collections.abc import AsyncGenerator

import strawberry

from graph.store import AuditAction, AuditEntry, AuditKind, FellBehind, StoreError
from schema.core import ErrorCode, failure, field
from schema.core.described import described
from schema.meeting import Meeting, meeting_named
from schema.plan.news import started_at
from schema.request import Context, or_error, refusal


@described
class MeetingChange:
    """Something that was done in a meeting, with the meeting as it is."""

    slug: strawberry.Private[str]
    number: strawberry.Private[int]
    entry: strawberry.Private[AuditEntry]
    meeting: Meeting = strawberry.field(description="The meeting, as it is now.")

    @field
    def cursor(self) -> str:
        """Cursor of the change; `meetingChanged(after:)` continues after it."""
        return str(self.entry.id)

    @field
    def action(self) -> AuditAction:
        """What was done, such as PRESENTED or VOTED; REPORTED or CREATED also for a task of the meeting."""
        return self.entry.action

    @field
    def item(self) -> int | None:
        """Number of the agenda item that it was done to; null if it was done to the whole meeting."""
        item = self.entry.subject.partition("/")[2] if self.entry.kind is AuditKind.MEETING else ""
        return int(item) if item else None

    @field
    def author(self) -> str:
        """Name of the user who did it."""
        return self.entry.actor

    @field
    def at(self) -> datetime.datetime:
        """Time at which it was done."""
        return self.entry.made_at


async def meeting_changes(
    context: Context, slug: str, number: int, after: str | None
) -> AsyncGenerator[MeetingChange, None]:
    """Give what is done in a meeting: first what the subscriber missed, then what is done as it is done.

    Raises
    ------
    GraphQLError
        Where there is no such plan or meeting, where the user may not read the plan, or with code ``SLOW_CLIENT``
        where they read so slowly that what comes is no longer kept for them.
    """
    await meeting_named(context, slug, number)
    start = await started_at(context, slug, None, after)
    try:
        async for entry in context.store.feed.follow(slug, start):
            if await _concerns(context, slug, entry, number):
                meeting = await meeting_named(context, slug, number)
                yield MeetingChange(slug=slug, number=number, entry=entry, meeting=meeting)
    except FellBehind as behind:
        raise failure(ErrorCode.SLOW_CLIENT, behind.message) from behind
    except StoreError as error:
        raise refusal(error) from error


async def _concerns(context: Context, slug: str, entry: AuditEntry, number: int) -> bool:
    """Whether something was done in a meeting, or to a task of it."""
    if entry.kind is AuditKind.MEETING:
        return entry.subject.partition("/")[0] == str(number)
    if entry.kind is AuditKind.TASK:
        return (await or_error(context.store.tasks.get(slug, int(entry.subject)))).meeting == number
    return False
