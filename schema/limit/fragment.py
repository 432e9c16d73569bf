"""Fragment: the fragments of a document, each after those that it spreads."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from graph.sentence import Sentence
from schema.core import ErrorCode, failure


def operations(document: DocumentNode) -> Iterator[OperationDefinitionNode]:
    """Give the operations of a document."""
    return (each for each in document.definitions if isinstance(each, OperationDefinitionNode))


def ordered(document: DocumentNode) -> list[FragmentDefinitionNode]:
    """Order a document's fragments so that each follows those that it spreads.

    With this, whatever is summed over fragments takes time linear in the document, however often they repeat each
    other; expanding them takes exponential time.

    Raises
    ------
    GraphQLError
        Where fragments contain each other, or two have the same name.
    """
    named: dict[str, FragmentDefinitionNode] = {}
    for each in document.definitions:
        if isinstance(each, FragmentDefinitionNode):
            if each.name.value in named:
                raise failure(
                    ErrorCode.BAD_FRAGMENT,
                    Sentence(
                        f"Ada dua fragment bernama {each.name.value}; beri nama yang berbeda.",
                        f"Two fragments are named {each.name.value}; give them different names.",
                    ),
                )
            named[each.name.value] = each
    try:
        names = list(TopologicalSorter(_spread(named)).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise failure(
            ErrorCode.BAD_FRAGMENT,
            Sentence(
                f"Fragment saling memuat: {circle}; putuskan lingkarannya.",
                f"Fragments contain each other: {circle}; break the circle.",
            ),
        ) from error
    return [named[name] for name in names if name in named]


def _spread(named: Mapping[str, FragmentDefinitionNode]) -> dict[str, list[str]]:
    return {name: list(dict.fromkeys(_names(each.selection_set))) for name, each in named.items()}


def _names(selected: SelectionSetNode) -> Iterator[str]:
    """The fragments that are spread anywhere in a selection. The parser lets nothing nest more than 200 deep."""
    for selection in selected.selections:
        if isinstance(selection, FragmentSpreadNode):
            yield selection.name.value
        elif (inner := inside(selection)) is not None:
            yield from _names(inner)


def inside(selection: SelectionNode) -> SelectionSetNode | None:
    """Give what a field or an inline fragment selects."""
    found: SelectionSetNode | None = getattr(selection, "selection_set", None)
    return found
