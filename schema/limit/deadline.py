"""Deadline: how long one operation may run."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, Final

from graphql import GraphQLError, GraphQLObjectType
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.limit.error import beyond

CODE: Final = "TIMEOUT"
_UNTIL: ContextVar[float] = ContextVar("until", default=math.inf)
_LIMIT: ContextVar[float] = ContextVar("limit", default=math.inf)


def overdue(limit: float, actual: float) -> GraphQLError:
    """Make the error for an operation that ran too long."""
    message = (
        "Permintaan ini dihentikan setelah {actual} detik; paling lama {limit}. Minta lebih sedikit. "
        "Jika ini perubahan, periksa dulu apakah sudah tersimpan sebelum mengulangnya."
    )
    return beyond(CODE, message, limit, round(actual, 3))


@asynccontextmanager
async def deadline(seconds: float) -> AsyncIterator[None]:
    """Run what is inside for so long at most: what waits is cancelled, what computes stops at the next object.

    Raises
    ------
    GraphQLError
        Where the time was over before the work was waited for to its end.
    """
    start = monotonic()
    tokens = (_UNTIL.set(start + seconds), _LIMIT.set(seconds))
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise overdue(seconds, monotonic() - start) from error
    finally:
        _UNTIL.reset(tokens[0])
        _LIMIT.reset(tokens[1])


class TimedExecution(StrawberryGraphQLCoreExecutionContext):
    """Executes an operation and looks at the clock before each object.

    Without this, an operation that never waits for anything would hold the process to its end: the event loop cannot
    interrupt it. A single resolver that computes for long cannot be interrupted at all.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._until = _UNTIL.get()
        self._limit = _LIMIT.get()

    def execute_fields(self, parent_type: GraphQLObjectType, *args: Any, **kwargs: Any) -> Any:
        """Execute the fields of one object, where there is time left.

        Raises
        ------
        GraphQLError
            Where there is none.
        """
        if (now := monotonic()) > self._until:
            raise overdue(self._limit, self._limit + now - self._until)
        return super().execute_fields(parent_type, *args, **kwargs)
