"""Stamps: whether anything was written to a plan or beside it.

They are read in one statement for all who ask at once, and in a SQLite file only where somebody has written since.
"""

import asyncio
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from graph.store.engine import transaction
from graph.store.table import PlanRow
from graph.store.version import FileVersion


class _Turn:
    """One reading, and those who wait for it."""

    def __init__(self) -> None:
        self.slugs: set[str] = set()
        self.whole = False
        self.found: asyncio.Future[Mapping[str, int]] = asyncio.get_running_loop().create_future()


class Stamps:
    """The stamps of the plans of one database, as they are at this moment.

    Whoever asks gets what stood in the database after they asked: where a reading is under way, they wait for the
    next one, together with all others who came meanwhile. So many who ask at once cost few statements, and nobody is
    told of a state that was over before they came.

    A SQLite file tells at once whether anybody has committed to it. Where nobody has since the version that was read
    before the last statement, that statement's stamps still stand, and none is needed.
    """

    def __init__(self, reader: AsyncEngine, version: FileVersion | None) -> None:
        """Make them; ``version`` is that of the file, where the database is one."""
        self._reader = reader
        self._version = version
        self._last: tuple[tuple[int, int], Mapping[str, int]] | None = None
        self._seen: tuple[int, int] | None = None
        self._seen_in: asyncio.AbstractEventLoop | None = None
        self._told: set[asyncio.Task[object] | None] = set()
        self._next: _Turn | None = None
        self._work: asyncio.Task[None] | None = None

    def standing(self) -> Mapping[str, int] | None:
        """Give the stamps of all plans where it takes no statement: where the file says that nobody has written since.

        Asking the file takes a few microseconds, less than handing the question to a thread would, so it is asked in
        the event loop. It is asked once for all tasks that were ready to run when it was: what woke them, a request,
        had come before, so they too get what stood after they asked. Whatever comes later wakes its task after those
        are done and the reading is forgotten, for the loop runs what is ready in the order in which it became so.
        """
        if self._version is None or self._last is None:
            return None
        loop = asyncio.get_running_loop()
        task = asyncio.current_task(loop)
        if self._seen_in is not loop or task in self._told:  # who asks again may have waited for another process
            if self._seen_in is not loop:
                self._seen_in = loop
                loop.call_soon(self._forget)
            self._told.clear()
            self._seen = self._version.read()
        self._told.add(task)
        version, last = self._last
        return last if self._seen == version else None

    def _forget(self) -> None:
        self._seen_in = None
        self._told.clear()

    async def of(self, slugs: Collection[str] | None) -> Mapping[str, int]:
        """Give the stamp of each plan that is there; the answer may hold more plans than were asked for.

        Parameters
        ----------
        slugs
            Which plans; None for all.

        Raises
        ------
        Unavailable
            Where the database cannot be read.
        """
        standing = self.standing()
        if standing is not None:
            return standing
        loop = asyncio.get_running_loop()
        if self._work is None or self._work.done() or self._work.get_loop() is not loop:
            self._next = _Turn()
            self._work = loop.create_task(self._read())
        elif self._next is None:
            self._next = _Turn()
        turn = self._next
        assert turn is not None  # noqa: S101 - for the type checker: it was made above where there was none
        if slugs is None:
            turn.whole = True
        else:
            turn.slugs.update(slugs)
        return await asyncio.shield(turn.found)

    async def _read(self) -> None:
        while (turn := self._next) is not None:
            self._next = None
            # before the statement: what is committed between the two makes the version another one
            version = self._version.read() if self._version is not None else None
            query = select(PlanRow.slug, PlanRow.stamp)
            if version is None and not turn.whole:
                query = query.where(PlanRow.slug.in_(sorted(turn.slugs)))
            try:
                async with transaction(self._reader) as connection:
                    found = {row.slug: row.stamp for row in await connection.execute(query)}
            except BaseException as error:
                if not isinstance(error, Exception):  # nobody may wait for ever for a reading that was broken off
                    turn.found.cancel()
                    raise
                turn.found.set_exception(error)
                turn.found.exception()  # whoever waited may be gone; the error is no news to the loop then
            else:
                if version is not None:
                    self._last = version, found
                turn.found.set_result(found)
