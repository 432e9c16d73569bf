"""Limited: a schema that answers within limits."""

import re
from collections.abc import AsyncGenerator, Iterable
from copy import copy
from typing import Any, Final, Self

import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import StreamResult
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from schema.limit.deadline import TimedExecution
from schema.limit.document import Documents
from schema.limit.extension import Limiting
from schema.limit.persisted import Trusted
from schema.limit.rate import Readers
from schema.limit.settings import DEFAULT, Limits

_SUGGESTION: Final = re.compile(r" ?Did you mean [^?]*\?")


class LimitedSchema(strawberry.Schema):
    """A schema that refuses operations that exceed its limits before running them, and most of them before parsing."""

    limits: Limits
    """The limits of this schema."""

    def __init__(self, query: type, *, limits: Limits = DEFAULT, **options: Any) -> None:
        """Make a schema; the options are those of ``strawberry.Schema``.

        Raises
        ------
        ValueError
            Where the trusted documents cannot be used.
        """
        super().__init__(query, **{"execution_context_class": TimedExecution, **options})
        self._hold(limits)

    def within(self, limits: Limits) -> Self:
        """Give the same schema held to other limits; the types are shared.

        Raises
        ------
        ValueError
            Where the trusted documents cannot be used.
        """
        other = copy(self)
        other._hold(limits)
        return other

    def _hold(self, limits: Limits) -> None:
        self.limits = limits
        self._trusted = Trusted(limits)
        self._documents = Documents(limits)
        self._readers = Readers(limits.burst, limits.rate)
        self.config = copy(self.config)
        self.config.disable_field_suggestions = not limits.introspection

    @staticmethod
    def remove_field_suggestion(error: GraphQLError) -> None:
        """Take away the names of the schema that GraphQL suggests; an error with a code suggests things of a plan."""
        if not (error.extensions or {}).get("code"):
            error.message = _SUGGESTION.sub("", error.message)

    def get_extensions(self, sync: bool = False) -> list[SchemaExtension]:
        """Add the limits as the last of the extensions."""
        return [*super().get_extensions(sync), Limiting(self.limits, self._documents, self._readers)]

    def admit(
        self, text: str | None, operation_name: str | None = None, extensions: dict[str, Any] | None = None
    ) -> str | None:
        """Give the document of a request, sent as text or by hash; None if it has neither.

        Raises
        ------
        GraphQLError
            Where it is unknown, too long, no GraphQL, or has no such operation.
        """
        text = self._trusted.document(text, extensions)
        if text is not None:
            self._documents.admit(text)
            document = self._documents.read(text)
            if not document.errors:
                document.operation(operation_name)
        return text

    def meant(
        self, text: str | None, operation_name: str | None = None, extensions: dict[str, Any] | None = None
    ) -> tuple[DocumentNode, OperationDefinitionNode]:
        """Give the document and the operation of a request that was answered without errors."""
        document = self._documents.read(self._trusted.document(text, extensions) or "")
        return document.node, document.operation(operation_name)

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Run one operation within the limits."""
        try:
            text = self.admit(query, operation_name, operation_extensions)
        except GraphQLError as error:
            return PreExecutionError(data=None, errors=[error])
        return await super().execute(
            text,
            variable_values=variable_values,
            context_value=context_value,
            root_value=root_value,
            operation_name=operation_name,
            allowed_operation_types=allowed_operation_types,
            operation_extensions=operation_extensions,
        )

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> StreamResult:
        """Run one operation within the limits and give its results as they come."""
        try:
            text = self.admit(query, operation_name, operation_extensions)
        except GraphQLError as error:
            return _only(PreExecutionError(data=None, errors=[error]))
        return await super().stream(
            text,
            variable_values=variable_values,
            context_value=context_value,
            root_value=root_value,
            operation_name=operation_name,
            operation_extensions=operation_extensions,
            allowed_operation_types=allowed_operation_types,
        )


async def _only(error: PreExecutionError) -> AsyncGenerator[PreExecutionError, None]:
    yield error
