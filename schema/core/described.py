"""Described: types and fields whose description in the schema is their docstring."""

import inspect
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Annotated, Any, TypeVar, dataclass_transform

import strawberry
from strawberry.types.field import StrawberryField

from graph.vocabulary import VOCABULARY, words

T = TypeVar("T")
E = TypeVar("E", bound=type[Enum])


def _text(thing: object) -> str:
    return " ".join(inspect.cleandoc(getattr(thing, "__doc__", None) or "").split())


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def described(cls: type[T]) -> type[T]:
    """Make an object type of a class; its docstring is its description."""
    return strawberry.type(cls, description=_text(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def described_interface(cls: type[T]) -> type[T]:
    """Make an interface of a class; its docstring is its description."""
    return strawberry.interface(cls, description=_text(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def described_input(cls: type[T]) -> type[T]:
    """Make an input type of a class; its docstring is its description."""
    return strawberry.input(cls, description=_text(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def described_filter(cls: type[T]) -> type[T]:
    """Make a filter of a class, which can be turned round (``not``) and of which one of several may hold (``anyOf``).

    ``schema.core.filtering`` answers what passes it.
    """
    name = cls.__name__
    cls.__annotations__ = cls.__annotations__ | {"not_": f"{name} | None", "any_of": f"list[{name}] | None"}
    added = {
        "not_": strawberry.field(
            default=None, name="not", description="Only what this other filter does not let pass."
        ),
        "any_of": strawberry.field(
            default=None,
            description="Only what at least one of these other filters lets pass; nothing if the list is empty.",
        ),
    }
    for key, value in added.items():
        setattr(cls, key, value)
    return described_input(cls)


def field(resolver: Callable[..., Any]) -> StrawberryField:
    """Make a field of a method; its docstring is its description."""
    made: StrawberryField = strawberry.field(resolver=resolver, description=_text(resolver))
    return made


def old_field(reason: str) -> Callable[[Callable[..., Any]], StrawberryField]:
    """Make a deprecated field; the reason says since when, why, what to use instead and until when it stays."""

    def make(resolver: Callable[..., Any]) -> StrawberryField:
        made: StrawberryField = strawberry.field(
            resolver=resolver, description=_text(resolver), deprecation_reason=reason
        )
        return made

    return make


def stream(resolver: Callable[..., Any]) -> StrawberryField:
    """Make a subscription field of a method that yields values; its docstring is its description."""
    made: StrawberryField = strawberry.subscription(resolver=resolver, description=_text(resolver))
    return made


def enumeration(cls: E, descriptions: Mapping[str, str], name: str | None = None) -> E:
    """Make an enum of the schema; each value is described by its own sentence.

    Raises
    ------
    KeyError
        Where a value has no description.
    ValueError
        Where the vocabulary names the enumeration, but not each of its values, or others.
    """
    if (name or cls.__name__) in VOCABULARY:
        words(cls, name or "")
    strawberry.enum(cls, name=name, description=_text(cls))
    definition: Any = cls.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = descriptions[value.name]
    return cls


def said(description: str) -> Any:
    """Describe an argument."""
    return strawberry.argument(description=description)


First = Annotated[
    int | None,
    said(
        "Size of the page, counted from the start of the list or from the cursor in `after`: 0 to 100, by default "
        "20. Not together with `last`."
    ),
]
After = Annotated[str | None, said("Return only items after the one with this cursor.")]
Last = Annotated[
    int | None,
    said(
        "Size of the page, counted from the end of the list or from the cursor in `before`: 0 to 100. Not together "
        "with `first`."
    ),
]
Before = Annotated[str | None, said("Return only items before the one with this cursor.")]
Reverse = Annotated[
    bool,
    said(
        "True: the other way round than `orderBy` says, the last of the list first: where the largest comes first, the "
        "smallest then does."
    ),
]
