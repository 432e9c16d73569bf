"""Audit: who did what, when and why, in the order in which it was done; written together with what was done."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    Select,
    case,
    false,
    func,
    insert,
    not_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import Mapped, mapped_column

from graph.record import StoredPlan
from graph.snapshot import PlanInfo
from graph.store.engine import transaction
from graph.store.errors import UnknownPlan
from graph.store.plan import find_plan
from graph.store.table import PlanRow, RegionRow, Table, Words


class AuditRow(Table):
    """One thing that was done. Within a plan the numbers rise in the order in which things took effect."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "plan_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    kind: Mapped[str]
    action: Mapped[str]
    actor: Mapped[Words]
    reason: Mapped[Words]
    subject: Mapped[Words]
    revision: Mapped[int | None]
    made_at: Mapped[datetime]


class AuditKind(StrEnum):
    """Kind of thing that an audited action concerns."""

    PLAN = "plan"
    REVISION = "revision"
    SCENARIO = "scenario"
    DECISION = "decision"
    COMMENT = "comment"
    SUPPRESSION = "suppression"
    MEETING = "meeting"
    TASK = "task"
    VOICE = "voice"
    ASSESSMENT = "assessment"
    CROSS_IMPACT = "cross_impact"
    PROPOSAL = "proposal"
    TOKEN = "token"  # noqa: S105 - a word, no secret
    SIGN_IN = "sign_in"


class AuditAction(StrEnum):
    """An audited action, or its outcome."""

    CREATED = "created"
    CHANGED = "changed"
    RENAMED = "renamed"
    PUBLISHED = "published"
    DISCARDED = "discarded"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    PRESENTED = "presented"
    NOTED = "noted"
    VOTED = "voted"
    SCORED = "scored"
    CLOSED = "closed"
    AMENDED = "amended"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    LIFTED = "lifted"
    REVOKED = "revoked"
    REFUSED = "refused"


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done."""

    id: int
    """Rises within a plan in the order in which things took effect."""
    slug: str | None
    """The plan that it was done to; None for what concerns no plan, such as a token."""
    kind: AuditKind
    action: AuditAction
    actor: str
    """Who did it; empty where nobody signed in, as on the command line."""
    reason: str
    subject: str
    """What it was done to: a fingerprint, the name of a scenario, the number of a meeting with that of the item after a
    slash, of a task, a cross-impact round or a proposal, the id of a link or a token; empty for the plan itself."""
    revision: int | None
    """The plan's latest revision after it; None for what concerns no plan."""
    made_at: datetime


class AuditFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which of the things that were done to give; all conditions must hold."""

    slug: str | None = None
    """Done to the plan of this slug."""
    regions: frozenset[str] | None = None
    """Done to plans of the regions with these codes; None for all, with what concerns no plan."""
    actor: str | None = None
    """Done by this person or program."""
    kind: AuditKind | None = None
    action: AuditAction | None = None
    since: datetime | None = None
    """From this time on."""
    until: datetime | None = None
    """Before this time."""


class AuditPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Which page of the log to give. A place is the number of an entry, so it stays good whatever is done later."""

    most: int
    """How many at most."""
    after: int | None = None
    """Those that come after this one, in the order that is asked for."""
    before: int | None = None
    """Those that come before this one, in the order that is asked for."""
    is_from_start: bool = True
    """Whether the first ones are meant, not the last ones."""
    is_newest_first: bool = True


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the log."""

    entries: tuple[AuditEntry, ...]
    plans: Mapping[str, StoredPlan]
    """The plans that the entries concern, by slug, as they are now; their stamps are not read."""
    total: int
    """How many there are on all pages."""
    earlier: int
    """How many come before this page."""
    region_code: str | None
    """The region of the plan that was asked for; None where no plan was."""


async def record(
    connection: AsyncConnection,
    kind: AuditKind,
    action: AuditAction,
    made_at: datetime,
    *,
    actor: str = "",
    reason: str = "",
    subject: str = "",
    plan_id: int | None = None,
    revision: int | None = None,
) -> None:
    """Note what is done, within the transaction that does it."""
    values = {
        "plan_id": plan_id,
        "kind": str(kind),
        "action": str(action),
        "actor": actor,
        "reason": reason,
        "subject": subject,
        "revision": revision,
        "made_at": made_at,
    }
    await connection.execute(insert(AuditRow), values)


class AuditLog:
    """All that was done, in order."""

    def __init__(self, reader: AsyncEngine) -> None:
        self._reader = reader

    async def latest(self, slug: str) -> int:
        """Give the number of the last thing that was done to a plan; 0 where nothing was.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            return await connection.scalar(select(func.max(AuditRow.id)).where(AuditRow.plan_id == plan.id)) or 0

    async def number_of(self, slug: str, revision: int) -> int:
        """Give the number under which a revision was noted; 0 for the empty plan's revision 0.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            UnknownRevision: where the plan has no such revision.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            plan.demand(revision)
            noted = select(func.max(AuditRow.id)).where(
                AuditRow.plan_id == plan.id,
                AuditRow.kind == str(AuditKind.REVISION),
                AuditRow.revision == revision,
            )
            return await connection.scalar(noted) or 0

    async def after(self, slug: str, number: int, most: int) -> tuple[AuditEntry, ...]:
        """Give what was done to a plan after a thing with some number, the first one first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with transaction(self._reader) as connection:
            plan = await find_plan(connection, slug)
            query = _entries().where(AuditRow.plan_id == plan.id, AuditRow.id > number)
            rows = await connection.execute(query.order_by(AuditRow.id).limit(most))
            return tuple(map(_entry, rows))

    async def page(self, wanted: AuditFilter, place: AuditPlace) -> AuditPage:
        """Give a page of what was done, in one statement however it is filtered.

        Raises:
            UnknownPlan: where the filter names a plan that is not there.
        """
        if wanted.slug is not None and not wanted.slug.isprintable():
            raise UnknownPlan(ascii(wanted.slug))
        async with transaction(self._reader) as connection:
            rows = (await connection.execute(_paged(wanted, place))).all()
        counted = rows[0]
        if wanted.slug is not None and counted.asked_region is None:
            raise UnknownPlan(wanted.slug)
        found = [row for row in rows if row.id is not None]
        return AuditPage(
            entries=tuple(map(_entry, found)),
            plans={row.slug: _plan(row) for row in found if row.slug is not None},
            total=counted.total,
            earlier=counted.passed if place.is_from_start else counted.total - counted.beyond - len(found),
            region_code=counted.asked_region,
        )


