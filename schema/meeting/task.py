"""Task: what an agency took upon itself, until when, and how far it is."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Final, Self

import strawberry
from strawberry import relay

from acts import Operation, SeenPlan, may_read, readable_rounds, speaks_for
from graph import agreement, model
from graph.agreement import TaskStanding
from graph.record import round_of
from schema.core import Key, Pages, Rows, described_input, enumeration, field, listed, numbered, ordered, paged
from schema.core.described import described
from schema.meeting.agenda import opd_shown
from schema.node import Opd, node_id
from schema.request import Context, Identified, Info, or_error

TASK_STANDING = enumeration(
    TaskStanding,
    {
        "OPEN": "Nothing was done yet.",
        "UNDERWAY": "It is being done.",
        "DONE": "It is done, and there is evidence of it.",
        "DROPPED": "It will not be done; the last report says why.",
    },
)


class TaskOrder(Enum):
    """Order of a list of tasks."""

    DUE = "due"
    OPD = "opd"
    NEWEST = "newest"


TASK_ORDER = enumeration(
    TaskOrder,
    {
        "DUE": "By due date, the earliest first; tasks without one last.",
        "OPD": "By id of the OPD, then by due date.",
        "NEWEST": "Newest first.",
    },
)


@described
class TaskReport:
    """What was told of a task; it stays."""

    record: strawberry.Private[agreement.TaskReport]

    @field
    def standing(self) -> TaskStanding:
        """How far the task was."""
        return self.record.standing

    @field
    def note(self) -> str:
        """What was done, or why not; may be empty."""
        return self.record.note

    @field
    def evidence(self) -> str:
        """Where the result can be seen; may be empty."""
        return self.record.evidence

    @field
    def quarter(self) -> str | None:
        """The quarter that it tells of, such as 2026-Q3; null if it tells of none."""
        return self.record.quarter or None

    @field
    def due(self) -> datetime.date | None:
        """The new due date; null if it was not moved."""
        return self.record.due

    @field
    def author(self) -> str:
        """Name of the user who told it."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which it was told."""
        return self.record.made_at


@described
class Task(Identified, relay.Node):
    """What an OPD took upon itself."""

    record: strawberry.Private[agreement.Task]
    seen: strawberry.Private[SeenPlan]

    def own_id(self) -> str:
        """The slug of the plan, a slash, and the task's number."""
        return f"{self.seen.plan.info.slug}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the task of a reference; tasks are not tied to a revision."""
        del as_of
        slug, _, number = reference.partition("/")
        seen = await context.seen(slug)
        found = (each for each in await readable_tasks(context, seen) if str(each.id) == number)
        return next((cls(record=each, seen=seen) for each in found), None)

    @field
    def number(self) -> int:
        """Number of the task."""
        return self.record.id

    @field
    def title(self) -> str:
        """What is to be done."""
        return self.record.title

    @field
    def opd(self) -> Opd | None:
        """The OPD that does it; null if the plan has it no more."""
        return opd_shown(self.seen, self.record.opd)

    @field
    def output(self) -> str:
        """What is there when it is done; may be empty."""
        return self.record.output

    @field
    def due(self) -> datetime.date | None:
        """Until when it is due; null if no day was agreed."""
        return self.record.due

    @field
    def standing(self) -> TaskStanding:
        """How far it is, as was told last."""
        return self.record.standing

    @field
    def is_late(self, info: Info) -> bool:
        """Whether its day is past and it is neither done nor dropped."""
        return self.record.is_late(info.context.evaluations.today)

    @field
    def evidence(self) -> str:
        """Where the latest evidence is; may be empty."""
        return self.record.evidence

    @field
    def meeting_number(self) -> int | None:
        """Number of the meeting that agreed on it; null if none did."""
        return self.record.meeting

    @field
    def item_number(self) -> int | None:
        """Number of the agenda item that it came of; null if it came of none."""
        return self.record.item

    @field
    def about(self) -> str:
        """What it is for, such as a fingerprint or a recommendation; may be empty."""
        return self.record.about

    @field
    def author(self) -> str:
        """Name of the user who assigned it."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """Time at which it was assigned."""
        return self.record.made_at

    @paged
    def reports(self) -> Pages[TaskReport]:
        """All that was told of it, oldest first."""
        return listed(numbered(self.record.reports), lambda each: TaskReport(record=each[1]))


@described_input
class TaskFilter:
    """Filter for tasks; all conditions must hold."""

    opd: str | None = strawberry.field(default=None, description="Only tasks of the OPD with this id or short name.")
    standing: TaskStanding | None = strawberry.field(default=None, description="Only tasks that are this far.")
    is_late: bool | None = strawberry.field(default=None, description="True: only late tasks; false: none of them.")
    meeting: int | None = strawberry.field(default=None, description="Only tasks of the meeting with this number.")
    about: str | None = strawberry.field(default=None, description="Only tasks that are for this, as `about` gives it.")


_LAST: Final = "9999"
_KEYS: Final[Mapping[TaskOrder, Callable[[agreement.Task], Key]]] = {
    TaskOrder.DUE: lambda each: (_due(each), each.id),
    TaskOrder.OPD: lambda each: (each.opd, _due(each), each.id),
    TaskOrder.NEWEST: lambda each: (-each.id,),
}


def _due(task: agreement.Task) -> str:
    return task.due.isoformat() if task.due else _LAST


async def readable_tasks(context: Context, seen: SeenPlan) -> list[agreement.Task]:
    """Give the tasks of a plan that whoever asks may read: those of meetings and evaluation rounds that are not open
    to all only where these may be read, and an agency's own.
    """
    info = seen.plan.info
    tasks = await or_error(context.store.tasks.all(info.slug))
    if any(round_of(each.about) for each in tasks):
        sees_drafts = context.may(Operation.ASSESS, info.region_code)
        rounds = await or_error(readable_rounds(context.store, info.slug, sees_drafts=sees_drafts))
        read = {None, *(each.year for each in rounds)}
    else:
        read = {None}
    meetings = await or_error(context.store.meetings.all(info.slug)) if any(each.meeting for each in tasks) else ()
    hidden = {each.id for each in meetings if not may_read(context.actor, info.region_code, each)}
    return [
        each
        for each in tasks
        if (each.meeting not in hidden and round_of(each.about) in read)
        or speaks_for(context.actor, each.opd, info.region_code)
    ]


def chosen(
    seen: SeenPlan, tasks: Iterable[agreement.Task], wanted: TaskFilter | None, order: TaskOrder, today: datetime.date
) -> Rows[agreement.Task]:
    """Give the tasks that pass a filter, in an order."""
    asked = wanted or TaskFilter()
    opd = None if asked.opd is None else node_id(seen, asked.opd, model.Opd, "opd")

    def fits(each: agreement.Task) -> bool:
        return (
            (opd is None or each.opd == opd)
            and (asked.standing is None or each.standing is asked.standing)
            and (asked.is_late is None or each.is_late(today) is asked.is_late)
            and (asked.meeting is None or each.meeting == asked.meeting)
            and (asked.about is None or each.about == asked.about)
        )

    return ordered(filter(fits, tasks), _KEYS[order], order)
