"""Decisions: what people said of initiatives; everything said is kept, the latest counts."""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.record import Decision, DecisionStanding
from graph.store.audit import AuditAction, AuditKind
from graph.store.body import encoded
from graph.store.errors import DecisionConflict
from graph.store.request import Writing
from graph.store.table import DecisionRow


async def add_decision(
    connection: AsyncConnection, plan_id: int, decision: Decision, seen: int | None = None
) -> Decision:
    """Keep a decision, which must say when it was made, and give it with its number.

    Whoever calls this must hold the plan against other writers, so that nothing comes between the look and the write.

    Raises:
        DecisionConflict: where the latest decision on the initiative is not the one that was ``seen``; None for none.
    """
    standing = await _standing(connection, plan_id, decision.fingerprint)
    if (standing.id if standing else None) != seen:
        raise DecisionConflict(standing)
    values = {
        "plan_id": plan_id,
        "fingerprint": decision.fingerprint,
        "standing": str(decision.standing),
        "reason": decision.reason,
        "author": decision.author,
        "made_at": decision.made_at,
        "body": encoded(decision),
    }
    number = await connection.scalar(insert(DecisionRow).values(values).returning(DecisionRow.id))
    return msgspec.structs.replace(decision, id=number)


async def withdraw(writing: Writing, fingerprint: str, seen: int, author: str, reason: str) -> Decision:
    """Take back the decision that stands, so that none does; it stays to be read.

    Raises:
        DecisionConflict: where the decision that stands is not the one that was ``seen``.
    """
    standing = await _standing(writing.connection, writing.plan.id, fingerprint)
    if standing is None or standing.id != seen:
        raise DecisionConflict(standing)
    taken = msgspec.structs.replace(standing, withdrawn_at=writing.now, withdrawn_by=author, withdrawn_reason=reason)
    changed = update(DecisionRow).where(DecisionRow.id == standing.id)
    await writing.connection.execute(changed.values(body=encoded(taken)))
    await writing.record(AuditKind.DECISION, AuditAction.WITHDRAWN, actor=author, reason=reason, subject=fingerprint)
    return taken


async def latest_decisions(connection: AsyncConnection, plan_id: int) -> tuple[Decision, ...]:
    """Give the decision that stands on each fingerprint, in the order of fingerprints; none where it was withdrawn."""
    latest = select(func.max(DecisionRow.id)).where(DecisionRow.plan_id == plan_id).group_by(DecisionRow.fingerprint)
    rows = await connection.execute(_decisions().where(DecisionRow.id.in_(latest)))
    standing = (each for each in map(_decision, rows) if each.withdrawn_at is None)
    return tuple(sorted(standing, key=lambda decision: decision.fingerprint))


async def all_decisions(
    connection: AsyncConnection, plan_id: int, fingerprints: Collection[str] | None = None
) -> tuple[Decision, ...]:
    """Give all decisions on some fingerprints, or on all, the latest one first."""
    query = _decisions().where(DecisionRow.plan_id == plan_id)
    if fingerprints is not None:
        query = query.where(DecisionRow.fingerprint.in_(sorted(fingerprints)))
    return tuple(map(_decision, await connection.execute(query.order_by(DecisionRow.id.desc()))))


async def _standing(connection: AsyncConnection, plan_id: int, fingerprint: str) -> Decision | None:
    query = _decisions().where(DecisionRow.plan_id == plan_id, DecisionRow.fingerprint == fingerprint)
    row = (await connection.execute(query.order_by(DecisionRow.id.desc()).limit(1))).first()
    found = None if row is None else _decision(row)
    return None if found is None or found.withdrawn_at is not None else found


def _decisions() -> Select[Any]:
    return select(DecisionRow.__table__)


def _decision(row: Row[Any]) -> Decision:
    if row.body is not None:
        return msgspec.structs.replace(msgspec.json.decode(row.body, type=Decision), id=row.id)
    return Decision(
        id=row.id,
        fingerprint=row.fingerprint,
        standing=DecisionStanding(row.standing),
        reason=row.reason,
        author=row.author,
        made_at=row.made_at,
    )
