"""Naming: names that arguments give, and what is said of those that name nothing."""

from collections.abc import Iterable, Sequence
from typing import Final

from graphql import GraphQLError
from rapidfuzz import fuzz, process, utils

from graph.sentence import Sentence
from schema.core.error_code import ErrorCode, failure

_MOST: Final = 3
"""Number of names that are suggested."""
_LONGEST: Final = 100
_LEAST: Final = 60
"""How like a name must be, from 0 to 100, to be suggested."""


def alike(given: str, known: Iterable[str]) -> list[str]:
    """Give the names that are most like one, the likest first.

    >>> alike("DISKOMINF", ["DINSOS", "DISKOMINFO", "DKP"])
    ['DISKOMINFO']
    """
    names = sorted(dict.fromkeys(known))
    found = process.extract(
        given[:200], names, scorer=fuzz.ratio, processor=utils.default_process, limit=_MOST, score_cutoff=_LEAST
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
    message = Sentence(f"{argument}: {cut(given)!r} tidak dikenal.", f"{argument}: {cut(given)!r} is unknown.")
    return failure(ErrorCode.UNKNOWN_NAME, suggesting(message, near), argument=argument, suggestions=near)


def suggesting(message: Sentence, near: Sequence[str]) -> Sentence:
    """Add the names that may have been meant."""
    if not near:
        return message
    return Sentence(f"{message} Maksud Anda {' atau '.join(near)}?", f"{message.en} Did you mean {' or '.join(near)}?")


def cut(text: str) -> str:
    """Give of a text that somebody sent as much as is repeated to them."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
