"""Menagerie: a schema in which everything that can happen to a field happens to one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from enum import Enum
from typing import Annotated, Any, Generic, TypeVar

import strawberry
from strawberry.extensions import FieldExtension

from schema.limit.deadline import TimedExecution

T = TypeVar("T")


@strawberry.enum
class Colour(Enum):
    RED = "red"
    GREEN = "green"


@strawberry.input
class Wanted:
    word: str
    colours: list[Colour] = strawberry.field(default_factory=list)
    most: int | None = None


class Shouting(FieldExtension):
    def resolve(self, next_: Any, source: Any, info: strawberry.Info, **given: Any) -> Any:
        return str(next_(source, info, **given)).upper()


@strawberry.interface
class Animal:
    seed: strawberry.Private[int]

    @strawberry.field
    def name(self) -> str:
        return f"animal {self.seed}"

    @strawberry.field
    def friend(self) -> "Animal | None":
        return animal(self.seed * 7 + 3, self.seed)

    @strawberry.field
    def friends(self, first: int = 2) -> "list[Animal]":
        return [found for number in range(first) if (found := animal(self.seed + number, number)) is not None]

    @strawberry.field
    async def kin(self) -> "list[Dog | None]":
        await asyncio.sleep(0)
        return [Dog(seed=self.seed + 1), None] if self.seed % 2 else []

    @strawberry.field
    def stranger(self) -> Annotated["Dog | Cat | Stone", strawberry.union("Stranger")]:
        return [Dog(seed=1), Cat(seed=2), Stone(weight=1.5)][self.seed % 3]

    @strawberry.field
    def pages(self) -> "Page[Dog]":
        return Page(items=[Dog(seed=self.seed)], count=self.seed)


@strawberry.type
class Dog(Animal):
    colour: Colour = Colour.RED
    nothing: str | None = None
    tags: list[str] = strawberry.field(default_factory=lambda: ["a", "b"])

    @strawberry.field
    def echo(self, wanted: Wanted | None = None, times: int = 1, colour: Colour = Colour.GREEN) -> str:
        return f"{wanted} {times} {colour}"

    @strawberry.field
    async def later(self, seconds: float = 0) -> int | None:
        await asyncio.sleep(seconds / 1000)
        return self.seed if self.seed % 5 else None

    @strawberry.field
    def never_null(self) -> int:
        return self.seed if self.seed % 7 else None  # type: ignore[return-value]

    @strawberry.field
    def wrong(self) -> int | None:
        return [1, 2**40, "x", True, 1.0, 1.5, ValueError("given")][self.seed % 7]  # type: ignore[return-value]

    @strawberry.field
    def raises(self) -> str | None:
        if self.seed % 3 == 0:
            raise ValueError(self.seed)
        return "fine"

    @strawberry.field
    async def raises_later(self) -> str:
        await asyncio.sleep(0)
        if self.seed % 3 == 0:
            raise ValueError(self.seed)
        return "fine"

    @strawberry.field
    def hidden_wait(self) -> str:
        async def wait() -> str:
            return "waited"

        answer: Awaitable[str] = wait()
        return answer  # type: ignore[return-value]

    @strawberry.field
    def place(self, info: strawberry.Info) -> str:
        return repr(info.path.as_list())

    @strawberry.field
    def asked(self, info: strawberry.Info) -> str:
        return f"{info.field_name} {info.python_name} {sorted(info.variable_values.items())}"

    @strawberry.field(extensions=[Shouting()])
    def loud(self) -> str:
        return "loud"

    @strawberry.field
    def parented(self, parent: strawberry.Parent["Dog"]) -> int:
        return parent.seed

    @strawberry.field
    def made_one_by_one(self) -> "list[Cat]":
        def cats() -> Iterator[Cat]:
            yield from (Cat(seed=number) for number in range(3))

        return cats()  # type: ignore[return-value]


@strawberry.type
class Cat(Animal):
    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(str(self.seed)) if self.seed % 2 else self.seed  # type: ignore[return-value]

    @strawberry.field
    def numbers(self) -> list[list[int | None]]:
        return [[1, None], [], [self.seed]]

    @strawberry.field
    def share(self) -> float:
        return [0.5, 1, float("nan")][self.seed % 3]

    @strawberry.field
    def no_list(self) -> list[str] | None:
        return ["ab", ("a", "b"), {"a": 1}, None][self.seed % 4]  # type: ignore[return-value]

    @strawberry.field
    def bent(self) -> "Dog | None":
        return Stone(weight=1) if self.seed % 2 else Cat(seed=1)  # type: ignore[return-value]

    @strawberry.field
    def cast(self) -> "Dog":
        return strawberry.cast(Dog, Cat(seed=self.seed)) if self.seed % 2 else Dog(seed=1)


@strawberry.type
class Stone:
    weight: float


@strawberry.type
class Page(Generic[T]):
    items: list[T]
    count: int

    @strawberry.field
    def first(self) -> T | None:
        return self.items[0] if self.count % 2 else None


@strawberry.type
class Query:
    @strawberry.field
    def animal(self, seed: int = 1, kind: int = 0) -> Animal | None:
        return animal(seed, kind)

    @strawberry.field
    async def dog(self, seed: int) -> Dog:
        await asyncio.sleep(0)
        return Dog(seed=seed)

    @strawberry.field
    def cats(self, seeds: list[int]) -> list[Cat]:
        return [Cat(seed=seed) for seed in seeds]

    @strawberry.field
    @staticmethod
    def constant() -> str:
        return "constant"


def animal(seed: int, kind: int) -> Animal | None:
    """A dog, a cat, or nothing."""
    return None if kind % 5 == 4 else (Dog(seed=seed), Cat(seed=seed))[kind % 2]


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self) -> AsyncIterator[int]:
        yield 1


@strawberry.type
class Mutation:
    @strawberry.mutation
    def add(self) -> int:
        return 1


def schema(execution: type[TimedExecution]) -> strawberry.Schema:
    """The schema, executed in one way or another."""
    return strawberry.Schema(
        Query, mutation=Mutation, subscription=Subscription, execution_context_class=execution, types=[Dog, Cat]
    )
