"""Merge: what two people changed on the same contents, brought together field by field."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from graph.change import Change, Contents, difference
from graph.model import AnyNode, Link

R = TypeVar("R", bound=AnyNode | Link)


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """A node or link that both changed, and the fields in which they differ; none where one removed it."""

    id: str
    fields: tuple[str, ...]


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The changes that are still to be made on what the other has made, and where both clash."""

    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]


def merge(base: Contents, mine: Contents, theirs: Contents) -> Merged:
    """Give the changes that bring ``theirs`` what ``mine`` changed of their common base.

    Where both changed a field of the same node or link to different values, ``mine`` is taken and the clash is told.

    Notes
    -----
    O(n + m). The law: with nothing changed by the other, the changes are those that lead from the base to ``mine``.

    Examples
    --------
    >>> from graph.model import Opd
    >>> def city(name: str, title: str) -> Contents:
    ...     return Contents(nodes={"opd/a": Opd(id="opd/a", short_name=name, name=title)}, links={})
    >>> merged = merge(city("A", "Dinas"), city("B", "Dinas"), city("A", "Badan"))
    >>> merged.changes[0].node.short_name, merged.changes[0].node.name, merged.clashes
    ('B', 'Badan', ())
    >>> merge(city("A", "Dinas"), city("B", "Dinas"), city("C", "Dinas")).clashes
    (Clash(id='opd/a', fields=('short_name',)),)
    """
    clashes: list[Clash] = []
    after = Contents(
        nodes=_merge(base.nodes, mine.nodes, theirs.nodes, clashes),
        links=_merge(base.links, mine.links, theirs.links, clashes),
    )
    return Merged(changes=tuple(difference(theirs, after)), clashes=tuple(clashes))


def _merge(base: Mapping[str, R], mine: Mapping[str, R], theirs: Mapping[str, R], clashes: list[Clash]) -> dict[str, R]:
    after = dict(theirs)
    for id_ in sorted(base.keys() | mine.keys()):
        was, one, other = base.get(id_), mine.get(id_), theirs.get(id_)
        if one is was or one in (was, other):
            continue
        if one is not None and was is not None and other is not None and other != was:
            one = _fields(was, one, other, clashes)
        elif other != was:
            clashes.append(Clash(id=id_, fields=()))
        if one is None:
            after.pop(id_, None)
        else:
            after[id_] = one
    return after


def _fields(was: R, one: R, other: R, clashes: list[Clash]) -> R:
    """Both edited it: take each field from who changed it."""
    if not type(was) is type(one) is type(other):
        clashes.append(Clash(id=one.id, fields=()))
        return one
    values, both = {}, []
    for name in one.__struct_fields__:
        old, mine, theirs = getattr(was, name), getattr(one, name), getattr(other, name)
        values[name] = theirs if mine == old else mine
        if mine not in (old, theirs) and theirs != old:
            both.append(name)
    if both:
        clashes.append(Clash(id=one.id, fields=tuple(both)))
    return msgspec.structs.replace(one, **values)
