"""A migrated store on each database, with a clock that ticks by the minute."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from graph.store import Store
from graph.traversal.example import INFO


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that says one minute more each time it is asked."""
    minutes = count()
    return lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=next(minutes))


@pytest.fixture
async def store(address: str, clock: Callable[[], datetime]) -> AsyncIterator[Store]:
    """A store with one empty plan."""
    opened = Store.open(address, clock)
    await opened.upgrade()
    await opened.create_plan(INFO)
    yield opened
    await opened.close()
