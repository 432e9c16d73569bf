"""Error: errors for requests that exceed a limit or are refused, with messages that say how to correct them."""

from collections.abc import Sequence
from typing import Final

from graphql import GraphQLError, Node

GREATEST: Final = 2**53 - 1
"""The greatest whole number that every JSON reader keeps exactly; greater numbers are shown as this one."""


def number(value: float) -> str:
    """Write a number as people in Indonesia do.

    >>> number(32768), number(2.5), number(30.0)
    ('32.768', '2,5', '30')
    """
    whole = f"{int(value):,}".replace(",", ".")
    return whole if value == int(value) else f"{whole},{f'{value:.3f}'.split('.')[1].rstrip('0')}"


def beyond(code: str, message: str, limit: float, actual: float, nodes: Sequence[Node] | None = None) -> GraphQLError:
    """Make the error for a request beyond a limit.

    Parameters
    ----------
    code
        What programs tell the error by.
    message
        The sentence for people; ``{limit}`` and ``{actual}`` are filled in.
    limit, actual
        How much is allowed, and how much was asked for.
    nodes
        Where in the document.

    >>> error = beyond("TOO_DEEP", "Kedalaman {actual}; paling banyak {limit}.", 15, 17)
    >>> error.message, error.extensions
    ('Kedalaman 17; paling banyak 15.', {'code': 'TOO_DEEP', 'limit': 15, 'actual': 17})
    """
    actual = min(actual, GREATEST)
    return GraphQLError(
        message.format(limit=number(limit), actual=number(actual)),
        nodes=nodes,
        extensions={"code": code, "limit": limit, "actual": actual},
    )


def refused(code: str, message: str) -> GraphQLError:
    """Make the error for a request that is refused for its kind, not for its size."""
    return GraphQLError(message, extensions={"code": code})
