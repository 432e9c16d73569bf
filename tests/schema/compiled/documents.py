"""Documents: random queries that fit a schema, with their variables."""

from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)
from hypothesis import strategies as st

_LITERALS = {
    "Int": ("0", "1", "3"),
    "Float": ("0.5", "2"),
    "Boolean": ("true", "false"),
    "String": ('"a"', '""', '"é"'),
    "ID": ('"1"', "7"),
}


class Asked(NamedTuple):
    """A query and the values of its variables."""

    text: str
    variables: dict[str, Any]


class _Writer:
    """Writes one document, drawing what it holds."""

    def __init__(self, schema: GraphQLSchema, draw: Any) -> None:
        self._schema = schema
        self._draw = draw
        self.fragments: list[str] = []
        self.uses_flags = False

    def selection(self, type_: GraphQLNamedType, depth: int) -> str:
        parts = [self._part(type_, depth) for _ in range(self._draw(st.integers(1, 4)))]
        found = [each for each in parts if each]
        return f"{{ {' '.join(found) or '__typename'} }}"

    def _part(self, type_: GraphQLNamedType, depth: int) -> str:
        kind = self._draw(st.sampled_from(("field",) * 6 + ("inline", "fragment", "typename")))
        if kind == "typename" or not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
            return "__typename"
        if kind != "field" or isinstance(type_, GraphQLUnionType):
            return self._fragment(type_, depth, named=kind == "fragment")
        fields = [each for each in type_.fields.items() if self._can_ask(each[1], depth)]
        if not fields:
            return "__typename"
        name, field = self._draw(st.sampled_from(sorted(fields)))
        arguments = self._arguments(field)
        alias = f"{name}_{sum(map(ord, arguments)) % 97}: " if arguments or self._draw(st.booleans()) else ""
        below = get_named_type(field.type)
        chosen = "" if is_leaf_type(below) else self.selection(below, depth - 1)
        return f"{alias}{name}{arguments} {self._directive()} {chosen}"

    def _fragment(self, type_: Any, depth: int, *, named: bool) -> str:
        types = [type_]
        if not isinstance(type_, GraphQLObjectType):
            types += self._schema.get_possible_types(type_)
        on = self._draw(st.sampled_from(types))
        chosen = self.selection(on, depth - 1) if depth > 0 else "{ __typename }"
        if not named:
            return f"... on {on.name} {self._directive()} {chosen}"
        self.fragments.append(f"fragment F{len(self.fragments)} on {on.name} {chosen}")
        return f"...F{len(self.fragments) - 1} {self._directive()}"

    def _directive(self) -> str:
        drawn = self._draw(st.sampled_from(("",) * 6 + ("@include(if: $yes)", "@skip(if: $no)", "@skip(if: true)")))
        self.uses_flags |= "$" in drawn
        return str(drawn)

    def _can_ask(self, field: GraphQLField, depth: int) -> bool:
        if depth <= 0 and not is_leaf_type(get_named_type(field.type)):
            return False
        return all(self._values(each) for each in field.args.values() if is_required_argument(each))

    def _arguments(self, field: GraphQLField) -> str:
        chosen = []
        for name, argument in field.args.items():
            if values := self._values(argument):
                if not is_required_argument(argument) and not self._draw(st.booleans()):
                    continue
                chosen.append(f"{name}: {self._draw(st.sampled_from(values))}")
        return f"({', '.join(chosen)})" if chosen else ""

    def _values(self, argument: GraphQLArgument) -> list[str]:
        return self._literals(argument.type)

    def _literals(self, type_: Any, inputs: int = 2) -> list[str]:
        """Values of a type; inputs that may hold each other are written so many deep."""
        if isinstance(type_, GraphQLNonNull):
            return self._literals(type_.of_type, inputs)
        if isinstance(type_, GraphQLList):
            inner = self._literals(type_.of_type, inputs)
            return ["[]", f"[{inner[0]}, {inner[-1]}]"] if inner else []
        if isinstance(type_, GraphQLEnumType):
            return list(type_.values)
        if isinstance(type_, GraphQLInputObjectType):
            named = {name: self._literals(each.type, inputs - 1) for name, each in type_.fields.items() if inputs}
            if any(isinstance(type_.fields[name].type, GraphQLNonNull) and not found for name, found in named.items()):
                return []
            written = ", ".join(f"{name}: {found[-1]}" for name, found in named.items() if found)
            return [f"{{ {written} }}"] if inputs else []
        return list(_LITERALS.get(type_.name, ()))


@st.composite
def documents(draw: Any, schema: GraphQLSchema, start: str = "", type_name: str = "Query", depth: int = 4) -> Asked:
    """Draw a query; with a ``start`` such as ``plan(slug: "kota")`` what is asked of it, which is of a type."""
    writer = _Writer(schema, draw)
    chosen = writer.selection(schema.type_map[type_name], depth)
    body = f"{{ {start} {chosen} }}" if start else chosen
    head = "query ($yes: Boolean!, $no: Boolean = false)" if writer.uses_flags else "query"
    used = " ".join((f"{head} {body}", *writer.fragments))
    declared = [name for name in ("yes", "no") if f"${name})" in used]
    if writer.uses_flags:
        kinds = {"yes": "$yes: Boolean!", "no": "$no: Boolean = false"}
        used = used.replace(head, f"query ({', '.join(kinds[name] for name in declared)})", 1)
    values = {"yes": draw(st.booleans()), "no": draw(st.booleans())}
    variables = {name: values[name] for name in declared if name == "yes" or draw(st.booleans())}
    return Asked(used, variables)
