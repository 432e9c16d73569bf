"""Decisions: what people said of initiatives; everything said is kept, the latest counts."""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.record import Decision, DecisionStanding
from graph.store.errors import DecisionConflict
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
    }
    number = await connection.scalar(insert(DecisionRow).values(values).returning(DecisionRow.id))
    return msgspec.structs.replace(decision, id=number)


async def latest_decisions(connection: AsyncConnection, plan_id: int) -> tuple[Decision, ...]:
    """Give the latest decision on each fingerprint, in the order of fingerprints."""
    latest = select(func.max(DecisionRow.id)).where(DecisionRow.plan_id == plan_id).group_by(DecisionRow.fingerprint)
    rows = await connection.execute(_decisions().where(DecisionRow.id.in_(latest)))
    return tuple(sorted(map(_decision, rows), key=lambda decision: decision.fingerprint))


async def all_decisions(
    connection: AsyncConnection, plan_id: int, fingerprints: Collection[str]
) -> tuple[Decision, ...]:
    """Give all decisions on some fingerprints, the latest one first."""
    query = _decisions().where(DecisionRow.plan_id == plan_id, DecisionRow.fingerprint.in_(sorted(fingerprints)))
    return tuple(map(_decision, await connection.execute(query.order_by(DecisionRow.id.desc()))))


async def _standing(connection: AsyncConnection, plan_id: int, fingerprint: str) -> Decision | None:
    query = _decisions().where(DecisionRow.plan_id == plan_id, DecisionRow.fingerprint == fingerprint)
    row = (await connection.execute(query.order_by(DecisionRow.id.desc()).limit(1))).first()
    return None if row is None else _decision(row)


def _decisions() -> Select[Any]:
    return select(DecisionRow.__table__)


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        id=row.id,
        fingerprint=row.fingerprint,
        standing=DecisionStanding(row.standing),
        reason=row.reason,
        author=row.author,
        made_at=row.made_at,
    )
