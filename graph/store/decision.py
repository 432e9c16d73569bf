"""Decisions: what people said of initiatives; everything said is kept, the latest counts."""

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.store.record import Decision, DecisionStanding
from graph.store.table import DecisionRow


async def add_decision(connection: AsyncConnection, plan_id: int, decision: Decision) -> None:
    """Keep a decision, which must say when it was made."""
    values = {
        "plan_id": plan_id,
        "fingerprint": decision.fingerprint,
        "standing": str(decision.standing),
        "reason": decision.reason,
        "author": decision.author,
        "made_at": decision.made_at,
    }
    await connection.execute(insert(DecisionRow), values)


async def latest_decisions(connection: AsyncConnection, plan_id: int) -> tuple[Decision, ...]:
    """Give the latest decision on each fingerprint, in the order of fingerprints."""
    latest = select(func.max(DecisionRow.id)).where(DecisionRow.plan_id == plan_id).group_by(DecisionRow.fingerprint)
    query = select(
        DecisionRow.fingerprint, DecisionRow.standing, DecisionRow.reason, DecisionRow.author, DecisionRow.made_at
    ).where(DecisionRow.id.in_(latest))
    decisions = (
        Decision(
            fingerprint=fingerprint,
            standing=DecisionStanding(standing),
            reason=reason,
            author=author,
            made_at=made_at,
        )
        for fingerprint, standing, reason, author, made_at in await connection.execute(query)
    )
    return tuple(sorted(decisions, key=lambda decision: decision.fingerprint))
