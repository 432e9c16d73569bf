"""Plan cache: the plans as they stand, read again only where somebody has written since."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncEngine

from graph.record import StoredPlan
from graph.store.engine import transaction
from graph.store.plan import all_plans
from graph.store.version import FileVersion


class PlanCache:
    """Title, revision and stamp of each plan, as they are at this moment.

    A SQLite file tells at once whether anybody has committed to it: where nobody has since the version that was read
    before the last statement, what that statement gave still stands. PostgreSQL is asked each time.
    """

    def __init__(self, reader: AsyncEngine, version: FileVersion | None) -> None:
        """Read nothing yet; ``version`` is that of the file, where the database is one."""
        self._reader = reader
        self._version = version
        self._last: tuple[tuple[int, int], tuple[StoredPlan, ...]] | None = None

    async def read(self, slugs: Collection[str] | None = None) -> tuple[StoredPlan, ...]:
        """Give all plans, or those of some slugs that are there, in the order of their slugs.

        Raises
        ------
        Unavailable
            Where the database cannot be read.
        """
        # before the statement: what is committed between the two makes the version another one
        version = self._version.read() if self._version is not None else None
        if version is None:
            return await self._asked(slugs)
        if self._last is None or self._last[0] != version:
            self._last = version, await self._asked(None)
        return tuple(each for each in self._last[1] if slugs is None or each.info.slug in slugs)

    def now(self, slug: str) -> StoredPlan | None:
        """Give a plan without waiting; None where it is not there or must be asked for."""
        if self._version is None or self._last is None or self._last[0] != self._version.read():
            return None
        return next((each for each in self._last[1] if each.info.slug == slug), None)

    async def _asked(self, slugs: Collection[str] | None) -> tuple[StoredPlan, ...]:
        async with transaction(self._reader) as connection:
            return tuple(plan.stored for plan in await all_plans(connection, slugs))
