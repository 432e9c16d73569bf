"""Apart: fields that fail by themselves, so that an error in one takes nothing beside it along."""

import inspect
from collections.abc import Callable
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import strawberry
from strawberry.schema_directive import Location
from strawberry.types.field import StrawberryField

T = TypeVar("T")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="semanticNonNull",
    description="The field is null only where `errors` names it by its path: clients that stop at errors may read it "
    "as if it could not be null. The directive is that of the proposals of the GraphQL working group.",
)
class SemanticNonNull:
    """Says of a field that it is null only where it failed."""


def apart(cls: type[T]) -> type[T]:
    """Make what a type works out nullable: its fields that wait or take arguments, for these can fail."""
    for name, each in tuple(vars(cls).items()):
        if isinstance(each, StrawberryField) and each.base_resolver is not None:
            resolver: Any = each.base_resolver.wrapped_func
            if _can_fail(resolver) and not _is_optional(resolver):
                _make_optional(resolver)
                made = strawberry.field(
                    resolver=resolver,
                    description=each.description,
                    deprecation_reason=each.deprecation_reason,
                    directives=[SemanticNonNull()],
                )
                setattr(cls, name, made)
    return cls


def _can_fail(resolver: Callable[..., object]) -> bool:
    takes = inspect.signature(resolver).parameters.keys() - {"self", "info"}
    return bool(takes) or inspect.iscoroutinefunction(resolver)


def _is_optional(resolver: Callable[..., object]) -> bool:
    answer = inspect.signature(resolver).return_annotation
    return get_origin(answer) in {Union, UnionType} and type(None) in get_args(answer)


def _make_optional(resolver: Any) -> None:
    signature = inspect.signature(resolver)
    answer: Any = Union[signature.return_annotation, None]  # noqa: UP007 - it may be a lazy type
    resolver.__annotations__["return"] = answer
    resolver.__signature__ = signature.replace(return_annotation=answer)
