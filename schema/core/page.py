"""Page: Relay connections over lists that grow."""

import base64
import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

import msgspec
import strawberry
from graphql import GraphQLError

from graph.sentence import Sentence
from schema.core.described import described, field
from schema.core.error_code import ErrorCode, failure, invalid

T = TypeVar("T")
R = TypeVar("R")
MOST = 100
USUAL = 20
Key = tuple[str | int | float, ...]
"""What a list is ordered by."""


class Place(NamedTuple):
    """The paging arguments, and the list that they are about."""

    first: int | None
    after: str | None
    last: int | None
    before: str | None
    of: str
    """The name of the field that gives the list."""
    is_reversed: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Rows(Generic[R]):
    """A list in an order.

    Its key is another for each row, so that a cursor tells a place even where its row is gone.
    """

    items: Sequence[R]
    """The rows, sorted by the key."""
    key: Callable[[R], Key]
    order: str = ""
    """The name of the order, where a list has several: a cursor of another one is told."""


def ordered(items: Iterable[R], key: Callable[[R], Key], order: Enum | None = None) -> Rows[R]:
    """Sort a list by a key that is another for each row."""
    return Rows(sorted(items, key=key), key, order.name if order else "")


def numbered(items: Iterable[R]) -> Rows[tuple[int, R]]:
    """Number a list that never changes; the numbers are its key."""
    return Rows(list(enumerate(items)), lambda each: (each[0],))


@described
class PageInfo:
    """Position of a page in its list."""

    has_next_page: bool = strawberry.field(description="Whether more items follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether other items precede this page.")
    start_cursor: str | None = strawberry.field(
        description="Cursor of the first item on the page; null if the page is empty."
    )
    end_cursor: str | None = strawberry.field(
        description="Cursor of the last item on the page; null if the page is empty."
    )


@described
class Edge(Generic[T]):
    """An item of a list, with its cursor."""

    cursor: str = strawberry.field(description="Cursor of the item, for `after` and `before`.")
    node: T = strawberry.field(description="The item itself.")


@described
class Connection(Generic[T]):
    """One page of a list."""

    nodes: list[T] = strawberry.field(description="The items on this page.")
    cursors: strawberry.Private[list[str]]
    page_info: PageInfo = strawberry.field(description="Position of this page in the list.")
    total_count: int = strawberry.field(description="Number of items in the whole list, over all pages.")

    @field
    def edges(self) -> list[Edge[T]]:
        """The items on this page, each with its cursor."""
        return [Edge(cursor=cursor, node=node) for cursor, node in zip(self.cursors, self.nodes, strict=True)]


def _cursor(key: Key, of: str) -> str:
    """A place in a list, as clients hold it: what list and order it is of, and the key of the row."""
    return base64.urlsafe_b64encode(msgspec.json.encode([of, *key])).decode().rstrip("=")


def key_at(cursor: str, of: str) -> Key:
    """Give the key of the row that a cursor was made for, whether it is still there or not.

    Raises
    ------
    GraphQLError
        Where it is no cursor of this list in this order: with code ``CURSOR_GONE``.
    """
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        named, *key = msgspec.json.decode(text, type=list[str | int | float])
    except (ValueError, msgspec.DecodeError):
        raise gone() from None
    if named != of or not key:
        raise gone()
    return tuple(key)


def gone() -> GraphQLError:
    """Make the error for a cursor that cannot be used here."""
    message = Sentence(
        "Penunjuk ini bukan dari daftar dan urutan ini; ambil ulang dari halaman pertama.",
        "This cursor is not of this list in this order; begin again at the first page.",
    )
    return failure(ErrorCode.CURSOR_GONE, message)


def check_slice(first: int | None, last: int | None) -> None:
    """Check the size of the page that is asked for.

    Raises
    ------
    GraphQLError
        Where both first and last are given, or one of them is out of range.
    """
    if first is not None and last is not None:
        raise invalid(Sentence("Berikan first atau last, bukan keduanya.", "Give first or last, not both."))
    for name, count in (("first", first), ("last", last)):
        if count is not None and not 0 <= count <= MOST:
            raise invalid(
                Sentence(f"{name} harus 0 sampai {MOST}, bukan {count}.", f"{name} must be 0 to {MOST}, not {count}.")
            )


def page(rows: Rows[R], show: Callable[[R], T], place: Place) -> Connection[T]:
    """Give one page of a list; only its own items are made into types of the schema.

    Raises
    ------
    GraphQLError
        Where both first and last are given, one of them is out of range, or a cursor is of another list.
    """
    first, after, last, before, of, is_reversed = place
    check_slice(first, last)
    if is_reversed:  # from the end of the list as it stands, and turned round
        usual = USUAL if first is None and last is None else first
        turned = Place(last, before, usual, after, f"{of}:reversed")
        return _turned(page(rows, show, turned))
    items, of = rows.items, f"{of}:{rows.order}"
    try:
        start = 0 if after is None else bisect_right(items, key_at(after, of), key=rows.key)
        stop = len(items) if before is None else bisect_left(items, key_at(before, of), key=rows.key)
    except TypeError:  # a key of other values than those of this list
        raise gone() from None
    stop = max(start, stop)
    if last is not None:
        start = max(start, stop - last)
    else:
        stop = min(stop, start + (USUAL if first is None else first))
    found = Rows(items[start:stop], rows.key)
    return connection(found, show, of, earlier=start, later=len(items) - stop, total=len(items))


def _turned(found: Connection[T]) -> Connection[T]:
    info = found.page_info
    return Connection(
        nodes=found.nodes[::-1],
        cursors=found.cursors[::-1],
        page_info=PageInfo(
            has_next_page=info.has_previous_page,
            has_previous_page=info.has_next_page,
            start_cursor=info.end_cursor,
            end_cursor=info.start_cursor,
        ),
        total_count=found.total_count,
    )


def connection(
    rows: Rows[R], show: Callable[[R], T], of: str, *, earlier: int, later: int, total: int
) -> Connection[T]:
    """Make a page from its items and the number of items before and after it."""
    cursors = [_cursor(rows.key(item), of) for item in rows.items]
    return Connection(
        nodes=[show(item) for item in rows.items],
        cursors=cursors,
        page_info=PageInfo(
            has_next_page=later > 0,
            has_previous_page=earlier > 0,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        ),
        total_count=total,
    )