def _matching(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.regions is not None:
        known = sorted(code for code in wanted.regions if code.isprintable())
        conditions.append(PlanRow.region_code.in_(known))
    if wanted.slug is not None:
        conditions.append(PlanRow.slug == wanted.slug)
    if wanted.actor is not None:
        conditions.append(AuditRow.actor == wanted.actor)
    if wanted.kind is not None:
        conditions.append(AuditRow.kind == str(wanted.kind))
    if wanted.action is not None:
        conditions.append(AuditRow.action == str(wanted.action))
    if wanted.since is not None:
        conditions.append(AuditRow.made_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(AuditRow.made_at < wanted.until)
    return conditions


def _paged(wanted: AuditFilter, place: AuditPlace) -> Select[Any]:
    """Count and page in one statement; a page with nothing on it is one row of counts."""
    conditions = _matching(wanted)
    id_ = AuditRow.id
    passed = _beyond(place.after, is_later=place.is_newest_first)
    beyond = _beyond(place.before, is_later=not place.is_newest_first)
    counts = (
        select(
            func.count(id_).label("total"),
            func.count(case((passed, id_))).label("passed"),
            func.count(case((beyond, id_))).label("beyond"),
            select(PlanRow.region_code).where(PlanRow.slug == wanted.slug).scalar_subquery().label("asked_region"),
        )
        .select_from(AuditRow)
        .outerjoin(PlanRow, PlanRow.id == AuditRow.plan_id)
        .where(*conditions)
        .subquery("counted")
    )
    of_plan = (PlanRow.title, PlanRow.region_code, PlanRow.start_year, PlanRow.end_year, PlanRow.created_at)
    is_descending = place.is_newest_first is place.is_from_start
    found = (
        _entries()
        .add_columns(RegionRow.name.label("region_name"), PlanRow.revision.label("plan_revision"), *of_plan)
        .outerjoin(RegionRow, RegionRow.code == PlanRow.region_code)
        .where(*conditions, not_(passed), not_(beyond))
        .order_by(id_.desc() if is_descending else id_.asc())
        .limit(place.most)
        .subquery("found")
    )
    order = found.c.id.desc() if place.is_newest_first else found.c.id.asc()
    return select(counts, found).select_from(counts.outerjoin(found, true())).order_by(order)


def _beyond(number: int | None, *, is_later: bool) -> ColumnElement[bool]:
    """Whether an entry is the one at a place or lies on one side of it; none does where there is no place."""
    if number is None:
        return false()
    return AuditRow.id >= number if is_later else AuditRow.id <= number


def _plan(row: Row[Any]) -> StoredPlan:
    info = PlanInfo(
        slug=row.slug,
        title=row.title,
        region_code=row.region_code,
        region_name=row.region_name,
        start_year=row.start_year,
        end_year=row.end_year,
    )
    return StoredPlan(info=info, revision=row.plan_revision, created_at=row.created_at)


def _entries() -> Select[Any]:
    return select(AuditRow.__table__, PlanRow.slug).outerjoin(PlanRow, PlanRow.id == AuditRow.plan_id)


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        slug=row.slug,
        kind=AuditKind(row.kind),
        action=AuditAction(row.action),
        actor=row.actor,
        reason=row.reason,
        subject=row.subject,
        revision=row.revision,
        made_at=row.made_at,
    )
