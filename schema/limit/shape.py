"""Shape: the depth and breadth of a document, measured before it is validated."""

from collections import Counter
from collections.abc import Mapping

import msgspec
from graphql import DocumentNode, FieldNode, FragmentSpreadNode, SelectionSetNode

from schema.limit.fragment import inside, operations, ordered


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The measures of a document; of several operations, the greatest of each."""

    depth: int = 0
    """Fields inside each other, the innermost counted; fields of introspection are not."""
    aliases: int = 0
    """Fields with another name in the answer, each as often as fragments repeat it."""
    root_fields: int = 0
    """Fields that an operation begins with."""
    repeats: int = 0
    """How often one name of the answer is written in one place of it, counting every way that leads there. Validation
    compares all of them with each other, which takes quadratic time."""
    introspection: int = 0
    """Questions about the schema itself."""


class _Part(msgspec.Struct, kw_only=True):
    """The measures that a selection adds to the one around it."""

    depth: int = 0
    aliases: int = 0
    introspection: int = 0
    names: Counter[str]
    """How often each name of the answer is written on this level."""
    below: dict[str, int]
    """The most repeats below each of those names, where it is written once."""

    @property
    def repeats(self) -> int:
        """How often the name that is repeated most is written in one place."""
        return max((count * self.below.get(name, 1) for name, count in self.names.items()), default=0)


def shape(document: DocumentNode) -> Shape:
    """Measure a document, in time linear in its length.

    Raises
    ------
    GraphQLError
        Where fragments contain each other, or two have the same name.
    """
    fragments: dict[str, _Part] = {}
    for each in ordered(document):
        fragments[each.name.value] = _part(each.selection_set, fragments)
    parts = [_part(each.selection_set, fragments) for each in operations(document)]
    return Shape(
        depth=max((part.depth for part in parts), default=0),
        aliases=max((part.aliases for part in parts), default=0),
        root_fields=max((part.names.total() for part in parts), default=0),
        repeats=max((part.repeats for part in (*parts, *fragments.values())), default=0),
        introspection=max((part.introspection for part in parts), default=0),
    )


def _part(selected: SelectionSetNode, fragments: Mapping[str, _Part]) -> _Part:
    found = _Part(names=Counter(), below={})
    for selection in selected.selections:
        inner = inside(selection)
        if isinstance(selection, FieldNode):
            below = _part(inner, fragments) if inner else None
            name = selection.name.value
            shown = selection.alias.value if selection.alias else name
            found.names[shown] += 1
            found.aliases += selection.alias is not None
            found.introspection += name in {"__schema", "__type"}
            if below:
                found.aliases += below.aliases
                found.introspection += below.introspection
                found.below[shown] = max(found.below.get(shown, 1), below.repeats)
            if not name.startswith("__"):
                found.depth = max(found.depth, 1 + (below.depth if below else 0))
        elif isinstance(selection, FragmentSpreadNode):
            _join(found, fragments.get(selection.name.value))
        elif inner:
            _join(found, _part(inner, fragments))
    return found


def _join(found: _Part, other: _Part | None) -> None:
    """Add what a fragment selects on the same level."""
    if other is None:
        return
    found.depth = max(found.depth, other.depth)
    found.aliases += other.aliases
    found.introspection += other.introspection
    found.names.update(other.names)
    for name, repeats in other.below.items():
        found.below[name] = max(found.below.get(name, 1), repeats)
