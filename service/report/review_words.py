"""Review words: how indexes, their parts and rupiah are written in a review; what was not read is said, never 0."""

from collections.abc import Iterator
from typing import Final

from graph.vocabulary import called
from rules.review import Alignment, AlignmentPart
from service.report import words

UNREAD: Final = "belum dibaca"


def index(value: float | None) -> str:
    """Write an index.

    >>> index(83.9), index(None)
    ('83,9', 'belum dibaca')
    """
    return UNREAD if value is None else words.decimal(value, 1)


def money(amount: int | None) -> str:
    """Write an amount.

    >>> money(2735354500), money(None)
    ('Rp 2.735.354.500', 'belum dibaca')
    """
    return UNREAD if amount is None else words.rupiah(amount).id


def part_rows(alignment: Alignment) -> Iterator[tuple[str, str, str, str]]:
    """Give each part of an index with its score, what is done and what is left open."""
    for part in alignment.parts:
        is_money = part.part is AlignmentPart.MONEY
        done, left = (money(part.done), money(_whole(part.open))) if is_money else (_few(part.done), _few(part.open))
        yield called(part.part).begun().id, index(part.score), done, left


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _few(value: float | None) -> str:
    return UNREAD if value is None else words.decimal(value, 0 if value == int(value) else 1)
