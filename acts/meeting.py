"""Meeting: agencies are called together, come, see one item after another, and leave with minutes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec.structs import replace

from acts.desk import Desk
from acts.naming import party
from acts.refusal import ProblemCode, unusable
from acts.text import required, text
from graph.agreement import Meeting, MeetingBody, Note, Party
from graph.sentence import Sentence
from graph.store import AuditAction, Did, UnknownItem


async def create_meeting(
    desk: Desk,
    title: str,
    held_on: date,
    body: MeetingBody,
    *,
    place: str = "",
    names_persons: bool = False,
    invited: Sequence[str] = (),
) -> Meeting:
    """Call a meeting, with whom it invites.

    Raises
    ------
    Refused
        Where the title is missing, or where one who is invited is neither agency nor partner of the plan.
    """
    made = Meeting(
        title=required(title, ("title",)),
        held_on=held_on,
        body=body,
        place=text(place, ("place",)),
        names_persons=names_persons,
        author=desk.author,
        made_at=datetime.now(UTC),
    )
    if await desk.earlier() is None:
        made = made.inviting(await _parties(desk, invited, "invited"))
    return await desk.store.meetings.create(desk.slug, made, desk.asked)


async def invite(desk: Desk, number: int, invited: Sequence[str]) -> Meeting:
    """Invite more agencies and partners; who is invited already stays.

    Raises
    ------
    Refused
        Where one is neither agency nor partner of the plan.
    UnknownMeeting, MeetingClosed
        Where there is no such meeting, or where it is closed.
    """
    parties = await _parties(desk, invited, "invited") if await desk.earlier() is None else []
    did = Did(action=AuditAction.CHANGED, author=desk.author, reason=", ".join(each.name for each in parties))
    return await desk.store.meetings.change(
        desk.slug, number, lambda meeting, _: meeting.inviting(parties), did, desk.asked
    )


async def attend(desk: Desk, number: int, who: str, persons: Sequence[str] = (), *, is_present: bool = True) -> Meeting:
    """Write down that an agency or a partner came, and who for it where the meeting names persons.

    Raises
    ------
    Refused
        Where it is neither agency nor partner, or where persons are named though the meeting names none.
    UnknownMeeting, MeetingClosed
        Where there is no such meeting, or where it is closed.
    """
    names = tuple(required(each, ("persons", at)) for at, each in enumerate(persons))
    is_new = await desk.earlier() is None
    came = await party(desk, who, ("party",), names) if is_new else Party(id=who, name=who)

    def act(meeting: Meeting, _: datetime) -> Meeting:
        if names and not meeting.names_persons:
            raise unusable(
                ("persons",),
                ProblemCode.WRONG_KIND,
                Sentence(
                    "Rapat ini tidak mencatat nama orang; catat lembaganya saja.",
                    "This meeting names no persons; write down the organisation alone.",
                ),
            )
        return meeting.attended(came, is_present=is_present)

    did = Did(action=AuditAction.CHANGED, author=desk.author, reason=came.name)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked)


async def present(desk: Desk, number: int, item: int | None, *, seen: int | None = None) -> Meeting:
    """Show an item on every screen that follows the meeting; None for none.

    Raises
    ------
    UnknownMeeting, UnknownItem, MeetingClosed, MeetingMoved
        Where there is no such meeting or item, where it is closed, or where another version stands than was seen.
    """

    def act(meeting: Meeting, _: datetime) -> Meeting:
        if item is not None and meeting.item(item) is None:
            raise UnknownItem(number, item)
        return replace(meeting, presenting=item)

    did = Did(action=AuditAction.PRESENTED, author=desk.author, item=item)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked, seen=seen)


async def close(
    desk: Desk, number: int, minutes_number: str, signed_by: Sequence[str] = (), *, seen: int | None = None
) -> Meeting:
    """Close a meeting, so that its minutes stand; those who came sign them where nobody is named.

    Raises
    ------
    Refused
        Where the minutes have no number, or where one who signs was not there.
    UnknownMeeting, MeetingClosed, MeetingMoved
        Where there is no such meeting, where it is closed, or where another version stands than was seen.
    """
    given = required(minutes_number, ("minutesNumber",))

    def act(meeting: Meeting, now: datetime) -> Meeting:
        there = {each.id for each in meeting.present}
        for at, each in enumerate(signed_by):
            if each not in there:
                raise unusable(
                    ("signedBy", at),
                    ProblemCode.NOT_FOUND,
                    Sentence(f"{each} tidak tercatat hadir.", f"{each} is not written down as present."),
                )
        return replace(
            meeting,
            minutes_number=given,
            signed_by=tuple(signed_by) or tuple(each.id for each in meeting.present),
            revision=desk.stored.revision,
            presenting=None,
            closed_by=desk.author,
            closed_at=now,
        )

    did = Did(action=AuditAction.CLOSED, author=desk.author, reason=given)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked, seen=seen)


async def add_addendum(desk: Desk, number: int, words: str) -> Meeting:
    """Add to the minutes of a closed meeting what was left out or is wrong in them.

    Raises
    ------
    Refused
        Where it is empty, or where the meeting is open, so that its items can take it.
    UnknownMeeting
        Where there is no such meeting.
    """
    said = required(words, ("text",))

    def act(meeting: Meeting, now: datetime) -> Meeting:
        if not meeting.is_closed:
            raise unusable(
                ("meeting",),
                ProblemCode.WRONG_KIND,
                Sentence(
                    "Rapat ini masih terbuka; catat pada butirnya.", "This meeting is open; write a note on its items."
                ),
            )
        return replace(meeting, addenda=(*meeting.addenda, Note(text=said, author=desk.author, made_at=now)))

    did = Did(action=AuditAction.AMENDED, author=desk.author, reason=said)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked)


async def _parties(desk: Desk, references: Sequence[str], field: str) -> list[Party]:
    return [await party(desk, each, (field, at)) for at, each in enumerate(references)]
