"""Tasks: what was agreed is given to an agency, which tells how far it is."""

import re
from datetime import UTC, date, datetime
from typing import Final

import msgspec

from acts.access import Operation
from acts.desk import Desk
from acts.matter import matter
from acts.naming import opd
from acts.refusal import ProblemCode, unusable
from acts.text import required, text
from graph.agreement import AgendaKind, Task, TaskReport, TaskStanding
from graph.sentence import Sentence
from graph.store import UnknownItem

_QUARTER: Final = re.compile(r"[0-9]{4}-Q[1-4]")


class Assigned(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done."""

    title: str
    opd: str
    output: str = ""
    due: date | None = None
    meeting: int | None = None
    item: int | None = None
    about: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a task."""

    standing: TaskStanding
    note: str = ""
    evidence: str = ""
    quarter: str = ""
    due: date | None = None


async def assign_task(desk: Desk, given: Assigned) -> Task:
    """Give an agency something to do.

    Raises
    ------
    Refused
        Where the title is missing, or where there is no such agency, or no such round or question of an evaluation.
    UnknownMeeting, UnknownItem
        Where it names a meeting or an item that is not there.
    """
    made = Task(
        title=required(given.title, ("title",)),
        opd=given.opd,
        output=text(given.output, ("output",)),
        first_due=given.due,
        meeting=given.meeting,
        item=given.item,
        about=text(given.about, ("about",)),
        author=desk.author,
        made_at=datetime.now(UTC),
    )
    if await desk.earlier() is None:
        made = msgspec.structs.replace(made, opd=await opd(desk, given.opd, ("opd",)))
        if made.about.startswith("evaluation/"):
            await matter(desk, AgendaKind.EVALUATION, made.about, ("about",))
        if given.item is not None:
            if given.meeting is None:
                message = Sentence("Sebutkan rapat dari butir ini.", "Name the meeting of this item.")
                raise unusable(("meeting",), ProblemCode.REQUIRED, message)
            if (await desk.store.meetings.get(desk.slug, given.meeting)).item(given.item) is None:
                raise UnknownItem(given.meeting, given.item)
    return await desk.store.tasks.assign(desk.slug, made, desk.asked)


async def report_task(desk: Desk, number: int, told: Told) -> Task:
    """Tell how far a task is: an agency of its own, a planner of any. Only planners move the day.

    Raises
    ------
    Refused
        Where it is a task of another agency, where a finished or dropped one says nothing of why, or where the
        quarter is none.
    UnknownTask
        Where there is no such task.
    """
    if await desk.earlier() is None:
        desk.demand_for((await desk.store.tasks.get(desk.slug, number)).opd)
        if told.due is not None:
            desk.demand(Operation.ASSIGN_TASK)
    if told.quarter and not _QUARTER.fullmatch(told.quarter):
        message = Sentence("quarter ditulis seperti 2026-Q3.", "quarter is written as 2026-Q3.")
        raise unusable(("quarter",), ProblemCode.OUT_OF_RANGE, message)
    note, evidence = text(told.note, ("note",)), text(told.evidence, ("evidence",))
    if told.standing is TaskStanding.DROPPED:
        note = required(note, ("note",))
    if told.standing is TaskStanding.DONE:
        evidence = required(evidence, ("evidence",))
    said = TaskReport(
        standing=told.standing,
        note=note,
        evidence=evidence,
        quarter=told.quarter,
        due=told.due,
        author=desk.author,
        made_at=datetime.now(UTC),
    )
    return await desk.store.tasks.report(desk.slug, number, said, desk.asked)
