"""Tables beside the plan: scenarios, comments, suppressions, and requests that were answered."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from graph.store.table import Table, Words


class ScenarioRow(Table):
    """Changes that are kept aside; of the open ones each name stands once in a plan."""

    __tablename__ = "scenario"
    __table_args__ = (
        Index(
            "uq_scenario_open",
            "plan_id",
            "name",
            unique=True,
            sqlite_where=text("standing = 'open'"),
            postgresql_where=text("standing = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    name: Mapped[Words]
    standing: Mapped[str]
    base_revision: Mapped[int]
    version: Mapped[int]
    """Raised by one whenever its changes or its base change."""
    changes: Mapped[bytes]
    author: Mapped[Words]
    reason: Mapped[Words]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    published_revision: Mapped[int | None]


class CommentRow(Table):
    """What a person wrote of an initiative."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "plan_id", "fingerprint", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    fingerprint: Mapped[Words]
    text: Mapped[Words]
    author: Mapped[Words]
    made_at: Mapped[datetime]
    opd: Mapped[Words] = mapped_column(default="")
    reply_to: Mapped[int | None]


class SuppressionRow(Table):
    """What people set aside: a finding, or a whole rule; the latest of each counts unless it was lifted."""

    __tablename__ = "suppression"
    __table_args__ = (Index(None, "plan_id", "fingerprint", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    fingerprint: Mapped[Words]
    """Empty where the whole rule is set aside."""
    rule: Mapped[Words]
    message: Mapped[Words]
    message_en: Mapped[Words]
    reason: Mapped[Words]
    author: Mapped[Words]
    made_at: Mapped[datetime]
    expires: Mapped[date | None] = mapped_column(Date)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[Words]


class RequestRow(Table):
    """What was answered to a request that carried a key."""

    __tablename__ = "request"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    key: Mapped[Words] = mapped_column(primary_key=True)
    digest: Mapped[str]
    """Hash of what was asked, so that another request under the same key is told apart."""
    answer: Mapped[bytes]
    subject: Mapped[Words]
    """Id of the node or link that it was about; empty where it was about none."""
    revision: Mapped[int | None]
    """The plan's latest revision after it; None where it was answered before this was kept."""
    made_at: Mapped[datetime]
