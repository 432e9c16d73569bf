"""Naming: names that arguments give, and what is said of those that name nothing."""

from collections.abc import Iterable
from typing import Final

from graphql import GraphQLError
from rapidfuzz import fuzz, process, utils

UNKNOWN_NAME: Final = "UNKNOWN_NAME"
_MOST: Final = 3
"""Number of names that are suggested."""
_LONGEST: Final = 100
_LEAST: Final = 60
"""How like a name must be, from 0 to 100, to be suggested."""


def alike(given: str, known: Iterable[str]) -> list[str]:
    """Give the names that are most like one, the likest first.

    >>> alike("DISKOMINF", ["DISKOMINFO", "DINSOS", "DISKOP"])
    ['DISKOMINFO']
    """
    names = sorted(dict.fromkeys(known))
    found = process.extract(
        given[:200], names, scorer=fuzz.WRatio, processor=utils.default_process, limit=_MOST, score_cutoff=_LEAST
    )
    return [name for name, *_ in found]


def unknown(argument: str, given: str, known: Iterable[str]) -> GraphQLError:
    """Make the error for a name that names nothing, with the names that it may have been meant for.

    Parameters
    ----------
    argument
        The argument, or the field of it, that gives the name.
    known
        The names that there are.
    """
    near = alike(given, known)
    meant = f" Maksud Anda {' atau '.join(near)}?" if near else ""
    message = f"{argument}: {cut(given)!r} tidak dikenal.{meant}"
    return GraphQLError(message, extensions={"code": UNKNOWN_NAME, "argument": argument, "suggestions": near})


def cut(text: str) -> str:
    """Give of a text that somebody sent as much as is repeated to them."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
