"""Error: errors for requests that exceed a limit or are refused, with messages that say how to correct them."""

from collections.abc import Sequence
from typing import Final

from graphql import GraphQLError, Node

from graph.sentence import Sentence
from schema.core import ErrorCode

GREATEST: Final = 2**53 - 1
"""The greatest whole number that every JSON reader keeps exactly; greater numbers are shown as this one."""


def number(value: float) -> str:
    """Write a number as people in Indonesia do.

    >>> number(32768), number(2.5), number(30.0)
    ('32.768', '2,5', '30')
    """
    whole = f"{int(value):,}".replace(",", ".")
    return whole if value == int(value) else f"{whole},{f'{value:.3f}'.split('.')[1].rstrip('0')}"


def beyond(
    code: ErrorCode, message: Sentence, limit: float, actual: float, nodes: Sequence[Node] | None = None
) -> GraphQLError:
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

    >>> said = Sentence("Kedalaman {actual}; paling banyak {limit}.", "Depth {actual}; at most {limit}.")
    >>> error = beyond(ErrorCode.TOO_DEEP, said, 1500, 1700)
    >>> error.message, error.message.en, str(error.extensions["code"]), error.extensions["limit"]
    ('Kedalaman 1.700; paling banyak 1.500.', 'Depth 1,700; at most 1,500.', 'TOO_DEEP', 1500)
    """
    actual = min(actual, GREATEST)
    return GraphQLError(
        Sentence(
            message.format(limit=number(limit), actual=number(actual)),
            message.en.format(limit=_in_english(limit), actual=_in_english(actual)),
        ),
        nodes=nodes,
        extensions={"code": code, "limit": limit, "actual": actual},
    )


def _in_english(value: float) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".")
