"""Operation: from a query's text to the function that answers it."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLAbstractType,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet, collect_fields, collect_subfields
from graphql.execution.values import VariableValues

from schema.compiled.field import Field
from schema.compiled.leaf import AS_THEY_ARE, leaf
from schema.compiled.run import Complete, Run, Uncompiled
from schema.compiled.runtime_type import IsOfType, type_name
from schema.compiled.value import Answer, each, never_null, or_null, selection


def compiled(executor: Executor[Any], flags: dict[str, bool]) -> Complete:
    """Compile the query that an executor was made for: give what answers it from its root value.

    What is compiled knows nothing of the request that it was made for but the document and the flags; each type of
    object is compiled when the first one comes.

    Parameters
    ----------
    flags
        The values of the Boolean variables, on which ``@skip`` and ``@include`` may depend; what is compiled holds for
        these.

    Raises
    ------
    Uncompiled
        Where it has something that is not compiled, such as introspection.
    """
    return _Compiler(executor, flags).operation()


class _Compiler:
    """Compiles one query."""

    def __init__(self, executor: Executor[Any], flags: dict[str, bool]) -> None:
        self._schema = executor.schema
        self._fragments = executor.fragments
        self._operation = executor.operation
        self._flags = VariableValues({}, flags)

    def operation(self) -> Complete:
        root = self._schema.query_type
        if root is None:
            raise Uncompiled
        try:
            fields = collect_fields(self._schema, self._fragments, self._flags, root, self._operation)
        except GraphQLError as error:
            raise Uncompiled from error
        answers = list(self._answers(root, fields.grouped_field_set))
        return selection(lambda: answers, is_root=True)

    def _answers(self, parent: GraphQLObjectType, fields: GroupedFieldSet) -> Iterator[Answer]:
        for name, details in fields.items():
            asked = details[0].node.name.value
            if asked == "__typename":
                yield _constant(name, parent.name)
                continue
            if asked not in parent.fields:
                raise Uncompiled(asked)
            definition = parent.fields[asked]
            field = self._field(parent, definition, details)
            complete = self._completed(definition.type, details, field)
            as_it_is = AS_THEY_ARE.get(get_nullable_type(definition.type))
            yield Answer(name, field.resolve, complete, as_it_is, field.needs_run, field.is_async)

    def _field(self, parent: GraphQLObjectType, definition: GraphQLField, details: FieldDetailsList) -> Field:
        if any(one.fragment_variable_values is not None for one in details):
            raise Uncompiled
        return Field(self._schema, parent, definition, [one.node for one in details])

    def _completed(self, type_: GraphQLOutputType, details: FieldDetailsList, field: Field) -> Complete:
        """Give the function that completes a value of a type, null or not."""
        inner, nullable = (type_.of_type, False) if isinstance(type_, GraphQLNonNull) else (type_, True)
        if isinstance(inner, GraphQLObjectType):
            return self._object(inner, details, field, nullable=nullable)
        complete = self._not_null(inner, details, field)
        return or_null(complete) if nullable else never_null(complete)

    def _not_null(self, type_: GraphQLOutputType, details: FieldDetailsList, field: Field) -> Complete:
        """Give the function that completes a value that is neither null nor of an object type."""
        if isinstance(type_, GraphQLList):
            are_values = is_leaf_type(get_nullable_type(type_.of_type))
            return each(self._completed(type_.of_type, details, field), are_values=are_values)
        if is_leaf_type(type_):
            return leaf(type_)
        if is_abstract_type(type_):
            return self._abstract(type_, details, field)
        raise Uncompiled(type_)

    def _object(
        self, type_: GraphQLObjectType, details: FieldDetailsList, field: Field, *, nullable: bool = False
    ) -> Complete:
        fits = IsOfType(type_, field) if type_.is_type_of else None
        return selection(lambda: self._answers(type_, self._selected(type_, details)), fits, nullable=nullable)

    def _abstract(self, type_: GraphQLAbstractType, details: FieldDetailsList, field: Field) -> Complete:
        named = type_name(type_, field)
        objects: dict[str, Complete] = {}

        def complete(value: Any, run: Run) -> Any:
            name = named(value, run)
            if name not in objects:
                own = self._schema.type_map.get(name)
                if not isinstance(own, GraphQLObjectType) or not self._schema.is_sub_type(type_, own):
                    raise Uncompiled
                objects[name] = self._object(own, details, field)
            return objects[name](value, run)

        return complete

    def _selected(self, type_: GraphQLObjectType, details: FieldDetailsList) -> GroupedFieldSet:
        found = collect_subfields(self._schema, self._fragments, self._flags, self._operation, type_, details)
        return found.grouped_field_set


def _constant(name: str, value: str) -> Answer:
    return Answer(name, lambda _: value, lambda found, _: found, str, needs_run=False, is_async=False)
