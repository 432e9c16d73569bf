"""Run: the state of one run of a compiled operation."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutine
from typing import Any

from graphql.execution import Executor
from graphql.pyutils import gather_with_cancel

from schema.limit.made import Made, size_of

Complete = Callable[[Any, "Run"], Any]
"""Turns the value of a resolver into the value in the answer."""


class Uncompiled(Exception):
    """Raised for what a compiled operation cannot do; graphql-core then runs the operation."""


class Run:
    """One run of a compiled operation: its request, its limits and its pending values."""

    __slots__ = ("bound", "executor", "made", "pending", "until")

    def __init__(self, executor: Executor[Any], until: float, made: Made) -> None:
        self.executor = executor
        """graphql-core's own execution of the same request; it has context, variables and schema."""
        self.made = made
        """The size of the answer so far."""
        self.until = until
        """The time on the monotonic clock by which the run must have ended."""
        self.bound: dict[object, dict[str, Any]] = {}
        """The arguments of each field that has any, by the field: worked out once, given to every call."""
        self.pending: list[tuple[Awaitable[Any], dict[str, Any], str, Complete]] = []
        """The awaited values, each with its place in the answer and how it is completed."""

    async def settle(self) -> None:
        """Wait for all pending values, and for those that they lead to, wave after wave.

        What is asked for together is waited for together, so that loaders can read it together.
        """
        while self.pending:
            waiting, self.pending = self.pending, []
            if len(waiting) == 1:
                values = [await waiting[0][0]]
            else:
                values = await gather_with_cancel(*(each[0] for each in waiting))
            for (_, place, name, complete), value in zip(waiting, values, strict=True):
                place[name] = done = complete(value, self)
                if type(done) is str:
                    self.made.size += size_of(done)

    def drop(self) -> None:
        """Close the pending values that have not begun."""
        for awaitable, *_ in self.pending:
            if iscoroutine(awaitable):
                awaitable.close()
        self.pending.clear()
