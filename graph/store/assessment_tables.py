"""Tables of the yearly evaluation: rounds, answers, and what a survey of citizens gave."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from graph.store.table import Table, Words


class RoundRow(Table):
    """One year's evaluation of a plan's region."""

    __tablename__ = "assessment_round"
    __table_args__ = (UniqueConstraint("plan_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    year: Mapped[int]
    stage: Mapped[str]
    cohort: Mapped[Words]
    standing: Mapped[str]
    version: Mapped[int]
    salt: Mapped[bytes]
    """Goes into the hashes of the round's respondents; it is read nowhere else and never leaves the store."""
    author: Mapped[Words]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class AnswerRow(Table):
    """An answer to a question of a year; the latest of each counts."""

    __tablename__ = "assessment_answer"
    __table_args__ = (Index(None, "plan_id", "year", "question", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    year: Mapped[int]
    question: Mapped[Words]
    body: Mapped[bytes]
    """Scores, note and evidence, as JSON."""
    author: Mapped[Words]
    made_at: Mapped[datetime]


class SurveyRow(Table):
    """What one respondent answered to one question about one service."""

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("plan_id", "year", "question", "respondent", "service"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    year: Mapped[int]
    question: Mapped[Words]
    respondent: Mapped[str]
    """A hash."""
    service: Mapped[Words]
    score: Mapped[str]
    users: Mapped[int | None]
