"""Page: Relay connections over lists that grow."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

import strawberry
from graphql import GraphQLError

from schema.core.described import described, field

T = TypeVar("T")
R = TypeVar("R")
MOST = 100
USUAL = 20
_GREATEST: Final = 2**31 - 1
"""The greatest number of a numbered item."""
Place = tuple[int | None, str | None, int | None, str | None]
"""The paging arguments: first, after, last and before."""


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
    keys: strawberry.Private[list[str]]
    """The key of each item, from which its cursor is made."""
    page_info: PageInfo = strawberry.field(description="Position of this page in the list.")
    total_count: int = strawberry.field(description="Number of items in the whole list, over all pages.")

    @field
    def edges(self) -> list[Edge[T]]:
        """The items on this page, each with its cursor."""
        return [Edge(cursor=_cursor(key), node=node) for key, node in zip(self.keys, self.nodes, strict=True)]


def invalid(message: str) -> GraphQLError:
    """Make the error for an argument that cannot be used; the message tells its writer how to correct it."""
    return GraphQLError(message, extensions={"code": "BAD_ARGUMENT"})


def _cursor(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _key(cursor: str) -> str:
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()


def _unknown(cursor: str) -> GraphQLError:
    return invalid(f"Penunjuk {cursor!r} tidak ada di daftar ini; ambil ulang dari halaman pertama.")


def _place(keys: Sequence[str], cursor: str) -> int:
    try:
        return keys.index(_key(cursor))
    except (ValueError, binascii.Error) as error:
        raise _unknown(cursor) from error


def number_at(cursor: str) -> int:
    """Give the number that a cursor stands for, in lists whose items are numbered.

    Raises
    ------
    GraphQLError
        Where it is the cursor of no such list.
    """
    try:
        key = _key(cursor)
    except (ValueError, binascii.Error) as error:
        raise _unknown(cursor) from error
    if not (key.isascii() and key.isdecimal() and int(key[:11]) <= _GREATEST):
        raise _unknown(cursor)
    return int(key)


def check_slice(first: int | None, last: int | None) -> None:
    """Check the size of the page that is asked for.

    Raises
    ------
    GraphQLError
        Where both first and last are given, or one of them is out of range.
    """
    if first is not None and last is not None:
        raise invalid("Berikan first atau last, bukan keduanya.")
    for name, count in (("first", first), ("last", last)):
        if count is not None and not 0 <= count <= MOST:
            raise invalid(f"{name} harus 0 sampai {MOST}, bukan {count}.")


def page(
    items: Sequence[R],
    show: Callable[[R], T],
    key: Callable[[R], str],
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Connection[T]:
    """Give one page of a list; only its own items are made into types of the schema.

    Raises
    ------
    GraphQLError
        Where both first and last are given, one of them is out of range, or a cursor is unknown.
    """
    check_slice(first, last)
    start = 0 if after is None else _place([key(item) for item in items], after) + 1
    stop = len(items) if before is None else _place([key(item) for item in items], before)
    if last is not None:
        start = max(start, stop - last)
    else:
        stop = min(stop, start + (USUAL if first is None else first))
    return connection(items[start:stop], show, key, earlier=start, later=len(items) - stop, total=len(items))


def connection(
    items: Sequence[R], show: Callable[[R], T], key: Callable[[R], str], *, earlier: int, later: int, total: int
) -> Connection[T]:
    """Make a page from its items and the number of items before and after it."""
    keys = [key(item) for item in items]
    return Connection(
        nodes=[show(item) for item in items],
        keys=keys,
        page_info=PageInfo(
            has_next_page=later > 0,
            has_previous_page=earlier > 0,
            start_cursor=_cursor(keys[0]) if keys else None,
            end_cursor=_cursor(keys[-1]) if keys else None,
        ),
        total_count=total,
    )


def page_at(items: Sequence[R], show: Callable[[R], T], key: Callable[[R], str], place: Place) -> Connection[T]:
    """Give the page of a list that four arguments name, as ``page`` does.

    Raises
    ------
    GraphQLError
        As ``page``.
    """
    first, after, last, before = place
    return page(items, show, key, first=first, after=after, last=last, before=before)
