"""Page: Relay connections over lists that grow."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import strawberry
from graphql import GraphQLError

from schema.described import described

T = TypeVar("T")
R = TypeVar("R")
MOST = 100
USUAL = 20
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
    edges: list[Edge[T]] = strawberry.field(description="The things of this page with their cursors.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(description="How many the whole list has.")


def invalid(message: str) -> GraphQLError:
    """An argument that cannot be followed, said so that its writer can mend it."""
    return GraphQLError(message, extensions={"code": "BAD_ARGUMENT"})


def _cursor(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _place(keys: Sequence[str], cursor: str) -> int:
    try:
        key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        return keys.index(key)
    except (ValueError, binascii.Error) as error:
        raise invalid(f"Penunjuk {cursor!r} tidak ada di daftar ini; ambil ulang dari halaman pertama.") from error


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
    if first is not None and last is not None:
        raise invalid("Berikan first atau last, bukan keduanya.")
    for name, count in (("first", first), ("last", last)):
        if count is not None and not 0 <= count <= MOST:
            raise invalid(f"{name} harus 0 sampai {MOST}, bukan {count}.")
    keys = [key(item) for item in items]
    start = 0 if after is None else _place(keys, after) + 1
    stop = len(items) if before is None else _place(keys, before)
    if last is not None:
        start = max(start, stop - last)
    else:
        stop = min(stop, start + (USUAL if first is None else first))
    chosen = list(items[start:stop])
    edges = [Edge(cursor=_cursor(key(item)), node=show(item)) for item in chosen]
    return Connection(
        nodes=[edge.node for edge in edges],
        edges=edges,
        page_info=PageInfo(
            has_next_page=stop < len(items),
            has_previous_page=start > 0,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total_count=len(items),
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
