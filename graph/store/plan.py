"""Plans: the rows of plans and of the regions they are for."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from graph.record import StoredPlan
from graph.snapshot import PlanInfo
from graph.store.errors import DuplicatePlan, UnknownPlan, UnknownRevision
from graph.store.table import PlanRow, RegionRow


class FoundPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan and the number that its rows go by."""

    id: int
    stored: StoredPlan

    @property
    def revision(self) -> int:
        """The number of its latest revision."""
        return self.stored.revision

    def demand(self, number: int, first: int = 0) -> None:
        """See that the plan has a revision.

        Raises:
            UnknownRevision: where it has not.
        """
        if not first <= number <= self.revision:
            raise UnknownRevision(self.stored.info.slug, number, self.revision)


async def add_plan(connection: AsyncConnection, info: PlanInfo, made_at: datetime) -> int:
    """Add a plan at revision 0, and its region; a region that is there takes the name that is given last.

    Other plans of that region show its name, so their stamps are raised where it is a new one.
    Gives the number that its rows go by.

    Raises:
        DuplicatePlan: where there is one of that slug.
    """
    if await connection.scalar(select(PlanRow.id).where(PlanRow.slug == info.slug)) is not None:
        raise DuplicatePlan(info.slug)
    insert_or = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    named = select(RegionRow.code).where(RegionRow.code == info.region_code, RegionRow.name != info.region_name)
    renamed = update(PlanRow).where(PlanRow.region_code.in_(named))
    await connection.execute(renamed.values(stamp=PlanRow.stamp + 1))
    region = insert_or(RegionRow).values(code=info.region_code, name=info.region_name)
    await connection.execute(region.on_conflict_do_update(index_elements=["code"], set_={"name": info.region_name}))
    values = msgspec.structs.asdict(info)
    del values["region_name"]
    plan = insert_or(PlanRow).values(values | {"revision": 0, "created_at": made_at})
    id_ = await connection.scalar(plan.on_conflict_do_nothing(index_elements=["slug"]).returning(PlanRow.id))
    if id_ is None:
        raise DuplicatePlan(info.slug)
    return int(id_)


async def find_plan(connection: AsyncConnection, slug: str, *, to_write: bool = False) -> FoundPlan:
    """Find a plan; ``to_write`` makes other writers of this plan wait until the transaction ends.

    Raises:
        UnknownPlan: where there is none of that slug.
    """
    if not slug.isprintable():  # PostgreSQL could not even look for it
        raise UnknownPlan(ascii(slug))
    if to_write:  # PostgreSQL locks the row; in SQLite the whole transaction is locked already
        await connection.execute(select(PlanRow.id).where(PlanRow.slug == slug).with_for_update())
    found = await _plans(connection, PlanRow.slug == slug)
    if not found:
        raise UnknownPlan(slug)
    return found[0]


async def all_plans(connection: AsyncConnection, slugs: Collection[str] | None = None) -> tuple[FoundPlan, ...]:
    """Give all plans, or those of some slugs that are there, in the order of their slugs."""
    conditions = []
    if slugs is not None:
        conditions.append(PlanRow.slug.in_(sorted(slug for slug in slugs if slug.isprintable())))
    return tuple(sorted(await _plans(connection, *conditions), key=lambda plan: plan.stored.info.slug))


async def raise_revision(connection: AsyncConnection, plan_id: int, revision: int) -> None:
    """Set the latest revision of a plan."""
    await connection.execute(update(PlanRow).where(PlanRow.id == plan_id).values(revision=revision))


async def raise_stamp(connection: AsyncConnection, plan_id: int) -> None:
    """Say that something was written to a plan or beside it."""
    await connection.execute(update(PlanRow).where(PlanRow.id == plan_id).values(stamp=PlanRow.stamp + 1))


async def _plans(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> list[FoundPlan]:
    query = select(
        PlanRow.id,
        PlanRow.slug,
        PlanRow.title,
        PlanRow.region_code,
        RegionRow.name,
        PlanRow.start_year,
        PlanRow.end_year,
        PlanRow.revision,
        PlanRow.stamp,
        PlanRow.created_at,
    ).join(RegionRow, RegionRow.code == PlanRow.region_code)
    found = []
    for id_, slug, title, code, name, start, end, revision, stamp, created_at in await connection.execute(
        query.where(*conditions)
    ):
        info = PlanInfo(slug=slug, title=title, region_code=code, region_name=name, start_year=start, end_year=end)
        stored = StoredPlan(info=info, revision=revision, created_at=created_at, stamp=stamp)
        found.append(FoundPlan(id=id_, stored=stored))
    return found
