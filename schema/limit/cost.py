"""Cost: an estimate, before an operation runs, of the fields in its answer and of the work to compute them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    get_named_type,
    value_from_ast_untyped,
)

from schema.limit.fragment import ordered
from schema.limit.given import weight
from schema.limit.price import EVALUATION, price, states
from schema.limit.size import BACK, is_connection, levels, likely, size

_ASKED = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


class _Cost(msgspec.Struct, kw_only=True):
    """The cost of a selection."""

    once: int = 0
    """Fields that count once, whatever the size of the page around them."""
    each: int = 0
    """Fields that count once for every item on the page around them."""
    work: int = 0
    """Prices of computations that count once, whatever the size of the page."""
    each_work: int = 0
    """Prices of computations that count once for every item on the page."""

    def add(self, other: "_Cost") -> None:
        """Count another selection on the same level."""
        self.once += other.once
        self.each += other.each
        self.work += other.work
        self.each_work += other.each_work


class Estimate(NamedTuple):
    """An estimate of what an operation costs."""

    fields: int
    """Fields that its answer is likely to hold."""
    work: int
    """Prices of what it computes."""

    @property
    def total(self) -> int:
        """Both together."""
        return self.fields + self.work


def cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Estimate:
    """Estimate the cost of an operation: the number of fields in its answer, and the work to compute them.

    Every field counts 1, and what it computes its price. What a list selects counts once for everything that the list
    is likely to hold: for pages ``first`` or ``last`` but not more than there usually is, else the usual page; for
    plain lists ``most``, else what such lists usually hold, else ten. Prices count as often as was asked for: the
    fields of an answer are counted while it is made, what it takes to compute them is not.

    Fields of introspection count once each, and asking for the schema has a price: it is the same for all. A selection
    under several type conditions counts as if all applied, a field under ``@skip`` as if it were wanted, one that is
    written twice twice. A field that the schema does not know counts 1 and ends there; validation speaks of it.

    Takes time linear in the document.

    Parameters
    ----------
    schema
        What the document is about.
    document, operation
        The document, and which of its operations is to run.
    variables
        The values of its variables, as they came with the request.

    Raises
    ------
    GraphQLError
        Where fragments contain each other, or two have the same name.
    """
    known = {
        each.variable.name.value: value_from_ast_untyped(each.default_value)
        for each in operation.variable_definitions or ()
        if each.default_value
    }
    walk = _Walk(schema, {**known, **variables})
    for fragment in ordered(document):
        of = schema.get_type(fragment.type_condition.name.value)
        for is_back in (False, True):
            walk.fragments[fragment.name.value, is_back] = walk.selection(fragment.selection_set, of, is_back=is_back)
    whole = walk.selection(operation.selection_set, schema.get_root_type(operation.operation))
    evaluated = EVALUATION * len(walk.states)
    return Estimate(whole.once + whole.each, whole.work + whole.each_work + evaluated)


class _Walk:
    """Walks through selections and their types in the schema."""

    def __init__(self, schema: GraphQLSchema, variables: dict[str, Any]) -> None:
        self.schema = schema
        self.variables = variables
        self.weights = {id(value): weight(value) for value in variables.values()}
        self.fragments: dict[tuple[str, bool], _Cost] = {}
        """The costs of fragments, by name and by whether they are spread where a way back leads."""
        self.states: set[str] = set()
        """The states of plans that the operation names; each is evaluated once."""

    def selection(self, selected: SelectionSetNode, parent: GraphQLNamedType | None, *, is_back: bool = False) -> _Cost:
        """The cost of what is selected of a type, and of what a way back led to, such as from a part to its whole."""
        found = _Cost()
        for each in selected.selections:
            if isinstance(each, FieldNode):
                found.add(self.field(each, parent, is_back=is_back))
            elif isinstance(each, FragmentSpreadNode):
                found.add(self.fragments.get((each.name.value, is_back), _Cost()))
            elif isinstance(each, InlineFragmentNode):
                named = each.type_condition
                of = self.schema.get_type(named.name.value) if named else parent
                found.add(self.selection(each.selection_set, of, is_back=is_back))
        return found

    def field(self, node: FieldNode, parent: GraphQLNamedType | None, *, is_back: bool = False) -> _Cost:
        """The cost of one field and of all below it."""
        name = node.name.value
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return _Cost(once=1)
        if (field := parent.fields.get(name) or _ASKED.get(name)) is None:
            return _Cost(once=1)
        own = price(parent, node, field, self.variables, self.weights)
        self.states |= states(node, field, self.variables)
        if node.selection_set is None:
            return _Cost(once=1, work=own)
        return self._of_fields(parent, node, field, node.selection_set, own, is_back=is_back)

    def _of_fields(
        self,
        parent: GraphQLObjectType | GraphQLInterfaceType,
        node: FieldNode,
        field: GraphQLField,
        selected: SelectionSetNode,
        own: int,
        *,
        is_back: bool,
    ) -> _Cost:
        """The cost of a field with a price of its own, and of what is selected of it."""
        kind = get_named_type(field.type)
        below = self.selection(selected, kind, is_back=node.name.value in BACK)
        if is_connection(kind):
            asked = size(parent, node, field, self.variables)
            return _Cost(
                once=1 + below.once + below.each * likely(parent, node, asked),
                work=own + below.work + below.each_work * asked,
            )
        fields, work = below.once + below.each, below.work + below.each_work
        if not levels(field.type) or parent.name.startswith("__"):
            return _Cost(once=1 + fields, work=own + work)
        if is_connection(parent):
            return _Cost(once=1, each=fields, work=own, each_work=work)
        many = size(parent, node, field, self.variables, is_back=is_back)
        return _Cost(once=1 + fields * many, work=own + work * many)
