"""Extension: applies the limits to every operation, sent by POST, GET, WebSocket or event stream."""

from collections.abc import AsyncIterator, Iterator
from typing import Final

from graphql import ExecutionResult, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from graph.sentence import Sentence
from schema.core import ErrorCode
from schema.limit.deadline import CODE as TIMEOUT
from schema.limit.deadline import deadline
from schema.limit.document import Document, Documents
from schema.limit.error import GREATEST, beyond
from schema.limit.made import CODE as TOO_LARGE
from schema.limit.made import bounded
from schema.limit.settings import Limits

_STOPPED: Final = frozenset({TIMEOUT, TOO_LARGE})


class Limiting(SchemaExtension):
    """Uses the documents that are kept, refuses operations that exceed a limit, and reports what an operation costs."""

    def __init__(self, limits: Limits, documents: Documents) -> None:
        self._limits = limits
        self._documents = documents

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
        with bounded(self._limits.values, self._limits.answer):
            if self.execution_context.operation_type is OperationType.SUBSCRIPTION:
                yield
                return
            async with deadline(self._limits.seconds, self._limits.import_seconds):
                yield
        result = self.execution_context.result
        stopped = [error for error in (isinstance(result, ExecutionResult) and result.errors) or () if _stops(error)]
        if stopped:
            raise GraphQLError(stopped[0].message, extensions=stopped[0].extensions)

    @property
    def _document(self) -> Document:
        return self._documents.read(self.execution_context.query or "")

    def _too_costly(self) -> list[GraphQLError]:
        execution = self.execution_context
        estimated = self._documents.cost(
            execution.schema._schema, execution.query or "", execution.operation_name, execution.variables or {}
        )
        limit = self._limits.cost
        execution.extensions_results["cost"] = {"estimated": min(estimated, GREATEST), "limit": limit}
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
