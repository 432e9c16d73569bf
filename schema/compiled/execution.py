"""Execution: runs queries as compiled operations, and leaves those that fail to graphql-core."""

from collections.abc import Hashable
from contextlib import suppress
from math import inf
from typing import Any, Final
from weakref import WeakKeyDictionary

from graphql import GraphQLSchema, OperationType
from graphql.execution import ExecutionResult
from graphql.pyutils import AwaitableOrValue

from schema.compiled.operation import compiled
from schema.compiled.run import Complete, Run, Uncompiled
from schema.limit.deadline import TimedExecution
from schema.limit.document import KEPT_LENGTH

_MOST: Final = 128
"""Number of compiled operations that are kept, the most recently used."""
_Kept = dict[Hashable, Complete | None]
_KEPT: WeakKeyDictionary[GraphQLSchema, _Kept] = WeakKeyDictionary()


class CompiledExecution(TimedExecution):
    """Runs a query as the compiled operation; where anything goes wrong in it, graphql-core runs it anew.

    A compiled operation knows only how to succeed. It has no errors, no paths and no nulls that spread: a resolver that
    raises, a value that is not of its type, a null where none may be, and all that the compiler does not know end the
    attempt, and the answer is the one that graphql-core gives from the beginning. Queries change nothing, so running
    them twice does no harm; mutations and subscriptions are never compiled.
    """

    def execute_operation(self, serially: bool | None = None) -> AwaitableOrValue[Any]:
        """Run the operation, compiled where it can be."""
        operation = self._compiled()
        if operation is None:
            return super().execute_operation(serially)
        run = Run(self, self._allowed.until if self._allowed else inf, self.made)
        data: dict[str, Any] | None = None
        # whatever goes wrong, graphql-core says what becomes of it; it must not be told of it as of a cause of its own
        with suppress(Exception):
            data = operation(self.root_value, run)
            if not run.pending:
                run.made.check()
                return ExecutionResult(data, None)
        if data is not None and run.pending:
            return self._settled(data, run, serially)
        return self._anew(run, serially)

    async def _settled(self, data: dict[str, Any], run: Run, serially: bool | None) -> Any:
        with suppress(Exception):
            await run.settle()
            run.made.check()
            return ExecutionResult(data, None)
        again = self._anew(run, serially)
        return await again if self.is_awaitable(again) else again

    def _anew(self, run: Run, serially: bool | None) -> AwaitableOrValue[Any]:
        """Let graphql-core run the operation from the beginning, unless the answer was too large: it would be again."""
        run.drop()
        if run.made.is_too_large:
            return ExecutionResult(None, [run.made.error])
        self.made = run.made.anew()
        return super().execute_operation(serially)

    def _compiled(self) -> Complete | None:
        """Give the compiled operation, made before or now; None if it cannot be compiled."""
        operation = self.operation
        is_watched = bool(self.middleware_manager and self.middleware_manager.middlewares) or self.hooks is not None
        if operation.operation is not OperationType.QUERY or operation.loc is None or is_watched:
            return None
        text = operation.loc.source.body
        if len(text) > KEPT_LENGTH:
            return None
        kept = _KEPT.setdefault(self.schema, {})
        flags = tuple(sorted(each for each in self.variable_values.coerced.items() if isinstance(each[1], bool)))
        name = (text, operation.name and operation.name.value, flags)
        if name in kept:
            kept[name] = found = kept.pop(name)
            return found
        if len(kept) >= _MOST:
            del kept[next(iter(kept))]
        try:
            kept[name] = compiled(self, dict(flags))
        except Uncompiled:
            kept[name] = None
        return kept[name]
