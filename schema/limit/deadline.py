"""Deadline: how long one operation may run."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, Final

from graphql import GraphQLError, GraphQLObjectType
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.limit.error import beyond

CODE: Final = "TIMEOUT"


class _Allowed:
    """How long an operation may still run."""

    def __init__(self, seconds: float, longest: float, timeout: asyncio.Timeout) -> None:
        self.limit = seconds
        self._longest = max(seconds, longest)
        self.start = monotonic()
        self._timeout = timeout

    @property
    def until(self) -> float:
        """When it must have ended, by the clock that never goes back."""
        return self.start + self.limit

    def extend(self) -> None:
        """Let it run for as long as the longest operations may."""
        self.limit = self._longest
        self._timeout.reschedule(asyncio.get_running_loop().time() + self.until - monotonic())


_ALLOWED: ContextVar[_Allowed] = ContextVar("allowed")


def overdue(limit: float, actual: float) -> GraphQLError:
    """Make the error for an operation that ran too long."""
    message = (
        "Permintaan ini dihentikan setelah {actual} detik; paling lama {limit}. Minta lebih sedikit. "
        "Jika ini perubahan, periksa dulu apakah sudah tersimpan sebelum mengulangnya."
    )
    return beyond(CODE, message, limit, round(actual, 3))


@asynccontextmanager
async def deadline(seconds: float, longest: float = 0.0) -> AsyncIterator[None]:
    """Run what is inside for so long at most: what waits is cancelled, what computes stops at the next object.

    What is inside may ask for the longest time with ``extend``.

    Raises
    ------
    GraphQLError
        Where the time was over before the work was waited for to its end.
    """
    timeout = asyncio.timeout(seconds)
    allowed = _Allowed(seconds, longest, timeout)
    token = _ALLOWED.set(allowed)
    try:
        async with timeout:
            yield
    except TimeoutError as error:
        raise overdue(allowed.limit, monotonic() - allowed.start) from error
    finally:
        _ALLOWED.reset(token)


def extend() -> None:
    """Let the operation that is running take as long as operations may that take files in."""
    if (allowed := _ALLOWED.get(None)) is not None:
        allowed.extend()


class TimedExecution(StrawberryGraphQLCoreExecutionContext):
    """Executes an operation and looks at the clock before each object.

    Without this, an operation that never waits for anything would hold the process to its end: the event loop cannot
    interrupt it. A single resolver that computes for long cannot be interrupted at all.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._allowed = _ALLOWED.get(None)

    def execute_fields(self, parent_type: GraphQLObjectType, *args: Any, **kwargs: Any) -> Any:
        """Execute the fields of one object, where there is time left.

        Raises
        ------
        GraphQLError
            Where there is none.
        """
        allowed = self._allowed
        if allowed is not None and (now := monotonic()) > allowed.until:
            raise overdue(allowed.limit, now - allowed.start)
        return super().execute_fields(parent_type, *args, **kwargs)
