"""Deadline: how long one operation may run."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from math import ceil
from time import monotonic
from typing import Any, Final, cast

from graphql import (
    GraphQLError,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    get_nullable_type,
    is_introspection_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import GroupedFieldSet
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from graph.sentence import Sentence
from schema.core import ErrorCode
from schema.limit.error import beyond
from schema.limit.made import ITEM_SIZE, OF_SCHEMA, beginning, shell, size_of

CODE: Final = ErrorCode.TIMEOUT


class _Allowed:
    """How long an operation may still run."""

    def __init__(self, seconds: float, longest: float, timeout: asyncio.Timeout) -> None:
        self.limit = seconds
        self._longest = max(seconds, longest)
        self.start = monotonic()
        self._timeout = timeout

    @property
    def until(self) -> float:
        """The time on the monotonic clock by which the operation must have ended."""
        return self.start + self.limit

    def extend(self) -> None:
        """Extend the time to that of the longest operations."""
        self.limit = self._longest
        self._timeout.reschedule(asyncio.get_running_loop().time() + self.until - monotonic())


_ALLOWED: ContextVar[_Allowed] = ContextVar("allowed")


def overdue(limit: float, actual: float) -> GraphQLError:
    """Make the error for an operation that ran too long."""
    message = Sentence(
        "Permintaan ini dihentikan setelah {actual} detik; paling lama {limit}. Minta lebih sedikit. "
        "Jika ini perubahan, periksa dulu apakah sudah tersimpan sebelum mengulangnya.",
        "This request was ended after {actual} seconds; at most {limit}. Ask for less. "
        "If this is a mutation, see whether it was stored before you repeat it.",
    )
    return beyond(CODE, message, limit, round(actual, 3))


@asynccontextmanager
async def deadline(seconds: float, longest: float = 0.0) -> AsyncIterator[None]:
    """Limit the time of the block: waiting is cancelled, computing stops at the next object.

    The block may ask for the longest time with ``extend``.

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
    """Give the running operation the time that imports may take."""
    if (allowed := _ALLOWED.get(None)) is not None:
        allowed.extend()


class TimedExecution(StrawberryGraphQLCoreExecutionContext):
    """Executes an operation, and checks the time and the size of the answer before each object.

    Without this, an operation that never waits for anything would hold the process to its end: the event loop cannot
    interrupt it. A single resolver that computes for long cannot be interrupted at all.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._allowed = _ALLOWED.get(None)
        self.made = beginning()
        """The size of the answer so far."""
        self._end: GraphQLError | None = None
        """The error that ends the whole answer; None while it may go on."""

    def build_per_event_executor(self, payload: Any) -> "TimedExecution":
        """Make the executor for one event of a subscription: each event has an answer of its own."""
        found = cast("TimedExecution", super().build_per_event_executor(payload))
        found.made = self.made.anew()
        found._end = None
        return found

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Execute the fields of one object, if there is time left and the answer is not too large.

        Raises
        ------
        GraphQLError
            Where there is none, or it may not.
        """
        allowed = self._allowed
        if allowed is not None and (now := monotonic()) > allowed.until:
            raise self._ended(overdue(allowed.limit, now - allowed.start))
        many = len(grouped_field_set)
        values = ceil(many / OF_SCHEMA) if is_introspection_type(parent_type) else many
        self._count(values, shell(grouped_field_set))
        return super().execute_fields(parent_type, source_value, path, grouped_field_set, *args, **kwargs)

    def execute_fields_serially(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Execute the root fields of a mutation one after another; they count like all other fields."""
        self._count(len(grouped_field_set), shell(grouped_field_set))
        return super().execute_fields_serially(parent_type, source_value, path, grouped_field_set, *args, **kwargs)

    def complete_list_item_value(
        self, item: Any, complete_results: list[Any], item_type: GraphQLOutputType, *args: Any, **kwargs: Any
    ) -> bool:
        """Complete an item of a list; a text or a number counts, an object counts by its fields."""
        if is_leaf_type(get_nullable_type(item_type)):
            self._count(1, ITEM_SIZE)
        return super().complete_list_item_value(item, complete_results, item_type, *args, **kwargs)

    def complete_leaf_value(self, return_type: GraphQLLeafType, result: Any) -> Any:  # type: ignore[override]
        """Complete a text or a number."""
        found = super().complete_leaf_value(return_type, result)
        if type(found) is str:
            self._count(0, size_of(found))
        return found

    def handle_field_error(self, raw_error: Exception, *args: Any, **kwargs: Any) -> None:
        """Handle the error of a field, unless the whole answer ends: that error makes no nulls."""
        if self._end is not None:
            raise self._end
        super().handle_field_error(raw_error, *args, **kwargs)

    def _count(self, values: int, size: int) -> None:
        try:
            self.made.count(values, size)
        except GraphQLError as error:
            raise self._ended(error) from None

    def _ended(self, error: GraphQLError) -> GraphQLError:
        self._end = self._end or error
        return self._end
