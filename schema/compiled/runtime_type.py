"""Runtime type: which type of the schema an object is of."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLAbstractType, GraphQLObjectType
from strawberry.types.base import StrawberryObjectDefinition, get_object_definition
from strawberry.types.cast import get_strawberry_type_cast

from schema.compiled.field import DEFINITION, Field
from schema.compiled.run import Run, Uncompiled


def type_name(type_: GraphQLAbstractType, field: Field) -> Callable[[Any, Run], str]:
    """Name the object type of a value of an interface or a union, as the schema says it.

    Where nothing but the Python class decides, the schema is asked once for each class.
    """
    definition = type_.extensions.get(DEFINITION)
    is_by_class = getattr(definition, "resolve_type", None) is None
    known: dict[type, str] = {}

    def name(value: Any, run: Run) -> str:
        if (found := known.get(type(value))) is not None:
            return found
        named = (type_.resolve_type or run.executor.type_resolver)(value, field.raw_info(run), type_)
        if not isinstance(named, str):
            raise Uncompiled
        if is_by_class and _decides(value):
            known[type(value)] = named
        return named

    return name


class IsOfType:
    """Says whether a value is of an object type, as the schema says it.

    Where nothing but the Python class decides, the class becomes one of the known ones; it needs not be asked again.
    """

    def __init__(self, type_: GraphQLObjectType, field: Field) -> None:
        self.known: set[type] = set()
        self._type = type_
        self._field = field
        self._is_by_class = getattr(type_.extensions.get(DEFINITION), "is_type_of", None) is None

    def __call__(self, value: Any, run: Run) -> bool:
        """Ask the schema."""
        ask = self._type.is_type_of
        if ask is None or ask(value, self._field.raw_info(run)) is not True:
            return False
        if self._is_by_class and _decides(value):
            self.known.add(type(value))
        return True


def _decides(value: object) -> bool:
    """Whether all values of a class are of one type: no generic, and nothing that was cast."""
    found = get_object_definition(type(value))
    return (
        isinstance(found, StrawberryObjectDefinition)
        and not found.is_graphql_generic
        and get_strawberry_type_cast(value) is None
    )
