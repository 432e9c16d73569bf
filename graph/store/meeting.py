"""Meeting: the meetings of plans; each deed reads and writes the whole meeting while other writers of the plan wait."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import msgspec
from msgspec.structs import replace
from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.agreement import Meeting, keeps_its_word
from graph.record import Decision, of_item
from graph.store.agreement_tables import MeetingRow
from graph.store.audit import AuditAction, AuditKind
from graph.store.body import encoded
from graph.store.decision import add_decision, withdraw
from graph.store.errors import MeetingClosed, MeetingMoved, UnknownItem, UnknownMeeting
from graph.store.request import NO_REQUEST, Beside, Request, Writing

Act = Callable[[Meeting, datetime], Meeting]
"""What is done to a meeting at a time; it may raise, and nothing is done then."""


class Did(msgspec.Struct, frozen=True, kw_only=True):
    """How what is done to a meeting is told in the audit log."""

    action: AuditAction
    author: str
    reason: str = ""
    item: int | None = None

    def subject(self, meeting: int) -> str:
        """The meeting, and the item of it where it was done to one."""
        return f"{meeting}" if self.item is None else f"{meeting}/{self.item}"


class Meetings(Beside):
    """The meetings of all plans. What is closed takes addenda only."""

    async def all(self, slug: str) -> tuple[Meeting, ...]:
        """Give all meetings of a plan, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(MeetingRow.id, MeetingRow.body).where(MeetingRow.plan_id == plan.id).order_by(MeetingRow.id)
            return tuple(map(_meeting, await connection.execute(query)))

    async def get(self, slug: str, number: int) -> Meeting:
        """Give a meeting.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownMeeting: where it has no such meeting.
        """
        async with self.reading(slug) as (connection, plan):
            return await found(connection, plan.id, slug, number)

    async def create(self, slug: str, meeting: Meeting, asked: Request = NO_REQUEST) -> Meeting:
        """Keep a new meeting and give it with its number.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Meeting)
            timed = replace(meeting, made_at=writing.now)
            values = {"plan_id": writing.plan.id, "body": encoded(timed)}
            number = await writing.connection.scalar(insert(MeetingRow).values(values).returning(MeetingRow.id))
            kept = replace(timed, id=number)
            did = Did(action=AuditAction.CREATED, author=meeting.author, reason=meeting.title)
            await _told(writing, kept, did)
            await writing.remember(kept)
            return kept

    async def change(
        self, slug: str, number: int, act: Act, did: Did, asked: Request = NO_REQUEST, *, seen: int | None = None
    ) -> Meeting:
        """Do something to a meeting and give it as it is then.

        Raises:
            UnknownPlan, UnknownMeeting: where there is no such plan or meeting.
            MeetingClosed: where it is closed and more than an addendum would be added.
            MeetingMoved: where it is no longer at the version that was ``seen``; None where that does not matter.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def work(writing: Writing, was: Meeting) -> Meeting:
            return act(was, writing.now)

        return await self._once(slug, number, work, did, asked, seen)

    async def decide(
        self, slug: str, number: int, item: int, decision: Decision, asked: Request = NO_REQUEST, *, seen: int | None
    ) -> Meeting:
        """Keep the decision on an item: in the meeting, and among those of the plan.

        Raises:
            UnknownPlan, UnknownMeeting, UnknownItem: where there is no such plan, meeting or item.
            MeetingClosed: where it is closed.
            DecisionConflict: where the latest decision on the matter is not the one whose number was ``seen``.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def work(writing: Writing, was: Meeting) -> Meeting:
            on = was.item(item)
            if on is None:
                raise UnknownItem(number, item)
            timed = replace(decision, made_at=writing.now, meeting=number)
            kept = await add_decision(writing.connection, writing.plan.id, timed, seen)
            await writing.record(
                AuditKind.DECISION,
                AuditAction[kept.standing.name],
                actor=kept.author,
                reason=kept.reason,
                subject=kept.fingerprint,
            )
            return was.with_item(replace(on, decision=kept))

        did = Did(action=AuditAction[decision.standing.name], author=decision.author, reason=decision.reason, item=item)
        return await self._once(slug, number, work, did, asked)

    async def withdraw(
        self, slug: str, number: int, item: int, author: str, reason: str, asked: Request, *, seen: int
    ) -> Meeting:
        """Take back the decision on an item while the meeting is open.

        Raises:
            UnknownPlan, UnknownMeeting, UnknownItem: where there is no such plan, meeting or item.
            MeetingClosed: where it is closed.
            DecisionConflict: where the decision is not the one that was ``seen``.
            RevisionConflict, ReusedKey: as for all requests.
        """

        async def work(writing: Writing, was: Meeting) -> Meeting:
            on = was.item(item)
            if on is None:
                raise UnknownItem(number, item)
            key = on.decision.fingerprint if on.decision else of_item(number, item)
            await withdraw(writing, key, seen, author, reason)
            return was.with_item(replace(on, decision=None))

        did = Did(action=AuditAction.WITHDRAWN, author=author, reason=reason, item=item)
        return await self._once(slug, number, work, did, asked)

    async def _once(
        self,
        slug: str,
        number: int,
        work: Callable[[Writing, Meeting], Awaitable[Meeting]],
        did: Did,
        asked: Request,
        seen: int | None = None,
    ) -> Meeting:
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Meeting)
            was = await found(writing.connection, writing.plan.id, slug, number)
            if was.is_closed and did.action is not AuditAction.AMENDED:
                raise MeetingClosed(number)
            if seen not in (None, was.version):
                raise MeetingMoved(was)
            now = replace(await work(writing, was), version=was.version + 1)
            if not keeps_its_word(was, now):
                raise MeetingClosed(number)
            changed = update(MeetingRow).where(MeetingRow.id == number)
            await writing.connection.execute(changed.values(body=encoded(now)))
            await _told(writing, now, did)
            await writing.remember(now)
            return now


async def found(connection: AsyncConnection, plan_id: int, slug: str, number: int) -> Meeting:
    """Give the meeting of a number.

    Raises:
        UnknownMeeting: where the plan has no such meeting.
    """
    query = select(MeetingRow.id, MeetingRow.body).where(MeetingRow.plan_id == plan_id, MeetingRow.id == number)
    row = (await connection.execute(query)).first()
    if row is None:
        raise UnknownMeeting(slug, number)
    return _meeting(row)


async def _told(writing: Writing, meeting: Meeting, did: Did) -> None:
    subject = did.subject(meeting.id)
    await writing.record(AuditKind.MEETING, did.action, actor=did.author, reason=did.reason, subject=subject)


def _meeting(row: Row[int, bytes]) -> Meeting:
    return replace(msgspec.json.decode(row.body, type=Meeting), id=row.id)
