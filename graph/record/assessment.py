"""Assessment: what a region says of itself in the ministry's yearly evaluation, and what assessors said of it."""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from graph.masterplan import Document


def matter(year: int, question: str = "") -> str:
    """What a task is for that assessors recommended: for a whole round, or for one of its questions.

    >>> matter(2023), matter(2023, "P012")
    ('evaluation/2023', 'evaluation/2023/P012')
    """
    return f"evaluation/{year}/{question}" if question else f"evaluation/{year}"


def round_of(about: str) -> int | None:
    """The year of the round that a task is for; None where it is for something else.

    >>> round_of("evaluation/2023/P012"), round_of("evaluation/x"), round_of("SY01")
    (2023, None, None)
    """
    found = re.fullmatch(r"evaluation/([0-9]{4})(/.*)?", about)
    return int(found[1]) if found else None


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
