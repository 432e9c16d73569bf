"""Agenda: what a meeting is about, and what is said, voted and decided of each of its items."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from acts.access import Role
from acts.agreeing import Agreed, decision, may_read, own_opd
from acts.desk import Desk
from acts.matter import matter
from acts.naming import opd
from acts.refusal import Forbidden, ProblemCode, Refused, unusable
from acts.text import required, text
from graph.agreement import AgendaItem, AgendaKind, Meeting, Note, Vote, VoteChoice
from graph.record import of_item
from graph.sentence import Sentence
from graph.store import AuditAction, Did, UnknownItem
from graph.vocabulary import Text


async def add_to_agenda(
    desk: Desk,
    number: int,
    kind: AgendaKind,
    reference: str = "",
    title: str = "",
    *,
    minutes: int | None = None,
    presenter: str = "",
    is_voted: bool = False,
) -> Meeting:
    """Put a matter at the end of the agenda, called as it is called now where no title is given.

    Raises
    ------
    Refused
        Where the plan has no such matter, where a topic has no title, or where it stands on the agenda already.
    UnknownMeeting, MeetingClosed
        Where there is no such meeting, or where it is closed.
    """
    if minutes is not None and not 0 < minutes <= 24 * 60:
        raise unusable(
            ("minutes",),
            ProblemCode.OUT_OF_RANGE,
            Sentence("minutes harus 1 sampai 1440.", "minutes must be from 1 to 1440."),
        )
    item = AgendaItem(number=0, kind=kind, title=Text("", ""), minutes=minutes, is_voted=is_voted)
    if await desk.earlier() is None:
        reference, called = await matter(desk, kind, reference, ("reference",))
        own = text(title, ("title",))
        named = Text(own, own) if own else called
        if not named.id:
            raise unusable(("title",), ProblemCode.REQUIRED, Sentence("title harus diisi.", "title must be filled in."))
        by = await opd(desk, presenter, ("presenter",)) if presenter else ""
        item = replace(item, reference=reference, title=named, presenter=by)

    def act(meeting: Meeting, _: datetime) -> Meeting:
        if reference and any((each.kind, each.reference) == (kind, reference) for each in meeting.items):
            message = Sentence("Ini sudah ada dalam agenda.", "This stands on the agenda already.")
            raise unusable(("reference",), ProblemCode.DUPLICATE, message)
        return meeting.with_item(replace(item, number=meeting.next_item))

    did = Did(action=AuditAction.CHANGED, author=desk.author, reason=item.title.id)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked)


async def remove_from_agenda(desk: Desk, number: int, item: int) -> Meeting:
    """Take an item off the agenda of which nothing was said yet.

    Raises
    ------
    Refused
        Where something was said, voted or decided of it.
    UnknownMeeting, UnknownItem, MeetingClosed
        Where there is no such meeting or item, or where it is closed.
    """

    def act(meeting: Meeting, _: datetime) -> Meeting:
        if not _item(meeting, item).is_untouched:
            message = Sentence(
                "Butir ini sudah dibahas; catatannya tidak dibuang.", "This item was discussed; its record stays."
            )
            raise unusable(("item",), ProblemCode.HAS_PARTS, message)
        return meeting.without_item(item)

    did = Did(action=AuditAction.CHANGED, author=desk.author, item=item)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked)


async def reorder_agenda(desk: Desk, number: int, items: Sequence[int]) -> Meeting:
    """Bring the items of the agenda into another order.

    Raises
    ------
    Refused
        Where not each of its items is named once.
    UnknownMeeting, MeetingClosed
        Where there is no such meeting, or where it is closed.
    """

    def act(meeting: Meeting, _: datetime) -> Meeting:
        if sorted(items) != sorted(each.number for each in meeting.items):
            message = Sentence(
                "items harus menyebut setiap butir agenda tepat satu kali; muat ulang agendanya.",
                "items must name each item of the agenda once; load the agenda again.",
            )
            raise unusable(("items",), ProblemCode.CLASH, message)
        return meeting.ordered(items)

    did = Did(action=AuditAction.CHANGED, author=desk.author, reason=", ".join(map(str, items)))
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked)


async def note(desk: Desk, number: int, item: int, words: str, for_opd: str = "") -> Meeting:
    """Write down what was said of an item; an agency says for which of its own.

    Raises
    ------
    Refused
        Where it is empty, where the agency is none of theirs, or where it is not invited.
    UnknownMeeting, UnknownItem, MeetingClosed
        Where there is no such meeting or item, or where it is closed.
    """
    said = required(words, ("text",))
    speaker = await own_opd(desk, for_opd, ("opd",)) if await desk.earlier() is None else ""

    def act(meeting: Meeting, now: datetime) -> Meeting:
        _demand_invited(desk, meeting, speaker)
        on = _item(meeting, item)
        made = Note(text=said, author=desk.author, made_at=now, opd=speaker)
        return meeting.with_item(replace(on, notes=(*on.notes, made)))

    did = Did(action=AuditAction.NOTED, author=desk.author, reason=said, item=item)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked)


async def vote(desk: Desk, number: int, item: int, for_opd: str, choice: VoteChoice, reason: str = "") -> Meeting:
    """Vote for an agency; voting again counts anew.

    Raises
    ------
    Refused
        Where the agency is none of theirs or not invited, or where the item is not voted on.
    UnknownMeeting, UnknownItem, MeetingClosed
        Where there is no such meeting or item, or where it is closed.
    """
    why = text(reason, ("reason",))
    voter = for_opd
    if await desk.earlier() is None:
        voter = await opd(desk, for_opd, ("opd",))
        desk.demand_for(voter)

    def act(meeting: Meeting, now: datetime) -> Meeting:
        on = _item(meeting, item)
        if not meeting.invites((voter,)):
            raise unusable(("opd",), ProblemCode.NOT_FOUND, _not_invited(voter))
        if not on.is_voted:
            message = Sentence("Butir ini tidak diputuskan dengan suara.", "This item is not voted on.")
            raise unusable(("item",), ProblemCode.WRONG_KIND, message)
        made = Vote(opd=voter, choice=choice, reason=why, author=desk.author, made_at=now)
        return meeting.with_item(replace(on, votes=(*on.votes, made)))

    did = Did(action=AuditAction.VOTED, author=desk.author, reason=f"{voter}: {choice}", item=item)
    return await desk.store.meetings.change(desk.slug, number, act, did, desk.asked)


async def decide_item(desk: Desk, number: int, item: int, agreed: Agreed, seen: int | None = None) -> Meeting:
    """Decide on an item; where it is an initiative or an action, that is the decision on it.

    Parameters
    ----------
    seen
        Number of the latest decision on the matter that whoever decides has seen; None where they saw none.

    Raises
    ------
    Refused
        Where a reason is missing, where the day is past, or where an agency is none of the plan's.
    UnknownMeeting, UnknownItem, MeetingClosed
        Where there is no such meeting or item, or where it is closed.
    DecisionConflict
        Where another decision stands than the one that was seen.
    """
    made = await decision(desk, agreed)
    if await desk.earlier() is None:
        meeting = await desk.store.meetings.get(desk.slug, number)
        on = _item(meeting, item)
        is_own = on.kind in {AgendaKind.INITIATIVE, AgendaKind.ACTION}
        made = replace(made, fingerprint=on.reference if is_own else of_item(number, item), title=on.title.id)
    return await desk.store.meetings.decide(desk.slug, number, item, made, desk.asked, seen=seen)


async def withdraw_item(desk: Desk, number: int, item: int, seen: int, reason: str) -> Meeting:
    """Take back the decision on an item while the meeting is open.

    Raises
    ------
    Refused
        Where the reason is missing.
    UnknownMeeting, UnknownItem, MeetingClosed
        Where there is no such meeting or item, or where it is closed.
    DecisionConflict
        Where the decision that stands is not the one that was seen.
    """
    why = required(reason, ("reason",))
    return await desk.store.meetings.withdraw(desk.slug, number, item, desk.author, why, desk.asked, seen=seen)


def _item(meeting: Meeting, number: int) -> AgendaItem:
    found = meeting.item(number)
    if found is None:
        raise UnknownItem(meeting.id, number)
    return found


def _demand_invited(desk: Desk, meeting: Meeting, speaker: str) -> None:
    if not may_read(desk.actor, desk.stored.info.region_code, meeting) or (speaker and not meeting.invites((speaker,))):
        raise Refused(Forbidden(message=_not_invited(speaker), role=Role.PLANNER))


def _not_invited(speaker: str) -> Sentence:
    return Sentence(f"{speaker} tidak diundang ke rapat ini.", f"{speaker} is not invited to this meeting.")
