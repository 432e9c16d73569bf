"""Assessment: what a region says of itself in the ministry's yearly evaluation, and what assessors said of it."""

import unicodedata
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from graph.masterplan import Document


class RoundStage(StrEnum):
    """Stage of a year's evaluation."""

    ANNUAL = "annual"
    FIRST = "first"
    SECOND = "second"


class RoundStanding(StrEnum):
    """Whether a round is worked on, over, or open to all who may read the plan."""

    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One year's evaluation of the plan's region."""

    year: int
    stage: RoundStage
    cohort: str
    """By which its parts are weighed."""
    standing: RoundStanding = RoundStanding.OPEN
    version: int = 1
    """Raised by one whenever something of it changes; the store sets it."""
    author: str = ""
    made_at: datetime | None = None
    changed_at: datetime | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one question; the latest counts, the earlier ones are its history."""

    id: int = 0
    """Its number, which rises with each answer; the store sets it."""
    year: int
    question: str
    """Its code."""
    self_score: Decimal | None = None
    """What the region gives itself; None where it has not said."""
    note: str = ""
    evidence: tuple[Document, ...] = ()
    """The files that prove it; they lie elsewhere."""
    assessor_scores: tuple[Decimal, ...] = ()
    """One of each assessor."""
    author: str = ""
    made_at: datetime | None = None


class SurveyAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What one user of a service answered to one question."""

    question: str
    respondent: str
    """On the way in whatever tells one person from another; the store keeps only a hash of it, salted per round."""
    service: str
    score: Decimal
    users: int | None = None
    """How many people use the service; None where that was not said."""

    @property
    def person(self) -> str:
        """What tells one person from another in what was written: letters and digits, whatever stands between them.

        >>> told = SurveyAnswer(question="P050", respondent=" 0812-345 Ani", service="Antrean", score=Decimal(3))
        >>> told.person
        '0812345ani'
        """
        return "".join(each for each in unicodedata.normalize("NFKC", self.respondent).casefold() if each.isalnum())
