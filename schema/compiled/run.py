"""Run: what one run of a compiled operation holds."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutine
from typing import Any

from graphql.execution import Executor
from graphql.pyutils import gather_with_cancel

from schema.limit.made import Made, size_of

Complete = Callable[[Any, "Run"], Any]
"""Turns what a resolver gave into what is answered."""


class Uncompiled(Exception):
    """Something that a compiled operation does not do; graphql-core does."""


class Run:
    """One run of a compiled operation: for whom it runs, how long it may, and what it waits for."""

    __slots__ = ("bound", "executor", "made", "pending", "until")

    def __init__(self, executor: Executor[Any], until: float, made: Made) -> None:
        self.executor = executor
        """graphql-core's own execution of the same request; it has context, variables and schema."""
        self.made = made
        """How much of the answer was made."""
        self.until = until
        """When it must have ended, by the clock that never goes back."""
        self.bound: dict[object, dict[str, Any]] = {}
        """The arguments of each field that has any, by the field: worked out once, given to every call."""
        self.pending: list[tuple[Awaitable[Any], dict[str, Any], str, Complete]] = []
        """What is waited for, where its value is to stand, and how it becomes one."""

    async def settle(self) -> None:
        """Wait for all that is pending, and for what comes of it, wave after wave.

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
        """End what has not begun yet."""
        for awaitable, *_ in self.pending:
            if iscoroutine(awaitable):
                awaitable.close()
        self.pending.clear()
