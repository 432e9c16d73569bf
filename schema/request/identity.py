"""Identity: ids that name one thing among all plans, for the things of a plan that are no nodes of its graph."""

from collections.abc import Iterable
from typing import Any, Self

from strawberry import relay
from strawberry.relay.types import GlobalIDValueError

from schema.request.context import Context, Info


class Identified:
    """Gives a type an id that ``node`` finds again: the plan's slug, a stroke, and what names the thing in the plan."""

    def own_id(self) -> str:
        """The slug of the plan, a stroke, and what names the thing within the plan."""
        raise NotImplementedError

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the thing that ``own_id`` named, as it is at a revision; None where there is none.

        Raises
        ------
        GraphQLError
            Where there is no such plan or revision, or where whoever asks may not read it.
        """
        raise NotImplementedError

    @classmethod
    def resolve_id(cls, root: Self, *, info: Info) -> str:
        """What Relay's interface asks for."""
        del info
        return root.own_id()

    @classmethod
    async def resolve_nodes(cls, *, info: Info, node_ids: Iterable[str], required: bool = False) -> Any:
        """What Relay's interface asks for: things by what ``own_id`` gave, each as it is now."""
        del required
        return [await cls.find(info.context, each, None) for each in node_ids]


def within(reference: str, slug: str) -> str:
    """Give what names a thing within a plan, of an id as ``id`` gives it; anything else stays as it is.

    >>> within(str(relay.GlobalID("Link", "kota/leads:opd/a>program/a/1")), "kota")
    'leads:opd/a>program/a/1'
    >>> within("leads:opd/a>program/a/1", "kota")
    'leads:opd/a>program/a/1'
    """
    try:
        named, _, id_ = relay.GlobalID.from_id(reference).node_id.partition("/")
    except GlobalIDValueError:
        return reference
    return id_ if named == slug else reference
