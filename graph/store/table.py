"""Tables: plans, their revisions, and the nodes and links as rows valid from a revision until a revision."""

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, LargeBinary, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, UserDefinedType


class JsonText(UserDefinedType[str]):
    """A JSON column that is read and written as text, so that msgspec alone encodes and decodes it."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Name the column type in both databases."""
        return "JSON"


class UtcTime(TypeDecorator[datetime]):
    """A point in time, stored in UTC and given back in UTC, also where the database keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn any aware time into UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without its zone cannot be stored")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(text: str) -> str:
    """Leave out of a text what PostgreSQL cannot store."""
    return text.replace("\0", "").encode(errors="replace").decode()


class Prose(TypeDecorator[str]):
    """Text that people wrote, without the few characters that PostgreSQL cannot store."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Leave out NUL and put a question mark for half a surrogate pair."""
        return value and storable(value)


Words = Annotated[str, mapped_column(Prose)]


class Table(DeclarativeBase):
    """What all tables share: the names of their constraints and the types of their columns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text, datetime: UtcTime, bytes: LargeBinary}  # noqa: RUF012


def _one_current(table: str) -> Index:
    current = text("until_revision IS NULL")
    name = f"uq_{table}_current"
    return Index(name, "plan_id", "id", unique=True, sqlite_where=current, postgresql_where=current)


class RegionRow(Table):
    """A region by its Kemendagri code."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[Words]


class PlanRow(Table):
    """A plan and the number of its latest revision."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Words]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    start_year: Mapped[int]
    end_year: Mapped[int]
    revision: Mapped[int]
    stamp: Mapped[int] = mapped_column(default=0)
    """Raised by one with everything that is written to the plan or beside it."""
    created_at: Mapped[datetime]


class RevisionRow(Table):
    """A ChangeSet as it was applied."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[Words]
    reason: Mapped[Words]
    made_at: Mapped[datetime]
    key: Mapped[str | None] = mapped_column(Prose)
    """What the sender called this ChangeSet, so that sending it twice applies it once."""
    change_count: Mapped[int]
    changes: Mapped[bytes]


class NodeRow(Table):
    """One version of a node; the primary key also serves the node's history."""

    __tablename__ = "node"
    __table_args__ = (
        Index(None, "plan_id", "until_revision", "from_revision"),
        Index(None, "plan_id", "from_revision"),
        _one_current("node"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    from_revision: Mapped[int] = mapped_column(primary_key=True)
    until_revision: Mapped[int | None]
    """The first revision in which it is no more."""
    kind: Mapped[str]
    body: Mapped[str] = mapped_column(JsonText)


class LinkRow(Table):
    """One version of a link; the primary key also serves the link's history."""

    __tablename__ = "link"
    __table_args__ = (
        Index(None, "plan_id", "until_revision", "from_revision"),
        Index(None, "plan_id", "from_revision"),
        _one_current("link"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    from_revision: Mapped[int] = mapped_column(primary_key=True)
    until_revision: Mapped[int | None]
    kind: Mapped[str]
    source_id: Mapped[str]
    target_id: Mapped[str]
    body: Mapped[str] = mapped_column(JsonText)


class ReportRow(Table):
    """What an intake read and marked, beside the revision that it made."""

    __tablename__ = "intake_report"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(JsonText)


class DecisionRow(Table):
    """What a person said of an initiative; the latest of a fingerprint counts."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "plan_id", "fingerprint", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    fingerprint: Mapped[Words]
    standing: Mapped[str]
    reason: Mapped[Words]
    author: Mapped[Words]
    made_at: Mapped[datetime]
    body: Mapped[bytes | None]
    """The whole decision; None for one that was made when it held no more than the other columns."""
