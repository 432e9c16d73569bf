"""Gists: what the last evaluation of each plan came to, so that all regions are asked without evaluating any."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import ForeignKey, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from graph.record.gist import Basis, Gist
from graph.store.body import encoded
from graph.store.engine import transaction
from graph.store.request import NO_REQUEST, Beside
from graph.store.table import PlanRow, Table

_GIST: Final = msgspec.json.Decoder(Gist)


class GistRow(Table):
    """The gist of a plan; a later one stands in its place."""

    __tablename__ = "gist"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    revision: Mapped[int]
    configuration: Mapped[str]
    program: Mapped[str]
    made_at: Mapped[datetime]
    body: Mapped[bytes]
    """The whole record, as JSON."""


class Gists(Beside):
    """The gists of all plans. They follow from what is stored, so no log tells of them."""

    async def put(self, slug: str, gist: Gist) -> Gist:
        """Keep a gist in the place of the one before, and give it with its time.

        Raises:
            UnknownPlan: where there is no plan of that slug.
        """
        async with self.writing(slug, NO_REQUEST) as writing:
            kept = msgspec.structs.replace(gist, made_at=writing.now)
            values = msgspec.structs.asdict(kept.basis) | {
                "plan_id": writing.plan.id,
                "made_at": writing.now,
                "body": encoded(kept),
            }
            await writing.connection.execute(delete(GistRow).where(GistRow.plan_id == writing.plan.id))
            await writing.connection.execute(insert(GistRow).values(values))
            return kept

    async def bases(self) -> Mapping[str, Basis]:
        """Give what the gist of each plan that has one rests on, by slug."""
        columns = GistRow.revision, GistRow.configuration, GistRow.program
        query = select(PlanRow.slug, *columns).join(PlanRow, PlanRow.id == GistRow.plan_id)
        async with transaction(self._reader) as connection:
            rows = await connection.execute(query)
            return {
                row.slug: Basis(revision=row.revision, configuration=row.configuration, program=row.program)
                for row in rows
            }

    async def of(self, slugs: Collection[str]) -> Mapping[str, Gist]:
        """Give the gists of some plans, by slug and in its order; none of a plan that has none."""
        query = select(PlanRow.slug, GistRow.body).join(PlanRow, PlanRow.id == GistRow.plan_id)
        wanted = set(slugs)
        async with transaction(self._reader) as connection:
            rows = await connection.execute(query.order_by(PlanRow.slug))
            bodies = {row.slug: row.body for row in rows if row.slug in wanted}
        return await asyncio.to_thread(_decoded, bodies)  # those of the country take long enough for others to wait


def _decoded(bodies: Mapping[str, bytes]) -> dict[str, Gist]:
    return {slug: _GIST.decode(body) for slug, body in bodies.items()}
