"""Document: parsed, measured and validated documents, kept for the next request with the same text."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import msgspec
from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
)
from strawberry.schema.schema import validate_document

from graph.sentence import Sentence
from schema.core import ErrorCode, failure
from schema.limit.cost import Estimate, cost
from schema.limit.error import beyond
from schema.limit.fragment import operations
from schema.limit.settings import Limits
from schema.limit.shape import Shape, shape
from schema.limit.token import tokens

KEPT_LENGTH: Final = 4_096
"""Longer documents are not kept, so that nobody can fill the memory by sending many: 128 of this length take 56 MB."""


NO_VARIABLES: Final[Mapping[str, Any]] = MappingProxyType({})


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed document, with the limits that it breaks."""

    node: DocumentNode
    errors: tuple[GraphQLError, ...]
    """The limits that it breaks; it is then not to be validated, for that may take long."""

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Give the operation with a name, or the only one.

        Raises
        ------
        GraphQLError
            Where there is no such operation, or several and none was named.
        """
        found = list(operations(self.node))
        if name is None and len(found) == 1:
            return found[0]
        for each in found:
            if name is not None and each.name and each.name.value == name:
                return each
        named = [each.name.value for each in found if each.name]
        nameless = [Sentence("satu tanpa nama", "one without a name")] * (len(found) - len(named))
        names = Sentence(
            ", ".join([*named, *nameless]) or "tidak ada",
            ", ".join([*named, *(each.en for each in nameless)]) or "none",
        )
        if name is None:
            message = Sentence(
                f"Sebut dengan operationName operasi mana yang dijalankan; di dokumen ini: {names}.",
                f"Say by operationName which operation to run; this document has: {names.en}.",
            )
        else:
            message = Sentence(
                f"Dokumen ini tidak memuat operasi {name}; di dokumen ini: {names}.",
                f"This document has no operation {name}; it has: {names.en}.",
            )
        raise failure(ErrorCode.OPERATION_UNKNOWN, message)


class Documents:
    """Parses, measures and validates documents; keeps the latest few.

    Strawberry's own ``ParserCache`` and ``ValidationCache`` are not used: the latter validates before any limit of
    ours is asked and wipes out what a limit found before it.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        kept = lru_cache(limits.cached_documents)
        self._parsed: Callable[[str], Document] = kept(self._parse)
        self._admitted: Callable[[str], None] = kept(self._admit)
        self._validated: Callable[..., tuple[GraphQLError, ...]] = kept(self._validate)
        self._estimated: Callable[[GraphQLSchema, str, str | None], Estimate] = kept(self._estimate)

    def admit(self, text: str) -> None:
        """Check that a text is short enough to be parsed.

        Raises
        ------
        GraphQLError
            Where it has too many bytes or tokens.
        """
        (self._admitted if len(text) <= KEPT_LENGTH else self._admit)(text)

    def _admit(self, text: str) -> None:
        limits = self._limits
        if (length := len(text.encode("utf-8", "surrogatepass"))) > limits.document:
            message = Sentence(
                "Dokumen GraphQL ini {actual} byte; paling banyak {limit}. Bagi menjadi beberapa permintaan.",
                "This GraphQL document has {actual} bytes; at most {limit}. Divide it into several requests.",
            )
            raise beyond(ErrorCode.DOCUMENT_TOO_LARGE, message, limits.document, length)
        if (count := tokens(text)) > limits.tokens:
            message = Sentence(
                "Dokumen GraphQL ini memuat {actual} kata dan tanda; paling banyak {limit}. Minta lebih sedikit.",
                "This GraphQL document has {actual} words and signs; at most {limit}. Ask for less.",
            )
            raise beyond(ErrorCode.TOO_MANY_TOKENS, message, limits.tokens, count)

    def read(self, text: str) -> Document:
        """Parse a text and check it against the limits on its shape.

        Raises
        ------
        GraphQLSyntaxError
            Where it is no GraphQL.
        """
        return self._parsed(text) if len(text) <= KEPT_LENGTH else self._parse(text)

    def validate(
        self, schema: GraphQLSchema, text: str, rules: tuple[type[ASTValidationRule], ...]
    ) -> tuple[GraphQLError, ...]:
        """Say what is wrong with a document by the rules of GraphQL; nothing where it may run."""
        return (self._validated if len(text) <= KEPT_LENGTH else self._validate)(schema, text, rules)

    def cost(
        self, schema: GraphQLSchema, text: str, operation_name: str | None, variables: Mapping[str, Any]
    ) -> Estimate:
        """Estimate the cost of an operation, as ``cost`` does; the estimate is kept if there are no variables.

        Raises
        ------
        GraphQLError
            As ``cost``.
        """
        if variables or len(text) > KEPT_LENGTH:
            return self._estimate(schema, text, operation_name, variables)
        return self._estimated(schema, text, operation_name)

    def _estimate(
        self, schema: GraphQLSchema, text: str, operation_name: str | None, variables: Mapping[str, Any] = NO_VARIABLES
    ) -> Estimate:
        document = self.read(text)
        return cost(schema, document.node, document.operation(operation_name), variables)

    def _parse(self, text: str) -> Document:
        node = parse(text)
        try:
            found = shape(node)
        except GraphQLError as error:
            return Document(node=node, errors=(error,))
        return Document(node=node, errors=tuple(_broken(found, self._limits)))

    def _validate(
        self, schema: GraphQLSchema, text: str, rules: tuple[type[ASTValidationRule], ...]
    ) -> tuple[GraphQLError, ...]:
        return tuple(validate_document(schema, self.read(text).node, rules))


def _broken(found: Shape, limits: Limits) -> list[GraphQLError]:
    rows = (
        (
            ErrorCode.TOO_DEEP,
            Sentence(
                "Permintaan ini bersusun {actual} tingkat; paling dalam {limit}. Minta yang dalam tersendiri.",
                "This request is nested {actual} levels deep; at most {limit}. Ask for what lies deep by itself.",
            ),
            limits.depth,
            found.depth,
        ),
        (
            ErrorCode.TOO_MANY_ALIASES,
            Sentence(
                "Permintaan ini memakai {actual} alias; paling banyak {limit}. Bagi permintaannya.",
                "This request has {actual} aliases; at most {limit}. Divide it.",
            ),
            limits.aliases,
            found.aliases,
        ),
        (
            ErrorCode.TOO_MANY_ROOT_FIELDS,
            Sentence(
                "Permintaan ini bermula dari {actual} field; paling banyak {limit}. Bagi permintaannya.",
                "This request begins at {actual} fields; at most {limit}. Divide it.",
            ),
            limits.root_fields,
            found.root_fields,
        ),
        (
            ErrorCode.TOO_MANY_REPEATS,
            Sentence(
                "Satu nama ditulis {actual} kali di satu tempat; paling banyak {limit}. "
                "Tulis setiap field sekali saja.",
                "One name is written {actual} times in one place; at most {limit}. Write each field once.",
            ),
            limits.repeats,
            found.repeats,
        ),
    )
    errors = [beyond(code, message, limit, actual) for code, message, limit, actual in rows if actual > limit]
    if found.introspection and not limits.introspection:
        message = Sentence(
            "Pertanyaan tentang skema ditutup di sini; skemanya ada di berkas schema.graphql.",
            "Questions about the schema are closed here.",
        )
        errors.append(beyond(ErrorCode.INTROSPECTION_OFF, message, 0, found.introspection))
    return errors
