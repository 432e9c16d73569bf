"""Task: what was agreed, by whom it is done, until when, and how far it is; its history only grows."""

from datetime import date, datetime
from enum import StrEnum

import msgspec


class TaskStanding(StrEnum):
    """How far a task is."""

    OPEN = "open"
    UNDERWAY = "underway"
    DONE = "done"
    DROPPED = "dropped"


class TaskReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was told of a task."""

    standing: TaskStanding
    note: str = ""
    evidence: str = ""
    """Where it can be seen: an address, a number of a document."""
    quarter: str = ""
    """The quarter that it tells of, as 2026-Q3; empty where it tells of none."""
    due: date | None = None
    """The new due date, where it was moved."""
    author: str = ""
    made_at: datetime


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Something that an agency took upon itself."""

    id: int = 0
    """Its number; the store sets it."""
    title: str
    opd: str
    """Id of the agency that does it."""
    output: str = ""
    """What is there when it is done."""
    first_due: date | None = None
    """Until when it was agreed; ``due`` follows what was moved since."""
    meeting: int | None = None
    """The meeting that agreed on it."""
    item: int | None = None
    """The item of that meeting."""
    about: str = ""
    """What it is for, where that is no item: a fingerprint, an id, a recommendation of an assessor."""
    author: str = ""
    made_at: datetime
    reports: tuple[TaskReport, ...] = ()
    """All that was told of it, the first one first."""

    @property
    def standing(self) -> TaskStanding:
        """How far it is, as was told last."""
        return self.reports[-1].standing if self.reports else TaskStanding.OPEN

    @property
    def due(self) -> date | None:
        """Until when it is due, as was agreed last."""
        return next((each.due for each in reversed(self.reports) if each.due), self.first_due)

    @property
    def evidence(self) -> str:
        """Where the latest evidence is."""
        return next((each.evidence for each in reversed(self.reports) if each.evidence), "")

    def is_late(self, today: date) -> bool:
        """Whether its day is past and it is neither done nor dropped."""
        ended = self.standing in {TaskStanding.DONE, TaskStanding.DROPPED}
        return not ended and self.due is not None and self.due < today
