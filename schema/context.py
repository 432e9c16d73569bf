"""Context: what every resolver may ask of: the store and the evaluations."""

import re
from collections.abc import Awaitable
from typing import TypeVar

import strawberry
from graphql import GraphQLError

from graph.store import Store, StoreError
from rules.engine import Evaluation
from schema.evaluations import Evaluations

T = TypeVar("T")


class Context:
    """What one request works with; it is the same for all requests of a process."""

    def __init__(self, store: Store, evaluations: Evaluations) -> None:
        self.store = store
        self.evaluations = evaluations

    async def evaluation(self, slug: str, revision: int | None = None) -> Evaluation:
        """An evaluated plan.

        Raises
        ------
        GraphQLError
            Where there is no such plan or revision.
        """
        return await told(self.evaluations.get(slug, revision))


async def told(asked: Awaitable[T]) -> T:
    """Wait for what was asked of the store; its refusal becomes an error with its code.

    Raises
    ------
    GraphQLError
        Where the store refuses.
    """
    try:
        return await asked
    except StoreError as error:
        raise GraphQLError(str(error), extensions={"code": _code(error)}) from error


def _code(error: StoreError) -> str:
    """UnknownPlan is UNKNOWN_PLAN."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).upper()


Info = strawberry.Info[Context, None]
