"""Field: how the value of a field is obtained from an object."""

from collections.abc import Callable
from inspect import isfunction
from operator import attrgetter
from types import NoneType
from typing import Any, Final, NoReturn

from graphql import (
    BREAK,
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    Visitor,
    VisitorAction,
    visit,
)
from graphql.execution.values import get_argument_values
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField
from strawberry.types.info import Info

from schema.compiled.run import Run, Uncompiled

DEFINITION: Final = GraphQLCoreConverter.DEFINITION_BACKREF
"""The extension in which a type or field of graphql-core names its strawberry definition."""
_UNCHANGING: Final = frozenset({str, int, float, bool, NoneType})
"""Types of arguments that no resolver can change."""


class _Place:
    """The part of a path that all objects of a field share: the type that the field belongs to."""

    def __init__(self, typename: str) -> None:
        self.typename = typename

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse the parts of a path that differ from object to object; graphql-core provides them."""
        raise Uncompiled(name)


class Field:
    """One field of a query, on one type of object."""

    def __init__(
        self, schema: GraphQLSchema, parent: GraphQLObjectType, definition: GraphQLField, nodes: list[FieldNode]
    ) -> None:
        found = definition.extensions.get(DEFINITION)
        converter: GraphQLCoreConverter = schema._strawberry_schema.schema_converter  # type: ignore[attr-defined]
        if not isinstance(found, StrawberryField) or found.extensions or converter.exception_handlers:
            raise Uncompiled(definition)
        self._converter = converter
        self._parent = parent
        self._definition = definition
        self._nodes = nodes
        self._place: Any = _Place(parent.name)
        self._has_variables = _has_variables(nodes[0])
        self._fixed: dict[str, Any] | None = None
        """The arguments, where they are the same in every run."""
        self._field = found

    @property
    def is_async(self) -> bool:
        """Whether its value is awaited."""
        return self._field.is_async

    def raw_info(self, run: Run) -> GraphQLResolveInfo[Any]:
        """The info that graphql-core gives a resolver; all objects of the field share it, so its path has the type
        only.
        """
        return run.executor.build_resolve_info(self._definition, self._nodes, self._parent, self._place)

    @property
    def needs_run(self) -> bool:
        """Whether its resolver takes the run: if it has arguments, or uses the operation's info."""
        own = self._field.base_resolver
        if own is None:
            return False
        return bool(own.arguments or own.info_parameter or own.parent_parameter or own.root_parameter)

    @property
    def resolve(self) -> Callable[..., Any]:
        """The function that gives its value for an object; it takes the run as well if it ``needs_run``."""
        own = self._field.base_resolver
        if own is None:
            get, name = self._field.default_resolver, self._field.python_name
            return attrgetter(name) if get is getattr else lambda source: get(source, name)
        call: Callable[..., Any] = own.wrapped_func if isfunction(own.wrapped_func) else own
        if self.needs_run:
            return self._bound(call)
        return call if own.self_parameter else lambda _: call()

    def _bound(self, call: Callable[..., Any]) -> Callable[[Any, Run], Any]:
        own: Any = self._field.base_resolver
        named = [each.name for each in (own.parent_parameter, own.root_parameter) if each]
        has_self = own.self_parameter is not None

        def resolve(source: Any, run: Run) -> Any:
            given = run.bound.get(self)
            if given is None:
                given = run.bound[self] = self._given(run)
            if named:
                given = given | dict.fromkeys(named, source)
            return call(source, **given) if has_self else call(**given)

        return resolve

    def _given(self, run: Run) -> dict[str, Any]:
        """Give the arguments, with the operation's info if the resolver uses it."""
        info = Info(self.raw_info(run), self._field)
        given = self._fixed
        if given is None:
            given = self._converted(run, info)
            if not self._has_variables and all(type(each) in _UNCHANGING for each in given.values()):
                self._fixed = given
        asked = self._field.base_resolver and self._field.base_resolver.info_parameter
        return given | {asked.name: info} if asked else given

    def _converted(self, run: Run, info: Info[Any, Any]) -> dict[str, Any]:
        executor = run.executor
        values = get_argument_values(
            self._definition, self._nodes[0], executor.variable_values, None, executor.hide_suggestions
        )
        return convert_arguments(
            values,
            self._field.arguments,
            scalar_registry=self._converter.scalar_registry,
            config=self._converter.config,
            info=info,
        )


class _Variables(Visitor):
    """Finds whether any variable is named."""

    found = False

    def enter_variable(self, *_: Any) -> VisitorAction:
        self.found = True
        return BREAK


def _has_variables(node: FieldNode) -> bool:
    variables = _Variables()
    for each in node.arguments or ():
        visit(each, variables)
    return variables.found
