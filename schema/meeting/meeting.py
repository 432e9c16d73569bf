"""Meeting: agencies over an agenda, with what they decided, and its minutes once it is closed."""

import datetime
from collections.abc import Iterable
from typing import Annotated, Self

import strawberry
from strawberry import relay

from acts import SeenPlan, may_read
from graph import agreement
from graph.agreement import MeetingBody
from graph.export import MINUTES
from schema.core import (
    ExportFile,
    Pages,
    Revision,
    enumeration,
    field,
    files_of,
    listed,
    numbered,
    ordered,
    paged,
    said,
)
from schema.core.described import described
from schema.meeting.agenda import AgendaItem, MeetingNote
from schema.meeting.task import Task
from schema.node import PlanNode, all_shown
from schema.request import Context, Identified, Info, or_error

MEETING_BODY = enumeration(
    MeetingBody,
    {
        "COUNCIL": "The smart city council (dewan kota cerdas).",
        "EXECUTING_TEAM": "The executing team (tim pelaksana).",
        "FORUM": "A forum with partners, such as the Musrenbang or a forum of agencies.",
        "FGD": "A focus group discussion of agencies.",
    },
)


@described
class MeetingParty:
    """An OPD or a partner that is invited to a meeting, or came to it."""

    record: strawberry.Private[agreement.Party]
    seen: strawberry.Private[SeenPlan]

    @field
    def name(self) -> str:
        """Name, as it was when it was written down."""
        return self.record.name

    @field
    def persons(self) -> list[str]:
        """Who came for it, if the meeting names persons."""
        return list(self.record.persons)

    @field
    def node(self) -> PlanNode | None:
        """The OPD or partner in the plan, as it is now; null if it is gone."""
        found: list[PlanNode] = all_shown(self.seen, (self.record.id,))
        return found[0] if found else None


