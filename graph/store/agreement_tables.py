"""Tables of what agencies agree on beside a plan: meetings, tasks, their word on ties, and cross-impact scores."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from graph.store.table import Table, Words


class MeetingRow(Table):
    """A meeting with its whole agenda, which is read and written together."""

    __tablename__ = "meeting"
    __table_args__ = (Index(None, "plan_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    body: Mapped[bytes]


class TaskRow(Table):
    """A task with all that was told of it."""

    __tablename__ = "task"
    __table_args__ = (Index(None, "plan_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    body: Mapped[bytes]


class VoiceRow(Table):
    """The word of an agency on a tie; the latest of each agency on each tie counts."""

    __tablename__ = "voice"
    __table_args__ = (Index(None, "plan_id", "link", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    link: Mapped[Words]
    opd: Mapped[Words]
    standing: Mapped[str]
    reason: Mapped[Words]
    author: Mapped[Words]
    made_at: Mapped[datetime]
    proposed: Mapped[bytes | None]


class CrossImpactRow(Table):
    """A cross-impact round without its scores."""

    __tablename__ = "cross_impact"
    __table_args__ = (Index(None, "plan_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    body: Mapped[bytes]


class ImpactScoreRow(Table):
    """What one judge says of one pair of a round; the latest of each judge on each pair counts."""

    __tablename__ = "impact_score"
    __table_args__ = (Index(None, "plan_id", "round", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    round: Mapped[int] = mapped_column(ForeignKey("cross_impact.id"))
    source: Mapped[Words]
    target: Mapped[Words]
    score: Mapped[int | None]
    reason: Mapped[Words]
    opd: Mapped[Words]
    author: Mapped[Words]
    made_at: Mapped[datetime]
