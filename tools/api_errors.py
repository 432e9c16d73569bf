"""API errors: the page of all codes of errors and problems, told from the schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphql import GraphQLEnumType, build_schema

from tools.api_changes import SCHEMA

PAGE: Final = Path(__file__).parents[1] / "docs" / "api-errors.md"
_HEAD: Final = """# Errors of the API

Written by `make docs` from `schema.graphql`, whose enums `ErrorCode` and `ProblemCode` these are.

An error of a request stands in `errors` of the answer, a problem that its sender can correct in `errors` of a
mutation's payload. Both have a sentence for people, in Indonesian or in English as `Accept-Language` asks (a problem's
also by `message(language:)`), and a code for programs. What is told of the inside of a file is Indonesian only.

One error takes nothing else along: every root field may be null, and so may what a plan works out or gives by
arguments; the error names it in `path`. In `nodes` the path names the place of the id.
"""


def page() -> str:
    """Give the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    kinds = build_schema(SCHEMA.read_text("utf-8")).type_map
    titles = {
        "ErrorCode": "`extensions.code` of an error",
        "ProblemCode": "`code` of a `ValidationProblem`",
    }
    for name, title in titles.items():
        kind = kinds[name]
        assert isinstance(kind, GraphQLEnumType)  # noqa: S101 - a test compares it with the code's own
        yield from (f"## {title}", "", "| code | meaning |", "|---|---|")
        yield from (f"| `{code}` | {value.description} |" for code, value in kind.values.items())
        yield ""
