"""API changes: what is new, what is dangerous and what breaks since the last release, told from the two schemas."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)
from graphql.utilities import find_breaking_changes, find_dangerous_changes

HOME: Final = Path(__file__).parents[1]
SCHEMA: Final = HOME / "schema.graphql"
RELEASED: Final = HOME / "docs" / "released.graphql"
ANNOUNCED: Final = HOME / "docs" / "announced.toml"
PAGE: Final = HOME / "docs" / "api-changes.md"
DEPRECATION: Final = re.compile(
    r"^(?P<since>\d{4}-\d{2}-\d{2}): .+ (Use|Write) `[^`]+`.* Removed after (?P<until>\d{4}-\d{2}-\d{2})\.$"
)
"""How the reason of a deprecation reads: the day, why, what to use instead, and until when it stays."""


class Announcement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change that clients are told of: one that breaks them, or one of behaviour that no schema shows."""

    what: str
    announced: datetime.date
    reason: str
    instead: str
    version: str = ""
    """The release that made it; empty until there is one."""


class Changes(msgspec.Struct, frozen=True):
    """How one schema differs from another; each change is a sentence."""

    breaking: tuple[str, ...]
    dangerous: tuple[str, ...]
    new: tuple[str, ...]


def changes(before: GraphQLSchema, after: GraphQLSchema) -> Changes:
    """Compare two schemas: what makes valid documents invalid, what may surprise their senders, and what is new."""
    return Changes(
        breaking=tuple(sorted(each.description for each in find_breaking_changes(before, after))),
        dangerous=tuple(sorted(each.description for each in find_dangerous_changes(before, after))),
        new=tuple(sorted(_new(before, after))),
    )


def _new(before: GraphQLSchema, after: GraphQLSchema) -> Iterator[str]:
    for name, kind in after.type_map.items():
        old = before.type_map.get(name)
        if old is None:
            yield f"{name} was added."
        else:
            yield from (f"{name}.{field} was added." for field in _parts(kind) if field not in _parts(old))


def _parts(kind: GraphQLNamedType) -> tuple[str, ...]:
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        return tuple(kind.fields)
    return tuple(kind.values) if isinstance(kind, GraphQLEnumType) else ()


def announced(text: str, kind: str = "change") -> list[Announcement]:
    """Read the announcements: changes of the schema that break clients, or of ``behaviour`` that no schema shows.

    Raises
    ------
    msgspec.ValidationError
        Where one lacks its date, reason or replacement.
    """
    return msgspec.convert(tomllib.loads(text).get(kind, []), list[Announcement])


def since_release() -> Changes:
    """Compare the schema with that of the last release."""
    return changes(build_schema(RELEASED.read_text("utf-8")), build_schema(SCHEMA.read_text("utf-8")))


def page() -> str:
    """Give the page that tells of the changes."""
    found = since_release()
    text = ANNOUNCED.read_text("utf-8")
    told = {each.what: each for each in announced(text) if not each.version}
    behaviour = tuple(f"{each.what}{_said(each)}" for each in announced(text, "behaviour") if not each.version)
    breaking = [f"{each}{_said(told.get(each))}" for each in found.breaking]
    lines = [
        "# Changes of the API",
        "",
        "Written by `make docs` from `schema.graphql` and `docs/released.graphql`, the schema of the last release.",
        "What breaks clients must be announced in `docs/announced.toml` with date, reason and replacement, else a test",
        "fails. What is to go is deprecated first; the reason of a deprecation names the day, why, what to use instead",
        "and until when it stays. What clients may notice though the schema is the same stands there as well. First",
        "comes what changed since the last release, then what releases changed.",
        "",
    ]
    for title, each in (
        ("Breaking", breaking),
        ("Behaviour", behaviour),
        ("Dangerous", found.dangerous),
        ("New", found.new),
    ):
        lines += [f"## {title}", "", *(f"- {sentence}" for sentence in each or ["Nothing."]), ""]
    return "\n".join([*lines, *_released(text)])


def _released(text: str) -> Iterator[str]:
    """What releases have changed, the latest first."""
    every = {kind: announced(text, kind) for kind in ("change", "behaviour")}
    for version in sorted({each.version for found in every.values() for each in found} - {""}, reverse=True):
        for kind, title in (("change", "breaking"), ("behaviour", "behaviour")):
            made = [each for each in every[kind] if each.version == version]
            if made:
                yield from (f"## {version}: {title}", "", *(f"- {each.what}{_said(each)}" for each in made), "")


def _said(told: Announcement | None) -> str:
    return f" Announced {told.announced}: {told.reason} Instead: {told.instead}" if told else ""
