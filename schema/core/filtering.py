"""Filtering: what passes a filter that other filters may stand in."""

from collections.abc import Callable, Collection, Iterator
from typing import Final, TypeVar

from graph.reference import normalised
from graph.sentence import Sentence
from schema.core.error_code import invalid

F = TypeVar("F")
R = TypeVar("R")
Test = Callable[[R], bool]
MOST_FILTERS: Final = 50
"""Filters that may stand in one: each is asked of every row."""


def passing(asked: F | None, test: Callable[[F], Test[R]]) -> Test[R]:
    """Give what says of a row whether it passes a filter, with those that stand in it under ``not`` and ``anyOf``.

    Parameters
    ----------
    asked
        The filter, made by ``described_filter``; None lets everything pass.
    test
        What says of a row whether it passes the filter's own conditions.

    Raises
    ------
    GraphQLError
        Where more than 50 filters stand in it, or one of them names nothing.
    """
    if asked is None:
        return lambda _: True
    if sum(1 for _ in inside(asked)) > MOST_FILTERS:
        raise invalid(
            Sentence(
                f"Paling banyak {MOST_FILTERS} saringan dalam satu saringan.",
                f"At most {MOST_FILTERS} filters in one filter.",
            )
        )
    return _passing(asked, test)


def inside(asked: F | None) -> Iterator[F]:
    """Give a filter and all that stand in it."""
    if asked is not None:
        yield asked
        for each in (getattr(asked, "not_", None), *(getattr(asked, "any_of", None) or ())):
            yield from inside(each)


def _passing(asked: F, test: Callable[[F], Test[R]]) -> Test[R]:
    own, other, several = test(asked), getattr(asked, "not_", None), getattr(asked, "any_of", None)
    refused = None if other is None else _passing(other, test)
    ways = None if several is None else [_passing(each, test) for each in several]
    if refused is None and ways is None:
        return own
    return lambda row: (
        own(row) and (refused is None or not refused(row)) and (ways is None or any(passes(row) for passes in ways))
    )


def either(one: F | None, several: Collection[F] | None) -> frozenset[F] | None:
    """Give the values that a filter allows which names one, several or both; None where it names none, so allows all.

    >>> either(None, None), either("a", None), sorted(either(None, ["a", "b"])), either("c", ["a", "b"])
    (None, frozenset({'a'}), ['a', 'b'], frozenset())
    """
    if several is None:
        return None if one is None else frozenset((one,))
    return frozenset(several) if one is None else frozenset(several) & {one}


def words_in(text: str | None) -> Callable[[str], bool]:
    """Give what says of a text whether it has all the words of another.

    >>> words_in("Air bersih")("Penyediaan air yang bersih"), words_in(None)("")
    (True, True)
    """
    words = list(dict.fromkeys(normalised(text).split())) if text else []  # a word may be given a million times
    return lambda other: not words or all(map(normalised(other).__contains__, words))