@described
class Meeting(Identified, relay.Node):
    """A meeting. Until it is closed only planners and invited OPDs read what is said, voted and decided in it."""

    record: strawberry.Private[agreement.Meeting]
    seen: strawberry.Private[SeenPlan]
    readable: strawberry.Private[bool]

    def own_id(self) -> str:
        """The slug of the plan, a slash, and the meeting's number."""
        return f"{self.seen.plan.info.slug}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the meeting of a reference; meetings are not tied to a revision."""
        del as_of
        slug, _, number = reference.partition("/")
        seen = await context.seen(slug)
        found = (each for each in await or_error(context.store.meetings.all(slug)) if str(each.id) == number)
        return next((cls(record=each, seen=seen, readable=_readable(context, seen, each)) for each in found), None)

    @field
    def number(self) -> int:
        """Number of the meeting."""
        return self.record.id

    @field
    def version(self) -> int:
        """Rises with everything that is done to the meeting."""
        return self.record.version

    @field
    def title(self) -> str:
        """Title of the meeting."""
        return self.record.title

    @field
    def held_on(self) -> datetime.date:
        """Day of the meeting."""
        return self.record.held_on

    @field
    def place(self) -> str:
        """Place of the meeting; may be empty."""
        return self.record.place

    @field
    def body(self) -> MeetingBody:
        """Who meets."""
        return self.record.body

    @field
    def names_persons(self) -> bool:
        """Whether attendance names persons."""
        return self.record.names_persons

    @field
    def is_readable(self) -> bool:
        """Whether the user may read invitations, attendance, notes, votes, decisions and tasks; all may once it is
        closed.
        """
        return self.readable

    @paged
    def invited(self) -> Pages[MeetingParty]:
        """The OPDs and partners that are invited, in the order in which they were; empty for those who may not read
        them before the meeting is closed.
        """
        return self._parties(self.record.invited)

    @paged
    def present(self) -> Pages[MeetingParty]:
        """The OPDs and partners that came; empty for those who may not read them before the meeting is closed."""
        return self._parties(self.record.present)

    @paged
    def agenda(self) -> Pages[AgendaItem]:
        """The items of the agenda, in its order."""
        return listed(numbered(self.record.items), lambda each: self._item(each[1]))

    @field
    def item(self, number: Annotated[int, said("Number of the item.")]) -> AgendaItem | None:
        """The item with this number; null if there is none."""
        found = self.record.item(number)
        return None if found is None else self._item(found)

    @field
    def presenting(self) -> AgendaItem | None:
        """The item that all screens show; null if none is shown."""
        found = None if self.record.presenting is None else self.record.item(self.record.presenting)
        return None if found is None else self._item(found)

    @paged
    async def tasks(self, info: Info) -> Pages[Task]:
        """The tasks that the meeting assigned, oldest first; empty for those who may not read them yet."""
        found = await or_error(info.context.store.tasks.all(self.seen.plan.info.slug)) if self.readable else ()
        mine = ordered((each for each in found if each.meeting == self.record.id), lambda each: (each.id,))
        return listed(mine, lambda each: Task(record=each, seen=self.seen))

    @field
    def author(self) -> str:
        """Name of the user who called the meeting."""
        return self.record.author

    @field
    def minutes_number(self) -> str | None:
        """Number of the minutes (berita acara); null until the meeting is closed."""
        return self.record.minutes_number or None

    @field
    def signed_by(self) -> list[str]:
        """Names of the parties that sign the minutes; empty until the meeting is closed."""
        names = {each.id: each.name for each in self.record.present}
        return [names.get(each, each) for each in self.record.signed_by]

    @field
    def revision(self) -> Revision | None:
        """Latest revision of the plan when the meeting was closed; null until then."""
        return Revision(self.record.revision) if self.record.is_closed else None

    @field
    def closed_at(self) -> datetime.datetime | None:
        """Time at which the meeting was closed; null if it is open."""
        return self.record.closed_at

    @field
    def closed_by(self) -> str | None:
        """Name of the user who closed the meeting; null if it is open."""
        return self.record.closed_by if self.record.is_closed else None

    @field
    def files(self) -> list[ExportFile]:
        """The minutes as files, a draft until the meeting is closed, and its items as slides; empty for those who may
        not read them yet.
        """
        offered = MINUTES if self.readable else ()
        return files_of(offered, self.seen.plan.info.slug, "rapat", self.record.id)

    @paged
    def addenda(self) -> Pages[MeetingNote]:
        """What was added to the minutes since, oldest first."""
        return listed(numbered(self.record.addenda), lambda each: MeetingNote(record=each[1], seen=self.seen))

    def _item(self, item: agreement.AgendaItem) -> AgendaItem:
        return AgendaItem(record=item, seen=self.seen, is_readable=self.readable)

    def _parties(self, found: tuple[agreement.Party, ...]) -> Pages[MeetingParty]:
        shown = found if self.readable else ()
        return listed(numbered(shown), lambda each: MeetingParty(record=each[1], seen=self.seen))


async def meeting_named(context: Context, slug: str, number: int) -> Meeting:
    """Give the meeting of a number to whoever asks.

    Raises
    ------
    GraphQLError
        Where there is no such plan or meeting, or where the user may not read the plan.
    """
    seen = await context.seen(slug)
    return _shown(context, seen, await or_error(context.store.meetings.get(slug, number)))


def meetings_shown(context: Context, seen: SeenPlan, found: Iterable[agreement.Meeting]) -> list[Meeting]:
    """Give meetings as whoever asks may read them."""
    return [_shown(context, seen, each) for each in found]


def _shown(context: Context, seen: SeenPlan, record: agreement.Meeting) -> Meeting:
    return Meeting(record=record, seen=seen, readable=_readable(context, seen, record))


def _readable(context: Context, seen: SeenPlan, record: agreement.Meeting) -> bool:
    return may_read(context.actor, seen.plan.info.region_code, record)
