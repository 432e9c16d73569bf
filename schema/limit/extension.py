"""Extension: applies the limits to every operation, sent by POST, GET, WebSocket or event stream."""

from collections.abc import AsyncIterator, Iterator
from functools import cached_property
from typing import Final

from graphql import ExecutionResult, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from graph.sentence import Sentence
from schema.core import ErrorCode
from schema.limit.cost import Estimate
from schema.limit.deadline import CODE as TIMEOUT
from schema.limit.deadline import deadline
from schema.limit.document import Document, Documents
from schema.limit.error import GREATEST, beyond
from schema.limit.made import CODE as TOO_LARGE
from schema.limit.made import bounded
from schema.limit.rate import Readers
from schema.limit.settings import Limits

_STOPPED: Final = frozenset({TIMEOUT, TOO_LARGE})


class Limiting(SchemaExtension):
    """Uses the documents that are kept, refuses operations that exceed a limit, and reports what an operation costs."""

    def __init__(self, limits: Limits, documents: Documents, readers: Readers) -> None:
        self._limits = limits
        self._documents = documents
        self._readers = readers

    def on_parse(self) -> Iterator[None]:
        """Take the document from those that are kept; ``LimitedSchema`` has admitted its text."""
        self.execution_context.graphql_document = self._document.node
        yield

    def on_validate(self) -> Iterator[None]:
        """Check the cheap limits first: validation itself may take long for a document that exceeds them."""
        execution = self.execution_context
        execution.pre_execution_errors = list(self._document.errors or self._too_costly() or self._invalid())
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """Stop an operation that runs too long or grows too large; of a subscription, each answer by itself."""
        reader, estimate = getattr(self.execution_context.context, "reader", None), self._estimate
        if reader is not None:
            self._readers.spend(reader, estimate.total)
        with bounded(self._limits.values, self._limits.answer) as made:
            if self.execution_context.operation_type is OperationType.SUBSCRIPTION:
                yield
                return
            try:
                async with deadline(self._limits.seconds, self._limits.import_seconds):
                    yield
            finally:
                actual = made.latest.latest.values + estimate.work
                self.execution_context.extensions_results["cost"]["actual"] = actual
                if reader is not None:
                    self._readers.settle(reader, estimate.total, actual)
        result = self.execution_context.result
        stopped = [error for error in (isinstance(result, ExecutionResult) and result.errors) or () if _stops(error)]
        if stopped:
            raise GraphQLError(stopped[0].message, extensions=stopped[0].extensions)

    @property
    def _document(self) -> Document:
        return self._documents.read(self.execution_context.query or "")

    @cached_property
    def _estimate(self) -> Estimate:
        """What the one operation is estimated to cost, which is asked before it is validated and when it runs."""
        execution = self.execution_context
        schema, text = execution.schema._schema, execution.query or ""
        return self._documents.cost(schema, text, execution.operation_name, execution.variables or {})

    def _too_costly(self) -> list[GraphQLError]:
        estimated, limit = self._estimate.total, self._limits.cost
        told = {"estimated": min(estimated, GREATEST), "limit": limit}
        self.execution_context.extensions_results["cost"] = told
        message = Sentence(
            "Jawaban atas permintaan ini diperkirakan memuat {actual} field; paling banyak {limit}. "
            "Kecilkan first, atau bagi permintaannya.",
            "The answer to this request is estimated to hold {actual} fields; at most {limit}. "
            "Make first smaller, or divide the request.",
        )
        return [beyond(ErrorCode.TOO_COSTLY, message, limit, estimated)] if estimated > limit else []

    def _invalid(self) -> tuple[GraphQLError, ...]:
        execution = self.execution_context
        return self._documents.validate(execution.schema._schema, execution.query or "", execution.validation_rules)


def _stops(error: GraphQLError) -> bool:
    return bool(error.extensions and error.extensions.get("code") in _STOPPED)
