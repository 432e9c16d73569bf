"""Paged: a field that gives a list page by page, written without its four paging arguments."""

import inspect
from collections.abc import Awaitable, Callable
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin

from strawberry.types.field import StrawberryField

from schema.core.described import After, Before, First, Last, Reverse, field, old_field
from schema.core.enum import TimeOrder
from schema.core.page import Connection, Place, Rows, page

T = TypeVar("T")
R = TypeVar("R")
Pages = Callable[[Place], Connection[T]]
"""A list that is read page by page."""
LaterPages = Callable[[Place], Awaitable[Connection[T]]]
"""A list of which only the page is read from the store."""
_PLACE: Final = tuple(
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
    for name, kind in (("first", First), ("after", After), ("last", Last), ("before", Before))
)
_REVERSE: Final = inspect.Parameter("reverse", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Reverse)


def listed(rows: Rows[R], show: Callable[[R], T]) -> Pages[T]:
    """Give a list page by page; only the items of the page are made into types of the schema."""
    return lambda place: page(rows, show, place)


def paged(method: Callable[..., Any]) -> StrawberryField:
    """Make a field of a method that gives ``Pages``, or ``LaterPages``; the page that is asked for is answered.

    The four arguments stand after those that must be given. It is no field extension, so that it can be compiled.
    """
    return field(_with_place(method))


def old_paged(reason: str) -> Callable[[Callable[..., Any]], StrawberryField]:
    """Make such a field that is to go, as ``old_field`` says it."""
    return lambda method: old_field(reason)(_with_place(method))


def _with_place(method: Callable[..., Any]) -> Any:
    """Give a resolver that takes the four arguments, too, and answers the page.

    An order can be turned round; an order in time is named by its direction.
    """
    own = inspect.signature(method)
    me, *others = (each.replace(kind=_kind(each)) for each in own.parameters.values())
    needed = [each for each in others if each.default is inspect.Parameter.empty]
    free = [each for each in others if each.default is not inspect.Parameter.empty]
    order = own.parameters.get("order_by")
    turns = [_REVERSE] if order and get_args(order.annotation)[0] is not TimeOrder else []
    arguments = [*needed, *_PLACE, *free, *turns]
    name = method.__name__

    def placed(given: dict[str, Any]) -> Place:
        page = given.pop("first"), given.pop("after"), given.pop("last"), given.pop("before")
        return Place(*page, name, given.pop("reverse", False))

    def resolver(self: object, **given: Any) -> Any:
        place = placed(given)
        return method(self, **given)(place)

    async def later(self: object, **given: Any) -> Any:
        place = placed(given)
        found = (await method(self, **given))(place)
        return await found if inspect.isawaitable(found) else found

    made: Any = later if inspect.iscoroutinefunction(method) else resolver
    made.__name__, made.__doc__, made.__module__ = method.__name__, method.__doc__, method.__module__
    answer = _answer(own.return_annotation)
    made.__signature__ = own.replace(parameters=[me, *arguments], return_annotation=answer)
    made.__annotations__ = {each.name: each.annotation for each in arguments} | {"return": answer}
    return made


def _kind(parameter: inspect.Parameter) -> Any:
    return parameter.kind if parameter.name == "self" else inspect.Parameter.KEYWORD_ONLY


def _answer(annotation: Any) -> Any:
    """The connection that a method's ``Pages`` or ``LaterPages`` give; of a root field it may be null."""
    if get_origin(annotation) is UnionType:
        return _answer(get_args(annotation)[0]) | None
    given = get_args(annotation)[-1]
    return get_args(given)[0] if getattr(given, "__origin__", None) is Awaitable else given
