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
"""The greatest number that a numbered thing has."""
Place = tuple[int | None, str | None, int | None, str | None]
"""Which page: first, after, last and before."""


@described
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether more come after this page.")
    has_previous_page: bool = strawberry.field(description="Whether others come before this page.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first of the page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last of the page.")


@described
class Edge(Generic[T]):
    """One of a list, with its place in it."""

    cursor: str = strawberry.field(description="Its place, for `after` and `before`.")
    node: T = strawberry.field(description="The thing itself.")


@described
class Connection(Generic[T]):
    """A page of a list."""

    nodes: list[T] = strawberry.field(description="The things of this page.")
    keys: strawberry.Private[list[str]]
    """What marks the place of each of them."""
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(description="How many the whole list has.")

    @field
    def edges(self) -> list[Edge[T]]:
        """The things of this page with their cursors."""
        return [Edge(cursor=_cursor(key), node=node) for key, node in zip(self.keys, self.nodes, strict=True)]


def invalid(message: str) -> GraphQLError:
    """An argument that cannot be followed, said so that its writer can mend it."""
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
    """Give the number that is the key of a cursor, in lists whose things are numbered.

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
    """See that the size of a page is one that can be asked for.

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
    """Give one page of a list; only what it holds is shown.

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
    """Give a page of which it is known how many come before and after it."""
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
