"""Voice: what agencies say of ties of their own; everything said is kept, the latest of each counts."""

from typing import Any

import msgspec
from msgspec.structs import asdict, replace
from sqlalchemy import Row, insert, select

from graph.agreement import Voice
from graph.model import Link, Standing
from graph.store.agreement_tables import VoiceRow
from graph.store.audit import AuditAction, AuditKind
from graph.store.body import encoded
from graph.store.request import NO_REQUEST, Beside, Request


class Voices(Beside):
    """The word of agencies on ties, of all plans."""

    async def add(self, slug: str, said: Voice, asked: Request = NO_REQUEST) -> Voice:
        """Keep what an agency says of a tie and give it with its number and time.

        Raises:
            UnknownPlan: where there is no plan of that slug.
            RevisionConflict, ReusedKey: as for all requests.
        """
        async with self.writing(slug, asked) as writing:
            if writing.earlier is not None:
                return msgspec.json.decode(writing.earlier, type=Voice)
            timed = replace(said, made_at=writing.now)
            proposed = None if timed.proposed is None else encoded(timed.proposed)
            values = asdict(timed) | {"plan_id": writing.plan.id, "standing": str(said.standing), "proposed": proposed}
            del values["id"]
            number = await writing.connection.scalar(insert(VoiceRow).values(values).returning(VoiceRow.id))
            kept = replace(timed, id=number)
            action = AuditAction.PROPOSED if said.proposed else _ACTIONS[said.standing]
            await writing.record(AuditKind.VOICE, action, actor=said.author, reason=said.reason, subject=said.link)
            await writing.remember(kept)
            return kept

    async def all(self, slug: str) -> tuple[Voice, ...]:
        """Give all that was said of the ties of a plan, the first word first.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.reading(slug) as (connection, plan):
            query = select(VoiceRow.__table__).where(VoiceRow.plan_id == plan.id).order_by(VoiceRow.id)
            return tuple(map(_voice, await connection.execute(query)))


_ACTIONS = {
    Standing.OPEN: AuditAction.LIFTED,
    Standing.CONFIRMED: AuditAction.CONFIRMED,
    Standing.REJECTED: AuditAction.REJECTED,
}


def _voice(row: Row[Any]) -> Voice:
    return Voice(
        id=row.id,
        link=row.link,
        opd=row.opd,
        standing=Standing(row.standing),
        reason=row.reason,
        author=row.author,
        made_at=row.made_at,
        proposed=None if row.proposed is None else msgspec.json.decode(row.proposed, type=Link),
    )
