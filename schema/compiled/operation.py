"""Operation: from a query's text to the function that answers it."""

from collections.abc import Callable, Iterator
from typing import Any

from graphql import (
    GraphQLAbstractType,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet, collect_fields, collect_subfields
from graphql.execution.values import VariableValues

from schema.compiled.field import Field
from schema.compiled.leaf import AS_THEY_ARE, leaf
from schema.compiled.run import Complete, Run, Uncompiled
from schema.compiled.runtime_type import is_of_type, type_name
from schema.compiled.value import Answer, each, never_null, or_null, plain, selection


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
        return selection(lambda: answers)

    def _answers(self, parent: GraphQLObjectType, fields: GroupedFieldSet) -> Iterator[Answer]:
        for name, details in fields.items():
            asked = details[0].node.name.value
            if asked == "__typename":
                yield Answer(name, _constant(parent.name), _as_it_is, needs_run=False, is_async=False)
                continue
            if asked not in parent.fields:
                raise Uncompiled(asked)
            definition = parent.fields[asked]
            field = self._field(parent, definition, details)
            complete = self._completed(definition.type, details, field)
            yield Answer(name, field.resolve, complete, needs_run=field.needs_run, is_async=field.is_async)

    def _field(self, parent: GraphQLObjectType, definition: GraphQLField, details: FieldDetailsList) -> Field:
        if any(one.fragment_variable_values is not None for one in details):
            raise Uncompiled
        return Field(self._schema, parent, definition, [one.node for one in details])

    def _completed(self, type_: GraphQLOutputType, details: FieldDetailsList, field: Field) -> Complete:
        """What completes a value of a type, null or not."""
        if isinstance(type_, GraphQLNonNull):
            inner = type_.of_type
            complete = never_null(self._nullable(inner, details, field))
        else:
            inner = type_
            complete = or_null(self._nullable(inner, details, field))
        return plain(AS_THEY_ARE[inner], complete) if inner in AS_THEY_ARE else complete

    def _nullable(self, type_: GraphQLOutputType, details: FieldDetailsList, field: Field) -> Complete:
        """What completes a value that is not null."""
        if isinstance(type_, GraphQLList):
            return each(self._completed(type_.of_type, details, field))
        if is_leaf_type(type_):
            return leaf(type_)
        if is_abstract_type(type_):
            return self._abstract(type_, details, field)
        if isinstance(type_, GraphQLObjectType):
            return self._object(type_, details, field)
        raise Uncompiled(type_)

    def _object(self, type_: GraphQLObjectType, details: FieldDetailsList, field: Field) -> Complete:
        select = selection(lambda: self._answers(type_, self._selected(type_, details)))
        if type_.is_type_of is None:
            return select
        known: set[type] = set()
        fits = is_of_type(type_, field, known)

        def complete(value: Any, run: Run) -> Any:
            if type(value) not in known and not fits(value, run):
                raise Uncompiled
            return select(value, run)

        return complete

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


def _constant(value: str) -> Callable[[Any], str]:
    return lambda _: value


def _as_it_is(value: Any, run: Run) -> Any:
    del run
    return value
