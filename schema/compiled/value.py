"""Value: turns the values of resolvers into values in the answer, for objects, lists and nulls."""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any, NamedTuple

from graphql.pyutils import Undefined, is_iterable

from schema.compiled.run import Complete, Run, Uncompiled
from schema.compiled.runtime_type import IsOfType
from schema.limit.made import ITEM_SIZE, shell, size_of


class Answer(NamedTuple):
    """How one field of an object is answered."""

    name: str
    """Its name in the answer."""
    resolve: Callable[..., Any]
    """Gives its value for an object; takes the run as well if the field ``needs_run``."""
    complete: Complete
    """Turns the value into the value in the answer."""
    as_it_is: type | None
    """Values of just this Python type are answered as they are."""
    needs_run: bool
    is_async: bool
    """Whether the value is awaited."""


def selection(
    compile_: Callable[[], Iterable[Answer]],
    fits: IsOfType | None = None,
    *,
    nullable: bool = False,
    is_root: bool = False,
) -> Complete:
    """Answer the fields that are selected of an object, in their order.

    They are compiled when the first object comes, for many never come. All is in one function, since it is called
    for every object of an answer; so are the counts of ``Made``.
    """
    answers: list[Answer] | None = None
    many = bare = 0
    known = fits.known if fits else frozenset()

    def complete(source: Any, run: Run) -> dict[str, Any] | None:
        nonlocal answers, many, bare
        if (source is None or source is Undefined) and not is_root:
            if nullable:
                return None
            raise Uncompiled
        if fits is not None and type(source) not in known and not fits(source, run):
            raise Uncompiled
        if monotonic() > run.until:
            raise Uncompiled
        if answers is None:
            answers = list(compile_())
            many, bare = len(answers), shell([each.name for each in answers])
        made = run.made
        made.values += many
        made.size += bare
        if made.values > made.most_values or made.size > made.most_size:
            raise Uncompiled
        size = 0
        found: dict[str, Any] = {}
        for name, resolve, finish, as_it_is, needs_run, is_async in answers:
            value = resolve(source, run) if needs_run else resolve(source)
            if type(value) is as_it_is:
                found[name] = value
                if type(value) is str:
                    size += len(value) if value.isascii() else size_of(value)
            elif is_async:
                found[name] = None
                run.pending.append((value, found, name, finish))
            else:
                found[name] = done = finish(value, run)
                if type(done) is str:
                    size += size_of(done)
        made.size += size
        return found

    return complete


def each(item: Complete, *, are_values: bool) -> Complete:
    """Complete a list, one after another; its items are counted where they are values, for objects count theirs."""

    def complete(value: Any, run: Run) -> list[Any]:
        if not isinstance(value, list) and not is_iterable(value):
            raise Uncompiled
        found = [item(one, run) for one in value]
        if are_values:
            texts = sum(size_of(one) for one in found if type(one) is str)
            run.made.count(len(found), len(found) * ITEM_SIZE + texts)
        return found

    return complete


def or_null(inner: Complete) -> Complete:
    """Complete a value that may be null."""

    def complete(value: Any, run: Run) -> Any:
        return None if value is None or value is Undefined else inner(value, run)

    return complete


def never_null(inner: Complete) -> Complete:
    """Complete a value that must not be null."""

    def complete(value: Any, run: Run) -> Any:
        if value is None or value is Undefined:
            raise Uncompiled
        return inner(value, run)

    return complete
