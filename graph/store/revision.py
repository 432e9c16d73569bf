"""Revisions: the ChangeSets of a plan as they were applied, and the intake reports beside them."""

from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.change import Change, ChangeSet
from graph.record import Report, RevisionInfo
from graph.store.table import ReportRow, RevisionRow

_CHANGES: Final[msgspec.json.Decoder[tuple[Change, ...]]] = msgspec.json.Decoder(tuple[Change, ...])


async def add_revision(
    connection: AsyncConnection, plan_id: int, number: int, changes: ChangeSet, *, key: str, made_at: datetime
) -> None:
    """Keep a ChangeSet as the revision that it made."""
    values = {
        "plan_id": plan_id,
        "number": number,
        "author": changes.author,
        "reason": changes.reason,
        "made_at": made_at,
        "key": key or None,
        "change_count": len(changes.changes),
        "changes": msgspec.json.encode(changes.changes),
    }
    await connection.execute(insert(RevisionRow), values)


async def number_of(connection: AsyncConnection, plan_id: int, key: str) -> int | None:
    """Give the revision that was made under a key."""
    query = select(RevisionRow.number).where(RevisionRow.plan_id == plan_id, RevisionRow.key == key)
    return await connection.scalar(query)


async def read_history(connection: AsyncConnection, plan_id: int) -> tuple[RevisionInfo, ...]:
    """Give all revisions of a plan, the first one first."""
    query = select(
        RevisionRow.number, RevisionRow.author, RevisionRow.reason, RevisionRow.made_at, RevisionRow.change_count
    ).where(RevisionRow.plan_id == plan_id)
    return tuple(
        RevisionInfo(number=number, author=author, reason=reason, made_at=made_at, change_count=count)
        for number, author, reason, made_at, count in (await connection.execute(query.order_by(RevisionRow.number)))
    )


async def read_changes(connection: AsyncConnection, plan_id: int, number: int) -> ChangeSet:
    """Give the ChangeSet of a revision that there is."""
    query = select(RevisionRow.changes, RevisionRow.author, RevisionRow.reason)
    of_number = query.where(RevisionRow.plan_id == plan_id, RevisionRow.number == number)
    body, author, reason = (await connection.execute(of_number)).one()
    return ChangeSet(changes=_CHANGES.decode(body), author=author, reason=reason, base_revision=number - 1)


async def add_report(connection: AsyncConnection, plan_id: int, number: int, report: Report) -> None:
    """Keep the intake report of a revision."""
    values = {"plan_id": plan_id, "revision": number, "body": report.encode().decode()}
    await connection.execute(insert(ReportRow), values)


async def read_reports(connection: AsyncConnection, plan_id: int) -> tuple[tuple[int, Report], ...]:
    """Give the intake reports of a plan with their revisions, the first one first."""
    query = select(ReportRow.revision, ReportRow.body).where(ReportRow.plan_id == plan_id)
    rows = await connection.execute(query.order_by(ReportRow.revision))
    return tuple((number, Report.decode(body.encode())) for number, body in rows)
