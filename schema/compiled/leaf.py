"""Leaf: completes scalars and enums."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from graphql import GraphQLBoolean, GraphQLEnumType, GraphQLID, GraphQLOutputType, GraphQLScalarType, GraphQLString
from graphql.pyutils import Undefined

from schema.compiled.run import Complete, Run, Uncompiled

AS_THEY_ARE: Final[Mapping[GraphQLOutputType, type]] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
"""Types whose values, where they are of just this Python type, are answered as they are."""


def leaf(type_: GraphQLScalarType | GraphQLEnumType) -> Complete:
    """Complete the values of a scalar or an enum, as its own function does."""
    convert: Callable[[Any], Any] = type_.coerce_output_value

    def complete(value: Any, run: Run) -> Any:
        if isinstance(value, Exception) or run.executor.is_awaitable(value):
            raise Uncompiled
        found = convert(value)
        if found is None or found is Undefined:
            raise Uncompiled
        return found

    return complete
