"""Identity: global ids, which name one thing among all plans."""

from collections.abc import Iterable
from typing import Any, Self

from strawberry import relay
from strawberry.relay.types import GlobalIDValueError

from acts.state import MARK
from schema.request.context import Context, Info


class Identified:
    """Gives a type a global id, which ``node`` finds again: the plan's slug, its state where it is not the plan as it
    is, a slash, and the thing's id within the plan.
    """

    def own_id(self) -> str:
        """The plan and its state, a slash, and the id of the thing within the plan."""
        raise NotImplementedError

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the thing with an ``own_id``, as it is at a revision; None if it does not exist.

        Raises
        ------
        GraphQLError
            Where there is no such plan or revision, or where the user may not read it.
        """
        raise NotImplementedError

    @classmethod
    def resolve_id(cls, root: Self, *, info: Info) -> str:
        """Give the own id, as Relay's interface wants it."""
        del info
        return root.own_id()

    @classmethod
    async def resolve_nodes(cls, *, info: Info, node_ids: Iterable[str], required: bool = False) -> Any:
        """Give things by their own ids, each as it is now, as Relay's interface wants it."""
        del required
        return [await cls.find(info.context, each, None) for each in node_ids]


def within(reference: str, slug: str) -> str:
    """Give the id within a plan for a global id, of whichever state; any other id stays as it is.

    >>> within(str(relay.GlobalID("Link", "kota/leads:opd/a>program/a/1")), "kota")
    'leads:opd/a>program/a/1'
    >>> within("leads:opd/a>program/a/1", "kota")
    'leads:opd/a>program/a/1'
    """
    try:
        name, _, id_ = relay.GlobalID.from_id(reference).node_id.partition("/")
    except GlobalIDValueError:
        return reference
    return id_ if name.partition(MARK)[0] == slug else reference
